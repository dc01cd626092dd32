-- Near-duplicate signatures of a reading's reports, in their order: by them importers find the copies of a report. What was stored before
-- has none until it is read again.
alter table readings add column signatures bytea[];
