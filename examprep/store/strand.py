"""Names of what forked: a home that was copied goes on twice under the name of one device.

A strand holds the rows that follow a fork, `DEVICE~SEQ~HASH`, or a hole, `DEVICE?SEQ~HASH`: its row 1
was row SEQ of DEVICE and has that hash. Rows are hashed under their first names (`origin`), so
giving them a new one changes no hash, and the hash says which row it is on every machine.
"""

from __future__ import annotations

import re

from examprep.core.memory import DeviceId
from examprep.store.rows import Row

_STRAND = re.compile(r"(.+)([~?])([0-9]{8,})~[0-9a-f]{16}", re.DOTALL)


def origin(device: str, seq: int) -> Row:
    """Return the name under which a row was written first."""
    found = _STRAND.fullmatch(device) if "~" in device else None
    if found is None:
        return Row(DeviceId(device), seq)
    return Row(DeviceId(found[1]), int(found[3]) + seq - 1)


def after_fork(first: Row, hash: bytes) -> DeviceId:
    """Name the strand that begins with a row (by its first name) whose forerunner has other followers."""
    return _named(first, "~", hash)


def after_hole(first: Row, hash: bytes) -> DeviceId:
    """Name the strand that begins with a row (by its first name) whose forerunner is lost."""
    return _named(first, "?", hash)


def is_after_hole(device: str) -> bool:
    """Tell whether the row before the first of a device is not known."""
    found = _STRAND.fullmatch(device)
    return found is not None and found[2] == "?"


def is_strand(device: str) -> bool:
    """Tell whether a name was given after a fork or a hole."""
    return _STRAND.fullmatch(device) is not None


def _named(first: Row, mark: str, hash: bytes) -> DeviceId:
    # Padded, so that a strand comes after all that can be before it when devices are sorted.
    return DeviceId(f"{first.device}{mark}{first.seq:08}~{hash.hex()[:16]}")
