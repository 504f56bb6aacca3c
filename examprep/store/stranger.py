"""A file given as a history that never was one: said as what it seems to be, not as a damaged one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from examprep.errors import StoreError

LOOKED_AT = 4_096
"""Bytes from the beginning that tell what a file is."""
_BANK = re.compile(r"^(format: *\d|bank:|concepts:|extensions:)", re.MULTILINE)
_ZIPPED = b"PK\x03\x04"


def refuse_stranger(path: Path) -> None:
    """Raise `StoreError` for a text or an archive: no damage makes one of a progress file."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    quoted = shlex.quote(str(path))
    if start.startswith(_ZIPPED):
        raise StoreError(
            f"{path} is an archive, not a history of answers, and nothing was changed. If it is an Anki "
            f"package, its questions come in by: examprep bank import {quoted} --format anki",
            f"{path} は書庫で、学習の記録ではない。何も変えていない。"
            f"Anki のパッケージなら、問題を取り込める: examprep bank import {quoted} --format anki",
        )
    text = _text(start)
    if not text.strip():
        return
    if len(_BANK.findall(text)) > 1:
        raise StoreError(
            f"{path} seems to be a bank of questions, not a history of answers, and nothing was changed. "
            f"Check it: examprep bank check {quoted}; have its folder asked, too: "
            f"examprep bank add-path {shlex.quote(str(path.parent))}",
            f"{path} は問題集らしく、学習の記録ではない。何も変えていない。"
            f"検査する: examprep bank check {quoted}。そのフォルダからも出題する: "
            f"examprep bank add-path {shlex.quote(str(path.parent))}",
        )
    raise StoreError(
        f"{path} is a text, not a history of answers, and nothing was changed. A history is a progress "
        "file, or written by: examprep data export --format json; questions come in by: examprep bank import",
        f"{path} は文書で、学習の記録ではない。何も変えていない。記録は、記録のファイルか、"
        "examprep data export --format json が書いたもの。問題を取り込むには: examprep bank import",
    )


def _text(start: bytes) -> str:
    """Return what stands at the beginning of a text; nothing where a file is none."""
    if start.startswith(b"SQLite format 3") or any(byte < 9 or 13 < byte < 32 for byte in start):
        return ""
    for cut in range(4):  # a character may be cut at the end
        try:
            return start[: len(start) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return ""
