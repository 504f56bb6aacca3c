"""Seccomp: which system calls a process may make, from now on and for good. Standard library only.

Whatever no table knows does not exist for the process (ENOSYS); another instruction set than the machine's
own ends it. Numbers and arguments decide, never what memory holds, so nothing can change after the check.
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import struct
from collections.abc import Iterable
from typing import NamedTuple

from . import kernel, syscalls

INSTALL = {"x86_64": 317, "aarch64": 277}
ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, SKIP, IF_EQUAL, IF_LEAST, IF_ANY_BIT, RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, ARGUMENTS = 0, 4, 16
FOREIGN_NUMBERS = 0x40000000
"""From here on, x86-64 counts the calls of x32."""

CHANGES_FILES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
OF_A_THREAD = (0x3D0F00, 0x7D0F00)
"""What glibc and musl say to clone for a thread: all shared, nothing new, no other parent."""
DESCRIPTOR_FLAGS = (0, 1030, 1, 2, 3)
"""F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL: none has another process signalled."""
TERMINAL = (0x5401, 0x5413, 0x5450, 0x5451, 0x541B)
"""TCGETS, TIOCGWINSZ, FIONCLEX, FIOCLEX, FIONREAD."""
REACHES_OTHERS = (0x5412, 0x541C, 0x5452, 0x5421, 0x8901, 0x8902)
"""TIOCSTI, TIOCLINUX, FIOASYNC, FIONBIO, FIOSETOWN, SIOCSPGRP."""
NAMES = (15, 16, 0x53564D41)
"""PR_SET_NAME, PR_GET_NAME, PR_SET_VMA."""

Instructions = list[bytes]


class Grant(NamedTuple):
    """What a filter lets through besides plain computing."""

    threads: bool = False
    devices: bool = False
    writing: bool = False


class Run(NamedTuple):
    """One decision for all numbers from a start up to the next run."""

    start: int
    decision: Instructions


def machine() -> str | None:
    """Name this machine's instruction set, if there is a filter for it."""
    name = os.uname().machine
    return name if name in ARCHITECTURE and struct.calcsize("P") == 8 else None


def offered() -> bool:
    """Tell whether the kernel takes filters."""
    here = machine()
    if here is None:
        return False
    try:
        kernel.call(INSTALL[here], 2, 0, struct.pack("I", ERRNO))
    except OSError:
        return False
    return True


def prepare(grant: Grant) -> None:
    """Assemble a filter ahead of the forks that will install it."""
    if here := machine():
        _body(here, grant)


def install(grant: Grant) -> None:
    """Put this process under the filter; raises `OSError`. It must have given up new privileges."""
    here = machine()
    if here is None:
        raise OSError(errno.ENOSYS, "no seccomp filter for this machine")
    instructions = ctypes.create_string_buffer(program(here, grant, os.getpid()))
    size = (len(instructions) - 1) // 8
    fprog = struct.pack("HxxxxxxQ", size, ctypes.addressof(instructions))
    if kernel.call(INSTALL[here], 1, 1, fprog):
        raise OSError(errno.EBUSY, "a thread could not be put under the filter")


def program(here: str, grant: Grant, own: int) -> bytes:
    """Assemble the filter for a machine; `own` is the only process that may be signalled."""
    asked = syscalls.numbers(syscalls.ASKED, here)
    signals = [*_when(asked["kill"], _one_of(0, [own])), *_when(asked["tgkill"], _one_of(0, [own]))]
    return b"".join([*_head(here), *signals]) + _body(here, grant)


@functools.cache
def _body(here: str, grant: Grant) -> bytes:
    """Assemble what does not depend on the process: a search tree over the numbers of the calls.

    The kernel walks a new filter once for every number; a list costs it four times as long.
    """
    rules = _rules(here, grant)
    unknown = [_return(ERRNO | errno.ENOSYS)]
    runs = [Run(FOREIGN_NUMBERS, [_return(KILL)])]
    for number in range(max(rules) + 1, -1, -1):
        decision = rules.get(number, unknown)
        if runs[0].decision == decision:
            runs[0] = Run(number, decision)
        else:
            runs.insert(0, Run(number, decision))
    return b"".join(_search(runs))


