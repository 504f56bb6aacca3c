"""Strict YAML: bytes in, a tree of texts with their positions out, and every fault at once.

Built on the parser's events, never on a YAML loader: no scalar is ever converted, nothing is
shared, merged or tagged, and no bytes can make it raise or run long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, NoReturn, TypeAlias, TypeGuard, cast

import msgspec
import yaml  # noqa: TID251

from examprep.core.text import UNSEEN, escape
from examprep.loader.syntax import NO_LATEX, QUOTE, explain
from examprep.loader.traps import QUOTED_LIST, QUOTED_MAPPING, Trap, cut_by_comment, wide_sign

MAX_BYTES = 4_000_000
MAX_DEPTH = 24
MAX_NODES = 300_000
MAX_FAULTS = 100

_PARSER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Only its events are read; the one in C is five times as fast."""

_DIRECTIVE = re.compile("^%", re.MULTILINE)
_LATEX = re.compile(
    r"(?<!\\)(?:\\\\)*"  # an even number of backslashes, which are themselves
    r"\\(?:n(?:abla|eg?|eq|i|ot|otin|u)|t(?:anh?|au|ext\w*|frac|heta|herefore|ilde|imes|o|op|riangle\w*))(?![A-Za-z])"
)
"""A command whose first letter is also an escape of YAML: it turns into a new line or a tab unasked."""

_NodeEvent: TypeAlias = yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent


