-- Format 1. `review` is the log; `memory` is its fold and can be rebuilt.

create table identity (
    one integer not null primary key check (one = 1),
    device text not null
) strict;

-- One row an answer, one row an answer taken back. Never changed, never deleted.
create table review (
    device text not null,
    seq integer not null,
    kind text not null check (kind in ('answer', 'void')),
    at integer not null,         -- unix time in milliseconds; clocks go back
    clock integer not null,      -- the greatest `at` of the device so far; orders the log
    study_day integer not null,  -- proleptic ordinal of a local date
    tz_offset integer,           -- local time minus UTC, in minutes

    target_device text,          -- of a void: the answer it takes back
    target_seq integer,

    item text,
    digest text,
    session text,
    mode text,
    outcome text,
    rating integer check (rating between 1 and 4),
    answer text,
    slip text,
    seconds real,
    stability_before real,       -- all `before` are null for an item never seen
    difficulty_before real,
    last_before integer,
    due_before integer,
    reps_before integer,
    lapses_before integer,
    stability_after real,
    difficulty_after real,
    last_after integer,
    due_after integer,
    reps_after integer,
    lapses_after integer,
    predicted real,
    parameters integer,

    hash blob not null,          -- of the row and of the hash before it; see chain.py

    interval_before integer as (due_before - last_before) virtual,
    interval_after integer as (due_after - last_after) virtual,
    -- Anki's review type: 0 learn, 1 review, 2 relearn. Only a first review is 0: Anki
    -- takes a later 0 for a reset and forgets what was before it.
    anki_type integer as (
        case
            when kind = 'void' then null
            when last_before is null then 0
            when last_before >= study_day and lapses_before > 0 then 2
            else 1
        end
    ) virtual,

    primary key (device, seq),
    check ((kind = 'void') = (target_device is not null)),
    check ((kind = 'void') = (target_seq is not null)),
    check ((kind = 'void') = (tz_offset is null)),
    check ((kind = 'void') = (item is null)),
    check (
        kind = 'void' or (
            digest is not null and session is not null and mode is not null
            and outcome is not null and rating is not null and answer is not null
            and seconds is not null and stability_after is not null
            and difficulty_after is not null and last_after is not null
            and due_after is not null and reps_after is not null
            and lapses_after is not null and parameters is not null
        )
    )
) strict, without rowid;

create index review_item on review (item, clock);
create index review_session on review (session) where session is not null;
create index review_void on review (target_device, target_seq) where kind = 'void';

create trigger review_is_never_changed before update on review
begin
    select raise(abort, 'a review is never changed');
end;

create trigger review_is_never_deleted before delete on review
begin
    select raise(abort, 'a review is never deleted');
end;

-- Also keeps `insert or replace` out, which fires no trigger for what it deletes.
create trigger review_follows_the_last before insert on review
when new.seq is not (select coalesce(max(seq), 0) + 1 from review where device = new.device)
begin
    select raise(abort, 'a review follows the last of its device');
end;

-- The answers that were not taken back.
create view standing as
select * from review as asked
where kind = 'answer' and not exists (
    select 1 from review as void
    where void.kind = 'void'
        and void.target_device = asked.device
        and void.target_seq = asked.seq
);

create table memory (
    item text not null primary key,
    stability real not null,
    difficulty real not null,
    last integer not null,
    due integer not null,
    reps integer not null,
    lapses integer not null
) strict, without rowid;

create table session (
    id text not null primary key,
    mode text not null,
    at integer not null,
    study_day integer not null,
    seed integer not null,
    lang text not null,
    options text not null,       -- canonical JSON, compared as text
    queue text not null          -- JSON list of item ids
) strict, without rowid;

create table session_end (
    session text not null primary key,
    at integer not null
) strict, without rowid;
