"""Lines and JSON on standard output, remarks on standard error; light enough for every command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import msgspec

from examprep.core.item import Lang
from examprep.core.text import UNSEEN, clean

SCHEMA = 1


def show_json(value: Any) -> None:
    """Print one JSON document; the caller's value is a mapping, to which the schema is added."""
    document = {"schema": SCHEMA, **value}
    _write(_escaped(msgspec.json.format(_json(document), indent=2).decode()) + "\n")


def show_json_line(value: Any) -> None:
    """Print one JSON document on one line."""
    _write(_escaped(_json(value).decode()) + "\n")


def _json(value: Any) -> bytes:
    """Return a document; bytes of a file name that are no UTF-8 stand as escapes: JSON cannot hold them."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_readable(msgspec.to_builtins(value)))


def _readable(value: Any) -> Any:
    match value:
        case str():
            return value.encode(errors="backslashreplace").decode()
        case list() | tuple():
            return [_readable(part) for part in value]
        case dict():
            return {_readable(name): _readable(part) for name, part in value.items()}
        case _:
            return value


def show_line(line: str) -> None:
    """Print one line as it is, but for what a terminal would obey."""
    _write(clean(line) + "\n")


def show_path(path: Path) -> None:
    """Print a path: byte for byte for a program, made visible for a person."""
    if sys.stdout is not None and not sys.stdout.isatty():
        sys.stdout.buffer.write(os.fsencode(path) + b"\n")
    else:
        show_line(str(path))


def show_bytes(content: bytes) -> None:
    """Print UTF-8 as it is, for a program or a file; what a terminal would obey is made visible there."""
    if sys.stdout is not None and not sys.stdout.isatty():
        sys.stdout.buffer.write(content)
    else:
        for line in content.decode().splitlines():
            show_line(line)


def _write(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text)


def _escaped(document: str) -> str:
    """Write as JSON escapes what a terminal would obey, or an encoding lacks."""
    if "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower():
        return "".join(c if c.isascii() else _escape(c) for c in document)
    return UNSEEN.sub(lambda found: _escape(found[0]), document)


def _escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    if sys.stderr is not None:
        sys.stderr.write(f"examprep: {clean(message)}\n")


def remark(message: str) -> None:
    """Say something on standard error that is no result."""
    if sys.stderr is not None:
        sys.stderr.write(f"{clean(message)}\n")


def say(ja: str, en: str, lang: Lang) -> str:
    """Return words in the learner's language, as `render.say` does, without rich."""
    return en if lang is Lang.EN else ja


def speak_any_encoding() -> None:
    """Write what an encoding lacks as escapes, and read what it lacks as a mark, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
