"""Turn a tree into typed values, reporting every fault with its place, not only the first.

The types say what is allowed: fields, kinds, numbers. What does not fit is left out, so
that the rest of the file is still checked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final

from msgspec import inspect

from examprep.core.item import Text
from examprep.errors import near_miss
from examprep.loader.traps import COMMA, QUOTED_COMMA, QUOTED_MAPPING, wide_sign
from examprep.loader.tree import Entry, Fault, Mapping, Node, Position, Scalar, Sequence


class _Missing:
    """What could not be converted."""


MISSING: Final = _Missing()

PROSE = ("ask", "note", "title", "why")
"""Fields whose texts are sentences, so that no scalar can serve both languages."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?")
JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
"""What a text that serves both languages cannot hold."""
WHOLE = re.compile(r"0|-?[1-9][0-9]*")
"""A whole number; one way to write each, so that no two keys are the same one."""
_MOST_DIGITS = 18
"""Of a whole number: what is compiled holds no longer ones."""


class Places:
    """Where the values of one file stand; values are known by identity."""

    def __init__(self) -> None:
        self._at: dict[int, dict[str, Position]] = {}
        self._kept: list[object] = []  # ids stay unique while the values live
        self._torn: set[Position] = set()

    def note(self, value: object, at: Position, field: str = "") -> None:
        """Remember where a value, or one of its fields, stands."""
        self._at.setdefault(id(value), {})[field] = at
        self._kept.append(value)

    def move(self, old: object, new: object) -> None:
        """Let a value that replaces another stand in its place."""
        self._at[id(new)] = self._at.get(id(old), {})
        self._kept.append(new)

    def tear(self, at: Position) -> None:
        """Remember that a list or mapping that stands here could not be read whole."""
        self._torn.add(at)

    def is_torn(self, value: object, *fields: str) -> bool:
        """Tell whether something within some fields could not be read: nothing may be counted there."""
        return bool(self._torn) and any(self.of(value, field) in self._torn for field in fields)

    def of(self, value: object, field: str = "") -> Position:
        """Return where a field stands, else where its owner stands."""
        places = self._at.get(id(value), {})
        return places.get(field) or places.get("") or Position(1, 1)


