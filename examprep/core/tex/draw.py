"""Tree -> drawing in two dimensions.

Scripts and limits are set in one line, so that a formula is only as high as its fractions,
operators and grids.
"""

from __future__ import annotations

from examprep.core.tex import box as boxes
from examprep.core.tex.box import Align, Box
from examprep.core.tex.line import in_order, lowered, one_line, raised, with_mark
from examprep.core.tex.source import columns
from examprep.core.tex.symbols import ACCENTS, Glyph, Kind
from examprep.core.tex.tree import (
    Accent,
    Binomial,
    Brace,
    Fence,
    Form,
    Fraction,
    Grid,
    Limits,
    Node,
    Placed,
    Root,
    Row,
    Script,
    Space,
    kind_of,
    place,
)


def drawn(node: Node) -> Box:  # noqa: C901 - one case a kind of node
    """Return a node as a box."""
    match node:
        case Glyph(text=text):
            return boxes.line_box(text)
        case Row(items=items):
            return _row(place(items))
        case Script():
            return _script(node)
        case Fraction(top=top, bottom=bottom):
            return _fraction(drawn(top), drawn(bottom))
        case Fence(left=left, right=right, body=body):
            return boxes.fenced(left, _airy(drawn(body)), right)
        case Limits():
            return _limits(node)
        case Root(body=body, index=index):
            return _root(drawn(body), index)
        case Accent(name=name, body=body):
            return _accent(name, body)
        case Grid(form=form, rows=rows):
            return _grid(form, [[drawn(cell) for cell in row] for row in rows])
        case Binomial(top=top, bottom=bottom):
            return boxes.fenced("(", boxes.grid([[drawn(top)], [drawn(bottom)]], [Align.CENTRE], [0]), ")")
        case Brace(body=body, over=over):
            return _brace(drawn(body), over=over)
        case Space(columns=width):
            return boxes.blank(width)


def _airy(body: Box) -> Box:
    """Keep bars and limits of a tall body off the brackets around it."""
    return boxes.fitted(body, body.width + 2 * body.tall, Align.CENTRE)


def _row(placed: list[Placed]) -> Box:
    parts: list[Box] = []
    for i, here in enumerate(placed):
        box = drawn(here.node)
        gap = _gap(placed[i - 1], parts[-1], here, box) if i else here.gap
        if gap:
            parts.append(boxes.blank(gap))
        parts.append(box)
    return boxes.beside(parts) if parts else boxes.EMPTY


def _gap(left: Placed, left_box: Box, right: Placed, box: Box) -> int:
    """Return the columns between neighbours whose lines, bars or roofs must not run into each other."""
    if right.gap and min(len(left_box.lines), len(box.lines)) > 1:
        return max(right.gap, 2)
    sign_at_bar = left.kind is Kind.PREFIX and isinstance(right.node, Fraction)
    under_roof = isinstance(left.node, Root) and right.kind in (Kind.ORD, Kind.FENCE, Kind.BARS)
    return max(right.gap, int(sign_at_bar or under_roof))


def _fraction(top: Box, bottom: Box) -> Box:
    # A bar over a bar must be the longer one, or nobody sees which was first.
    width = max(top.width, bottom.width) + 2 * (top.tall or bottom.tall)
    return boxes.tallened(boxes.stacked([top, boxes.line_box("─" * width), bottom], 1))


def _script(node: Script) -> Box:
    base = drawn(node.base)
    levels = _levels(node, base)
    above, below = -min(0, *levels), max(0, *levels)
    width = max(map(columns, levels.values()))
    lines = tuple(_padded(levels.get(y, ""), width) for y in range(-above, below + 1))
    return boxes.beside([base, Box(lines, above, width)])


