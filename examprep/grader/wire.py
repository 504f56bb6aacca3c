"""Values between the judge and its cells: frames of a JSON header and raw array bytes.

Nothing that arrives is ever executed, unpickled or trusted: every length, shape and type is
checked against bounds first. Standard library and numpy only, for cells load it too.
"""

from __future__ import annotations

import json
import math
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

HEADER_BYTES = 2 << 20
BODY_BYTES = 64 << 20
ANSWER = 16 << 20
"""Bytes one answer of a learner's program may have."""
AHEAD = 64 << 10
"""Bytes that are read at once: most frames are smaller, and come whole."""
DEPTH = 12
NODES = 100_000
"""Values one frame may hold, an array counting as one."""
DIMENSIONS = 16
STRAY = 8
"""How many times its own size the memory under a strided view may have, in both directions."""

DTYPES = frozenset(
    {"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
     "float16", "float32", "float64", "bfloat16"}
)  # fmt: skip
_SIZES = {name: 2 if name == "bfloat16" else np.dtype(name).itemsize for name in DTYPES}
_LENGTHS = struct.Struct("!IQ")


class WireError(Exception):
    """What arrived, or should be sent, is no value this wire carries."""


class TooLargeError(WireError):
    """More bytes than the receiver accepts."""


class LateError(WireError):
    """Nothing complete arrived in time."""


class EndedError(WireError):
    """The other side is gone."""


class ForeignError(WireError):
    """A value of a type the wire does not carry."""

    def __init__(self, kind: str, where: str) -> None:
        self.kind = kind
        self.where = where
        super().__init__(f"{kind} at {where or 'the top'}")


def type_name(value: object) -> str:
    """Return the name of a value's type as a person would write it."""
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


@dataclass(frozen=True, eq=False)
class Leaf:
    """An array on the wire: what it was, and its values."""

    kind: str
    """`array`, `tensor`, or `scalar` for a number of numpy's own."""
    dtype: str
    values: Array
    """bfloat16 arrives as its float32 values."""


class Frame(NamedTuple):
    """One message: a header that JSON can hold, and the bytes of its arrays in order."""

    header: dict[str, Any]
    body: bytes = b""


# --- values -> tree and buffers


Foreign = Callable[[object], "tuple[str, str, Array] | None"]
"""Says what a tensor is: kind, dtype and values; None for what is none."""


class Packer:
    """Turns values into JSON trees, and collects the bytes of their arrays."""

    def __init__(self, foreign: Foreign | None = None) -> None:
        self.buffers: list[bytes] = []
        self.size = 0
        self._nodes = 0
        self._foreign = foreign

    def pack(self, value: object, where: str = "", depth: int = 0) -> Any:
        """Return the tree of a value; only exact types count, subclasses may lie."""
        if depth > DEPTH:
            raise WireError("nested too deep")
        self._nodes += 1
        if self._nodes > NODES:
            raise TooLargeError(f"more than {NODES:,} values")
        kind = type(value)
        if value is None or kind in (bool, str, int, float):
            return value
        if kind is np.ndarray:
            return self._array("array", str(value.dtype), value, where, keep_strides=True)  # type: ignore[attr-defined,arg-type]
        if isinstance(value, np.generic) and kind.__module__ == "numpy":
            return self._array("scalar", str(value.dtype), np.asarray(value), where)
        if kind in (list, tuple):
            items = [self.pack(v, f"{where}[{i}]", depth + 1) for i, v in enumerate(value)]  # type: ignore[var-annotated,arg-type]
            return {"l" if kind is list else "t": items}
        if kind is dict:
            return {"d": [self._pair(k, v, where, depth) for k, v in value.items()]}  # type: ignore[attr-defined]
        found = self._foreign(value) if self._foreign else None
        if found is None:
            raise ForeignError(type_name(value), where)
        return self._array(*found, where)

    def _pair(self, key: object, value: object, where: str, depth: int) -> list[Any]:
        if type(key) not in (str, int):
            raise ForeignError(type_name(key), f"a key of {where or 'the dict'}")
        return [key, self.pack(value, f"{where}[{key!r}]", depth + 1)]

    def _array(self, kind: str, dtype: str, values: Array, where: str, *, keep_strides: bool = False) -> Any:
        if dtype not in DTYPES or values.ndim > DIMENSIONS:
            raise ForeignError(f"{kind} of {dtype}", where)
        self.size += values.nbytes
        if self.size > BODY_BYTES:
            raise TooLargeError(f"{self.size:,} bytes")
        self.buffers.append(values.tobytes())
        strides = _steps(values) if keep_strides else None
        return {"a": [kind, dtype, list(values.shape), strides]}