class Shaper:
    """Converts the nodes of one file; collects faults and places."""

    def __init__(self, places: Places | None = None) -> None:
        self.faults: list[Fault] = []
        self.places = places or Places()

    def fault(self, at: Position, code: str, message: str, hint: str | None = None) -> _Missing:
        """Note a fault and return what stands for the value that is missing."""
        self.faults.append(Fault(at, code, message, hint))
        return MISSING

    def convert(self, node: Node, wanted: Any) -> Any:
        """Return the node as a value of a type, or `MISSING` after noting why not."""
        return self._convert(node, _info(wanted), "this")

    def spared(self, node: Mapping, wanted: Any, instead: dict[str, Any]) -> Any:
        """Return a value of what fits of a node that does not; the faults of the rest are noted already."""
        quiet, info, values = Shaper(self.places), _info(wanted), dict(instead)
        assert isinstance(info, inspect.StructType)
        types = {field.encode_name: field.type for field in info.fields}
        at: dict[str, Position] = {}
        for entry in node.entries:
            key = entry.key.text
            if key not in types:
                continue
            at |= {key: entry.value.at, **dict(_places_within(key, entry.value))}
            if (value := quiet._convert(entry.value, types[key], key)) is not MISSING:
                values[key] = value
            else:
                self.places.tear(entry.value.at)
        return self._built(info.cls, values, node.at, at)

    def _convert(self, node: Node, wanted: inspect.Type, name: str) -> Any:
        match wanted:
            case inspect.StructType(cls=cls) if cls is Text:
                return self._text(node, wanted, name)
            case inspect.StructType():
                return self._struct(node, wanted, name)
            case inspect.UnionType():
                return self._union(node, wanted, name)
            case inspect.VarTupleType(item_type=item_type):
                return self._sequence(node, item_type, name)
            case inspect.TupleType(item_types=item_types):
                return self._fixed(node, item_types, name)
            case inspect.DictType():
                return self._dict(node, wanted, name)
            case _:
                return self._scalar(node, wanted, name)

    def _text(self, node: Node, wanted: inspect.StructType, name: str) -> Any:
        """Read `{ja, en}`, or one scalar where both languages share it."""
        if not isinstance(node, Scalar):
            return self._struct(node, wanted, name)
        if name in PROSE or JAPANESE.search(node.text):
            hint = _wide_hint(node) or "write {ja: ..., en: ...}"
            return self.fault(node.at, "one-language", f"`{name}` has no English", hint)
        text = Text(node.text, node.text)
        self.places.note(text, node.at)
        return text

    def _struct(
        self,
        node: Node,
        wanted: inspect.StructType,
        name: str,
        others: Iterable[inspect.StructType] = (),
    ) -> Any:
        """Read a mapping as a struct; `others` are those that it might be by another tag."""
        if not isinstance(node, Mapping):
            message = f"`{name}` must be a mapping of {_names(wanted)}"
            return self.fault(node.at, "shape", message, _wide_hint(node))
        fields = {field.encode_name: field for field in wanted.fields}
        values: dict[str, Any] = {}
        at: dict[str, Position] = {}
        whole = True
        for entry in node.entries:
            key = entry.key.text
            if key == wanted.tag_field:
                continue
            if key not in fields:
                self._unknown(entry, wanted, others)
                continue
            values[key] = self._convert(entry.value, fields[key].type, key)
            at[key] = entry.value.at
            at.update(_places_within(key, entry.value))
            whole = whole and values[key] is not MISSING
        for field in fields.values():
            if field.required and field.encode_name not in at:
                self.fault(node.at, "missing", f"`{field.encode_name}` is missing")
                whole = False
        return self._built(wanted.cls, values, node.at, at) if whole else MISSING

    def _built(self, cls: type, values: dict[str, Any], own: Position, at: dict[str, Position]) -> Any:
        value = cls(**values)
        self.places.note(value, own)
        for field, position in at.items():
            self.places.note(value, position, field)
        return value

    def _unknown(
        self, entry: Entry, wanted: inspect.StructType, others: Iterable[inspect.StructType]
    ) -> None:
        key, at = entry.key.text, entry.key.at
        cut_off = is_cut_off(entry)
        if trap := wide_sign(key + ("" if cut_off else ":")):
            self.fault(Position(at.line, at.column + trap.at), "unknown-key", trap.sentence, trap.hint)
            return
        if cut_off or (wanted.cls is Text and _is_bare(entry.value)):
            self.fault(
                at,
                "unknown-key",
                COMMA.format(key=key),
                QUOTED_MAPPING if wanted.cls is Text else QUOTED_COMMA,
            )
            return
        owners = [f"`{other.tag}`" for other in others if any(key == own.encode_name for own in other.fields)]
        if owners:
            hint = f"`{key}` belongs to {', '.join(owners)}"
        else:
            near = near_miss(key, [field.encode_name for field in wanted.fields]).strip()
            hint = near or f"known here: {_names(wanted)}"
        self.fault(at, "unknown-key", f"`{key}` is not known here", hint)

    def _union(self, node: Node, wanted: inspect.UnionType, name: str) -> Any:
        options = [option for option in wanted.types if not isinstance(option, inspect.NoneType)]
        tagged = [option for option in options if isinstance(option, inspect.StructType) and option.tag]
        if len(tagged) > 1:
            return self._tagged(node, tagged, name)
        for option in options:
            if isinstance(node, _NODES.get(type(option), Scalar)):
                return self._convert(node, option, name)
        return self._convert(node, options[0], name)

    def _tagged(self, node: Node, options: list[inspect.StructType], name: str) -> Any:
        field = str(options[0].tag_field)
        if not isinstance(node, Mapping):
            return self.fault(node.at, "shape", f"`{name}` must be a mapping with `{field}`")
        tag = node.get(field)
        known = {str(option.tag): option for option in options}
        if not isinstance(tag, Scalar):
            return self.fault(node.at, "missing", f"`{field}` is missing", f"one of {', '.join(known)}")
        if tag.text not in known:
            hint = near_miss(tag.text, known).strip() or f"one of {', '.join(known)}"
            return self.fault(tag.at, "unknown-kind", f"`{tag.text}` is not a {field}", hint)
        return self._struct(node, known[tag.text], name, options)

    def _sequence(self, node: Node, item_type: inspect.Type, name: str) -> Any:
        if not isinstance(node, Sequence):
            return self.fault(node.at, "shape", f"`{name}` must be a list", _wide_hint(node))
        before = len(self.faults)
        items = [self._convert(item, item_type, name) for item in node.items]
        if len(self.faults) > before:
            self.places.tear(node.at)
        return tuple(item for item in items if item is not MISSING)

    def _fixed(self, node: Node, item_types: tuple[inspect.Type, ...], name: str) -> Any:
        if not isinstance(node, Sequence) or len(node.items) != len(item_types):
            return self.fault(node.at, "shape", f"`{name}` must be a list of {len(item_types)}")
        items = tuple(
            self._convert(item, item_type, name)
            for item, item_type in zip(node.items, item_types, strict=True)
        )
        return MISSING if MISSING in items else items

    def _dict(self, node: Node, wanted: inspect.DictType, name: str) -> Any:
        if not isinstance(node, Mapping):
            return self.fault(node.at, "shape", f"`{name}` must be a mapping", _wide_hint(node))
        before = len(self.faults)
        pairs = [
            (self._convert(entry.key, wanted.key_type, f"a key of {name}"),
             self._convert(entry.value, wanted.value_type, name))
            for entry in node.entries
        ]  # fmt: skip
        if len(self.faults) > before:
            self.places.tear(node.at)
        return {key: value for key, value in pairs if MISSING not in (key, value)}

    def _scalar(self, node: Node, wanted: inspect.Type, name: str) -> Any:
        word, read = _SCALARS.get(type(wanted), ("a text", str))
        if not isinstance(node, Scalar):
            return self.fault(node.at, "shape", f"`{name}` must be {word}")
        try:
            return read(node.text)
        except ValueError:
            return self.fault(node.at, "value", f"`{name}` must be {word}, not `{node.text}`")


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS or not WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    if not NUMBER.fullmatch(text) or math.isinf(float(text)):
        raise ValueError
    return float(text)


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError
    return text == "true"


