"""The part of a cell that knows tensors; where torch is not loaded, it does nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from examprep.grader.faults import FaultError, bind, words_of
from examprep.grader.wire import Array, type_name


class Ran(NamedTuple):
    """What a torch solution returned, and its inputs after and before the call."""

    value: object
    gradients: object
    fault: dict[str, Any] | None
    """Why there are no gradients; told only where the value is right."""
    inputs: Any
    before: Any


def _torch() -> Any:
    return sys.modules["torch"]


def is_module_class(value: object) -> bool:
    """Tell whether a value is a class derived from `torch.nn.Module`."""
    return "torch" in sys.modules and isinstance(value, type) and issubclass(value, _torch().nn.Module)


def describe(value: Any) -> tuple[str, str, Array] | None:
    """Return kind, dtype and values of a plain dense tensor; None for anything else, subclasses too."""
    if "torch" not in sys.modules:
        return None
    torch = _torch()
    if type(value) is not torch.Tensor or value.layout is not torch.strided:
        return None
    plain = value.detach().cpu().resolve_conj().resolve_neg()
    if plain.dtype is torch.bfloat16:
        return "tensor", "bfloat16", plain.view(torch.int16).numpy()
    return "tensor", str(plain.dtype).removeprefix("torch."), plain.numpy()


def run(entry: Callable[..., Any], case: Any, upstream: Any, wanted: dict[str, Any]) -> Ran:
    """Call a torch solution with tensors, and take the gradients where the problem wants them."""
    wants_gradient = wanted["gradient"] != "none"
    device, dtype = str(wanted["device"]), _dtype(wanted)
    args = to_tensors(case["args"], device, dtype, differentiable=wants_gradient)
    function, parameters = entry, None
    if wanted["kind"] == "module":
        function = build_module(entry, case, wanted["entry"], device, dtype)
        parameters = {name: p for name, p in function.named_parameters()} if wants_gradient else {}  # type: ignore[attr-defined] # noqa: C416
        bind(function.forward, args, f"{wanted['entry']}.forward")  # type: ignore[attr-defined]
    else:
        bind(function, args, wanted["entry"])
    before = _detached(args)
    value = function(*args)
    now = _detached(args, copy=False)
    if not wants_gradient:
        return Ran(value, None, None, now, before)
    try:
        return Ran(value, gradients_of(value, args, parameters, upstream, device), None, now, before)
    except FaultError as error:
        return Ran(value, None, error.header, now, before)


def _dtype(wanted: dict[str, Any]) -> Any:
    """Return the floating type every input is to have; None for that of the case."""
    return None if wanted.get("dtype") is None else getattr(_torch(), str(wanted["dtype"]))


def to_tensors(value: Any, device: str, dtype: Any = None, *, differentiable: bool = False) -> Any:
    """Return a case with every array as a tensor of its own memory, strides kept where torch has such."""
    match value:
        case np.ndarray():
            whole = value.copy() if any(step < 0 for step in value.strides) else value
            tensor = _torch().from_numpy(whole).to(device, dtype if value.dtype.kind == "f" else None)
            return tensor.requires_grad_(differentiable and value.dtype.kind == "f")
        case list() | tuple():
            return type(value)(to_tensors(v, device, dtype, differentiable=differentiable) for v in value)
        case dict():
            return {k: to_tensors(v, device, dtype, differentiable=differentiable) for k, v in value.items()}
    return value


def _detached(value: Any, *, copy: bool = True) -> Any:
    """Return tensors as arrays, to be compared bit by bit."""
    match value:
        case list() | tuple():
            return [_detached(v, copy=copy) for v in value]
        case dict():
            return {key: _detached(v, copy=copy) for key, v in value.items()}
    described = describe(value)
    if described is None:
        return value
    return described[2].copy() if copy else described[2]


# --- modules


def build_module(
    entry: Callable[..., Any], case: Any, name: str, device: str, dtype: Any = None
) -> Callable[..., Any]:
    """Build the learner's module and give it the parameters of the case."""
    bind(entry, (), name, case["init"])
    module = entry(**case["init"]).to(device)
    state = dict(module.named_parameters())
    wanted = {key: tuple(value.shape) for key, value in case["parameters"].items()}
    own = {key: tuple(value.shape) for key, value in state.items()}
    if own != wanted:
        raise FaultError("parameters", text=_difference(own, wanted))
    first = next(iter(case["parameters"].values()), np.zeros(0))
    module = module.to(dtype or _torch().from_numpy(np.zeros(0, first.dtype)).dtype)
    with _torch().no_grad():
        for key, parameter in module.named_parameters():
            parameter.copy_(_torch().from_numpy(np.ascontiguousarray(case["parameters"][key])))
    module.train(case.get("mode") != "eval")
    return module  # type: ignore[no-any-return]


