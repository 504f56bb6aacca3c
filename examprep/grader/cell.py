"""What runs a learner's program: a confined fork that answers one case at a time.

It holds the inputs of the present case and nothing else: no expected value, no tolerance, no
seed. Whatever the program does to this process, the judge only compares the bytes it sends.
"""

from __future__ import annotations

import ast
import inspect
import io
import os
import sys
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from examprep.grader import tensors
from examprep.grader.confine import answer, confine_here
from examprep.grader.faults import FILE, FaultError, bind, fault_of
from examprep.grader.wire import (
    ANSWER,
    ForeignError,
    Frame,
    Line,
    Packer,
    TooLargeError,
    Unpacker,
    WireError,
    to_array,
    type_name,
)

PRINTED = 64_000
"""Characters a program may print."""
SHOWN = 4_000
"""How many of them are sent back."""


def serve(line: Line, first: Frame, framework: str, readable: tuple[str, ...]) -> None:
    """Confine this process, load the learner's program and answer cases until the judge has no more."""
    del framework
    confine_here(line, first.header, readable)
    printed = _Printed(line)
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = printed  # type: ignore[misc,assignment]
    header: dict[str, Any]
    try:
        entry = load(first.header)
    except BaseException as error:
        answer(line, fault_of(error) | {"printed": printed.text()})
        return
    answer(line, {"ok": "loaded"})
    while True:
        frame = line.receive(time.monotonic() + 3600)
        buffers: list[bytes] = []
        try:
            run = time_case if frame.header["op"] == "time" else run_case
            header, buffers = run(entry, frame, first.header)
        except BaseException as error:
            header = fault_of(error)
        answer(line, header | {"printed": printed.text()}, buffers)


class _Printed(io.TextIOBase):
    """Keeps the beginning of what is printed, and ends a program that prints too much."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._parts: list[str] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._size < SHOWN:
            self._parts.append(text[:SHOWN])
        self._size += len(text)
        if self._size > PRINTED:
            answer(self._line, {"fault": "printed", "printed": self.text()})
            os._exit(0)
        return len(text)

    def text(self) -> str:
        """Return the beginning of everything printed so far."""
        return "".join(self._parts)[:SHOWN]


# --- loading


def load(wanted: dict[str, Any]) -> Callable[..., object]:
    """Run the learner's file and return what the problem asks for."""
    source = str(wanted["source"])
    if not source.strip():
        raise FaultError("empty")
    tree = _parsed(source)
    _refuse_forbidden(tree, frozenset(wanted["forbid"]))
    for name, part in wanted["parts"].items():
        _run(ast.parse(part, f"{name}.py"), name, f"{name}.py")
    return _entry(_run(tree, "solution", FILE), wanted)