_SCALARS: dict[type, tuple[str, Callable[[str], object]]] = {
    inspect.StrType: ("a text", str),
    inspect.IntType: ("a whole number", _whole),
    inspect.FloatType: ("a number", _number),
    inspect.BoolType: ("true or false", _truth),
}

_NODES: dict[type, type] = {
    inspect.StructType: Mapping,
    inspect.DictType: Mapping,
    inspect.VarTupleType: Sequence,
    inspect.TupleType: Sequence,
}


@cache
def _info(wanted: Any) -> inspect.Type:
    return inspect.type_info(wanted)


def _places_within(field: str, node: Node) -> Iterator[tuple[str, Position]]:
    """Yield where the entries of a list or a mapping stand, under names such as `syllabus/0`."""
    match node:
        case Sequence(items=items):
            yield from ((f"{field}/{index}", item.at) for index, item in enumerate(items))
        case Mapping(entries=entries):
            yield from ((f"{field}/{entry.key.text}", entry.key.at) for entry in entries)


def is_cut_off(entry: Entry) -> bool:
    """Tell whether a key is what followed a comma within a text: not even a colon stands after it."""
    end = Position(entry.key.at.line, entry.key.at.column + len(entry.key.text))
    return _is_bare(entry.value) and entry.value.at == end


def _is_bare(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and not node.quoted


def _wide_hint(node: Node) -> str | None:
    """Say what to type for the sign of full width that a text begins with."""
    trap = wide_sign(f"- {node.text}") if isinstance(node, Scalar) and not node.quoted else None
    return trap.hint if trap and trap.at == len("- ") else None


def _names(wanted: inspect.StructType) -> str:
    return ", ".join(field.encode_name for field in wanted.fields)


def entries_of(node: Node, shaper: Shaper, name: str) -> Iterator[Node]:
    """Yield the nodes of a list, noting a fault when it is none or empty."""
    if not isinstance(node, Sequence):
        shaper.fault(node.at, "shape", f"`{name}` must be a list")
    elif not node.items:
        shaper.fault(node.at, "empty", f"`{name}` is empty")
    else:
        yield from node.items
