"""The wheel carries the content: installed elsewhere, the program works the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import Command

pytestmark = pytest.mark.end

ROOT = Path(__file__).resolve().parent.parent


def test_a_wheel_installed_in_an_empty_environment_quizzes_from_another_folder(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "*.egg-info", "build", "dist"))
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        source.as_posix(),
    ]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
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
