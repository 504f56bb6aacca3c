"""Sdist and wheel carry the content: installed elsewhere, the program works the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Command

pytestmark = pytest.mark.end

ROOT = Path(__file__).resolve().parent.parent


def built(source: Path, out: Path, *kinds: str) -> None:
    """Build into a folder; without a kind the sdist, and the wheel out of it."""
    command = [sys.executable, "-m", "build", *kinds, "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def contents(wheel: Path) -> dict[str, int]:
    """Return every file of a wheel with a checksum."""
    with zipfile.ZipFile(wheel) as archive:
        return {each.filename: each.CRC for each in archive.infolist()}


def test_the_wheel_of_the_sdist_works_installed_in_an_empty_environment(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "*.egg-info", "build", "dist"))
    built(source, tmp_path / "tree", "--wheel")
    built(source, tmp_path)
    wheel = next(tmp_path.glob("*.whl"))
    assert contents(wheel) == contents(next((tmp_path / "tree").glob("*.whl")))
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        inside = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"Makefile", "CHANGELOG.md", "docs/commands.md", "tests/test_wheel.py"} <= inside
    shutil.rmtree(source)
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    install = [python, "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True, env=os.environ)

    elsewhere = Command(tmp_path / "home")
    ran = subprocess.run(
        [home / "bin" / "examprep", "quiz", "-n", "2", "--lang", "en"],
        input="?\n?\n?\n?\n?\n?\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=elsewhere.environment(),
        check=True,
    )

    assert "Noted as not known" in ran.stdout
    assert "All kept." in ran.stdout
    checked = subprocess.run(
        [home / "bin" / "examprep", "search", "softmax"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=elsewhere.environment(),
        check=True,
    )
    assert "softmax" in checked.stdout
