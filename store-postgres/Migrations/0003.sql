-- A task that waits can be taken back.
alter table tasks drop constraint tasks_state_check;
alter table tasks add constraint tasks_state_check check (state in ('waiting', 'running', 'succeeded', 'failed', 'canceled'));
drop index tasks_finished;
create index tasks_finished on tasks (finished_at) where state in ('succeeded', 'failed', 'canceled');
