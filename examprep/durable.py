"""Files and folders that are still there after a power cut.

A new name is safe only when the folder that holds it was synced too.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Create a folder and those above it, open to its owner alone."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def make_file(path: Path, mode: int = 0o600) -> None:
    """Create an empty file, for its owner alone if nothing else is said, unless there is one."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    except FileExistsError:
        return


def put_in_place(written: Path, target: Path) -> None:
    """Give a file that was written whole its name, so that no reader ever sees half of it."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(target)
    sync_folder(target.parent)


def put_beside(written: Path, target: Path) -> bool:
    """Give a file that was written whole its name unless another has it; tell whether it was given."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(written, target)
    except FileExistsError:
        return False
    except OSError:  # a file may not have two names here
        if target.exists():
            return False
        written.replace(target)
    sync_folder(target.parent)
    written.unlink(missing_ok=True)
    return True


def write_whole(target: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file so that it is the old one or the new one, whatever happens; leave an equal one alone."""
    if target.is_file() and not target.is_symlink() and target.read_bytes() == content:
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        make_file(draft, mode)
        draft.write_bytes(content)
        put_in_place(draft, target)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
