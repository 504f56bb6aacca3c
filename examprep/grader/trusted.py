"""What runs the programs of a problem folder: a confined child, for the author may be a stranger too.

It makes the cases of a seed, what the reference answers to them, and tests properties. It never
meets a learner's program.
"""

from __future__ import annotations

import math
import sys
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from examprep.grader.confine import answer, confine_here
from examprep.grader.wire import Array, Frame, Line, Packer, Unpacker, to_array, type_name

MOST_CASES = 64
STEP = 1e-3
"""Of the differences; the formula's error is its fourth power."""


class ProblemError(Exception):
    """The folder's programs do not do what the format asks."""


def serve(line: Line, first: Frame, framework: str, readable: tuple[str, ...]) -> None:
    """Confine this process, load the folder's programs and answer the judge."""
    del framework
    confine_here(line, first.header, readable)
    np.seterr(all="ignore")
    try:
        author = Author(first.header)
    except BaseException as error:
        answer(line, _fault(error))
        return
    answer(line, {"ok": "loaded"})
    while True:
        frame = line.receive(time.monotonic() + 86400)
        try:
            if frame.header["op"] == "cases":
                author.send_cases(line, frame.header)
            elif frame.header["op"] == "large":
                author.send_large(line, int(frame.header["seed"]))
            else:
                answer(line, {"ok": "checked", "failed": author.check(frame)})
        except BaseException as error:
            answer(line, _fault(error))


def _fault(error: BaseException) -> dict[str, Any]:
    step, where = error.__traceback__, ""
    while step is not None:
        if step.tb_frame.f_code.co_filename in {"reference.py", "cases.py", "checks.py"}:
            where = f"{step.tb_frame.f_code.co_filename}, line {step.tb_lineno}: "
        step = step.tb_next
    text = str(error) if isinstance(error, ProblemError) else f"{type_name(error)}: {error}"
    return {"fault": "problem", "text": f"{where}{text}"[:1000]}


