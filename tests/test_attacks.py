"""Programs that cheat, break out or break down: each gets its verdict, and nothing else happens.

Every file of `attacks/` is graded as a solution of `softmax`; one whose attack succeeds prints SUCCEEDED.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

import examprep
from examprep.core.item import Text
from examprep.core.problem import Folder, Limits, Property
from examprep.core.verdict import Report
from examprep.grader import sandbox
from examprep.grader.judge import Grader
from examprep.grader.submission import MOST, UnreadableError, read_submission
from examprep.loader.problems import load_folder
from tests.conftest import Command
from tests.listening import Listener

ATTACKS = Path(__file__).parent / "attacks"
PACKAGE = Path(examprep.__file__).parent
PROBLEMS = PACKAGE.parent / "problems"
SECRET = "hunter2"  # noqa: S105 - nobody's
STEADY = 5
"""Looks in sequence that must find the same."""
PLACES = ("/", "/tmp", "/var/tmp", "/dev/shm", "~", ".", str(PACKAGE), str(PROBLEMS))  # noqa: S108

pytestmark = [
    pytest.mark.end,
    pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch is not installed"),
    pytest.mark.skipif(sandbox.probe().name != "full", reason="attacks need the whole sandbox"),
]

VERDICTS = {
    "control": {"pass": "plain einsum busy torch"},
    "patching": {
        "wrong": "allclose builtins cell torch_close",
        "error": "ufuncs judge",
        "gradient": "torch_backward",
        "type": "equality",
        "forbidden": "take_over",
    },
    "exits": {
        "error": "at_import in_call hard_at_import hard_in_call killed strange_exception",
        "wrong": "later",
        "timeout": "stopped signals_ignored",
    },
    "walking": {
        "wrong": "frames gc modules package descriptors",
        "forbidden": "disk proc memory",
        "error": "import",
    },
    "subclasses": {"type": "equal function name masked list duck float torch parameter"},
    "values": {
        "nonfinite": "nan infinite",
        "shape": "one row empty true",
        "dtype": "half integer boolean",
        "type": "complex text structured generator sparse",
        "gradient": "detached lying_gradient",
    },
    "writing": {
        "forbidden": "write_marker write_result frame_verdict frame_garbage frame_deep frame_negative"
        " frame_overflow frame_wrong_types frame_fault",
        "wrong": "write_anywhere write_printed_verdict",
        "shape": "frame_twice frame_printed",
        "output": "frame_endless frame_long_header",
        "pass": "frame_strides",
    },
    "pickle": {"type": "answer array", "output": "frame", "error": "saved"},
    "bombs": {
        "timeout": "hang_at_import hang_in_call hang_asleep hang_in_c hang_slow",
        "forbidden": "bomb_forks bomb_threads bomb_programs bomb_disk bomb_torch_workers",
        "memory": "bomb_memory bomb_memory_objects",
        "output": "bomb_printing bomb_answer bomb_answer_entries",
        "type": "bomb_answer_nested",
        "error": "bomb_answer_digits bomb_files bomb_torch_memory",
    },
    "network": {"forbidden": "tcp udp unix server web", "wrong": "all"},
    "judge": {
        "forbidden": "killed",
        "wrong": "killed_all memory signalled_by_file starved unconfined",
    },
    "secrets": {"wrong": "environment files"},
    "escapes": {"wrong": "printed", "error": "raised surrogates", "invalid": "names"},
    "crashes": {
        "error": "crash_segfault crash_at_import crash_abort crash_recursion"
        " crash_recursion_lifted crash_c_stack crash_bytecode",
        "invalid": "deep_parentheses deep_operators deep_blocks",
    },
    "mutation": {"property": "input", "wrong": "hidden", "gradient": "upstream"},
    "caching": {"wrong": "by_shape", "shape": "by_id"},
    "seeds": {"wrong": "guessed counted"},
    "state": {"pass": "left", "wrong": "looked_for"},
}
"""Class -> verdict -> files; a file is named after its class unless it says otherwise."""
UNDEFINED = {
    "crash_bytecode": {"error", "wrong", "timeout", "memory", "type", "shape", "dtype", "forbidden"},
    "bomb_memory": {"memory", "timeout"},
    "bomb_memory_objects": {"memory", "timeout"},
}
"""Programs whose end the interpreter, or the machine's speed, decides: any of these faults is right."""
PREFIXES = {
    "patching": "patch",
    "exits": "exit",
    "walking": "walk",
    "subclasses": "subclass",
    "values": "value",
    "caching": "cache",
    "seeds": "seed",
    "mutation": "mutate",
}


