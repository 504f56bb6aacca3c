"""A learner's file is read once, whole, and only if it is a small text file of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from examprep.grader.submission import MOST, UnreadableError, read_submission


def test_a_text_is_read_with_or_without_a_mark(tmp_path: Path) -> None:
    for raw in ("x = 'あ'\n".encode(), b"\xef\xbb\xbf" + "x = 'あ'\n".encode()):
        (tmp_path / "a.py").write_bytes(raw)
        assert read_submission(tmp_path / "a.py") == "x = 'あ'\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"x" * (MOST + 1), r"it has 262,145 bytes, more than 262,144"),
        (b"x = 1\ny = '\xff'\n", r"it is not UTF-8 \(line 2\); save it as UTF-8"),
        ("x = 1\n".encode("utf-16"), r"it is not UTF-8 \(line 1\)"),
        (b"x = 1\0\n", "it holds NUL characters"),
    ],
    ids=["huge", "not utf-8", "utf-16", "nul"],
)
def test_what_is_no_program_is_refused_with_the_reason(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "a.py").write_bytes(raw)

    with pytest.raises(UnreadableError, match=reason):
        read_submission(tmp_path / "a.py")


def test_a_link_a_pipe_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "link.py").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.py")

    with pytest.raises(UnreadableError, match="symbolic link"):
        read_submission(tmp_path / "link.py")
    for name in ("pipe.py", "."):
        with pytest.raises(UnreadableError, match="it is no regular file"):
            read_submission(tmp_path / name)


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.py"
    path.write_text("x = 1\n")
    duplicate = os.dup

    def dup_and_change(descriptor: int) -> int:
        path.write_text("x = 1\ny = 2\n")
        return duplicate(descriptor)

    monkeypatch.setattr(os, "dup", dup_and_change)
    with pytest.raises(UnreadableError, match="it changed while it was read"):
        read_submission(path)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_submission(tmp_path / "none.py")
