"""Where banks and problems stand."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = (".yaml", ".yml")
SHEET = "problem.yaml"
"""What makes a folder a problem."""


def bank_paths(folder: Path) -> list[Path]:
    """Return the bank files below a folder, in order; hidden ones are an editor's."""
    named = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and not path.name.startswith("."))
    return sorted(path.resolve() for path in named if not path.is_dir())


def problem_ids(problems: Path) -> tuple[str, ...]:
    """Return the ids of all problem folders."""
    return tuple(sorted(path.parent.name for path in problems.glob(f"*/{SHEET}")))
