-- Format 2, added to format 1: what the learner set aside, mock exams as they happen, fitted memory models.

create index review_day on review (study_day) where kind = 'answer';

-- An item set aside (for good, or for a day) or doubted.
create table mark (
    item text not null,
    kind text not null check (kind in ('suspended', 'buried', 'flagged')),
    at integer not null,          -- unix time in milliseconds
    study_day integer not null,   -- a burial holds on this day only
    note text not null,
    primary key (item, kind)
) strict, without rowid;

-- What happened in a mock exam, in order; its paper stands in `session`. Never changed.
create table sitting (
    session text not null,
    seq integer not null,
    at integer not null,
    event text not null,          -- JSON
    primary key (session, seq)
) strict, without rowid;

create trigger sitting_is_never_changed before update on sitting
begin
    select raise(abort, 'what happened in an exam is never changed');
end;

-- The models that memories were computed with after the first; the newest holds.
create table model (
    version integer not null primary key,
    at integer not null,
    weights text not null,        -- JSON list: FSRS-6
    retention real not null,
    reviews integer not null,     -- it was fitted to so many
    loss real,                    -- log loss on the held-out reviews; null where only the retention changed
    loss_before real              -- the same of the model before it
) strict;

-- How the days up to an exam are used, decided now and then.
create table course (
    goal text not null primary key,
    study_day integer not null,
    style text not null
) strict, without rowid;