class Author:
    """The programs of one problem folder."""

    def __init__(self, header: dict[str, Any]) -> None:
        self._is_module = header["kind"] == "module"
        self._gradient: str = header["gradient"]
        name = header["entry"]
        reference = _loaded("reference.py", header["reference"])
        self._reference = _function(reference, name, "reference.py")
        self._backward = (
            _function(reference, f"{name}_backward", "reference.py")
            if self._gradient == "reference"
            else None
        )
        drawn = _loaded("cases.py", header["cases"])
        self._cases = _function(drawn, "cases", "cases.py")
        self._large = drawn.get("large")
        checks = _loaded("checks.py", header["checks"]) if header["checks"] else {}
        self._checks = {id: _function(checks, id, "checks.py") for id in header["properties"]}

    def send_cases(self, line: Line, asked: dict[str, Any]) -> None:
        """Send each case of a seed as two frames: what is asked, and what is right.

        A fixed case the judge knows already is only named. Where a dtype is asked for, every
        floating input is rounded to it, and cases too large for it are left out.
        """
        seed, known, dtype = int(asked["seed"]), set(asked["known"]), asked["dtype"]
        names: set[str] = set()
        for index, pair in enumerate(self._cases(np.random.default_rng(seed))):
            name, case = _case(pair, is_module=self._is_module)
            if name in names or len(names) >= MOST_CASES:
                raise ProblemError(f"more than {MOST_CASES} cases, or two named {name!r}")
            names.add(name)
            if name in known:
                answer(line, {"ok": "known", "name": name})
                continue
            # What is answered to a fixed case is remembered across seeds, so its upstream is fixed too.
            drawn = np.random.default_rng([seed if name.startswith("random") else 0, index])
            if dtype is None or not any(True for _ in _floats(_inputs(case))):
                self._send_case(line, name, case, drawn)
            elif _fits(smaller := rounded(case, dtype), case):
                self._send_case(line, name, smaller, drawn, dtype)
        if not names:
            raise ProblemError("cases(rng) yields no case")
        answer(line, {"ok": "end"})

    def send_large(self, line: Line, seed: int) -> None:
        """Send the case that solutions are timed with, without an answer."""
        if not callable(self._large):
            answer(line, {"ok": "none"})
            return
        _, case = _case(("large", self._large(np.random.default_rng(seed))), is_module=self._is_module)
        packer = Packer()
        answer(line, {"ok": "case", "case": packer.pack(rounded(case, "float32"))}, packer.buffers)

    def _send_case(
        self,
        line: Line,
        name: str,
        case: dict[str, Any],
        rng: np.random.Generator,
        dtype: str | None = None,
    ) -> None:
        exact = _exact(case)
        expected = self._value(exact)
        upstream = _upstream(expected, rng) if self._gradient != "none" else None
        if dtype is not None:
            upstream = rounded(upstream, dtype)
        asked, right = Packer(), Packer()
        question = {"ok": "case", "name": name, "case": asked.pack(case), "upstream": asked.pack(upstream)}
        solution: dict[str, Any] = {"ok": "right", "expected": right.pack(expected), **_scale(case)}
        if dtype is not None:
            solution["dtype"] = dtype
        if self._gradient != "none":
            gradients = self._gradients(_exact(case), _exact(upstream))
            solution["gradients"] = right.pack(_for_floats(gradients, case))
        answer(line, question, asked.buffers)
        answer(line, solution, right.buffers)

    def _value(self, case: dict[str, Any]) -> Any:
        if self._is_module:
            return self._reference(case["init"], case["parameters"], *case["args"])
        return self._reference(*case["args"])

    def _gradients(self, case: dict[str, Any], upstream: Any) -> Any:
        """Return the gradients: of the arguments, and before them of the parameters of a module."""
        if self._backward is None:
            return _differences(self._value, case, upstream, is_module=self._is_module)
        if self._is_module:
            return self._backward(upstream, case["init"], case["parameters"], *case["args"])
        given = self._backward(upstream, *case["args"])
        return given if isinstance(given, tuple | list) else (given,)

    def check(self, frame: Frame) -> Any:
        """Return the first property that does not hold for a case and a learner's answer."""
        unpacker = Unpacker(frame.body, to_array)
        case = unpacker.unpack(frame.header["case"])
        unpacker.unpack(frame.header["upstream"])
        value = unpacker.unpack(frame.header["value"])
        for id, check in self._checks.items():
            if not check(case["args"], value):
                return id
        return None


def _loaded(file: str, source: str) -> dict[str, Any]:
    """Run one of the folder's programs; those after it may import it."""
    module = types.ModuleType(file.removesuffix(".py"))
    sys.modules[module.__name__] = module
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - it is confined
    return module.__dict__


def _function(module: dict[str, Any], name: str, file: str) -> Callable[..., Any]:
    function = module.get(name)
    if not callable(function):
        raise ProblemError(f"{file} defines no function `{name}`")
    return function  # type: ignore[no-any-return]


def _case(pair: Any, *, is_module: bool) -> tuple[str, dict[str, Any]]:
    match pair:
        case (str(name), tuple(args)) if not is_module:
            return name, {"args": args}
        case (str(name), {"init": dict(), "parameters": dict(), "args": tuple()} as case) if is_module:
            return name, {"mode": "train", **case}
    wanted = "name, {'init': {...}, 'parameters': {...}, 'args': (...)}" if is_module else "name, (args, ...)"
    raise ProblemError(f"cases.py must yield {wanted}")


def _exact(value: Any) -> Any:
    """Return a copy of a case with every float as float64."""
    match value:
        case np.ndarray() if value.dtype.kind == "f":
            return value.astype(np.float64, order="C")
        case np.ndarray():
            return value.copy()
        case np.floating():
            return float(value)
        case list() | tuple():
            return type(value)(_exact(v) for v in value)
        case dict():
            return {key: _exact(v) for key, v in value.items()}
    return value


