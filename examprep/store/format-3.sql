-- Format 3, added to format 2: what a plan reads of a large log, without reading all of it.

create index memory_due on memory (due);
-- By day of the last review, with all that a gain is reckoned from.
create index memory_last on memory (last, stability, difficulty);
-- The first answer to every item, by day: what was known at first sight. With the columns of its condition, or
-- SQLite looks at the row for them.
create index review_first on review (study_day, kind, stability_before, item, outcome, rating)
where kind = 'answer' and stability_before is null;
