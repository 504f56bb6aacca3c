"""Lines and JSON on standard output, remarks on standard error; light enough for every command."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from examprep.core.text import clean

SCHEMA = 1


def show_json(value: Any) -> None:
    """Print one JSON document; the caller's value is a mapping, to which the schema is added."""
    document = {"schema": SCHEMA, **value}
    raw = msgspec.json.format(msgspec.json.encode(document), indent=2)
    sys.stdout.write(raw.decode() + "\n")


def show_line(line: str) -> None:
    """Print one line as it is, but for what a terminal would obey."""
    sys.stdout.write(clean(line) + "\n")


def show_json_line(value: Any) -> None:
    """Print one JSON document on one line."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    if sys.stderr is not None:
        sys.stderr.write(f"examprep: {clean(message)}\n")


def remark(message: str) -> None:
    """Say something on standard error that is no result."""
    if sys.stderr is not None:
        sys.stderr.write(f"{clean(message)}\n")


def speak_any_encoding() -> None:
    """Write what an encoding lacks as escapes, and read what it lacks as a mark, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
