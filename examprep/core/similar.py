"""Which programs of a class look alike: a place to look, never a verdict.

A program becomes a sequence of tokens in which own names and literals are all the same, so that renaming,
comments and layout change nothing. Of all runs of `RUN` tokens some are kept as fingerprints by winnowing:
whatever two programs share over `RUN + WINDOW - 1` tokens is found. What many hand in tells nothing and is
left out, but for whole programs: those that are the same stand together, however many. Source: Schleimer,
Wilkerson and Aiken (2003), "Winnowing", SIGMOD, sections 2 and 3.
"""

from __future__ import annotations

import keyword
import tokenize
import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

RUN = 12
"""Tokens that one fingerprint stands for."""
WINDOW = 5
"""Of so many runs in sequence at least one is kept."""
MOST_TOKENS = 50_000
"""Of one program; what follows is not looked at."""
FEWEST = 6
"""Fingerprints of its own that a program needs to be compared: shorter ones are alike by nature."""
FEW, MANY = 4, 25
"""A run may be in so many programs of a class, whatever its size, or at most, and still tell something."""
SHARED_BY = 0.25
"""Between these bounds: in at most this share of the programs."""

_LAYOUT = frozenset(
    {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING, tokenize.ENDMARKER}
    | {tokenize.INDENT, tokenize.DEDENT}
)


class Token(NamedTuple):
    """A token without what a copier would change first."""

    text: str
    line: int


class Lines(msgspec.Struct, frozen=True, array_like=True):
    """Lines of a program, both included."""

    first: int
    last: int


class Pair(msgspec.Struct, frozen=True):
    """Two programs for one problem that look alike."""

    first: str
    second: str
    share: float
    """Of the fingerprints of the shorter one that few others have."""
    runs: int
    """Fingerprints that both have."""
    places: tuple[tuple[Lines, ...], tuple[Lines, ...]]
    """Where, in the first and in the second."""


class Same(msgspec.Struct, frozen=True):
    """Programs for one problem that are the same but for names, literals, comments and layout."""

    students: tuple[str, ...]
    verbatim: tuple[tuple[str, ...], ...]
    """Those of them whose texts are the same to the letter."""


Fingerprints = Mapping[int, Sequence[Lines]]
"""Fingerprint -> where it stands."""


def tokens_of(source: str) -> list[Token]:
    """Return the tokens of a program, as far as it can be read."""
    found: list[Token] = []
    before = ""
    try:
        for token in tokenize.generate_tokens(iter(source.splitlines(keepends=True)).__next__):
            if token.type in _LAYOUT:
                continue
            found.append(Token(_plain(token, before), token.start[0]))
            before = token.string
            if len(found) == MOST_TOKENS:
                break
    except (tokenize.TokenError, SyntaxError):
        pass  # half a program can be compared, too
    return found


def _plain(token: tokenize.TokenInfo, before: str) -> str:
    """Return what a token is compared as: attributes keep their names, for a library's cannot be renamed."""
    if token.type == tokenize.NAME:
        return token.string if keyword.iskeyword(token.string) or before == "." else "name"
    if token.type == tokenize.NUMBER:
        return "number"
    return "text" if token.type == tokenize.STRING else token.string


def fingerprints_of(source: str) -> dict[int, list[Lines]]:
    """Return the fingerprints of a program and where they stand."""
    tokens = tokens_of(source)
    hashes = [
        zlib.crc32("\0".join(token.text for token in tokens[at : at + RUN]).encode())
        for at in range(len(tokens) - RUN + 1)
    ]
    found: dict[int, list[Lines]] = defaultdict(list)
    for at in _winnowed(hashes):
        found[hashes[at]].append(Lines(tokens[at].line, tokens[at + RUN - 1].line))
    return dict(found)


def _winnowed(hashes: Sequence[int]) -> Iterator[int]:
    """Yield the places of the least hash of every window, the last one where several are."""
    kept = -1
    for start in range(max(len(hashes) - WINDOW + 1, min(len(hashes), 1))):
        window = range(start, min(start + WINDOW, len(hashes)))
        least = min(window, key=lambda at: (hashes[at], -at))
        if least != kept:
            kept = least
            yield kept


def find_similar(
    programs: Mapping[str, Fingerprints], given: Iterable[int] = (), least: float = 0.5
) -> list[Pair]:
    """Return the pairs of programs that share at least such a part, the most alike first.

    `given` are the fingerprints of what everybody was handed, which tell nothing.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(programs):
        for print_ in programs[name]:
            holders[print_].append(name)
    common = max(FEW, min(MANY, int(len(programs) * SHARED_BY)))
    told = set(given)
    rare = {print_: names for print_, names in holders.items() if print_ not in told and len(names) <= common}
    own: dict[str, int] = defaultdict(int)
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    for print_, names in rare.items():
        for name in names:
            own[name] += 1
        for first, second in combinations(names, 2):
            shared[first, second].append(print_)
    pairs = (
        _pair(programs, names, prints, min(own[names[0]], own[names[1]])) for names, prints in shared.items()
    )
    alike = [pair for pair in pairs if pair.runs >= FEWEST and pair.share >= least]
    return sorted(alike, key=lambda pair: (-pair.share, -pair.runs, pair.first, pair.second))


def find_same(
    sources: Mapping[str, str], programs: Mapping[str, Fingerprints], given: Iterable[int] = ()
) -> list[Same]:
    """Return who wrote the same program, however many; copies to the letter first, then the largest group.

    A program needs `FEWEST` fingerprints beside those of what everybody was handed.
    """
    told = set(given)
    prints = {
        name: frozenset(found) for name, found in programs.items() if len(found.keys() - told) >= FEWEST
    }
    groups = (
        group
        for alike in _grouped(prints)  # only these are worth reading again
        for group in _grouped(
            {name: tuple(token.text for token in tokens_of(sources[name])) for name in alike}
        )
    )
    found = [Same(group, tuple(_grouped({name: sources[name] for name in group}))) for group in groups]
    return sorted(found, key=lambda same: (not same.verbatim, -len(same.students), same.students))


def _grouped(values: Mapping[str, Hashable]) -> Iterator[tuple[str, ...]]:
    """Yield the names, two and more, that stand for the same value."""
    holders: dict[Hashable, list[str]] = defaultdict(list)
    for name in sorted(values):
        holders[values[name]].append(name)
    yield from (tuple(names) for names in holders.values() if len(names) > 1)


def _pair(
    programs: Mapping[str, Fingerprints], names: tuple[str, str], prints: Sequence[int], shorter: int
) -> Pair:
    first, second = (_merged(line for each in prints for line in programs[name][each]) for name in names)
    return Pair(*names, share=len(prints) / shorter, runs=len(prints), places=(first, second))


def _merged(lines: Iterable[Lines]) -> tuple[Lines, ...]:
    """Return the same lines in as few pieces as they make."""
    ordered = sorted(lines, key=lambda each: (each.first, each.last))
    pieces: list[Lines] = []
    for each in ordered:
        if pieces and each.first <= pieces[-1].last + 1:
            pieces[-1] = Lines(pieces[-1].first, max(pieces[-1].last, each.last))
        else:
            pieces.append(each)
    return tuple(pieces)