def _levels(node: Script, base: Box) -> dict[int, str]:
    """Return the scripts by the line they stand in, counted from the baseline.

    Small characters stand beside the base, others a line off; both at the corners of a tall base.
    """
    top, bottom = (-base.above, base.below) if base.tall else (0, 0)
    levels: dict[int, str] = {}
    for script in in_order(node.sub, node.sup):
        small = lowered(script) if script is node.sub else raised(script)
        corner, off = (bottom, 1) if script is node.sub else (top, -1)
        y = corner if small else corner or off
        levels[y] = levels.get(y, "") + (small or one_line(script, tight=True))
    return levels


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def _limits(node: Limits) -> Box:
    parts = [drawn(node.base)]
    if node.below is not None:
        parts.append(boxes.line_box(one_line(node.below, tight=True)))
    if node.above is not None:
        parts.insert(0, boxes.line_box(one_line(node.above, tight=True)))
    box = boxes.stacked(parts, int(node.above is not None))
    return boxes.tallened(box) if kind_of(node.base) is Kind.BIG else box


def _root(body: Box, index: Node | None) -> Box:
    mark = "" if index is None else raised(index) or one_line(index, tight=True)
    return _low_root(body, mark) if body.above == 0 and not body.tall else _high_root(body, mark)


def _low_root(body: Box, mark: str) -> Box:
    left = max(columns(mark), 1)
    sign = " " * (left - 1) + "√"
    lines = [_padded(mark, left) + "_" * body.width, sign + body.lines[0]]
    lines += [" " * left + line for line in body.lines[1:]]
    return Box(tuple(lines), 1, left + body.width)


def _high_root(body: Box, mark: str) -> Box:
    """Draw a root whose sign is lengthened by a vertical line."""
    left = max(columns(mark), 1)
    foot = len(body.lines) - 1 if body.tall else body.baseline
    sides = [" " * left] * len(body.lines)
    sides[foot] = " " * (left - 1) + "√"
    sides[foot - 1] = mark or " "
    walls = ["│" if y <= foot else " " for y in range(len(body.lines))]
    lines = [side + wall + line for side, wall, line in zip(sides, walls, body.lines, strict=True)]
    roof = " " * left + "┌" + "─" * body.width
    return Box((roof, *lines), body.baseline + 1, left + 1 + body.width, body.tall)


def _accent(name: str, body: Node) -> Box:
    if marked := with_mark(name, body):
        return boxes.line_box(marked)
    box = drawn(body)
    mark = ACCENTS[name]
    if mark in "_‾":
        mark *= box.width
    elif mark == "→":
        mark = mark.rjust(box.width, "─")
    line = boxes.line_box(mark)
    return boxes.stacked([box, line], 0) if name == "underline" else boxes.stacked([line, box], 1)


def _brace(body: Box, *, over: bool) -> Box:
    width = max(body.width, 3)
    left, middle, right = "╭┴╮" if over else "╰┬╯"
    half = (width - 3) // 2
    line = boxes.line_box(left + "─" * half + middle + "─" * (width - 3 - half) + right)
    return boxes.stacked([line, body], 1) if over else boxes.stacked([body, line], 0)


_BRACKETS = {
    Form.PARENTHESES: ("(", ")"),
    Form.BRACKETS: ("[", "]"),
    Form.DETERMINANT: ("|", "|"),
    Form.CASES: ("{", ""),
}


def _grid(form: Form, rows: list[list[Box]]) -> Box:
    width = max(map(len, rows))
    cells = [row + [boxes.EMPTY] * (width - len(row)) for row in rows]
    body = boxes.grid(cells, *_columns(form, width))
    left, right = _BRACKETS.get(form, ("", ""))
    return boxes.fenced(left, body, right)


def _columns(form: Form, width: int) -> tuple[list[Align], list[int]]:
    """Return how the columns are aligned, and the blank columns before each."""
    indices = range(width)
    if form is Form.ALIGNED:
        return [(Align.RIGHT, Align.LEFT)[i % 2] for i in indices], [4 * (i % 2 == 0 < i) for i in indices]
    if form is Form.CASES:
        return [Align.LEFT] * width, [3 if i else 1 for i in indices]
    return [Align.CENTRE] * width, [2 if i else 0 for i in indices]
