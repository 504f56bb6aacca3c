"""The wire carries plain values exactly, and nothing that arrives on it can do harm."""

from __future__ import annotations

import json
import math
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np

from examprep.grader.wire import (
    DEPTH,
    DTYPES,
    HEADER_BYTES,
    NODES,
    EndedError,
    ForeignError,
    LateError,
    Leaf,
    Line,
    Packer,
    TooLargeError,
    Unpacker,
    WireError,
    decode_header,
    encode,
    to_array,
    to_leaf,
)

PLAIN = [np.dtype(name) for name in sorted(DTYPES - {"bfloat16"})]

arrays = st.sampled_from(PLAIN).flatmap(
    lambda dtype: st_np.arrays(dtype, st_np.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
scalars = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8)
values = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=4)
    ),
    max_leaves=8,
)


def there_and_back(value: object) -> Any:
    """Send a value through JSON and bytes."""
    packer = Packer()
    tree = json.loads(json.dumps(packer.pack(value)))
    return Unpacker(b"".join(packer.buffers), to_array).unpack(tree)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same in type and bits."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return bool(
            one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
        )
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return bool(one == other) or (isinstance(one, float) and math.isnan(one) and math.isnan(other))


@given(values)
@settings(max_examples=150, deadline=None)
def test_every_plain_value_arrives_as_it_was_sent(value: object) -> None:
    assert same(there_and_back(value), value)


