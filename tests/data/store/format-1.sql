-- A progress file of format 1, frozen: every later program must read it and find its chain whole.
pragma application_id = 1163415634;
pragma user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE identity (
    one integer not null primary key check (one = 1),
    device text not null
) strict;
INSERT INTO "identity" VALUES(1,'3b0a2c5d7e9f1a4b');
CREATE TABLE memory (
    item text not null primary key,
    stability real not null,
    difficulty real not null,
    last integer not null,
    due integer not null,
    reps integer not null,
    lapses integer not null
) strict, without rowid;
INSERT INTO "memory" VALUES('softmax/card',6.07580106251933704797e-01,7.39450274127971773907e+00,739002,739003,2,1);
CREATE TABLE review (
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
INSERT INTO "review" VALUES('3b0a2c5d7e9f1a4b',1,'answer',1000,1000,739000,540,NULL,NULL,'softmax/card','d1','s1','quiz','right',3,'ソフトマックス
"2"',NULL,4.25,NULL,NULL,NULL,NULL,NULL,NULL,2.3065,2.11810397045901588342e+00,739000,739002,1,0,NULL,1,X'56406E49773921C8896158E09E45892D3C770954E1218A29E0D4E62E02878BCE');
INSERT INTO "review" VALUES('3b0a2c5d7e9f1a4b',2,'answer',3000,3000,739002,540,NULL,NULL,'dropout/card','d1','s1','cards','rated',2,'2',NULL,4.25,NULL,NULL,NULL,NULL,NULL,NULL,1.2931,5.11217070560105568688e+00,739002,739003,1,0,NULL,1,X'5E74568595A1511CE5B386B1370CD19A30A3BF21D3CAB0E05CE30E43177C9BD8');
INSERT INTO "review" VALUES('3b0a2c5d7e9f1a4b',3,'void',3500,3500,739002,NULL,'3b0a2c5d7e9f1a4b',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,X'9EE71E4DCA42D09D45A6D516E476907B153D414BF42E9F77AD6282F436964165');
INSERT INTO "review" VALUES('c8d6e4f2a1b39075',1,'answer',2000,2000,739002,540,NULL,NULL,'softmax/card','d1','s1','quiz','wrong',1,'2','sum-axis',12.1,2.3065,2.11810397045901588342e+00,739000,739002,1,0,6.07580106251933704797e-01,7.39450274127971773907e+00,739002,739003,2,1,9.12345678901234524715e-01,1,X'225CF2EE9CFA767D02BE949C842456A8B51CDF89709C01441AC4AE3ADA2BEF64');
CREATE TABLE session (
    id text not null primary key,
    mode text not null,
    at integer not null,
    study_day integer not null,
    seed integer not null,
    lang text not null,
    options text not null,       -- canonical JSON, compared as text
    queue text not null          -- JSON list of item ids
) strict, without rowid;
INSERT INTO "session" VALUES('s0','quiz',500,739000,9223372036854775807,'both','{"total":20}','["softmax/card","dropout/card"]');
INSERT INTO "session" VALUES('s1','quiz',1000,739000,9223372036854775807,'both','{"total":20}','["softmax/card","dropout/card"]');
CREATE TABLE session_end (
    session text not null primary key,
    at integer not null
) strict, without rowid;
INSERT INTO "session_end" VALUES('s0',600);
CREATE INDEX review_item on review (item, clock);
CREATE INDEX review_session on review (session) where session is not null;
CREATE INDEX review_void on review (target_device, target_seq) where kind = 'void';
CREATE TRIGGER review_is_never_changed before update on review
begin
    select raise(abort, 'a review is never changed');
end;
CREATE TRIGGER review_is_never_deleted before delete on review
begin
    select raise(abort, 'a review is never deleted');
end;
CREATE TRIGGER review_follows_the_last before insert on review
when new.seq is not (select coalesce(max(seq), 0) + 1 from review where device = new.device)
begin
    select raise(abort, 'a review follows the last of its device');
end;
CREATE VIEW standing as
select * from review as asked
where kind = 'answer' and not exists (
    select 1 from review as void
    where void.kind = 'void'
        and void.target_device = asked.device
        and void.target_seq = asked.seq
);
COMMIT;
