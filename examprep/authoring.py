"""Beginning a bank, and adding to one: files of examples, and questions to fill in.

What stands in a bank already is never rewritten: lines are added, and everything else stays byte for byte.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Set
from pathlib import Path

import msgspec

from examprep.core.item import KINDS, ConceptId
from examprep.core.library import Library
from examprep.errors import ContentError, UsageError, unknown
from examprep.loader.banks import parse_bank
from examprep.loader.rules import SLUG, SLUG_HINT
from examprep.loader.tree import Mapping, Node, Scalar, Sequence, read_tree

_TEMPLATES = Path(__file__).with_name("templates")
_MARK = "@BANK@"
SCHEMA_FILE = "schema.json"
WORKFLOW = ".github/workflows/check.yml"

# --- a new bank


def id_of_folder(folder: Path) -> str:
    """Return the id that a folder's name suggests; empty where its letters make none."""
    return "-".join(re.findall(r"[a-z0-9]+", folder.absolute().name.lower()))


def new_bank(bank: str, schema: str) -> dict[str, str]:
    """Return the files of a new bank by their names: an example of each kind, and what checks them."""
    require_id(bank, "a bank")
    return {
        f"{bank}.yaml": _template("bank.yaml", bank),
        "README.md": _template("README.md", bank),
        SCHEMA_FILE: schema,
        WORKFLOW: _template("check.yml", bank),
    }


def require_id(id: str, what: str) -> None:
    """Raise `UsageError` for what is no id."""
    if not SLUG.fullmatch(id):
        raise UsageError(
            f'"{id}" is no id of {what}: write {SLUG_HINT}',
            f"「{id}」は id にならない。英小文字・数字と、間の - だけで書く。",
        )


