-- Format 4, added to format 3: marks taken back, so that merging two machines does not bring them back.

create table unmark (
    item text not null,
    kind text not null check (kind in ('suspended', 'buried', 'flagged')),
    at integer not null,          -- every mark of this kind made up to then was taken back
    primary key (item, kind)
) strict, without rowid;
