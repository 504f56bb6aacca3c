"""Which brackets a formula needs when it is written on one line.

What a bar, a raised line or a roof holds together in two dimensions must hold together
here: a reader gets back the same tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from examprep.core.tex.symbols import Glyph, Kind
from examprep.core.tex.tree import (
    Fence,
    Form,
    Fraction,
    Grid,
    Node,
    Placed,
    Root,
    Row,
    Script,
    edge,
    place,
)


class Grip(Enum):
    """How firmly an expression holds together beside a division sign."""

    ATOM = auto()
    """A symbol, a number, anything in brackets."""
    CALL = auto()
    """`p(x)`: read as one thing even behind a division sign."""
    ROOT = auto()
    """`√x`: what follows might belong to it."""
    PRODUCT = auto()
    """May stand before a division sign, not behind it."""
    LOOSE = auto()
    """A sum, a relation, a function without brackets: needs brackets everywhere."""


NUMERATORS = frozenset({Grip.ATOM, Grip.CALL, Grip.PRODUCT})
DENOMINATORS = frozenset({Grip.ATOM, Grip.CALL, Grip.ROOT})


def grip(node: Node) -> Grip:
    """Return how firmly a node holds together."""
    match node:
        case Glyph(text=text):
            return Grip.LOOSE if " " in text else Grip.ATOM
        case Row(items=items):
            return _row_grip(place(items))
        case Fence(left=left, right=right):
            return Grip.ATOM if left and right else Grip.LOOSE
        case Root(index=index):
            return Grip.ROOT if radical(index) else Grip.ATOM
        case Fraction() | Grid(form=Form.ALIGNED):
            return Grip.LOOSE
        case _:
            return Grip.ATOM


_FACTORS = {Kind.ORD, Kind.FENCE, Kind.BARS, Kind.INNER}
_SEPARATE = 3
"""Blank columns, at least those of `\\quad`, that part formulas."""


def _row_grip(placed: Sequence[Placed]) -> Grip:
    if len(placed) == 1:
        return grip(placed[0].node)
    if placed and placed[0].kind is Kind.PREFIX:
        return Grip.LOOSE if _row_grip(placed[1:]) in (Grip.LOOSE, Grip.ROOT) else Grip.PRODUCT
    if _is_call(placed):
        return Grip.CALL
    for here in placed:
        if here.kind not in _FACTORS or here.gap >= _SEPARATE or here.node == Glyph("/"):
            return Grip.LOOSE
    return Grip.PRODUCT if placed and not isinstance(placed[-1].node, Root) else Grip.LOOSE


def _is_call(placed: Sequence[Placed]) -> bool:
    """Whether this is a name and its arguments: `exp(…)`, or `p(x | y)` but not `x(1 - x)`."""
    if len(placed) != 2 or not isinstance(placed[1].node, Fence) or placed[1].kind is not Kind.FENCE:
        return False
    name, arguments = placed[0], placed[1].node.body
    if name.kind is Kind.FUNC:
        return True
    signs = {here.kind for here in place(arguments.items)} & {Kind.BIN, Kind.PREFIX}
    return name.kind is Kind.ORD and not signs and edge(name.node, 0).isalpha()


def is_derivative(top: Node, bottom: Node) -> bool:
    """Whether this is `∂y/∂x`, `d/dx` or `∂²y/∂x∂z`, whose denominator nobody reads as a product."""
    if not isinstance(bottom, Row) or not bottom.items:
        return False
    sign = bottom.items[0]
    first = top.items[0] if isinstance(top, Row) and top.items else top
    first = first.base if isinstance(first, Script) else first
    signs = bottom.items[::2]
    return sign in (Glyph("∂"), Glyph("d")) and first == sign and signs == (sign,) * (len(bottom.items) // 2)


def radical(index: Node | None) -> str:
    """Return the sign of a root, or nothing for a root that is written as a power."""
    if index is None:
        return "√"
    match index:
        case Glyph(text=text) | Row(items=(Glyph(text=text),)):
            return {"3": "∛", "4": "∜"}.get(text, "")
        case _:
            return ""


def bracketed(items: Sequence[Node]) -> list[Node]:
    """Return a row with brackets around fractions and in roots that their neighbours would change."""
    spliced = _spliced(items)
    placed = place(spliced)
    needy = {id(here.node) for i, here in enumerate(placed) if _needs_brackets(placed, i)}
    return [_in_brackets(node) if id(node) in needy else node for node in spliced]


def _spliced(items: Sequence[Node]) -> list[Node]:
    """Replace groups by what is in them, so that neighbours meet across braces that nobody sees."""
    spliced: list[Node] = []
    for item in items:
        if isinstance(item, Row) and item.items:
            first, *rest = _spliced(item.items)
            if isinstance(first, Glyph) and first.kind is Kind.BIN:
                first = Glyph(first.text, Kind.PREFIX)
            spliced += [first, *rest]
        else:
            spliced.append(item)
    return spliced


def _needs_brackets(placed: Sequence[Placed], i: int) -> bool:
    match placed[i].node:
        case Fraction():
            return not (_stands_apart(placed, i, i - 1) and _stands_apart(placed, i + 1, i + 1))
        case Root():
            return not _stands_apart(placed, i + 1, i + 1) and placed[i + 1].kind is not Kind.BIN
        case _:
            return False


def _stands_apart(placed: Sequence[Placed], gap_of: int, neighbour: int) -> bool:
    """Whether nothing, a wide gap, a sum or a relation is beside an expression."""
    if not 0 <= neighbour < len(placed) or placed[gap_of].gap >= _SEPARATE:
        return True
    node, kind = placed[neighbour].node, placed[neighbour].kind
    if isinstance(node, Glyph) and node.text in ("+", "-", "±", "∓"):
        return True
    return kind in (Kind.REL, Kind.PUNCT, Kind.OPEN, Kind.CLOSE)


def _in_brackets(node: Node) -> Node:
    if isinstance(node, Root):
        return node if isinstance(node.body, Fence) else Root(_round(node.body), node.index)
    return _round(node)


def _round(node: Node) -> Fence:
    return Fence("(", ")", Row((node,)))
