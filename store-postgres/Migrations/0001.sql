-- The feed: one counter. Whoever changes what nodes follow advances it in the same transaction, holding its row until the commit, so that
-- a lower position never becomes visible after a higher one.
create table feed (
    only_row boolean primary key default true check (only_row),
    head bigint not null,
    history uuid not null
);
insert into feed values (true, 0, gen_random_uuid());

-- One mark for each advance: a node whose last mark is missing has followed a history that this database does not have.
create table feed_marks (
    position bigint primary key,
    mark uuid not null default gen_random_uuid()
);

create function advance_feed(steps integer) returns bigint language sql as $$
    select pg_notify('kb_feed', '');
    with moved as (update feed set head = head + steps returning head)
    insert into feed_marks (position) select head from moved returning position;
$$;

-- Raw files by content, and the names under which they were handed in.
create table raw_files (
    hash bytea primary key,
    size bigint not null,
    content bytea not null
);

create table raw_names (
    source_path text primary key,
    hash bytea references raw_files (hash),
    size bigint not null,
    modified_ticks bigint not null,
    code text,
    reason text,
    may_pass boolean not null default false,
    handed_in_by text not null,
    handed_in_at timestamptz not null default now()
);
create index raw_names_by_hash on raw_names (hash);

create table folders (
    name text primary key,
    location text not null
);

-- What became of each file, and what it says. A row without an entry is a file that has gone; nodes must hear of it.
create table files (
    source_path text primary key,
    position bigint not null,
    hash bytea,
    holds boolean not null,
    edition integer not null,
    stamp text not null,
    entry bytea
);
create index files_by_position on files (position);
create index files_by_hash on files (hash);

create table readings (
    hash bytea primary key,
    position bigint not null,
    passages integer not null,
    reports bytea[]
);
create index readings_by_position on readings (position);

-- Learned marks, users' marks and corrections: small texts by name.
create table texts (
    name text primary key,
    position bigint not null,
    content text not null
);
create index texts_by_position on texts (position);

create table tasks (
    id bigint generated always as identity primary key,
    source_path text not null,
    hash bytea,
    reason text not null,
    state text not null default 'waiting' check (state in ('waiting', 'running', 'succeeded', 'failed')),
    position bigint,
    edition integer not null,
    tries integer not null default 0,
    not_before timestamptz not null default now(),
    enqueued_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    worker uuid,
    lease_until timestamptz,
    reports integer not null default 0,
    passages integer not null default 0,
    code text,
    message text
);
-- One task of a file waits and one runs; what has the same content runs once at a time, and so is read once.
create unique index tasks_waiting on tasks (source_path) where state = 'waiting';
create unique index tasks_running on tasks (source_path) where state = 'running';
create unique index tasks_reading on tasks (hash) where state = 'running' and hash is not null;
create index tasks_next on tasks ((tries > 0) desc, id) where state = 'waiting';
create index tasks_open on tasks (position) where state in ('waiting', 'running');
create index tasks_finished on tasks (finished_at) where state in ('succeeded', 'failed');

-- Written often and in small parts: vacuum keeps up with the queue rather than with a share of the table.
alter table tasks set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, fillfactor = 70);
alter table feed set (fillfactor = 10);
