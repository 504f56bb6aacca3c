"""The core is pure: what it imports is on a short list, and it asks nothing of the machine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

CORE = Path(__file__).resolve().parent.parent / "examprep" / "core"
FILES = sorted(CORE.rglob("*.py"))

ALLOWED = {
    *("__future__", "ast", "bisect", "collections", "datetime", "decimal", "enum", "functools", "hashlib"),
    *("itertools", "keyword", "math", "operator", "random", "re", "string", "types", "typing", "unicodedata"),
    *("heapq", "statistics", "tokenize", "warnings", "zlib", "fsrs", "msgspec", "wcwidth"),
}
OURS = ("examprep.core", "examprep.errors")
IMPURE = {
    *("open", "print", "input", "hash", "eval", "exec", "__import__", "breakpoint"),
    *("now", "utcnow", "today", "fromtimestamp", "SystemRandom"),
}
ON_RANDOM = {"random", "randint", "choice", "choices", "sample", "shuffle", "seed", "uniform", "randrange"}


def test_every_module_of_the_core_is_pure() -> None:
    trees = {str(file.relative_to(CORE)): ast.parse(file.read_text(encoding="utf-8")) for file in FILES}
    found = {name: {*_foreign(tree), *_impure_calls(tree)} for name, tree in trees.items()}

    assert len(found) > 50
    assert {name: sorted(impure) for name, impure in found.items() if impure} == {}


def _foreign(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                modules = [alias.name for alias in names]
            case ast.ImportFrom(module=module):
                modules = [module or "."]
            case _:
                continue
        for module in modules:
            if module.partition(".")[0] not in ALLOWED and not module.startswith(OURS):
                yield module


def _impure_calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE:
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                if name in IMPURE or (owner == "random" and name in ON_RANDOM):
                    yield f"{owner}.{name}"


def test_the_guard_sees_what_it_is_for() -> None:
    evil = ast.parse(
        "import os.path, uuid\nfrom time import time\nimport random\n"
        "random.seed(1); hash('x'); datetime.now(); open('f'); rng.choice([1])"
    )

    assert set(_foreign(evil)) == {"os.path", "uuid", "time"}
    assert set(_impure_calls(evil)) == {"random.seed", "hash", "datetime.now", "open"}
