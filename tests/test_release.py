"""The changelog and the version agree: what is released is named, what is not stands above it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from examprep import __version__
from tests.conftest import Command

ROOT = Path(__file__).resolve().parent.parent
FIRST = "0.1.0"
"""What the version is until something is released."""


def headings() -> list[str]:
    return re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def released() -> list[tuple[str, str]]:
    """Return the versions of the changelog with their days."""
    return [
        (found[1], found[2])
        for each in headings()
        if (found := re.fullmatch(r"(\d+\.\d+\.\d+) \((.+)\)", each))
    ]


def test_the_changelog_begins_with_what_is_not_released_and_names_the_rest_newest_first() -> None:
    assert headings()[0] == "Unreleased"
    assert len(released()) == len(headings()) - 1
    order = [(date.fromisoformat(day), [int(part) for part in name.split(".")]) for name, day in released()]
    assert order == sorted(order, reverse=True)


def test_the_newest_version_of_the_changelog_is_that_of_the_program() -> None:
    assert __version__ == (released()[0][0] if released() else FIRST)


@pytest.mark.end
def test_the_program_tells_its_version(examprep: Command) -> None:
    assert examprep("--version").out == f"examprep {__version__}\n"
