"""Where content files stand."""

from __future__ import annotations

from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def bank_paths(folder: Path) -> list[Path]:
    """Return the bank files below a folder, in order; hidden ones are an editor's."""
    named = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and not path.name.startswith("."))
    return sorted(path.resolve() for path in named if not path.is_dir())