def table() -> dict[str, tuple[str, str]]:
    """Return file -> class and expected verdict."""
    found = {}
    for kind, verdicts in VERDICTS.items():
        prefix = PREFIXES.get(kind, kind)
        for verdict, names in verdicts.items():
            for name in names.split():
                full = name if (ATTACKS / f"{name}.py").exists() else f"{prefix}_{name}"
                found[full] = (kind, verdict)
    return found


TABLE = table()


class World(NamedTuple):
    """What an attack might change, as far as it can be seen from outside."""

    files: Mapping[str, tuple[float, ...]]
    left: list[str]


class Arena:
    """The problem, a grader, a folder open to everybody, and a port that listens."""

    def __init__(self, grader: Grader, canary: Path, listener: Listener) -> None:
        self.grader, self.canary, self.listener = grader, canary, listener
        self.processes: list[int] = []
        folder = load_folder(PROBLEMS, "softmax")
        limits = Limits(seconds=0.6, total=2.4, memory=128)
        problem = msgspec.structs.replace(folder.problem, limits=limits)
        self.folder: Folder = msgspec.structs.replace(folder, problem=problem)

    def grade(self, name: str) -> Report:
        """Grade one file of the suite, told where everything is that it is after."""
        return self.grader.grade(self.folder, self.source(name), seed=7)

    def source(self, name: str) -> str:
        """Return an attack with its targets filled in."""
        targets = {
            "@CANARY@": str(self.canary),
            "@PROBLEM@": str(PROBLEMS / "softmax"),
            "@PACKAGE@": str(PACKAGE),
            "@PORT@": str(self.listener.port),
            "@JUDGE@": str(os.getpid()),
        }
        text = (ATTACKS / f"{name}.py").read_text()
        return re.sub("@[A-Z]+@", lambda match: targets[match[0]], text)

    def is_quiet(self) -> bool:
        """Tell whether soon no process is there but those that serve every submission, all of them.

        Besides, each of those that fork has forked one ahead, and no more. One look is not enough: the
        program just graded may still be there while the next one is not yet forked.
        """
        until, steady = time.monotonic() + 10, 0
        while steady < STEADY and time.monotonic() < until:
            steady = steady + 1 if self._is_as_before() else 0
            time.sleep(0.002)
        return steady == STEADY

    def _is_as_before(self) -> bool:
        found = descendants()
        forking = [pid for pid in self.processes if found.get(pid) == os.getpid()]
        ahead = [parent for pid, parent in found.items() if pid not in self.processes]
        return set(self.processes) <= set(found) and sorted(ahead) == forking

    def world(self) -> World:
        """Return what is there now."""
        watched = [self.canary, PROBLEMS / "softmax", ATTACKS, PACKAGE / "grader"]
        paths = [
            path
            for place in watched
            for path in (place, *place.rglob("*"))
            if "__pycache__" not in path.parts
        ]
        files = {
            str(path): path.lstat()[:6] + path.lstat()[8:10] for path in paths if path != PACKAGE / "grader"
        }
        left = [str(p) for place in PLACES for p in Path(place).expanduser().glob("examprep-attack-*")]
        return World(files, left)


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    canary = tmp_path_factory.mktemp("canary")
    (canary / "kept").write_text("kept")
    for path in (canary, canary / "kept"):
        path.chmod(0o777)
    before = ctypes.c_int()
    libc = ctypes.CDLL(None)
    libc.prctl(37, ctypes.byref(before), 0, 0, 0)
    libc.prctl(36, 1, 0, 0, 0)  # what outlives its parent becomes a child of this process, and is seen
    os.environ["EXAMPREP_SECRET"] = SECRET
    with Grader() as grader, Listener(canary) as listener:
        arena = Arena(grader, canary, listener)
        arena.processes = lasting(arena)
        yield arena
    del os.environ["EXAMPREP_SECRET"]
    libc.prctl(36, before.value, 0, 0, 0)


def lasting(arena: Arena) -> list[int]:
    """Return the processes that serve every submission: those that are there after each of several."""
    seen = []
    for _ in range(3):
        assert arena.grade("control_plain").passed
        assert arena.grade("control_torch").passed
        seen.append(set(descendants()))
    return sorted(set.intersection(*seen))


