"""A real quiz, disturbed: what was shown as kept is kept, and the next start resumes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from examprep.core.library import Library
from examprep.store.store import Store
from examprep.store.transfer import read_any
from tests.conftest import Command
from tests.driven import Terminal
from tests.faults import FAULTS
from tests.rows import fact

pytestmark = pytest.mark.slow


def require(needs: str, folder: Path) -> None:
    """Skip where this machine cannot make such a fault."""
    if needs == "strace" and shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    if needs == "root" and not can_mount(folder):
        pytest.skip("a small disk can be mounted by root alone")


def can_mount(folder: Path) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    place = folder / "mount"
    place.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, check=False
    ).returncode:
        return False
    subprocess.run(["umount", str(place)], check=True)
    return True


@pytest.mark.parametrize("kind", FAULTS)
def test_no_acknowledged_answer_is_lost(
    kind: str, examprep: Command, library: Library, cache: Path, tmp_path: Path
) -> None:
    cost_of, share, needs = FAULTS[kind]
    require(needs, tmp_path)
    examprep.home.mkdir()
    (examprep.home / "cache").symlink_to(cache)

    cost = cost_of(examprep, share, random.Random(20261121))

    assert (cost.lost, cost.odd) == (0, [])
    assert cost.kept > 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_grading_at_every_save_told_to_end_leaves_the_terminal_as_it_was(
    number: signal.Signals, examprep: Command, tmp_path: Path
) -> None:
    work = tmp_path / "softmax.py"
    work.write_text("def softmax(x):\n    return x\n", encoding="utf-8")
    with Terminal(examprep, "grade", "softmax", str(work), "--watch", "--lang", "en", kind="xterm") as window:
        modes = window.modes
        assert window.hear("q quit")
        assert window.modes != modes, "keys are read one at a time"

        window.process.send_signal(number)

        assert window.end() == 128 + number
        assert window.modes == modes
        assert "Traceback" not in window.said


def test_a_screen_whose_terminal_is_gone_ends_even_if_no_signal_tells_it(examprep: Command) -> None:
    with Terminal(examprep, kind="xterm", is_told_of_its_end=False) as window:
        assert window.listen(lambda: "Language" in window.said)

        window.close()

        assert window.end() is not None


def test_merges_at_the_same_moment_all_come_in(examprep: Command, tmp_path: Path) -> None:
    files = [tmp_path / f"machine{number}.db" for number in range(5)]
    examprep.home.mkdir(exist_ok=True)
    for number, path in enumerate((examprep.home / "progress.db", *files)):
        with Store.open(path, entropy=bytes([number] * 16)) as store:
            for at in range(30):
                store.add_review(fact(answer=f"{at} on {path.name}", at=at))

    running = [examprep.start("data", "merge", str(file), "--lang", "en") for file in files]
    told = [merge.communicate() for merge in running]

    assert [merge.returncode for merge in running] == [0] * 5, told
    with Store.reading(examprep.home / "progress.db") as store:
        assert store.count_rows() == 6 * 30
        assert store.verify() == []
    copies = [read_any(copy) for copy in (examprep.home / "backups").iterdir()]
    assert min(len(copy.links) for copy in copies) == 30
    assert len(copies) == 5, "each kept what was there before it"