def rounded(value: Any, dtype: str) -> Any:
    """Return a value with every floating array as float32 that the dtype can hold exactly."""
    match value:
        case np.ndarray() if value.dtype.kind == "f":
            single = value.astype(np.float32)
            with np.errstate(over="ignore"):  # what is too large becomes infinite
                return _bfloat16(single) if dtype == "bfloat16" else single.astype(dtype).astype(np.float32)
        case list() | tuple():
            return type(value)(rounded(v, dtype) for v in value)
        case dict():
            return {key: rounded(v, dtype) for key, v in value.items()}
    return value


def _bfloat16(single: Array) -> Array:
    """Round to the upper half of the bits, to even in the middle; infinities stay."""
    bits = np.ascontiguousarray(single).view(np.uint32).astype(np.uint64)
    upper = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16 << 16
    return upper.astype(np.uint32).view(np.float32).reshape(single.shape)


def _fits(smaller: Any, case: Any) -> bool:
    """Tell whether rounding made nothing infinite that was not."""
    pairs = zip(_floats(_inputs(smaller)), _floats(_inputs(case)), strict=True)
    return all(np.isfinite(one[np.isfinite(other)]).all() for one, other in pairs)


def _inputs(case: dict[str, Any]) -> tuple[Any, Any]:
    return case["args"], case.get("parameters")


def _floats(value: Any) -> Iterator[Array]:
    match value:
        case np.ndarray() if value.dtype.kind == "f":
            yield value
        case list() | tuple():
            for v in value:
                yield from _floats(v)
        case dict():
            for v in value.values():
                yield from _floats(v)


def _scale(case: dict[str, Any]) -> dict[str, Any]:
    """Return the floating type answers should have, and how large the inputs are."""
    arrays = list(_floats(_inputs(case)))
    dtype = np.result_type(*(array.dtype for array in arrays)) if arrays else np.dtype(np.float64)
    sizes = (float(np.max(np.abs(a[np.isfinite(a)]), initial=0.0)) for a in arrays)
    return {"dtype": str(dtype), "scale": max(sizes, default=1.0)}


def _upstream(expected: Any, rng: np.random.Generator) -> Any:
    """Return random gradients of the shape of the floating outputs; None for the others."""
    if isinstance(expected, tuple | list):
        return tuple(_upstream(part, rng) for part in expected)
    values = np.asarray(expected)
    return rng.standard_normal(values.shape) if values.dtype.kind == "f" else None


def _for_floats(gradients: Any, case: dict[str, Any]) -> Any:
    """Return the gradients with None wherever the input is no floating array."""
    if isinstance(gradients, dict):
        return {**gradients, "args": _for_floats(gradients["args"], case)}
    if len(gradients) != len(case["args"]):
        raise ProblemError("as many gradients as arguments: None for one that has none")
    return tuple(
        gradient if isinstance(arg, np.ndarray) and arg.dtype.kind == "f" else None
        for gradient, arg in zip(gradients, case["args"], strict=True)
    )


def _differences(value: Callable[[Any], Any], case: Any, upstream: Any, *, is_module: bool) -> Any:
    """Return gradients by differences of the reference, exact to about ten digits where it is smooth."""

    def loss() -> float:
        return _dot(value(_exact(case)), upstream)

    args = tuple(
        _difference(loss, arg) if isinstance(arg, np.ndarray) and arg.dtype.kind == "f" else None
        for arg in case["args"]
    )
    if not is_module:
        return args
    return {"parameters": {k: _difference(loss, v) for k, v in case["parameters"].items()}, "args": args}


def _dot(value: Any, upstream: Any) -> float:
    if isinstance(upstream, tuple):
        return math.fsum(_dot(v, u) for v, u in zip(value, upstream, strict=True))
    return 0.0 if upstream is None else float(np.sum(np.asarray(value) * upstream))


def _difference(loss: Callable[[], float], array: Array) -> Array:
    gradient = np.empty(array.shape)
    for index in np.ndindex(*array.shape):
        there = array[index]
        at = {}
        for steps in (-2, -1, 1, 2):
            array[index] = there + steps * STEP
            at[steps] = loss()
        array[index] = there
        gradient[index] = (8 * (at[1] - at[-1]) - (at[2] - at[-2])) / (12 * STEP)
    return gradient
