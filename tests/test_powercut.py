"""The power goes at any moment: what was acknowledged is there, and every file is whole."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cuts import CUTS
from tests.powercut import Call, Disk, File, Recording, by_chance, dropped, kept, states, zeroed
from tests.unsafe import SAFE, UNSAFE, writer

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
LEAST = {
    "quiz": 400,
    "mock exam": 400,
    "class grade": 100,
    "data restore": 100,
    "data merge": 150,
    "data import": 150,
    "data backup": 40,
    "data verify --repair": 100,
    "first quiz with an older file": 300,
    "first quiz of a day": 300,
    "compiled content": 100,
    "config set": 5,
}
"""Different states at least: fewer would mean that something was not followed."""


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("name", CUTS)
def test_a_power_cut_costs_nothing_that_was_acknowledged(name: str, tmp_path: Path) -> None:
    found = CUTS[name](tmp_path)

    assert found.lost == []
    assert found.states >= LEAST[name]


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize("name", UNSAFE)
def test_writers_that_are_not_safe_are_found(name: str, tmp_path: Path) -> None:
    assert UNSAFE[name](tmp_path).lost


@needs_strace
@pytest.mark.slow
def test_the_same_writer_set_as_the_store_is_loses_nothing(tmp_path: Path) -> None:
    found = writer(tmp_path, "unsafe.db", SAFE)

    assert found.lost == []
    assert found.states >= 100


# --- the disk that is simulated


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def opening(name: str, fd: int, how: str = "O_RDWR|O_CREAT") -> Call:
    return Call("openat", f'AT_FDCWD<{hexed("/disk")}>, "{hexed(name)}", {how}, 0600', fd)


def on(fd: int, name: str, call: str, more: str = "", result: int = 0) -> Call:
    return Call(call, f"{fd}<{hexed(f'/disk/{name}')}>{more}", result)


def writing(fd: int, name: str, text: str) -> Call:
    return on(fd, name, "write", f', "{hexed(text)}", {len(text)}', len(text))


def renaming(old: str, new: str) -> Call:
    return Call("rename", f'"{hexed(f"/disk/{old}")}", "{hexed(f"/disk/{new}")}"', 0)


FOLDER = opening(".", 9, "O_RDONLY")
SAVED = [opening("new", 3), writing(3, "new", "new text"), on(3, "new", "fsync")]
OLD, NEW, DRAFT = {"old": b"old text"}, {"old": b"new text"}, {"old": b"old text", "new": b"new text"}
CASES: dict[str, tuple[list[Call], list[dict[str, bytes]]]] = {
    "nothing is done": ([], [OLD]),
    "a file without a name": (SAVED, [OLD, DRAFT]),
    "a file with its name": ([*SAVED, FOLDER, on(9, "", "fsync")], [DRAFT]),
    "renamed": (
        [*SAVED, renaming("new", "old")],
        [OLD, DRAFT, NEW],
    ),
    "renamed and synced": ([*SAVED, renaming("new", "old"), FOLDER, on(9, "", "fsync")], [NEW]),
    "taken away": ([Call("unlink", f'"{hexed("/disk/old")}"', 0)], [OLD, {}]),
    "cut to nothing, then written": (
        [opening("old", 3, "O_WRONLY|O_TRUNC"), writing(3, "old", "x")],
        [OLD, {"old": b"x"}, {"old": b"xld text"}, {"old": b""}, {"old": b"\0"}],
    ),
    "written at its end": (
        [opening("old", 3, "O_WRONLY|O_APPEND"), writing(3, "old", "!")],
        [OLD, {"old": b"old text!"}, {"old": b"old text\0"}],
    ),
    "written in its middle, then closed": (
        [
            opening("old", 3),
            on(3, "old", "pwrite64", f', "{hexed("NEW")}", 3, 4', 3),
            on(3, "old", "close"),
        ],
        [OLD, {"old": b"old NEWt"}],
    ),
}


def after(calls: list[Call]) -> Disk:
    disk = Disk(Recording(Path("/disk"), (), dict(OLD), tuple(calls), 0))
    for call in calls:
        disk.apply(call)
    return disk


def leftovers(disk: Disk) -> Iterator[dict[str, bytes]]:
    for fate in (kept, dropped, zeroed):
        yield disk.left(lambda: True, fate)
        yield disk.left(lambda: False, fate)
    rng = random.Random(1)
    for _ in range(200):
        yield disk.left(lambda: rng.random() < 0.5, by_chance(rng))


@pytest.mark.parametrize("case", CASES)
def test_what_a_power_cut_leaves(case: str) -> None:
    calls, expected = CASES[case]

    found = list(leftovers(after(calls)))

    assert all(state in expected for state in found)
    assert all(state in found for state in expected)


def test_a_large_write_is_torn_at_the_edges_of_sectors() -> None:
    file = File(b"o" * 2000)
    file.put(300, b"n" * 1000)
    rng = random.Random(1)

    found = {file.content(by_chance(rng)) for _ in range(300)}

    edges = {at for content in found for at in range(1, 2000) if content[at] != content[at - 1]}
    assert edges == {300, 512, 1024, 1300}
    assert all(len(content) == 2000 for content in found)


def test_every_operation_is_a_place_to_cut_with_what_was_said_before() -> None:
    told = Call("write", f'1<{hexed("pipe:[1]")}>, "{hexed("Kept.")}", 5', 5)
    recording = Recording(Path("/disk"), (), dict(OLD), (*SAVED, told, renaming("new", "old")), 0)

    found = list(states(recording, random.Random(1), a_cut=0))

    assert len(found) == 5 * 6
    assert [said for _, said in found] == [""] * 18 + ["Kept."] * 12


def test_what_is_not_followed_is_no_silent_success() -> None:
    with pytest.raises(AssertionError, match="not followed"):
        after([writing(7, "old", "x")])
    with pytest.raises(KeyError, match="truncate"):
        after([Call("truncate", f'"{hexed("/disk/old")}", 3', 0)])
