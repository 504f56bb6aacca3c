"""A formula as a tree, and the blank columns between neighbours in it.

The gaps follow the spacing table of the TeXbook (chapter 18), in whole columns; both the
two-dimensional drawing and the one-line form read them from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TypeAlias

import msgspec

from examprep.core.tex.symbols import Glyph, Kind


class Space(msgspec.Struct, frozen=True):
    """Blank columns the author asked for."""

    columns: int


class Row(msgspec.Struct, frozen=True):
    """Things side by side."""

    items: tuple[Node, ...] = ()


class Script(msgspec.Struct, frozen=True):
    """A base with something at its lower and upper right."""

    base: Node
    sub: Node | None = None
    sup: Node | None = None


class Limits(msgspec.Struct, frozen=True):
    """A base with something under and over it."""

    base: Node
    below: Node | None = None
    above: Node | None = None


class Fraction(msgspec.Struct, frozen=True):
    """A quotient written with a bar."""

    top: Node
    bottom: Node


class Binomial(msgspec.Struct, frozen=True):
    """A binomial coefficient."""

    top: Node
    bottom: Node


class Root(msgspec.Struct, frozen=True):
    """A root; without an index the square root."""

    body: Node
    index: Node | None = None


class Fence(msgspec.Struct, frozen=True):
    """An expression between brackets; an empty bracket is not drawn."""

    left: str
    right: str
    body: Row


class Accent(msgspec.Struct, frozen=True):
    """An expression with a mark above or below it, by its LaTeX name."""

    name: str
    body: Node


class Brace(msgspec.Struct, frozen=True):
    """An expression with a horizontal brace at it."""

    body: Node
    over: bool


class Form(Enum):
    """How the cells of a grid are aligned, and what stands around them: its LaTeX environment."""

    MATRIX = "matrix"
    PARENTHESES = "pmatrix"
    BRACKETS = "bmatrix"
    DETERMINANT = "vmatrix"
    CASES = "cases"
    ALIGNED = "aligned"


class Grid(msgspec.Struct, frozen=True):
    """Rows of cells."""

    form: Form
    rows: tuple[tuple[Row, ...], ...]
    """Any number of cells a row."""


Node: TypeAlias = (
    Glyph | Space | Row | Script | Limits | Fraction | Binomial | Root | Fence | Accent | Brace | Grid
)


class Placed(msgspec.Struct, frozen=True):
    """A node where it stands in its row."""

    node: Node
    kind: Kind
    gap: int
    """Blank columns before it."""


def place(items: Sequence[Node], *, tight: bool = False) -> list[Placed]:
    """Return the items with their kinds and gaps in context, `tight` as in scripts; spaces become gaps."""
    placed: list[Placed] = []
    blank = 0
    for node in items:
        if isinstance(node, Space):
            blank += node.columns
            continue
        before = placed[-1] if placed else None
        kind = _in_context(kind_of(node), before)
        gap = _gap(before, node, kind, tight=tight) if before else 0
        placed.append(Placed(node, kind, max(gap, blank)))
        blank = 0
    return placed


def kind_of(node: Node) -> Kind:
    """Return what a node is to its neighbours, context aside."""
    match node:
        case Glyph(kind=kind):
            return kind
        case Script(base=base):
            return kind_of(base)
        case Limits(base=base):
            # `max` over a set stands apart from the brackets behind it, as a sum does.
            kind = kind_of(base)
            return Kind.BIG if kind is Kind.FUNC else kind
        case Fraction() | Grid() | Binomial():
            return Kind.INNER
        case Fence(left=left):
            return Kind.BARS if left in ("|", "‖") else Kind.FENCE
        case _:
            return Kind.ORD


def stands_higher(tree: Node, levels: int) -> bool:
    """Whether more than so many nodes stand inside one another somewhere."""
    level: list[msgspec.Struct] = [tree]
    for _ in range(levels):
        level = [part for node in level for part in _parts(node)]
    return bool(level)


def _parts(node: msgspec.Struct) -> list[msgspec.Struct]:
    values = list(msgspec.structs.astuple(node))
    for value in values:
        if isinstance(value, tuple):
            values += value
    return [value for value in values if isinstance(value, msgspec.Struct)]


def is_word(node: Node) -> bool:
    """Whether a node is a word of several letters, which a letter beside it would lengthen."""
    match node:
        case Glyph(text=text):
            return len(text) > 1 and (text[0].isalpha() or text[-1].isalpha())
        case Script(base=base) | Limits(base=base):
            return is_word(base)
        case _:
            return False


_GAPS = (
    # ORD FUNC BIG BIN REL PUNCT OPEN CLOSE INNER FENCE BARS PREFIX on the right
    "011220002000",  # ORD on the left
    "111220001011",  # FUNC
    "111220101111",  # BIG
    "222222222222",  # BIN
    "222200202222",  # REL
    "222220202222",  # PUNCT
    "000000000000",  # OPEN
    "011220002000",  # CLOSE
    "211220202220",  # INNER
    "011220002000",  # FENCE
    "011220002010",  # BARS
    "000000000000",  # PREFIX
)
"""0 never a gap, 1 always, 2 except in scripts."""

_NO_LEFT_OPERAND = frozenset(
    {Kind.BIN, Kind.REL, Kind.OPEN, Kind.PUNCT, Kind.FUNC, Kind.BIG, Kind.PREFIX},
)


def _in_context(kind: Kind, before: Placed | None) -> Kind:
    if kind is Kind.BIN and (before is None or before.kind in _NO_LEFT_OPERAND):
        return Kind.PREFIX
    return kind


def _gap(before: Placed, node: Node, kind: Kind, *, tight: bool) -> int:
    rule = _GAPS[before.kind][kind]
    if rule == "1" or (rule == "2" and not tight):
        return 1
    return int(_run_together(before.node, node))


def _run_together(left: Node, right: Node) -> bool:
    """Whether two things would read as one word: `TPx` for TP times x."""
    return (is_word(left) or is_word(right)) and _latin(edge(left, -1)) and _latin(edge(right, 0))


def edge(node: Node, end: int) -> str:
    """Return the first (0) or last (-1) character of a node as far as it is plain."""
    match node:
        case Glyph(text=text):
            return text[end]
        case Script(base=base) | Limits(base=base) | Accent(body=base):
            return edge(base, end)
        case Row(items=items) if items:
            return edge(items[end], end)
        case _:
            return ""


def _latin(char: str) -> bool:
    """Whether a character is a letter or digit of a script that parts words by spaces."""
    return char.isalnum() and char < "\u2000"