def _steps(values: Array) -> list[int] | None:
    """Return the strides in elements of an array that is not plain; None where they do not divide."""
    if values.flags.c_contiguous or any(step % values.itemsize for step in values.strides):
        return None
    return [step // values.itemsize for step in values.strides]


# --- tree and body -> values

Build = Callable[[str, str, tuple[int, ...], "list[int] | None", memoryview], object]


class Unpacker:
    """Turns trees back into values, taking the bytes of their arrays in order."""

    def __init__(self, body: bytes, build: Build) -> None:
        self._rest = memoryview(body)
        self._build = build

    def unpack(self, tree: Any, depth: int = 0) -> Any:
        """Return the value of a tree; raises `WireError` for anything that is none."""
        if depth > DEPTH:
            raise WireError("nested too deep")
        if tree is None or type(tree) in (bool, str, int, float):
            return tree
        match tree:
            case {"a": [str(kind), str(dtype), list(shape), strides]}:
                return self._array(kind, dtype, shape, strides)
            case {"l": list(items)}:
                return [self.unpack(item, depth + 1) for item in items]
            case {"t": list(items)}:
                return tuple(self.unpack(item, depth + 1) for item in items)
            case {"d": list(pairs)}:
                return dict(self._entry(pair, depth) for pair in pairs)
        raise WireError("not a value")

    def _entry(self, pair: Any, depth: int) -> tuple[str | int, Any]:
        match pair:
            case [str() | int() as key, tree]:
                return key, self.unpack(tree, depth + 1)
        raise WireError("not an entry of a dict")

    def _array(self, kind: str, dtype: str, shape: list[Any], strides: Any) -> object:
        whole = all(type(n) is int and 0 <= n <= BODY_BYTES for n in shape)
        if dtype not in DTYPES or len(shape) > DIMENSIONS or not whole:
            raise WireError(f"no array: {dtype[:20]}")
        if math.prod(max(n, 1) for n in shape) > BODY_BYTES:
            raise WireError("a shape of more elements than bytes can come")
        size = math.prod(shape) * _SIZES[dtype]
        if size > len(self._rest):
            raise WireError("fewer bytes than the shape says")
        raw, self._rest = self._rest[:size], self._rest[size:]
        return self._build(kind, dtype, tuple(shape), strides, raw)


def leaf_as_foreign(value: object) -> tuple[str, str, Array] | None:
    """Let a `Packer` send on what the judge received, as a plain array."""
    if not isinstance(value, Leaf):
        return None
    return "scalar" if value.kind == "scalar" else "array", str(value.values.dtype), value.values


def to_leaf(
    kind: str, dtype: str, shape: tuple[int, ...], strides: list[int] | None, raw: memoryview
) -> Leaf:
    """Build what the judge compares; layouts do not matter to it."""
    del strides
    return Leaf(kind, dtype, _values(dtype, raw).reshape(shape))


def to_array(
    kind: str, dtype: str, shape: tuple[int, ...], strides: list[int] | None, raw: memoryview
) -> object:
    """Build a writable array of its own memory, laid out as it was before it was sent."""
    values = _values(dtype, raw).reshape(shape)
    if kind == "scalar":
        return values[()]
    return values.copy() if strides is None or not values.size else _laid_out(values, strides)


def _values(dtype: str, raw: memoryview) -> Array:
    if dtype != "bfloat16":
        return np.frombuffer(raw, dtype)
    return (np.frombuffer(raw, np.uint16).astype(np.uint32) << 16).view(np.float32)


def _laid_out(values: Array, strides: list[int]) -> Array:
    if len(strides) != values.ndim or any(type(step) is not int for step in strides):
        raise WireError("strides that fit no shape")
    ends = [(n - 1) * step for n, step in zip(values.shape, strides, strict=True)]
    before, after = -sum(min(end, 0) for end in ends), sum(max(end, 0) for end in ends)
    if before + after + 1 > STRAY * values.size + 64:
        raise WireError("strides that stray too far")
    base = np.zeros(before + after + 1, values.dtype)
    steps = [step * values.itemsize for step in strides]
    view = np.lib.stride_tricks.as_strided(base[before:], values.shape, steps)
    view[...] = values
    return view


# --- frames


def encode(header: dict[str, Any], buffers: Sequence[bytes] = ()) -> bytes:
    """Return the bytes of a frame."""
    head = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode()
    return b"".join((_LENGTHS.pack(len(head), sum(map(len, buffers))), head, *buffers))


def decode_header(raw: bytes) -> dict[str, Any]:
    """Return a frame's header; raises `WireError` for anything else than an object."""
    try:
        header = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise WireError(f"no header: {error}") from error
    if type(header) is not dict:
        raise WireError("no header")
    return header


class Line:
    """One end of a connection, with deadlines and bounds."""

    def __init__(self, sock: socket.socket, *, most: int = BODY_BYTES) -> None:
        self.sock = sock
        self.most = most
        self._rest = b""
        """What arrived together with the frame before."""
        sock.settimeout(0)

    def send(self, raw: bytes, deadline: float) -> None:
        """Send the bytes of a frame by a moment of `time.monotonic`."""
        rest = memoryview(raw)
        while rest:
            try:
                rest = rest[self.sock.send(rest) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError as error:
                raise EndedError(str(error)) from error

    def receive(self, deadline: float) -> Frame:
        """Return the next frame; raises `LateError`, `EndedError`, `TooLargeError` or `WireError`."""
        head, size = _LENGTHS.unpack(self._take(_LENGTHS.size, deadline))
        if head > HEADER_BYTES or size > self.most:
            raise TooLargeError(f"{max(head, size):,} bytes")
        header = decode_header(self._take(head, deadline))
        return Frame(header, self._take(size, deadline))

    def close(self) -> None:
        """Close this end."""
        self.sock.close()

    def _take(self, count: int, deadline: float) -> bytes:
        if count <= len(self._rest):
            taken, self._rest = self._rest[:count], self._rest[count:]
            return taken
        parts, missing = [self._rest], count - len(self._rest)
        while missing > 0:
            try:
                part = self.sock.recv(AHEAD if missing < AHEAD else 1 << 20)  # no built-in: they are patched
            except BlockingIOError:
                self._wait(select.POLLIN, deadline)
                continue
            except OSError as error:
                raise EndedError(str(error)) from error
            if not part:
                raise EndedError("closed")
            parts.append(part)
            missing -= len(part)
        whole = b"".join(parts)
        self._rest = whole[count:]
        return whole[:count]

    def _wait(self, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(self.sock, event)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(math.ceil(left * 1000)):
            raise LateError("no answer in time")
