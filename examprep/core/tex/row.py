"""A row while it is read: digits grow into numbers, plain brackets find their partners.

Brackets are matched by position, whatever their shape, so that `[0, 1)` is one expression;
one without a partner stays a symbol.
"""

from __future__ import annotations

from collections.abc import Sequence

from examprep.core.tex.source import Cursor, TexError
from examprep.core.tex.symbols import Glyph, Kind
from examprep.core.tex.tree import Fence, Node, Row, Script, Space


class RowInProgress:
    """The items read so far, with the brackets that are still open."""

    def __init__(self, cursor: Cursor, *, words: bool) -> None:
        self._cursor = cursor
        self._words = words
        self._openers: list[Glyph] = []
        self._levels: list[list[Node]] = [[]]

    @property
    def is_flat(self) -> bool:
        """Whether no bracket is open."""
        return not self._openers

    def add(self, node: Node, offset: int) -> None:
        """Append what stands at an offset of the source."""
        if not isinstance(node, Glyph):
            self._levels[-1].append(node)
        elif node.kind is Kind.OPEN:
            self._cursor.enter(offset)
            self._openers.append(node)
            self._levels.append([])
        elif node.kind is Kind.CLOSE and self._openers:
            self._cursor.leave()
            body = Row(_with_bars(self._levels.pop()))
            self._levels[-1].append(Fence(self._openers.pop().text, node.text, body))
        else:
            self._add_glyph(node)

    def take_base(self, offset: int) -> Node:
        """Remove and return what a script that stands at an offset belongs to."""
        if not self._levels[-1] or isinstance(self._levels[-1][-1], Space):
            raise TexError("A script stands behind nothing; write {} before it if that is meant.", offset)
        return self._levels[-1].pop()

    def finish(self) -> Row:
        """Return the row; brackets that were never closed become symbols."""
        while self._openers:
            self._cursor.leave()
            inner = self._levels.pop()
            self._levels[-1] += [self._openers.pop(), *inner]
        return Row(_with_bars(self._levels[0]))

    def _add_glyph(self, glyph: Glyph) -> None:
        items = self._levels[-1]
        before = items[-1] if items else None
        if isinstance(before, Glyph) and self._continues(before, glyph):
            items[-1] = Glyph(before.text + glyph.text)
        else:
            items.append(glyph)

    def _continues(self, before: Glyph, glyph: Glyph) -> bool:
        """Whether a glyph is the next digit of a number, or of a word where words are read."""
        if before.kind is not Kind.ORD or glyph.kind is not Kind.ORD:
            return False
        if self._words:
            return before.text.isalnum() and glyph.text.isalnum()
        return _numeric(before.text) and _numeric(glyph.text)


def _numeric(text: str) -> bool:
    return text.isascii() and text.replace(".", "0").isdigit()


def _with_bars(items: list[Node]) -> tuple[Node, ...]:
    if any(_bar(node) for node in items):
        items = _pair_bars(_pair_bars(items, "‖"), "|")
    return tuple(items)


def _pair_bars(items: Sequence[Node], bar: str) -> list[Node]:
    """Pair every two bars of a row; where their number is odd, a bar means "given"."""
    at = [i for i, node in enumerate(items) if _bar(node) == bar]
    if len(at) % 2 or any(isinstance(items[i], Script) for i in at[::2]):
        return [_unpaired(node) if _bar(node) == bar else node for node in items]
    paired: list[Node] = []
    done = 0
    for left, right in zip(at[::2], at[1::2], strict=True):
        body = _pair_bars(items[left + 1 : right], "|") if bar == "‖" else items[left + 1 : right]
        paired += [*items[done:left], _closed(Fence(bar, bar, Row(tuple(body))), items[right])]
        done = right + 1
    return [*paired, *items[done:]]


def _bar(node: Node) -> str:
    base = node.base if isinstance(node, Script) else node
    return base.text if isinstance(base, Glyph) and base.kind is Kind.BARS else ""


def _unpaired(node: Node) -> Node:
    if isinstance(node, Script):
        return Script(Glyph(_bar(node), Kind.CLOSE), node.sub, node.sup)
    return Glyph(_bar(node), Kind.REL)


def _closed(fence: Fence, right: Node) -> Node:
    return Script(fence, right.sub, right.sup) if isinstance(right, Script) else fence
