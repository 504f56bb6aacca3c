"""A program as bytes, and edits of them: what stays keeps its place and its form."""

from __future__ import annotations

import ast
import itertools
import re
from typing import TypeAlias

import msgspec

Node: TypeAlias = ast.expr | ast.stmt

_COMMENT = re.compile(rb"#[^\n]*")
_PLAIN = (ast.Name, ast.Call, ast.Attribute, ast.Constant, ast.Subscript)
"""What needs no parentheses wherever it is put."""


class Edit(msgspec.Struct, frozen=True):
    """One small change of a program: which bytes give way to which."""

    kind: str
    start: int
    end: int
    new: bytes


class Program:
    """A program's text, by the places its syntax tree speaks of."""

    def __init__(self, source: str) -> None:
        self.raw = source.encode()
        self.tree = ast.parse(source)
        lines = self.raw.splitlines(keepends=True)
        self._starts = list(itertools.accumulate(map(len, lines), initial=0))

    def span(self, node: Node) -> tuple[int, int]:
        """Return where a node begins and ends."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: Node) -> bytes:
        """Return what is written for a node, in parentheses where another place might need them."""
        start, end = self.span(node)
        written = self.raw[start:end]
        return written if isinstance(node, _PLAIN) else b"(" + written + b")"

    def between(self, left: Node, right: Node, word: bytes) -> tuple[int, int] | None:
        """Return where an operator stands between its operands, whatever comments say."""
        start, end = self.span(left)[1], self.span(right)[0]
        gap = _COMMENT.sub(lambda comment: b" " * len(comment[0]), self.raw[start:end])
        place = gap.find(word)
        return None if place < 0 else (start + place, start + place + len(word))

    def swapped(self, kind: str, node: Node, new: bytes) -> Edit:
        """Return the edit that writes something else for a node."""
        return Edit(kind, *self.span(node), new)

    def edited(self, edit: Edit) -> str:
        """Return the program after an edit."""
        return (self.raw[: edit.start] + edit.new + self.raw[edit.end :]).decode()

    def place(self, edit: Edit) -> tuple[int, str]:
        """Return the number of the line an edit stands in, and what is written there after it."""
        start = self.raw.rfind(b"\n", 0, edit.start) + 1
        end = self.raw.find(b"\n", edit.end)
        rest = self.raw[edit.end : None if end < 0 else end]
        line = self.raw[start : edit.start] + edit.new + rest
        return self.raw.count(b"\n", 0, edit.start) + 1, " ".join(line.decode().split())