def _difference(own: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Name the first parameters that do not fit."""
    missing = [f"{key} {shape}" for key, shape in wanted.items() if key not in own]
    spare = [f"{key} {shape}" for key, shape in own.items() if key not in wanted]
    other = [
        f"{key} {own[key]} != {shape}" for key, shape in wanted.items() if key in own and own[key] != shape
    ]
    parts = (("missing: ", missing), ("not asked for: ", spare), ("other shape: ", other))
    return "; ".join(f"{label}{', '.join(names[:6])}" for label, names in parts if names)


# --- gradients


def gradients_of(
    value: object, args: Any, parameters: dict[str, Any] | None, upstream: Any, device: str
) -> Any:
    """Return the gradients for an upstream gradient: of each argument, None where it has none."""
    sources = [arg for arg in args if _is_differentiable(arg)] + list((parameters or {}).values())
    pairs = [(out, up) for out, up in _paired(value, upstream, device) if out.requires_grad]
    if sources and not pairs:
        raise FaultError("detached")
    gradients = iter(_backward(pairs, sources) if sources else ())
    of_args = tuple(next(gradients) if _is_differentiable(arg) else None for arg in args)
    if parameters is None:
        return of_args
    return {"parameters": {key: next(gradients) for key in parameters}, "args": of_args}


def _backward(pairs: list[tuple[Any, Any]], sources: list[Any]) -> Any:
    outputs, upstreams = [output for output, _ in pairs], [upstream for _, upstream in pairs]
    try:
        return _torch().autograd.grad(outputs, sources, upstreams, allow_unused=True, materialize_grads=True)
    except RuntimeError as error:
        raise FaultError("backward", type=type_name(error), text=words_of(error)) from error


def _is_differentiable(arg: object) -> bool:
    return "torch" in sys.modules and isinstance(arg, _torch().Tensor) and bool(arg.requires_grad)


def _paired(value: Any, upstream: Any, device: str) -> Iterator[tuple[Any, Any]]:
    """Yield outputs with their upstream gradients, where both are there and of one shape."""
    if isinstance(value, tuple | list) and isinstance(upstream, tuple):
        for part, up in zip(value, upstream, strict=False):
            yield from _paired(part, up, device)
        return
    torch = _torch()
    if type(value) is torch.Tensor and value.dtype.is_floating_point and upstream is not None:
        given = torch.as_tensor(np.asarray(upstream)).to(device, value.dtype)
        if given.shape == value.shape:
            yield value, given


# --- time

ROUNDS = 30
WARM = 5
FLUSH = 128 << 20
"""Bytes written between two calls: more than the L2 cache of any GPU."""


def measure(entries: dict[str, Callable[..., Any]], case: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Time callables in turn on fresh inputs; return the seconds of each call by device and by host clock."""
    device, dtype = str(wanted["device"]), _dtype(wanted)
    if wanted["kind"] == "module":
        entries = {
            name: build_module(entry, case, wanted["entry"], device, dtype) for name, entry in entries.items()
        }
    clock = _cuda_seconds if device == "cuda" else _host_seconds
    told: dict[str, Any] = {name: [] for name in entries}
    with _torch().no_grad():
        for turn in range(WARM + ROUNDS):
            for name, entry in entries.items():
                seconds = clock(entry, to_tensors(case["args"], device, dtype))
                if turn >= WARM:
                    told[name].append(seconds)
    return told


def _host_seconds(call: Callable[..., Any], args: Any) -> tuple[float, float]:
    start = time.perf_counter()
    call(*args)
    seconds = time.perf_counter() - start
    return seconds, seconds


def _cuda_seconds(call: Callable[..., Any], args: Any) -> tuple[float, float]:
    cuda = _torch().cuda
    _torch().empty(FLUSH, dtype=_torch().int8, device="cuda").zero_()
    before, after = cuda.Event(enable_timing=True), cuda.Event(enable_timing=True)
    cuda.synchronize()
    start = time.perf_counter()
    before.record()
    call(*args)
    after.record()
    cuda.synchronize()
    return before.elapsed_time(after) / 1000, time.perf_counter() - start