def descendants() -> dict[int, int]:
    """Return all processes below this one, with their parents."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    below, found = {os.getpid()}, set[int]()
    while below:
        below = {pid for pid, parent in parents.items() if parent in below}
        found |= below
    return {pid: parents[pid] for pid in found}


@pytest.mark.parametrize("name", sorted(set(TABLE) - {"state_looked_for"}))
def test_an_attack_gets_its_verdict_and_changes_nothing(arena: Arena, name: str) -> None:
    before = arena.world()
    kind, verdict = TABLE[name]

    report = arena.grade(name)

    assert str(report.verdict) in UNDEFINED.get(name, {verdict}), (kind, report.message.en)
    assert report.isolation == "full"
    assert "SUCCEEDED" not in report.printed + report.message.en
    assert arena.world() == before
    assert arena.is_quiet(), "a process is left, or one is gone"
    assert not arena.listener.heard()
    if name == "state_left":
        assert arena.grade("state_looked_for").verdict == TABLE["state_looked_for"][1]
        assert "SUCCEEDED" not in arena.grade("state_looked_for").printed
    assert arena.grade("control_plain").passed, "the next submission is graded as if nothing had been"


@pytest.mark.parametrize("name", [name for name in TABLE if TABLE[name][0] in {"escapes", "writing"}])
def test_what_comes_back_can_be_kept_and_is_bounded(arena: Arena, name: str) -> None:
    report = arena.grade(name)

    assert len(msgspec.json.encode(report)) < 32_000
    assert SECRET not in report.printed


def test_right_values_in_a_strange_frame_do_not_break_the_problem(arena: Arena) -> None:
    sums = Property("sums_to_one", Text("和は1である。", "The sum is 1."))
    problem = msgspec.structs.replace(arena.folder.problem, properties=(sums,))
    checks = "def sums_to_one(args, value):\n    return abs(value.sum(axis=-1) - 1).max() < 1e-5\n"
    folder = msgspec.structs.replace(arena.folder, problem=problem, checks=checks, digest="with a property")

    with Grader() as grader:
        for name, verdict in (
            ("control_einsum", "pass"),
            ("frame_strides", "pass"),
            ("control_plain", "pass"),
        ):
            assert grader.grade(folder, arena.source(name), seed=7).verdict == verdict


def test_the_secret_and_the_targets_were_there_to_be_found(arena: Arena) -> None:
    import socket  # noqa: PLC0415

    assert (PROBLEMS / "softmax" / "reference.py").is_file()
    assert os.environ["EXAMPREP_SECRET"] == SECRET
    socket.create_connection(("127.0.0.1", arena.listener.port), 2).close()
    assert arena.listener.heard()
    assert not arena.listener.heard()


def test_every_file_is_in_the_table_under_the_class_it_names() -> None:
    classes = {path.stem: path.read_text().split("\n")[0] for path in ATTACKS.glob("*.py")}

    assert set(classes) == set(TABLE)
    for name, first in classes.items():
        assert first.startswith(f"# class: {TABLE[name][0]}. "), name
    assert Counter(kind for kind, _ in TABLE.values())["control"] >= 3
    assert len(TABLE) >= 48


# --- files that are no programs


@pytest.fixture
def held() -> Iterator[list[int]]:
    """Return a list of descriptors that are closed afterwards."""
    descriptors: list[int] = []
    yield descriptors
    for descriptor in descriptors:
        os.close(descriptor)


FILES = {
    "a link": "symbolic link",
    "a fifo": "regular file",
    "a device": "regular file",
    "a folder": "regular file",
    "a huge file": "bytes",
    "not UTF-8": "UTF-8",
    "UTF-16": "UTF-8",
    "NUL": "NUL",
    "a sparse gigabyte": "bytes",
}


@pytest.mark.parametrize("what", FILES)
def test_what_is_no_program_is_not_read(tmp_path: Path, what: str) -> None:
    path = tmp_path / "softmax.py"
    match what:
        case "a link":
            path.symlink_to(PROBLEMS / "softmax" / "reference.py")
        case "a fifo":
            os.mkfifo(path)
        case "a device":
            path = Path("/dev/zero")
        case "a folder":
            path.mkdir()
        case "a huge file":
            path.write_text("x = 1\n" * (MOST // 6 + 1))
        case "not UTF-8":
            path.write_bytes(b"# \xff\xfe\n")
        case "UTF-16":
            path.write_text("def softmax(x): ...", encoding="utf-16")
        case "NUL":
            path.write_bytes(b"x = 1\0")
        case _:
            path.touch()
            os.truncate(path, 1 << 30)

    with pytest.raises(UnreadableError, match=FILES[what]):
        read_submission(path)


def test_a_fifo_is_refused_by_the_command_at_once(examprep: Command, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "softmax.py")

    ran = examprep("grade", "softmax", "softmax.py", "--json", cwd=tmp_path)

    assert ran.code == 1
    assert '"verdict": "invalid"' in ran.out or '"verdict":"invalid"' in ran.out


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", ["escapes_printed", "escapes_raised", "escapes_names", "escapes_surrogates"])
def test_nothing_reaches_the_terminal_but_text(
    examprep: Command, tmp_path: Path, name: str, lang: str
) -> None:
    ran = examprep("grade", "softmax", str(ATTACKS / f"{name}.py"), "--lang", lang, cwd=tmp_path)

    assert ran.code == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e\ud800-\udfff]", ran.out + ran.err)
