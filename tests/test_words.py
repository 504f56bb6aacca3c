"""What checks, tools and errors say in English only where they stand is said in Japanese by a catalogue."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from examprep.words import FIELD, HELP, SAID, in_japanese, read_catalogue

ROOT = Path(__file__).resolve().parent.parent / "examprep"
SPEAKING = (
    *("banks", "blanks", "check", "curricula", "draws", "habits", "links", "packages", "problems", "reasons"),
    *("rules", "shape", "shelf", "survivors", "syntax", "topics", "traps", "tree", "usable", "whole"),
    "wording",
)
"""Modules of `loader` whose every sentence is told to whoever writes content."""
SPEAKERS = [
    *(f"loader/{name}.py" for name in SPEAKING),
    *("core/expr.py", "core/params.py", "core/tex/parse.py", "core/tex/row.py", "core/tex/source.py"),
    *("grader/gate.py", "grader/roll.py", "exchange/aiken.py", "exchange/shapes.py", "exchange/xmltree.py"),
]
UNSAID = re.compile(
    r"\(すべて|slips: \[|mapping |sequence |a tab char|unknown escape|decimal number|Unicode char|scanning |"
    r"',' or|simple key|block |document start|an anchor|an alias|a tag$|tag handle|node content|\0? ?\0$|"
    r"int a\.\.b|cannot start any|\(\?P<|.*one of $|\0: \0$|\0:\0|text \[|\0 Or check|\0, fewer|"
    r"\0 of \0 mutants are noticed$|`\0`: \0$|.*[一-龠]|List them|"
    r"\0 with \0$|line \0$|- \0$|\^\[ \]|.* (?:tolerance|answer|typed): \0$"
)
"""What is a pattern, a fragment, or part of a sentence that is put together."""
ERRORS = {"UsageError", "ContentError", "StoreError", "SandboxError", "ExamprepError", "ForeignError"}


@pytest.mark.parametrize(
    ("en", "ja"),
    [
        ("Split it into several files.", "いくつかのファイルに分ける。"),
        ("`kidn` is not known here", "`kidn` はここでは使えない"),
        ("`level` must be a whole number, not `x`", "`level` は整数でなければならず、`x` ではない"),
        ("concept `softmx` does not exist", "概念 `softmx` はない"),
        (
            '`fo(n)`: There is no function "fo". Did you mean "floor"?',
            "`fo(n)`: 「fo」という関数はない。「floor」のことか。",
        ),
        (
            "a.yaml:3:5: tag: A value is expected here. (Delete it.); see all with: examprep bank check a",
            "a.yaml:3:5: tag: ここに値が要る。（削除する。）すべて見るには: examprep bank check a",
        ),
        ("b.gift:1: the question is empty\nand 3 more", "b.gift:1: 問いが空である\nほか 3件"),
        ("\\right stands without its \\left.", "\\right に対応する \\left がない。"),
        ("`a is empty", "`a is empty"),
        ("", ""),
        ("`a` is no sentence of ours", "`a` is no sentence of ours"),
        *((f"a{part}" * 300 + "b",) * 2 for part in (": ", "; ", "` is ", " and ", " with ", " (")),
    ],
)
def test_a_sentence_is_said_in_japanese_with_what_is_put_in(en: str, ja: str) -> None:
    assert in_japanese(en) == ja


def form(node: ast.AST) -> str:
    """Return a text with a mark for whatever is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(form(part) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return form(node.left) + form(node.right)
    return "\0"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def texts(path: Path) -> Iterator[str]:
    """Yield every text of a module that is a sentence, but for docstrings and what has Japanese beside it."""
    passed: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        if isinstance(node, ast.Call | ast.Tuple):
            parts = node.args if isinstance(node, ast.Call) else node.elts
            if any(re.search("[ぁ-ん]", form(part)) for part in parts):
                passed |= {id(inner) for part in parts for inner in ast.walk(part)}
        if id(node) in passed or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        if isinstance(node, ast.JoinedStr):
            passed |= {id(part) for part in node.values}
        if " " in form(node).strip():
            yield form(node)


def is_known(text: str) -> bool:
    sample = text.replace("\0", "concept")  # a word of ours, where one must be
    return in_japanese(sample) != sample


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_sentence_of_a_check_is_in_the_catalogue(name: str) -> None:
    assert [text for text in texts(ROOT / name) if not UNSAID.match(text) and not is_known(text)] == []


def errors() -> Iterator[tuple[str, str]]:
    """Yield the message of every error that has no Japanese beside it, with its place."""
    for path, source in sources().items():
        if not any(f"{name}(" in source for name in ERRORS):
            continue
        for call in ast.walk(tree(path)):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id in ERRORS and len(call.args) == 1:
                yield f"{path.name}:{call.lineno}", form(call.args[0])


@cache
def sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py"))}


def test_every_error_has_its_japanese_beside_it_or_in_the_catalogue() -> None:
    told = [(place, message) for place, message in errors() if message.strip("\0 ")]

    assert [place for place, message in told if not is_known(message)] == []


def test_no_entry_of_the_catalogue_is_stale() -> None:
    joined = re.sub(r'"\s*f?r?"', "", "\n".join(sources().values()))
    said = joined.replace('\\"', '"').replace("\\\\", "\\").replace("{{", "{").replace("}}", "}")
    stale = [
        entry
        for entry in read_catalogue(SAID)
        for part in re.split(r"\{\w+\}|(?<=[.;,]) ", entry.replace("{{", "{").replace("}}", "}"))
        if part.strip(" .;,()") not in said
    ]

    assert "\n".join(stale) == ""


def test_no_sentence_stands_twice_in_the_catalogues() -> None:
    lines = [
        line
        for name in (SAID, HELP)
        for line in (ROOT / "catalogue" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", " "))
    ]
    forms = Counter(FIELD.sub("{}", line) for line in lines)

    assert [form for form, count in forms.items() if count > 1] == []


def test_what_is_put_in_is_the_same_in_both_languages() -> None:
    fields = {en: (set(FIELD.findall(en)), set(FIELD.findall(ja))) for en, ja in read_catalogue(SAID).items()}

    assert [en for en, (ours, theirs) in fields.items() if not theirs <= ours] == []
