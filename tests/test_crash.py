"""A real quiz, disturbed: what was shown as kept is kept, and the next start resumes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from examprep.core.library import Library
from tests.conftest import Command
from tests.faults import FAULTS

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
