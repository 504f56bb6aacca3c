"""XML to a small tree, with a line for everything; what can blow up or reach out is refused.

No document type is read at all, so there are no entities to expand and none to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

import msgspec

from examprep.exchange.intake import MAX_BYTES, ForeignError

MAX_DEPTH = 40
MAX_ELEMENTS = 500_000


class Element(msgspec.Struct):
    """One element, its text without that of its children."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = []
    parts: list[str] = []

    @property
    def text(self) -> str:
        """The characters directly within."""
        return "".join(self.parts)

    def find(self, tag: str) -> Element | None:
        """Return the first child of a name."""
        return next(self.all(tag), None)

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the children of a name."""
        return (child for child in self.children if child.tag == tag)

    def words(self, *path: str) -> str:
        """Return the text at the end of a path of names, stripped; empty where there is none."""
        element: Element | None = self
        for tag in path:
            element = element.find(tag) if element else None
        return element.text.strip() if element else ""


def read_xml(source: bytes) -> Element:
    """Return the root of a document; raises `ForeignError` with its line."""
    if len(source) > MAX_BYTES:
        raise ForeignError(f"the file has {len(source):,} bytes, more than the {MAX_BYTES:,} that are read")
    builder = _Builder()
    try:
        builder.parser.Parse(source, True)  # noqa: FBT003 - expat's own
    except expat.ExpatError as error:
        raise ForeignError(f"this is no XML: {expat.errors.messages[error.code]}", error.lineno) from None
    except ForeignError:
        raise
    except (ValueError, LookupError) as error:  # an encoding nobody knows
        raise ForeignError(f"this XML cannot be decoded: {error}", 1) from None
    return builder.root.children[0]


class _Builder:
    """Collects the tree from the parser's events."""

    def __init__(self) -> None:
        self.root = Element("", {}, 0)
        self.stack = [self.root]
        self.count = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.doctype
        parser.ExternalEntityRefHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters

    def doctype(self, *_: object) -> NoReturn:
        """Refuse what may define entities."""
        self.refuse("a document type (<!DOCTYPE ...>) is not read; delete it")

    def refuse(self, message: str) -> NoReturn:
        """End reading here."""
        raise ForeignError(message, self.parser.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.count += 1
        if self.count > MAX_ELEMENTS:
            self.refuse(f"the file holds more than {MAX_ELEMENTS:,} elements")
        if len(self.stack) > MAX_DEPTH:
            self.refuse(f"elements stand more than {MAX_DEPTH} deep in each other")
        element = Element(tag, attributes, self.parser.CurrentLineNumber)
        self.stack[-1].children.append(element)
        self.stack.append(element)

    def end(self, _: str) -> None:
        """Close an element."""
        self.stack.pop()

    def characters(self, text: str) -> None:
        """Take text."""
        self.stack[-1].parts.append(text)