def _template(name: str, bank: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").replace(_MARK, bank)


# --- one more question


class Added(msgspec.Struct, frozen=True):
    """A bank with one more question to fill in."""

    source: bytes
    item: str
    """Its full id."""
    line: int
    """Where it begins."""


def add_item(
    source: bytes, kind: str, concept: str, library: Library, slug: str | None = None, *, new: bool = False
) -> Added:
    """Return a bank file with a question of a kind added below a concept.

    A concept that the file does not hold is extended where another bank has it; one that is `new` is begun.
    Raises `ContentError`, which begins with line and column, for a file that cannot be read, `UsageError` for
    one that is written in another form, and where a concept is there wrongly, or wrongly is not.
    """
    if kind not in KINDS:
        raise unknown(
            "種類", "kind", kind, KINDS, look=(f"種類: {', '.join(KINDS)}", f"Known: {', '.join(KINDS)}.")
        )
    require_id(concept, "a concept")
    entries, own = _entries(source), None
    for entry in entries.items:
        if isinstance(entry, Mapping) and concept in _ids(entry):
            own = entry
    known = {*library.concepts, *(id for entry in entries.items for id in _ids(entry))}
    _require_concept(concept, known, new=new)
    items = own.get("items") if own else None
    slug = _free_slug(slug, kind, concept, _slugs(items) | _slugs_elsewhere(library, concept))
    block = _skeleton(kind, slug)
    if own is None:
        block = [*_head(concept, known=concept in library.concepts), *_shifted(block, 4)]
    target = entries if own is None else _list_of(items, concept)
    added = _inserted(source, target, block)
    _require_read(source, added, f"{concept}/{slug}")
    return Added(added, f"{concept}/{slug}", _line_of(added, slug, concept))


def _require_concept(concept: str, known: set[str], *, new: bool) -> None:
    if new and concept in known:
        raise UsageError(
            f"there is a concept {concept} already; leave --new out",
            f"概念 {concept} はもうある。--new を外す。",
        )
    if not new and concept not in known:
        look = "新しく始めるなら --new を付ける。", "To begin it: add --new"
        raise unknown("概念", "concept", concept, known, look=look)


def _entries(source: bytes) -> Sequence:
    tree, faults = read_tree(source)
    if tree is None:
        place = f"{faults[0].at.line}:{faults[0].at.column}"
        raise ContentError(f"{place}: {faults[0].code}: {faults[0].message} Put that right first.")
    found = tree.get("concepts") if isinstance(tree, Mapping) else None
    return _list_of(found, "concepts")


def _list_of(node: Node | None, name: str) -> Sequence:
    if isinstance(node, Sequence) and node.items:
        return node
    raise UsageError(
        f"`{name}` holds no list to add to; write one entry by hand, or begin with: bank new DIR"
    )


def _ids(entry: Node) -> list[str]:
    nodes = (entry.get("id"), entry.get("extend")) if isinstance(entry, Mapping) else ()
    return [node.text for node in nodes if isinstance(node, Scalar)]


def _slugs(items: Node | None) -> set[str]:
    listed = items.items if isinstance(items, Sequence) else ()
    return {id for item in listed for id in _ids(item)}


def _slugs_elsewhere(library: Library, concept: str) -> set[str]:
    """Return the ids of a concept's items in all banks."""
    held = library.concepts.get(ConceptId(concept))
    return {item.id.partition("/")[2] for item in held.items} if held else set()


def _free_slug(wanted: str | None, kind: str, concept: str, taken: Set[str]) -> str:
    """Return the id that is wanted, which must be free, or one made of the kind."""
    if wanted is not None:
        require_id(wanted, "an item")
        if wanted in taken:
            raise UsageError(
                f"there is a question {concept}/{wanted} already; give another id",
                f"問題 {concept}/{wanted} はもうある。別の id を示す。",
            )
        return wanted
    made = f"new-{kind}"
    numbered = (f"{made}-{count}" for count in itertools.count(2))
    return next(slug for slug in itertools.chain([made], numbered) if slug not in taken)


# --- the text to add

_BOTH = re.compile(r"\{ja: [^{}]*, en: [^{}]*\}")
_ONE = re.compile(r"^( *)(ja|en): .*$")
_ITEM = re.compile(r"^      - id: ")
_DOTS = "{ja: …, en: …}"
_BARE = re.compile(
    r"\b((?:answer|where|value|text|left|right): |accept: \[)(?!true\b|\{)(.+?)(?=, right: |\]|\}$|  +#|$)"
)
"""What is written without a language: expressions, fillings, words, symbols."""
_BLOCK = re.compile(r"^( *)(?:program|check): \|$")


def _skeleton(kind: str, slug: str) -> list[str]:
    """Return the example of a kind without indent and with its texts left to write."""
    lines = next(block for block in _examples() if re.match(rf" +kind: {kind}\b", block[1]))
    return [f"- id: {slug}", *map(_emptied, _without_programs([line[6:] for line in lines[1:]]))]


def _emptied(line: str) -> str:
    """Return a line of an example with `…` for what is to be written."""
    return _BARE.sub(r"\1…", _ONE.sub(r"\1\2: …", _BOTH.sub(_DOTS, line)))


def _without_programs(lines: list[str]) -> Iterator[str]:
    """Yield lines with one `…` for each program that stands in them."""
    inside: int | None = None
    """How far the key above a program is indented."""
    for line in lines:
        if inside is not None and len(line) - len(line.lstrip()) > inside:
            continue
        begins = _BLOCK.match(line)
        inside = len(begins[1]) if begins else None
        yield line
        if begins:
            yield f"{begins[1]}  …"


def _examples() -> Iterator[list[str]]:
    """Yield the lines of each example."""
    block: list[str] = []
    for line in (_TEMPLATES / "bank.yaml").read_text(encoding="utf-8").splitlines():
        begins = _ITEM.match(line) is not None
        if block and (begins or not line.startswith(" " * 8)):
            yield block
            block = []
        if begins or block:
            block.append(line)


def _head(concept: str, *, known: bool) -> list[str]:
    if known:
        return [f"- extend: {concept}", "  items:"]
    return [
        f"- id: {concept}",
        f"  title: {_DOTS}",
        "  # syllabus: [...]                 # topics of an exam, if any; listed by: examprep bank coverage",
        f"  note: {_DOTS}                # what one must know; the back of a flashcard",
        "  sources: []                       # where it is from",
        "  items:",
    ]


def _shifted(lines: list[str], columns: int) -> list[str]:
    return [f"{' ' * columns}{line}" if line else "" for line in lines]


# --- where it goes


def _inserted(source: bytes, target: Sequence, block: list[str]) -> bytes:
    """Return a file with a block added at the end of a list, indented as the list is."""
    text = source.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    dash = target.at.column - 1
    if lines[target.at.line - 1][dash : dash + 1] != "-":
        raise UsageError(
            "the list to add to is written in [ ]; write its entries on lines of their own, with -"
        )
    end = _end_of(lines, target.items[-1].at.line, dash)
    added = _shifted(block, dash)
    if end == len(lines):  # the last line has no end of its own
        return (text + newline + newline.join(added) + newline).encode()
    return "\n".join([*lines[:end], *(line + newline[:-1] for line in added), *lines[end:]]).encode()


def _end_of(lines: list[str], start: int, dash: int) -> int:
    """Return how many lines there are up to the end of an entry that begins on a line."""
    end = start
    for number, line in enumerate(lines[start:], start + 1):
        bare = line.strip()
        if bare and len(line) - len(line.lstrip(" ")) <= dash:
            break
        if bare:
            end = number
    return end


def _require_read(before: bytes, after: bytes, item: str) -> None:
    """Refuse what did not become the same bank with one item more: an unusual way of writing it."""
    old, new = parse_bank(before).bank, parse_bank(after).bank
    known = {own.id for own in old.items()} if old else set()
    found = {own.id for own in new.items()} if new else set()
    if not known <= found or item not in found:
        raise UsageError("the bank is written in a form that cannot be added to; write the item by hand")


def _line_of(source: bytes, slug: str, concept: str) -> int:
    parsed = parse_bank(source)
    items = parsed.bank.items() if parsed.bank else iter(())
    item = next(own for own in items if own.id == f"{concept}/{slug}")
    return parsed.places.of(item).line
