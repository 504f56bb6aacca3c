"""The schema for editors takes every bank there is, and refuses what the loader refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from examprep.core.item import KINDS
from examprep.env import read_env
from examprep.loader.banks import parse_bank
from examprep.loader.paths import bank_paths
from examprep.loader.schema import bank_schema
from examprep.loader.tree import Mapping, Node, Scalar, Sequence, read_tree
from examprep.loader.usable import read_bank
from tests.conftest import Command

GOOD = Path(__file__).with_name("data").joinpath("good", "banks", "nets.yaml").read_text(encoding="utf-8")
VALIDATOR = Draft7Validator(bank_schema())
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_editors_read(node: Node) -> Any:
    """Return a tree as YAML 1.2 types it, which is what an editor holds against the schema."""
    match node:
        case Mapping(entries=entries):
            return {entry.key.text: as_editors_read(entry.value) for entry in entries}
        case Sequence(items=items):
            return [as_editors_read(item) for item in items]
        case Scalar(text=text, quoted=False) if text in ("true", "false"):
            return text == "true"
        case Scalar(text=text, quoted=False) if text in ("", "null", "~"):
            return None
        case Scalar(text=text, quoted=False) if NUMBER.fullmatch(text):
            return int(text) if re.fullmatch("[-+]?[0-9]+", text) else float(text)
        case Scalar(text=text):
            return text


def complaints(source: str) -> list[str]:
    tree, faults = read_tree(source.encode())
    assert tree is not None, faults
    return [error.message for error in VALIDATOR.iter_errors(as_editors_read(tree))]


def test_the_schema_is_one() -> None:
    Draft7Validator.check_schema(bank_schema())


def test_it_knows_every_kind_and_what_each_is() -> None:
    item = bank_schema()["definitions"]
    assert {name for name in item if name.lower() in KINDS} == {kind.__name__ for kind in KINDS.values()}
    assert item["Choice"]["description"] == "Exactly one option is right."
    assert item["Number"]["properties"]["level"]["description"].startswith("1 recall, 2 understand")


def test_the_good_bank_passes() -> None:
    assert complaints(GOOD) == []


BANKS = read_env({}).paths.content / "banks"


@pytest.mark.end
@pytest.mark.parametrize("area", sorted(path.name for path in BANKS.iterdir()))
def test_every_shipped_bank_passes(area: str) -> None:
    banks = bank_paths(BANKS / area)
    assert banks
    found = {path.name: complaints(path.read_text(encoding="utf-8")) for path in banks}
    assert {name: told for name, told in found.items() if told} == {}


WHY = "        why: {ja: 床関数で切り捨てる。, en: The floor drops them.}\n"
WRONG = [
    ("a key with a typo", "title: {ja: 畳", "titel: {ja: 畳"),
    ("an unknown key", "        kind: choice\n", "        kind: choice\n        colour: red\n"),
    ("an unknown kind", "kind: choice", "kind: choise"),
    ("no kind", "        kind: choice\n", ""),
    ("no id", "      - id: floor\n        kind: choice\n", "      - kind: choice\n"),
    ("one language", "title: {ja: 畳み込み, en: Convolution}", "title: {ja: 畳み込み}"),
    ("a sentence in one language", WHY, "        why: no\n"),
    ("Japanese for both", "left: $W$", "left: 幅"),
    ("a level that is a word", "level: 2\n        ask: {ja: 幅", "level: two\n        ask: {ja: 幅"),
    ("a level of 5", "level: 2\n        ask: {ja: 幅", "level: 5\n        ask: {ja: 幅"),
    ("no why", WHY, ""),
    ("an id with capitals", "- id: floor", "- id: Floor"),
    ("a list where a text is", "answer: W - K + 1", "answer: [W]"),
    ("a text where a list is", 'sources: ["CS231n, lecture 5"]', "sources: CS231n"),
    ("right that is yes", "right: true\n", "right: yes\n"),
    ("a swap of one", "swap: [2, 3]", "swap: [2]"),
    ("a swap of words", "swap: [2, 3]", "swap: [two, three]"),
    ("a blank that is no number", "          1:\n            accept", "          one:\n            accept"),
    ("no program", "        language: numpy\n", ""),
    ("an unknown language", "language: numpy", "language: jax"),
    ("a date that is none", 'as_of: "2026-01"', "as_of: January"),
    ("another kind's field", "        kind: choice\n", "        kind: choice\n        tolerance: 1\n"),
    ("another format", "format: 1", "format: 2"),
    ("no bank", "bank: nets\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_the_loader_refuses_it_refuses(old: str, new: str) -> None:
    assert GOOD.count(old) >= 1, old
    source = GOOD.replace(old, new, 1)
    assert complaints(source)
    assert read_bank(source.encode())[1] or parse_bank(source.encode()).faults


@pytest.mark.end
def test_the_command_prints_it(examprep: Command) -> None:
    assert json.loads(examprep("bank", "schema").out) == json.loads(json.dumps(bank_schema()))