def _rules(here: str, grant: Grant) -> dict[int, Instructions]:
    """Say for every known call what becomes of it."""
    let, refuse = [_return(ALLOW)], [_return(ERRNO | errno.EPERM)]
    tables = (
        (syscalls.PLAIN, let),
        (syscalls.WRITING, let if grant.writing else refuse),
        (syscalls.DEVICES, let if grant.devices else refuse),
        (syscalls.REFUSED, refuse),
    )
    rules = {n: rule for table, rule in tables for n in syscalls.numbers(table, here).values()}
    asked, decisions = syscalls.numbers(syscalls.ASKED, here), _decisions(grant)
    return rules | {number: decisions[name] for name, number in asked.items() if name in decisions}


def _search(runs: list[Run]) -> Instructions:
    if len(runs) == 1:
        return runs[0].decision
    middle = len(runs) // 2
    below, above = _search(runs[:middle]), _search(runs[middle:])
    fork = [_jump(IF_LEAST, runs[middle].start, 0, 1), _instruction(SKIP, len(below))]
    return [*fork, *below, *above]


def _decisions(grant: Grant) -> dict[str, Instructions]:
    """Say what an argument must be for a call to pass."""
    opens = grant.writing or grant.devices
    return {
        "open": [_return(ALLOW)] if opens else _none_of_bits(1, CHANGES_FILES),
        "openat": [_return(ALLOW)] if opens else _none_of_bits(2, CHANGES_FILES),
        "ioctl": _none_of(1, REACHES_OTHERS) if grant.devices else _one_of(1, TERMINAL),
        "fcntl": _one_of(1, DESCRIPTOR_FLAGS),
        "prctl": _one_of(0, NAMES),
        "prlimit64": _null(2),
        "sendto": _null(4),
        "clone": _one_of(0, OF_A_THREAD if grant.threads else ()),
    }


def _head(here: str) -> Instructions:
    """End a process that speaks another instruction set; load the number of the call."""
    return [_load(MACHINE), _jump(IF_EQUAL, ARCHITECTURE[here], 1, 0), _return(KILL), _load(NUMBER)]


def _when(number: int, decision: Instructions) -> Instructions:
    return [_jump(IF_EQUAL, number, 0, len(decision)), *decision]


def _one_of(argument: int, values: Iterable[int]) -> Instructions:
    tests = [step for value in values for step in (_jump(IF_EQUAL, value, 0, 1), _return(ALLOW))]
    return [_load(_low(argument)), *tests, _return(ERRNO | errno.EPERM)]


def _none_of(argument: int, values: Iterable[int]) -> Instructions:
    refused = _return(ERRNO | errno.EPERM)
    tests = [step for value in values for step in (_jump(IF_EQUAL, value, 0, 1), refused)]
    return [_load(_low(argument)), *tests, _return(ALLOW)]


def _none_of_bits(argument: int, bits: int) -> Instructions:
    refused = _return(ERRNO | errno.EPERM)
    return [_load(_low(argument)), _jump(IF_ANY_BIT, bits, 0, 1), refused, _return(ALLOW)]


def _null(argument: int) -> Instructions:
    low = _low(argument)
    tests = [_load(low), _jump(IF_EQUAL, 0, 0, 3), _load(low + 4), _jump(IF_EQUAL, 0, 0, 1), _return(ALLOW)]
    return [*tests, _return(ERRNO | errno.EPERM)]


def _low(argument: int) -> int:
    """Place of an argument's lower half: both machines are little-endian, and take no more of these."""
    return ARGUMENTS + 8 * argument


def _load(place: int) -> bytes:
    return _instruction(LOAD, place)


def _return(verdict: int) -> bytes:
    return _instruction(RETURN, verdict)


def _jump(test: int, value: int, then: int, otherwise: int) -> bytes:
    return _instruction(test, value, then, otherwise)


def _instruction(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("HBBI", code, then, otherwise, value)
