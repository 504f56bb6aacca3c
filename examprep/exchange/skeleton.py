"""A bank file written from items: YAML that `bank check` reads, with what is left to do marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import msgspec

from examprep.core.draw import show_number
from examprep.core.item import Item, Lang
from examprep.exchange.hypertext import visible

TODO = "to be translated"

Tree: TypeAlias = str | list[Any] | tuple[Any, ...] | dict[str, Any]


class Head(msgspec.Struct, frozen=True):
    """What a bank says before its items."""

    bank: str
    title: str
    concept: str
    known: bool
    """Whether the concept stands in another bank already."""


def write_skeleton(head: Head, items: Sequence[Item], lang: Lang, remark: str) -> str:
    """Return a bank file with texts in one language; the other repeats them, marked."""
    concept: dict[str, Any] = {"extend": head.concept}
    if not head.known:
        concept = {
            "id": head.concept,
            "title": {"ja": head.concept, "en": head.concept},
            "note": {"ja": "…", "en": "…"},
            "sources": [],
        }
    concept["items"] = [_item_tree(item) for item in items]
    title = {"ja": head.title, "en": head.title}
    tree: Tree = {"format": "1", "bank": head.bank, "title": title, "concepts": [concept]}
    remarks = [f"# {visible(' '.join(remark.split()))}", f'# "{TODO}": the text repeats the other language.']
    return "\n".join([*remarks, *_lines(tree, _other(lang)), ""])


def _other(lang: Lang) -> str:
    return "ja" if lang is Lang.EN else "en"


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_FIRST = ("id", "kind", "level", "ask")
_LAST = ("sources", "why")


def _item_tree(item: Item) -> dict[str, Any]:
    """Return an item as its file has it: the slug alone, and the reason last."""
    fields: dict[str, Any] = msgspec.to_builtins(item, str_keys=True)
    fields["id"] = item.id.partition("/")[2]
    if not fields.get("tolerance", 1):
        del fields["tolerance"]
    middle = [name for name in fields if name not in (*_FIRST, *_LAST)]
    return {name: fields[name] for name in (*_FIRST, *middle, *_LAST) if name in fields}


def _lines(tree: Tree, missing: str) -> list[str]:
    """Return a mapping or a list as lines without indent."""
    if isinstance(tree, dict):
        marked = missing if _is_repeated(tree) else None
        return [line for key, value in tree.items() for line in _entry(key, value, missing, key == marked)]
    return [line for value in tree for line in _point(value, missing)]


def _is_repeated(tree: dict[str, Any]) -> bool:
    return set(tree) == {"ja", "en"} and tree["ja"] == tree["en"]


def _entry(key: str, value: Any, missing: str, marked: bool) -> Iterator[str]:  # noqa: FBT001
    note = f"  # {TODO}" if marked else ""
    if isinstance(value, dict | list | tuple):
        if not value:
            yield f"{key}: {'[]' if not isinstance(value, dict) else '{}'}"
            return
        yield f"{key}:"
        yield from _indented(_lines(value, missing))
        return
    text = _scalar(value)
    if "\n" not in text:
        yield f"{key}: {_quoted(text)}{note}"
        return
    yield f"{key}: |2-{note}"
    yield from _indented(text.split("\n"))


def _point(value: Any, missing: str) -> Iterator[str]:
    if isinstance(value, dict | list | tuple):
        first, *rest = _lines(value, missing)
        yield f"- {first}"
        yield from _indented(rest)
    else:
        yield f"- {_quoted(_scalar(value).replace(chr(10), ' '))}"


def _indented(lines: Sequence[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return show_number(value) if isinstance(value, float) else visible(str(value))


def _quoted(text: str) -> str:
    """Return a scalar that is nothing but its characters."""
    return text if _PLAIN.fullmatch(text) and text != "null" else "'" + text.replace("'", "''") + "'"
