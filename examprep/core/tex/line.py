"""Tree -> one line of text, for formulas inside sentences and for scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from examprep.core.tex.grip import (
    DENOMINATORS,
    NUMERATORS,
    Grip,
    bracketed,
    grip,
    is_derivative,
    radical,
)
from examprep.core.tex.symbols import ACCENTS, COMBINING, SUBSCRIPTS, SUPERSCRIPTS, Glyph
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
    Root,
    Row,
    Script,
    Space,
    is_word,
    place,
)


def one_line(node: Node, *, tight: bool = False) -> str:  # noqa: C901 - one case a kind of node
    """Return a node as text; `tight` leaves out the spaces around signs, as in scripts."""
    match node:
        case Glyph(text=text):
            return text
        case Row(items=items):
            return _row(items, tight=tight)
        case Limits(base=Brace() as brace, below=below, above=above):
            return _braced(brace, below, above)
        case Script(base=base, sub=sub, sup=sup) | Limits(base=base, below=sub, above=sup):
            return one_line(base, tight=tight) + _scripts(sub, sup)
        case Fraction(top=top, bottom=bottom):
            return _fraction(top, bottom, tight=tight)
        case Fence():
            return _fence(node, tight=tight)
        case Root(body=body, index=index):
            return _root(body, index, tight=tight)
        case Accent(name=name, body=body):
            return with_mark(name, body) or f"{_SPOKEN[ACCENTS[name]]}({one_line(body, tight=tight)})"
        case Grid(form=form, rows=rows):
            return _grid(form, rows)
        case Binomial(top=top, bottom=bottom):
            return f"binom({one_line(top)}, {one_line(bottom)})"
        case Brace():
            return _braced(node, None, None)
        case Space(columns=columns):
            return " " * columns


def _row(items: Sequence[Node], *, tight: bool) -> str:
    text = ""
    before: Node | None = None
    for here in place(bracketed(items), tight=tight):
        piece = one_line(here.node, tight=tight)
        stuck = here.gap == 0 and isinstance(before, Script | Limits) and _would_swallow(text, piece)
        text += " " * max(here.gap, int(stuck)) + piece
        before = here.node
    return text


_OPEN_END = re.compile(r"([_^][^\s()_^]+|\*)$")


def _would_swallow(text: str, piece: str) -> bool:
    """Whether a script at the end of a text would seem to go on: `x_a` before `b`, `w*` before `x`."""
    return bool(_OPEN_END.search(text)) and piece[:1] not in "([{⌊⌈⟨)]}⌋⌉⟩,;!/"


_SPOKEN = {"^": "hat", "_": "bar", "~": "tilde", "→": "vec", "·": "dot", "‾": "underline"}


def with_mark(name: str, body: Node) -> str:
    """Return a single letter with an accent as one character cell, or nothing."""
    mark = COMBINING.get(ACCENTS[name])
    if mark and isinstance(body, Glyph) and len(body.text) == 1:
        return unicodedata.normalize("NFC", body.text + mark)
    return ""


# Scripts


def raised(node: Node) -> str:
    """Return a script in superscript characters, or nothing where one is lacking."""
    return _small(node, SUPERSCRIPTS)


def lowered(node: Node) -> str:
    """Return a script in subscript characters, or nothing where one is lacking."""
    return _small(node, SUBSCRIPTS)


def _small(node: Node, table: Mapping[str, str]) -> str:
    text = _flat(node)
    return "".join(map(table.__getitem__, text)) if all(char in table for char in text) else ""


def _flat(node: Node) -> str:
    """Return the characters of single symbols, or nothing; words are legible at full size only."""
    match node:
        case Glyph(text=text):
            return "" if is_word(node) else text
        case Fence(left=left, right=right, body=body):
            inner = _flat(body)
            return f"{left}{inner}{right}" if inner else ""
        case Row(items=items):
            parts = [_flat(item) for item in items]
            return "".join(parts) if all(parts) else ""
        case _:
            return ""


def in_order(sub: Node | None, sup: Node | None) -> list[Node]:
    """Return the scripts there are in their order on a line: primes, subscript, superscript."""
    primed = isinstance(sup, Glyph) and sup.text.startswith("′")
    return [script for script in ((sup, sub) if primed else (sub, sup)) if script is not None]


def _scripts(sub: Node | None, sup: Node | None) -> str:
    """Return scripts as small characters, or behind `_` and `^`; small ones stand nearer to the base."""
    near = far = ""
    for script in in_order(sub, sup):
        small = lowered(script) if script is sub else raised(script)
        near += small
        if not small:
            far += f"_{_subscript(script)}" if script is sub else f"^{_superscript(script)}"
    return near + far


def _superscript(node: Node) -> str:
    text = one_line(node, tight=True)
    return text if _is_symbol(node) else f"({text})"


def _subscript(node: Node) -> str:
    return one_line(node, tight=True) if isinstance(node, Fence) and node.left == "(" else _superscript(node)


def _is_symbol(node: Node) -> bool:
    match node:
        case Glyph(text=text):
            return text.isalnum() or len(text) == 1
        case Accent(name=name, body=body):
            return bool(with_mark(name, body))
        case _:
            return False


# Fractions, roots, brackets, grids


def _fraction(top: Node, bottom: Node, *, tight: bool) -> str:
    below = NUMERATORS if is_derivative(top, bottom) else DENOMINATORS
    return f"{_guarded(top, NUMERATORS, tight=tight)}/{_guarded(bottom, below, tight=tight)}"


def _guarded(node: Node, allowed: frozenset[Grip], *, tight: bool) -> str:
    text = one_line(node, tight=tight)
    return text if grip(node) in allowed else f"({text})"


def _braced(brace: Brace, below: Node | None, above: Node | None) -> str:
    """Spell out a horizontal brace: its note, raised or lowered, would look like a power or an index."""
    parts = [brace.body, *(note for note in (below, above) if note is not None)]
    return f"{'overbrace' if brace.over else 'underbrace'}({', '.join(map(one_line, parts))})"


def _root(body: Node, index: Node | None, *, tight: bool) -> str:
    text = one_line(body, tight=tight)
    if not (_is_symbol(body) or _is_indexed(body) or isinstance(body, Fence)):
        text = f"({text})"
    if sign := radical(index):
        return sign + text
    assert index is not None
    return f"{text}^(1/{_guarded(index, DENOMINATORS, tight=tight)})"


def _is_indexed(node: Node) -> bool:
    return isinstance(node, Script) and node.sup is None and node.sub is not None and bool(lowered(node.sub))


def _fence(node: Fence, *, tight: bool) -> str:
    text = one_line(node.body, tight=tight)
    if not node.left and grip(node.body) is not Grip.ATOM:
        text = f"({text})"
    return f"{node.left}{text}{node.right}"


def _grid(form: Form, rows: tuple[tuple[Row, ...], ...]) -> str:
    if form is Form.CASES:
        return "{" + "; ".join(map(_case, rows)) + "}"
    if form is Form.ALIGNED:
        return "; ".join("".join(map(one_line, row)).strip() for row in rows)
    texts = [[one_line(cell) for cell in row] for row in rows]
    plain = all(text and " " not in text and text[0] != "-" for row in texts for text in row)
    body = "; ".join((" " if plain else ", ").join(row) for row in texts)
    return f"|{body}|" if form is Form.DETERMINANT else f"[{body}]"


def _case(cells: tuple[Row, ...]) -> str:
    value, *conditions = map(one_line, cells)
    condition = " ".join(conditions).strip(",. ")
    if not condition:
        return value
    in_brackets = len(cells) == 2 and len(cells[1].items) == 1 and isinstance(cells[1].items[0], Fence)
    return f"{value.rstrip(',. ')} {condition if in_brackets else f'({condition})'}"