VIEWS = {
    "transposed": np.arange(12.0).reshape(3, 4).T,
    "reversed": np.arange(10)[::-1],
    "every other": np.arange(24.0).reshape(4, 6)[::2, ::-3],
    "broadcast": np.broadcast_to(np.arange(3.0), (4, 3)),
    "one element of many": np.arange(100.0)[50:51],
    "empty": np.empty((0, 3))[:, ::-1],
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_view_keeps_its_strides_and_gets_memory_of_its_own(view: np.ndarray[Any, Any]) -> None:
    arrived = there_and_back((view,))[0]

    assert np.array_equal(arrived, view)
    assert view.flags.c_contiguous or arrived.strides == view.strides
    assert arrived.flags.writeable
    assert not np.shares_memory(arrived, view)


def test_bfloat16_arrives_as_its_values() -> None:
    raw = np.array([0x3F80, 0xC000, 0x7F80, 0x0000], dtype=np.uint16).tobytes()
    leaf = Unpacker(raw, to_leaf).unpack({"a": ["tensor", "bfloat16", [2, 2], None]})

    assert leaf.dtype == "bfloat16"
    assert leaf.values.tolist() == [[1.0, -2.0], [float("inf"), 0.0]]


class Liar(np.ndarray[Any, Any]):
    """A subclass, which could answer anything to any question."""


FOREIGN = {
    "a subclass of ndarray": (np.zeros(2).view(Liar), "Liar"),
    "a masked array": (np.ma.masked_array([1.0]), "MaskedArray"),
    "an array of objects": (np.array([object()]), "array of object"),
    "a text array": (np.array(["a"]), "array of <U1"),
    "complex numbers": (np.array([1j]), "array of complex128"),
    "a structure": (np.zeros(1, dtype=[("a", "f8")]), "array of [('a', '<f8')]"),
    "bytes": (b"a", "bytes"),
    "a set": ({1}, "set"),
    "a subclass of float": (type("Float", (float,), {})(1.0), "Float"),
    "a subclass of list": (type("List", (list,), {})(), "List"),
}


@pytest.mark.parametrize(("value", "named"), FOREIGN.values(), ids=FOREIGN)
def test_anything_else_is_refused_by_its_name_and_place(value: object, named: str) -> None:
    with pytest.raises(ForeignError, match=r"\[1\]") as refused:
        Packer().pack([0, value])

    assert named in refused.value.kind


@dataclass(frozen=True)
class Bad:
    name: str
    tree: Any
    body: bytes = b""


BAD = [
    Bad("no value", {"x": 1}),
    Bad("a bare list", [1, 2]),
    Bad("an unknown dtype", {"a": ["array", "object", [1], None]}, b"12345678"),
    Bad("a negative size", {"a": ["array", "float64", [-1], None]}, b"12345678"),
    Bad("a size that is no number", {"a": ["array", "float64", ["1"], None]}, b"12345678"),
    Bad("a truth as a size", {"a": ["array", "float64", [True], None]}, b"12345678"),
    Bad("more elements than bytes", {"a": ["array", "float64", [2], None]}, b"12345678"),
    Bad("a size that overflows", {"a": ["array", "int8", [1 << 20, 1 << 20, 0], None]}),
    Bad("too many dimensions", {"a": ["array", "int8", [1] * 40, None]}, b"1"),
    Bad("strides of another shape", {"a": ["array", "int8", [2], [1, 1]]}, b"12"),
    Bad("strides that are no numbers", {"a": ["array", "int8", [2], ["1"]]}, b"12"),
    Bad("strides that stray", {"a": ["array", "int8", [2], [1 << 40]]}, b"12"),
    Bad("an entry without a value", {"d": [["key"]]}),
    Bad("a key that is a list", {"d": [[[1], 2]]}),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_what_is_no_value_is_refused_before_it_is_built(bad: Bad) -> None:
    with pytest.raises(WireError):
        Unpacker(bad.body, to_array).unpack(bad.tree)


def test_depth_and_number_of_values_are_bounded_both_ways() -> None:
    deep: Any = 0
    for _ in range(DEPTH + 2):
        deep = [deep]
    with pytest.raises(WireError, match="deep"):
        Packer().pack(deep)
    tree: Any = 0
    for _ in range(DEPTH + 2):
        tree = {"l": [tree]}
    with pytest.raises(WireError, match="deep"):
        Unpacker(b"", to_array).unpack(tree)
    with pytest.raises(TooLargeError):
        Packer().pack([0] * NODES)
    with pytest.raises(TooLargeError):
        Packer().pack(np.broadcast_to(0.0, (10**9,)))


@given(st.binary(max_size=60) | st.just(b"[" * 100_000) | st.just(b"9" * 5000))
@settings(deadline=None)
def test_no_bytes_make_a_header_raise_anything_else(raw: bytes) -> None:
    try:
        header = decode_header(raw)
    except WireError:
        return
    assert isinstance(header, dict)


@pytest.fixture
def pair() -> Iterator[tuple[Line, socket.socket]]:
    """Return a line and the raw other end."""
    here, there = socket.socketpair()
    yield Line(here, most=1000), there
    here.close()
    there.close()


def soon(seconds: float = 1.0) -> float:
    return time.monotonic() + seconds


def test_a_frame_arrives_whole_however_it_is_cut(pair: tuple[Line, socket.socket]) -> None:
    line, other = pair
    raw = encode({"ok": "答え"}, (b"ab", b"c"))

    def drip() -> None:
        for byte in raw:
            other.send(bytes([byte]))

    thread = threading.Thread(target=drip)
    thread.start()
    frame = line.receive(soon())
    thread.join()
    assert (frame.header, frame.body) == ({"ok": "答え"}, b"abc")


def test_silence_a_drip_and_an_end_are_told_apart(pair: tuple[Line, socket.socket]) -> None:
    line, other = pair
    with pytest.raises(LateError):
        line.receive(soon(0.01))
    other.send(encode({})[:-1])
    with pytest.raises(LateError):
        line.receive(soon(0.01))
    other.close()
    with pytest.raises(EndedError):
        line.receive(soon())
    with pytest.raises(EndedError):
        line.send(encode({}), soon())


@pytest.mark.parametrize("lengths", [(HEADER_BYTES + 1, 0), (2, 1001), (2, 2**63)])
def test_a_frame_that_announces_too_much_is_not_read(
    pair: tuple[Line, socket.socket], lengths: tuple[int, int]
) -> None:
    line, other = pair
    other.send(struct.pack("!IQ", *lengths) + b"{}")

    with pytest.raises(TooLargeError):
        line.receive(soon())


def test_sending_to_one_who_does_not_read_ends_in_time(pair: tuple[Line, socket.socket]) -> None:
    line, _ = pair

    with pytest.raises(LateError):
        line.send(b"x" * (8 << 20), soon(0.05))


def test_a_leaf_keeps_what_it_was() -> None:
    packer = Packer()
    tree = packer.pack((np.float32(1.5), np.zeros((2, 0))))
    scalar, array = Unpacker(b"".join(packer.buffers), to_leaf).unpack(tree)

    assert isinstance(scalar, Leaf)
    assert (scalar.kind, scalar.dtype, scalar.values.shape) == ("scalar", "float32", ())
    assert (array.kind, array.values.shape) == ("array", (2, 0))