class Position(msgspec.Struct, frozen=True, gc=False):
    """A place in a file, both counted from 1 in characters."""

    line: int
    column: int


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A text, whatever it looks like."""

    text: str
    at: Position
    quoted: bool = False
    """Written in quotes or as a block, so that `""` is a text and nothing is missing."""


class Sequence(msgspec.Struct, frozen=True, gc=False):
    """A list."""

    items: tuple[Node, ...]
    at: Position


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


class Mapping(msgspec.Struct, frozen=True, gc=False):
    """Keys with values in the order of the file, no key twice."""

    entries: tuple[Entry, ...]
    at: Position

    def get(self, name: str) -> Node | None:
        """Return the value under a key, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a file, in a sentence."""

    at: Position
    code: str
    message: str
    hint: str | None = None


class _EndError(Exception):
    """Reading cannot go on."""


def read_tree(source: bytes) -> tuple[Node | None, tuple[Fault, ...]]:
    """Return the tree of a YAML file and all its faults; never raises.

    The tree is None where none could be built; with faults beside it, it is only good for finding more.
    """
    if len(source) > MAX_BYTES:
        message = f"The file has {len(source):,} bytes, more than the {MAX_BYTES:,} that are read."
        return None, (Fault(Position(1, 1), "size", message, "Split it into several files."),)
    try:
        text = source.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(source, error.start),)
    shown, unseen = _without_unseen(text)
    reader = _Reader(shown)
    node = reader.read()
    faults = sorted(unseen + reader.faults, key=lambda fault: (fault.at.line, fault.at.column))
    return node, (*faults, reader.last) if reader.last else tuple(faults)


def _not_utf8(source: bytes, start: int) -> Fault:
    before = source[:start].decode("utf-8").removeprefix("\ufeff")
    hint = "Save the file as UTF-8."
    if source[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        hint = f"It looks like {'UTF-32' if source[2:4] == bytes(2) else 'UTF-16'}. {hint}"
    message = f"The byte 0x{source[start]:02x} is not UTF-8."
    return Fault(_position(before, len(before)), "encoding", message, hint)


def _position(text: str, index: int) -> Position:
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _without_unseen(text: str) -> tuple[str, list[Fault]]:
    """Put U+FFFD for every character that cannot be seen: the parser may go on and no position moves."""
    found = islice(UNSEEN.finditer(text), MAX_FAULTS)
    faults = [_unseen(_position(text, match.start()), match[0]) for match in found]
    return (UNSEEN.sub("\ufffd", text) if faults else text), faults


def _unseen(at: Position, character: str, hint: str | None = None) -> Fault:
    message = f"The character U+{ord(character):04X} ({escape(character)}) cannot be seen and is not allowed."
    return Fault(at, "character", message, hint or "Delete it.")


class _Reader:
    """Builds one tree from one stream of events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next: Callable[[], Any] = _PARSER(text).get_event
        self.faults: list[Fault] = []
        self.last: Fault | None = None
        """The fault that ended it."""
        self.nodes = 0
        self.at = Position(1, 1)

    def read(self) -> Node | None:
        """Return the only document, or None where reading had to end."""
        try:
            return self.document()
        except _EndError:
            pass
        except yaml.MarkedYAMLError as error:
            self.last = self.syntax(error)
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError, MemoryError):
            # what the parsers leak, such as chr() of an escape beyond Unicode
            self.last = Fault(self.at, "syntax", "What follows here cannot be read as YAML.")
        return None

    def syntax(self, error: yaml.MarkedYAMLError) -> Fault:
        """Return the fault the parser ended with."""
        mark = cast(yaml.Mark, error.problem_mark or error.context_mark)
        line_start = self.text.rfind("\n", 0, mark.index) + 1
        said = explain(error, self.text[line_start : mark.index], self.text[mark.index : mark.index + 1])
        if trap := self.trap(error, mark.index):
            return Fault(_position(self.text, trap.at), "syntax", trap.sentence, trap.hint)
        if said.at_context and error.context_mark:
            mark = error.context_mark
        return Fault(Position(mark.line + 1, mark.column + 1), "syntax", said.sentence, said.hint)

    def trap(self, error: yaml.MarkedYAMLError, index: int) -> Trap | None:
        """Return what was likely mistyped near where the parser gave up, or where it began to read on."""
        begun = None if "block" in (error.context or "") else error.context_mark
        start = begun.index if begun else index
        above = self.text.rfind("\n", 0, max(self.text.rfind("\n", 0, start), 0)) + 1
        end = self.text.find("\n", index)
        if trap := wide_sign(self.text, above, None if end < 0 else end):
            return trap
        opened = {"{": QUOTED_MAPPING, "[": QUOTED_LIST}.get(self.text[start : start + 1])
        return cut_by_comment(self.text, start, index, opened) if opened else None

    def fault(self, at: Position, code: str, message: str, hint: str | None = None) -> None:
        self.add(Fault(at, code, message, hint))

    def add(self, fault: Fault) -> None:
        """Note a fault after which reading goes on."""
        self.faults.append(fault)
        if len(self.faults) == MAX_FAULTS:
            self.end(fault.at, "faults", f"Reading ended here, after {MAX_FAULTS} faults.")

    def end(self, at: Position, code: str, message: str, hint: str | None = None) -> NoReturn:
        """Note a fault after which reading cannot go on."""
        self.last = Fault(at, code, message, hint)
        raise _EndError

    def document(self) -> Node:
        if directive := _DIRECTIVE.search(self.text):
            # before the parser sees them: libyaml compares each %TAG with all others
            at = _position(self.text, directive.start())
            self.end(at, "directive", 'A line cannot start with "%".', "Delete or indent it.")
        self.next()  # the stream starts
        start = self.next()
        if not isinstance(start, yaml.DocumentStartEvent):
            self.end(Position(1, 1), "empty", "The file is empty.")
        node = self.node(self.next(), 1)
        self.next()  # the document ends
        after = self.next()
        if isinstance(after, yaml.DocumentStartEvent):
            message = "A second document starts here; a file holds one."
            self.end(_start(after), "documents", message, "Delete this `---`.")
        if isinstance(node, Scalar) and not node.text and not node.quoted:
            self.end(node.at, "empty", "The file is empty.")
        return node

    def node(self, event: _NodeEvent, depth: int) -> Node:
        """Return the node that starts with this event, having read to its end."""
        at = self.at = _start(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"The file holds more than {MAX_NODES:,} values."
            self.end(at, "nodes", message, "Split it into several files.")
        if isinstance(event, yaml.AliasEvent):
            self.fault(
                at, "alias", f"The alias *{_short(event.anchor)} is not allowed.", "Write the value out."
            )
            return Scalar("", at, quoted=True)
        if event.anchor is not None:
            self.fault(
                at, "anchor", f"The anchor &{_short(event.anchor)} is not allowed.", f"Delete it. {QUOTE}"
            )
        if event.tag is not None:
            self.fault(at, "tag", 'A tag, which starts with "!", is not allowed.', f"Delete it. {QUOTE}")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, at)
        if depth > MAX_DEPTH:
            self.end(at, "depth", f"Values are nested more than {MAX_DEPTH} deep.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(at, depth)
        return self.mapping(at, depth)

    def scalar(self, event: yaml.ScalarEvent, at: Position) -> Scalar:
        text = self.unescaped(event, at) if event.style == '"' else event.value
        return Scalar(text, at, quoted=bool(event.style))

    def unescaped(self, event: yaml.ScalarEvent, at: Position) -> str:
        """Return a text in double quotes, having judged what its escapes made of it."""
        raw = self.text[cast(yaml.Mark, event.start_mark).index : cast(yaml.Mark, event.end_mark).index]
        if "\\" not in raw:
            return event.value
        if unseen := UNSEEN.search(event.value):
            self.add(_unseen(at, unseen[0], NO_LATEX))
        elif _LATEX.search(raw):
            message = "A LaTeX command in double quotes became a tab or a new line."
            self.fault(at, "escape", message, NO_LATEX)
        return UNSEEN.sub("\ufffd", event.value)

    def sequence(self, at: Position, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), at)

    def mapping(self, at: Position, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(self.next(), depth + 1)
            if self.usable(key):
                self.enter(entries, Entry(key, value))
        return Mapping(tuple(entries.values()), at)

    def usable(self, key: Node) -> TypeGuard[Scalar]:
        """Tell whether this is a key at all, having said why not."""
        if not isinstance(key, Scalar):
            hint = "A text that starts with a brace or a bracket goes into single quotes or a | block."
            self.fault(key.at, "key", "A key must be a text.", hint)
            return False
        if key.text == "<<" and not key.quoted:
            self.fault(key.at, "merge", "The merge key << is not allowed.", "Write the keys out.")
            return False
        return True

    def enter(self, entries: dict[str, Entry], entry: Entry) -> None:
        """Add an entry unless its key is there already: the first one stays."""
        first = entries.setdefault(entry.key.text, entry)
        if first is not entry:
            message = f'The key "{_short(entry.key.text)}" is already on line {first.key.at.line}.'
            self.fault(entry.key.at, "duplicate-key", message, "Delete or rename one of them.")


def _start(event: yaml.Event) -> Position:
    mark = cast(yaml.Mark, event.start_mark)
    return Position(mark.line + 1, mark.column + 1)


def _short(text: str | None) -> str:
    return text if text and len(text) <= 60 else f"{(text or '')[:60]}…"
