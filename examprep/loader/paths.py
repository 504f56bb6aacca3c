"""Where banks and problems stand."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = (".yaml", ".yml")
SHEET = "problem.yaml"
"""What makes a folder a problem."""


def bank_paths(folder: Path) -> list[Path]:
    """Return the bank files below a folder, in order; hidden ones are an editor's, or a tool's."""
    named = (path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return sorted(path.resolve() for path in named if not _is_hidden(path, folder) and not path.is_dir())


def banks_at(place: Path) -> list[Path]:
    """Return the bank files a person means by a path: itself, or those in its folder `banks`, or below."""
    if place.is_file():
        return [place.resolve()]
    return bank_paths(place / "banks" if (place / "banks").is_dir() else place)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def problem_ids(problems: Path) -> tuple[str, ...]:
    """Return the ids of all problem folders."""
    return tuple(sorted(path.parent.name for path in problems.glob(f"*/{SHEET}")))
