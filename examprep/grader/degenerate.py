"""Answers that know nothing: zeros, means, the input itself. No problem may take them for right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from examprep.core.problem import OutputDtype
from examprep.grader.compare import Rule, as_leaf, compare, is_same_answer
from examprep.grader.oracle import Case
from examprep.grader.wire import Array, Leaf, Unpacker, to_leaf

Change = Callable[[Array], Array]


def passing(cases: Sequence[Case], holds: Callable[[Case, Any], bool]) -> tuple[str, ...]:
    """Return the names of the degenerate programs that would pass; `holds` tells of the properties."""
    return tuple(
        name
        for name, answers in _programs(cases)
        if all(
            compare(case.expected, answer, lenient(case.rule)) is None and holds(case, answer)
            for case, answer in zip(cases, answers, strict=True)
        )
    )


def constant_parts(cases: Sequence[Case]) -> tuple[str, ...]:
    """Return which results are the same in every case: empty for the only one, else `[1]`."""
    parts = [_parts(case.expected) for case in cases]
    places = range(min(map(len, parts))) if len(cases) > 1 else range(0)
    same = [
        place
        for place in places
        if all(is_same_answer(parts[0][place], p[place], cases[0].rule) for p in parts[1:])
    ]
    return tuple(f"[{place}]" if isinstance(cases[0].expected, tuple) else "" for place in same)


def lenient(rule: Rule) -> Rule:
    """Return a rule by which only values count, not types or frameworks."""
    return msgspec.structs.replace(rule, output_dtype=OutputDtype.ANY, leaf="array")


def _parts(expected: Any) -> tuple[Any, ...]:
    return expected if isinstance(expected, tuple) else (expected,)


def _programs(cases: Sequence[Case]) -> Iterator[tuple[str, list[Any]]]:
    """Yield each program's name and its answers to all cases, where it can be told from a right one."""
    rights = [case.expected for case in cases]
    leaves = [leaf for right in rights for leaf in _leaves(right)]
    yield "zeros", [_mapped(right, np.zeros_like) for right in rights]
    yield "ones", [_mapped(right, np.ones_like) for right in rights]
    yield "the mean of all answers", _means(rights)
    if any(leaf.size > 1 for leaf in leaves):
        yield "the mean of each answer", [_mapped(right, _flat) for right in rights]
    if any(leaf.dtype.kind == "f" for leaf in leaves):
        yield "NaN", [_mapped(right, lambda values: np.full(values.shape, np.nan)) for right in rights]
    if any(_is_row(right) for right in rights):
        yield "the last axis reversed", [_reversed(right) for right in rights]
    yield from _copies(cases)


def _mapped(value: Any, change: Change) -> Any:
    match value:
        case None | str():
            return value
        case list() | tuple():
            return type(value)(_mapped(part, change) for part in value)
        case dict():
            return {key: _mapped(part, change) for key, part in value.items()}
    values = change(as_leaf(value).values)
    return Leaf("array", str(values.dtype), values)


def _leaves(value: Any) -> Iterator[Array]:
    match value:
        case None | str():
            return
        case list() | tuple():
            for part in value:
                yield from _leaves(part)
        case dict():
            for part in value.values():
                yield from _leaves(part)
        case _:
            yield as_leaf(value).values


def _flat(values: Array) -> Array:
    """Return the mean of an array in its shape."""
    finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    mean = float(np.mean(finite)) if finite.size else 0.0
    return np.full(values.shape, mean if values.dtype.kind == "f" else round(mean), values.dtype)


def _means(rights: Sequence[Any]) -> list[Any]:
    """Answer every case with the mean of what is right over all cases, result by result."""
    parts = [_parts(right) for right in rights]
    means: list[float] = []
    for column in zip(*parts, strict=False):
        flat = np.concatenate([[0.0][:0], *(leaf.ravel() for part in column for leaf in _leaves(part))])
        means.append(float(_flat(flat.astype(np.float64))[0]) if flat.size else 0.0)
    answers = [
        tuple(_mapped(part, _filled(mean)) for part, mean in zip(row, means, strict=False)) for row in parts
    ]
    return [
        answer if isinstance(right, tuple) else answer[0]
        for right, answer in zip(rights, answers, strict=True)
    ]


def _filled(mean: float) -> Change:
    return lambda values: np.full(
        values.shape, mean if values.dtype.kind == "f" else round(mean), values.dtype
    )


def _is_row(value: Any) -> bool:
    """Tell whether a value has a last axis that can be reversed."""
    match value:
        case None | str():
            return False
        case list() if value and not isinstance(value[0], list | tuple | dict | Leaf):
            return len(value) > 1
        case list() | tuple():
            return any(map(_is_row, value))
        case dict():
            return any(map(_is_row, value.values()))
    shape = as_leaf(value).values.shape
    return bool(shape) and shape[-1] > 1


def _reversed(value: Any) -> Any:
    match value:
        case None | str():
            return value
        case list() if value and not isinstance(value[0], list | tuple | dict | Leaf):
            return value[::-1]
        case list() | tuple():
            return type(value)(map(_reversed, value))
        case dict():
            return {key: _reversed(part) for key, part in value.items()}
    values = as_leaf(value).values
    return Leaf("array", str(values.dtype), values[..., ::-1] if values.ndim else values)


def _copies(cases: Sequence[Case]) -> Iterator[tuple[str, list[Any]]]:
    """Yield, for each argument, the program that returns it."""
    args = [
        Unpacker(case.question.body, to_leaf).unpack(case.question.header["case"])["args"] for case in cases
    ]
    for place in range(min(map(len, args))):
        answers = [
            (given[place],) * len(case.expected) if isinstance(case.expected, tuple) else given[place]
            for case, given in zip(cases, args, strict=True)
        ]
        yield f"a copy of argument {place + 1}", answers
