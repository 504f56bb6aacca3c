"""The worked example of a statement: its program, and whether what it claims is what the reference says.

An example is a block between ``` that calls the entry; a comment behind the call begins with the result:
`f(x)  # 1.25 (why)`, of several results also by their names: `# dx = [1.5]`. Numbers hold to the digits
that are written.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import Any

import msgspec

from examprep.grader.compare import as_leaf
from examprep.grader.wire import Leaf

_BLOCK = re.compile(r"^```(?:python|py)?[ \t]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LEADING = re.compile(r"\s*(?:->|=>|=|→)?\s*(?:(?:array|tensor)\s*\()?\s*(?=-?[\d.]|[\[(])")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_OPEN, _CLOSE = "[(", "])"
SLACK = 1e-6
"""Relative; for numbers written without a fraction."""


class Claim(msgspec.Struct, frozen=True):
    """What a statement says one call returns."""

    line: str
    """The line of the call."""
    result: str
    """As it is written."""


class Example(msgspec.Struct, frozen=True):
    """One block of a statement that calls the entry."""

    program: str
    claims: tuple[Claim | None, ...]
    """For each statement that calls the entry, in order; None where it claims nothing."""


def examples_of(statement: str, entry: str) -> Iterator[Example]:
    """Yield the blocks of a statement that call the entry; without claims where they are no Python."""
    for block in _BLOCK.findall(statement):
        if not re.search(rf"\b{re.escape(entry)}\s*\(", block):
            continue
        try:
            tree, comments = ast.parse(block), _comments(block)
        except (SyntaxError, tokenize.TokenError):
            yield Example(block, ())
            continue
        yield Example(block, tuple(_claims(block, tree, comments, entry)))


def _comments(block: str) -> dict[int, str]:
    """Return the comments of a program by their lines."""
    tokens = tokenize.generate_tokens(io.StringIO(block).readline)
    return {token.start[0]: token.string.lstrip("#") for token in tokens if token.type == tokenize.COMMENT}


def _claims(block: str, tree: ast.Module, comments: dict[int, str], entry: str) -> Iterator[Claim | None]:
    lines = block.splitlines()
    for statement in tree.body:
        calls = [n for n in ast.walk(statement) if isinstance(n, ast.Call) and _is_named(n.func, entry)]
        if not calls:
            continue
        last = statement.end_lineno or statement.lineno
        said = [comments.get(last, "")]
        while last < len(lines) and lines[last].lstrip().startswith("#"):
            last += 1
            said.append(comments[last])
        result = _result(statement, "\n".join(said))
        whole = isinstance(statement, ast.Expr | ast.Assign) and statement.value is calls[0]
        yield Claim(lines[statement.lineno - 1].strip(), result) if result and whole else None


def _result(statement: ast.stmt, comment: str) -> str:
    """Return what a comment says of a call; of several results each may stand under its name: `dx = 1`."""
    names = _targets(statement)
    parts = re.split(rf"^\s*({'|'.join(map(re.escape, names))})\s*=(?!=)", comment, flags=re.MULTILINE)
    said = {name: leading_result(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    if names and all(map(said.get, names)):
        return said[names[0]] if len(names) == 1 else f"({', '.join(said[name] for name in names)})"
    return leading_result(comment)


def _targets(statement: ast.stmt) -> list[str]:
    """Return the names a statement gives to its results."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return [name]
        case ast.Assign(targets=[ast.Tuple(elts=elts)]):
            return [element.id for element in elts if isinstance(element, ast.Name)]
    return []


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def leading_result(comment: str) -> str:
    """Return the number or the nested list a comment begins with, or nothing."""
    start = _LEADING.match(comment)
    if start is None:
        return ""
    rest = comment[start.end() :]
    if rest[0] not in _OPEN:
        number = _NUMBER.match(rest)
        return number[0] if number else ""
    depth = 0
    for place, letter in enumerate(rest):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if depth == 0:
            return " ".join(rest[: place + 1].split())
    return ""


def holds(claim: str, value: Any) -> bool:
    """Tell whether a value is what is claimed, to the digits that are written."""
    try:
        tree = ast.parse(claim, mode="eval").body
    except SyntaxError:
        return False
    return _holds(tree, claim, numbers(value))


def numbers(value: Any) -> Any:
    """Return the arrays of a value as lists of numbers."""
    match value:
        case Leaf(values=values):
            return values.tolist()
        case list() | tuple():
            return [numbers(part) for part in value]
        case None | str() | dict():
            return value
    return as_leaf(value).values.tolist()


def _holds(node: ast.expr, claim: str, value: Any) -> bool:
    if isinstance(node, ast.List | ast.Tuple):
        fits = isinstance(value, list) and len(value) == len(node.elts)
        return fits and all(_holds(n, claim, v) for n, v in zip(node.elts, value, strict=True))
    written = ast.get_source_segment(claim, node) or ""
    if not _NUMBER.fullmatch(written) or isinstance(value, list | str | dict | None):
        return False
    return abs(float(written) - float(value)) <= _unit(written) / 2 + SLACK * abs(float(value))


def _unit(written: str) -> float:
    """Return one unit of the last digit behind the point."""
    mantissa, _, exponent = written.partition("e")
    digits = len(mantissa.partition(".")[2])
    return 10.0 ** (int(exponent or 0) - digits) if digits else 0.0


def calling_cases(example: Example, entry: str, parameters: tuple[str, ...]) -> str:
    """Return a `cases.py` that yields the calls of an example; lists of numbers become arrays."""
    tree = ast.parse(example.program)
    tree.body = [_without_targets(statement) for statement in tree.body]
    return _CASES.format(block=repr(ast.unparse(tree)), entry=repr(entry), parameters=repr(parameters))


def _without_targets(statement: ast.stmt) -> ast.stmt:
    """Return a call alone where its results are unpacked: nothing is returned while arguments are noted."""
    match statement:
        case ast.Assign(targets=[ast.Tuple()], value=ast.Call() as call):
            return ast.Expr(call)
    return statement


_CASES = """
import types

import numpy as np

BLOCK, ENTRY, PARAMETERS = {block}, {entry}, {parameters}


def plain(value):
    if not isinstance(value, list):
        return value
    try:
        return np.array(value)
    except ValueError:
        return value


def cases(rng):
    calls = []

    def entry(*args, **named):
        rest = [named[name] for name in PARAMETERS[len(args):] if name in named]
        calls.append(tuple(plain(arg) for arg in [*args, *rest]))

    torch = types.SimpleNamespace(tensor=np.array, arange=np.arange, zeros=np.zeros, ones=np.ones)
    exec(BLOCK, {{"np": np, "numpy": np, "torch": torch, ENTRY: entry}})
    for place, args in enumerate(calls):
        yield f"call {{place}}", args
"""


def parameters_of(reference: str, entry: str) -> tuple[str, ...]:
    """Return the names of the reference's parameters."""
    for node in ast.parse(reference).body:
        if isinstance(node, ast.FunctionDef) and node.name == entry:
            return tuple(arg.arg for arg in node.args.args)
    return ()
