"""Landlock: what a process may open, from now on and for good. Standard library only.

Nothing that is not named can be opened or changed; TCP, abstract sockets and signals to
others are refused where the kernel knows how. Files opened before stay open.
"""

from __future__ import annotations

import contextlib
import os
import stat
import struct
from collections.abc import Iterable
from typing import TypeAlias

from . import kernel

CREATE, ADD_RULE, RESTRICT = 444, 445, 446

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
REFER, TRUNCATE, IOCTL = 1 << 13, 1 << 14, 1 << 15

READ = READ_FILE | READ_DIR
WRITE = READ | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE
DEVICE = READ_FILE | WRITE_FILE | IOCTL
OF_FILES = READ_FILE | WRITE_FILE | TRUNCATE | IOCTL

BEST = 7
"""The newest version whose additions are used here."""


def version() -> int:
    """Tell which version of Landlock the kernel offers; 0: none."""
    try:
        return kernel.call(CREATE, None, 0, 1)
    except OSError:
        return 0


Paths: TypeAlias = tuple[int, tuple[str, ...], str | None, tuple[str, ...]]
"""What a set of rules is built from: version, to read, to write, devices."""

_prepared: dict[Paths, int] = {}
"""Rules built before forking, as open descriptors."""


def prepare(offered: int, read: Iterable[str], write: str | None, devices: Iterable[str]) -> None:
    """Build the rules once, for every fork that will restrict itself to the same paths."""
    wanted = (offered, tuple(read), write, tuple(devices))
    if wanted not in _prepared:
        _prepared[wanted] = _build(wanted)


def held() -> tuple[int, ...]:
    """Return the descriptors of prepared rules, which a fork needs until it restricts itself."""
    return tuple(_prepared.values())


def restrict(offered: int, read: Iterable[str], write: str | None, devices: Iterable[str]) -> None:
    """Close everything but these paths to this process; raises `OSError`.

    A path to read that is not there, or not for this user, stays closed; the scratch folder must be there.
    """
    wanted = (offered, tuple(read), write, tuple(devices))
    rules = _prepared.pop(wanted, None)
    if rules is None:
        rules = _build(wanted)
    try:
        # Refusals are expected here: they are no news for the audit log.
        kernel.call(RESTRICT, rules, 1 if offered >= BEST else 0)
    finally:
        os.close(rules)


def _build(wanted: Paths) -> int:
    offered, read, write, devices = wanted
    files, network, scopes = _known(offered)
    size = 24 if offered >= 6 else 16 if offered >= 4 else 8
    rules = kernel.call(CREATE, struct.pack("QQQ", files, network, scopes), size, 0)
    try:
        for paths, rights in ((read, READ), (devices, DEVICE)):
            for path in paths:
                with contextlib.suppress(FileNotFoundError, PermissionError):
                    _allow(rules, path, rights & files)
        if write is not None:
            _allow(rules, write, WRITE & files)
    except BaseException:
        os.close(rules)
        raise
    return rules


def _known(offered: int) -> tuple[int, int, int]:
    """List what a version can refuse: of files, of the network, of reaching other processes."""
    file_rights = {1: 13, 2: 14, 3: 15, 4: 15}.get(offered, 16)
    return (1 << file_rights) - 1, 0b11 if offered >= 4 else 0, 0b11 if offered >= 6 else 0


def _allow(rules: int, path: str, rights: int) -> None:
    beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(beneath).st_mode):
            rights &= OF_FILES
        kernel.call(ADD_RULE, rules, 1, struct.pack("=Qi", rights, beneath), 0)
    finally:
        os.close(beneath)