def _run(tree: ast.Module, name: str, file: str) -> types.ModuleType:
    """Run a program as a module that those after it can import."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(tree, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - it is confined
    return module


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source, FILE)
    except SyntaxError as error:
        raise FaultError("syntax", text=str(error.msg), line=error.lineno, column=error.offset) from None
    except (ValueError, MemoryError, RecursionError) as error:
        raise FaultError("syntax", text=f"{type(error).__name__}: {error}", line=None, column=None) from None


def _refuse_forbidden(tree: ast.Module, forbidden: frozenset[str]) -> None:
    """Refuse the names a drill is about: as attributes, imports, or spelled in a text."""
    if not forbidden:
        return
    for node in ast.walk(tree):
        for name in _names(node):
            if name in forbidden:
                raise FaultError("banned", name=name, line=getattr(node, "lineno", None))


def _names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Attribute(attr=name):
            yield name
        case ast.Import(names=names):
            for alias in names:
                yield from alias.name.split(".")
        case ast.ImportFrom(module=module, names=names):
            yield from (module or "").split(".")
            yield from (alias.name for alias in names)
        case ast.Call(func=ast.Name(id="getattr" | "vars" | "eval" | "exec" | "__import__"), args=args):
            yield from (
                arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            )


def _entry(module: types.ModuleType, wanted: dict[str, Any]) -> Callable[..., object]:
    name, kind = wanted["entry"], wanted["kind"]
    if name not in vars(module):
        defined = [n for n, v in vars(module).items() if not n.startswith("_") and callable(v)]
        raise FaultError("missing", defined=[n for n in defined if type(n) is str][:100])
    entry: Any = vars(module)[name]
    if kind == "module":
        if not tensors.is_module_class(entry):
            raise FaultError("no-module", kind=type_name(entry))
    elif not callable(entry) or isinstance(entry, type):
        raise FaultError("no-function", kind="class" if isinstance(entry, type) else type_name(entry))
    return entry  # type: ignore[no-any-return]


# --- one case


def run_case(
    entry: Callable[..., object], frame: Frame, wanted: dict[str, Any]
) -> tuple[dict[str, Any], list[bytes]]:
    """Call the learner's code with the inputs of a frame and pack what it returns."""
    unpacker = Unpacker(frame.body, to_array)
    case = unpacker.unpack(frame.header["case"])
    upstream = unpacker.unpack(frame.header.get("upstream"))
    gradients: object = None
    lost: dict[str, Any] | None = None
    if wanted["framework"] == "torch":
        ran = tensors.run(entry, case, upstream, wanted)
        value, inputs, before = ran.value, ran.inputs, ran.before
        gradients, lost = ran.gradients, ran.fault
    else:
        args = case["args"]
        bind(entry, args, wanted["entry"])
        inputs, before = args, _copies(args)
        value = entry(*args)
    changed = [] if _same(inputs, before) else _changed(inputs, before)
    packer = Packer(tensors.describe)
    header = {"ok": "answer", "changed": changed, "value": _packed(packer, value), "lost": lost}
    if gradients is not None:
        header["gradients"] = packer.pack(gradients)
    if packer.size > ANSWER:
        raise FaultError("large", size=packer.size)
    return header, packer.buffers


def time_case(
    entry: Callable[..., object], frame: Frame, wanted: dict[str, Any]
) -> tuple[dict[str, Any], list[bytes]]:
    """Call the learner's code and the framework's own operation in turn; say how long each call took."""
    case = Unpacker(frame.body, to_array).unpack(frame.header["case"])
    operator = load({**wanted, "source": frame.header["operator"], "forbid": []})
    told = tensors.measure({"solution": entry, "operator": operator}, case, wanted)
    return {"ok": "answer", "told": told}, []


def _packed(packer: Packer, value: object) -> Any:
    if inspect.isgenerator(value) or inspect.iscoroutine(value) or inspect.isasyncgen(value):
        raise FaultError("generator")
    size = getattr(value, "nbytes", 0) if type(value) is np.ndarray else 0
    if size > ANSWER:
        raise FaultError("large", size=size)
    try:
        return packer.pack(value)
    except ForeignError as error:
        raise FaultError("foreign", kind=error.kind, where=error.where) from None
    except TooLargeError:
        raise FaultError("large", size=packer.size) from None
    except WireError as error:
        raise FaultError("foreign", kind=str(error), where="") from None


def _copies(value: Any) -> Any:
    match value:
        case np.ndarray():
            return value.copy()
        case list() | tuple():
            return [_copies(v) for v in value]
        case dict():
            return {key: _copies(v) for key, v in value.items()}
    return value


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal bit by bit, so that NaN equals itself."""
    match one:
        case np.ndarray():
            return bool(one.shape == other.shape and one.tobytes() == other.tobytes())
        case list() | tuple():
            return len(one) == len(other) and all(map(_same, one, other))
        case dict():
            return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in other)
    return one is other or bool(one == other)


def _changed(inputs: Any, before: Any) -> list[int]:
    return [
        place for place, (now, then) in enumerate(zip(inputs, before, strict=False)) if not _same(now, then)
    ]
