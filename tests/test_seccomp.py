"""The filter of system calls, run by an interpreter of its language, for every machine it is written for."""

from __future__ import annotations

import errno
import struct

import pytest

from examprep.grader import seccomp, syscalls
from examprep.grader.seccomp import ALLOW, ERRNO, KILL, Grant

OWN, PARENT = 4321, 1234
EPERM, ENOSYS = ERRNO | errno.EPERM, ERRNO | errno.ENOSYS
PTHREAD = 0x3D0F00
MACHINES = pytest.mark.parametrize("machine", syscalls.MACHINES)


def decide(program: bytes, architecture: int, number: int, *arguments: int) -> int:
    """Run a filter on one call, as the kernel would."""
    values = (*arguments, *[0] * (6 - len(arguments)))
    call = struct.pack("<IIQ6Q", number, architecture, 0, *(value & (1 << 64) - 1 for value in values))
    at, held = 0, 0
    while True:
        code, then, otherwise, value = struct.unpack_from("<HBBI", program, 8 * at)
        at += 1
        match code:
            case seccomp.RETURN:
                return int(value)
            case seccomp.LOAD:
                (held,) = struct.unpack_from("<I", call, value)
            case seccomp.SKIP:
                at += value
            case seccomp.IF_EQUAL:
                at += then if held == value else otherwise
            case seccomp.IF_LEAST:
                at += then if held >= value else otherwise
            case seccomp.IF_ANY_BIT:
                at += then if held & value else otherwise
            case _:
                raise AssertionError(f"no such instruction: {code:#x}")


def numbers(machine: str) -> dict[str, int]:
    tables = (syscalls.PLAIN, syscalls.WRITING, syscalls.DEVICES, syscalls.ASKED, syscalls.REFUSED)
    return {name: n for table in tables for name, n in syscalls.numbers(table, machine).items()}


def ask(machine: str, name: str, *arguments: int, grant: Grant = Grant()) -> int:  # noqa: B008
    program = seccomp.program(machine, grant, OWN)
    return decide(program, seccomp.ARCHITECTURE[machine], numbers(machine)[name], *arguments)


ANSWERS = [
    ("read", (0, 0, 9), ALLOW),
    ("mmap", (0, 4096), ALLOW),
    ("futex", (), ALLOW),
    ("openat", (-100, 0, 0o2000000), ALLOW),  # O_CLOEXEC
    ("openat", (-100, 0, 1), EPERM),
    ("openat", (-100, 0, 2), EPERM),
    ("openat", (-100, 0, 0o100), EPERM),
    ("openat", (-100, 0, 0o1000), EPERM),
    ("unlinkat", (), EPERM),
    ("fchmodat", (), EPERM),
    ("socket", (2, 2, 0), EPERM),
    ("sendto", (3, 1, 1, 0, 0), ALLOW),
    ("sendto", (3, 1, 1, 0, 1), EPERM),
    ("sendto", (3, 1, 1, 0, 1 << 32), EPERM),
    ("sendmsg", (), EPERM),
    ("execve", (), EPERM),
    ("clone", (17,), EPERM),
    ("clone", (PTHREAD,), EPERM),
    ("kill", (OWN, 6), ALLOW),
    ("kill", (PARENT, 9), EPERM),
    ("kill", (0, 9), EPERM),
    ("kill", (-1, 9), EPERM),
    ("kill", (-OWN, 9), EPERM),
    ("tgkill", (OWN, OWN, 6), ALLOW),
    ("tgkill", (PARENT, PARENT, 9), EPERM),
    ("ptrace", (16, PARENT), EPERM),
    ("process_vm_readv", (PARENT,), EPERM),
    ("prctl", (15,), ALLOW),
    ("prctl", (4, 1), EPERM),
    ("prlimit64", (0, 7, 0, 1), ALLOW),
    ("prlimit64", (0, 7, 1, 0), EPERM),
    ("prlimit64", (0, 7, 1 << 32, 0), EPERM),
    ("ioctl", (1, 0x5401), ALLOW),
    ("ioctl", (1, 0x5412), EPERM),
    ("fcntl", (0, 8, PARENT), EPERM),  # F_SETOWN
    ("bpf", (), EPERM),
    ("io_uring_setup", (), EPERM),
    ("memfd_create", (), EPERM),
    ("epoll_create1", (), EPERM),
]


@MACHINES
def test_calls_are_decided_by_number_and_argument(machine: str) -> None:
    for name, arguments, answer in ANSWERS:
        assert ask(machine, name, *arguments) == answer, (name, arguments)


GRANTS = [
    (Grant(threads=True), "clone", (PTHREAD,), ALLOW),
    (Grant(threads=True), "clone", (17,), EPERM),
    (Grant(threads=True), "clone", (PTHREAD | 0x20000,), EPERM),  # CLONE_NEWNS
    (Grant(threads=True), "clone", (0x4100,), EPERM),  # vfork
    (Grant(writing=True), "openat", (-100, 0, 0o1101), ALLOW),
    (Grant(writing=True), "unlinkat", (), ALLOW),
    (Grant(writing=True), "fchmodat", (), EPERM),
    (Grant(writing=True), "symlinkat", (), EPERM),
    (Grant(devices=True), "ioctl", (5, 0xC020462A), ALLOW),
    (Grant(devices=True), "ioctl", (0, 0x5412), EPERM),  # typing into a terminal
    (Grant(devices=True), "openat", (-100, 0, 2), ALLOW),
    (Grant(devices=True), "unlinkat", (), EPERM),
    (Grant(devices=True), "socket", (1, 5, 0), EPERM),
]


@MACHINES
def test_a_grant_opens_only_what_it_says(machine: str) -> None:
    for grant, name, arguments, answer in GRANTS:
        assert ask(machine, name, *arguments, grant=grant) == answer, (grant, name, arguments)


@MACHINES
def test_what_no_table_knows_does_not_exist(machine: str) -> None:
    program = seccomp.program(machine, Grant(True, True, True), OWN)  # noqa: FBT003
    architecture = seccomp.ARCHITECTURE[machine]
    known = set(numbers(machine).values())

    assert 435 not in known, "clone3 hides its flags in memory: libraries must fall back to clone"
    for number in set(range(1024)) - known:
        assert decide(program, architecture, number) == ENOSYS, number


@MACHINES
def test_another_instruction_set_ends_the_process(machine: str) -> None:
    program = seccomp.program(machine, Grant(), OWN)

    for architecture in (0x40000003, 0x40000028, *seccomp.ARCHITECTURE.values()):  # i386, 32-bit arm
        answer = decide(program, architecture, numbers(machine)["read"])
        assert (answer == KILL) == (architecture != seccomp.ARCHITECTURE[machine])
    assert decide(program, seccomp.ARCHITECTURE[machine], 0x40000000 | 41) == KILL, "x32"


@MACHINES
def test_every_call_has_one_number_and_one_rule(machine: str) -> None:
    tables = (syscalls.PLAIN, syscalls.WRITING, syscalls.DEVICES, syscalls.ASKED, syscalls.REFUSED)
    names = [name for table in tables for name in syscalls.numbers(table, machine)]
    taken = list(numbers(machine).values())

    assert len(names) == len(set(names)) == len(set(taken))


@MACHINES
def test_filters_fit_the_kernel(machine: str) -> None:
    for grant in (Grant(), Grant(True, True, True)):  # noqa: FBT003
        assert len(seccomp.program(machine, grant, OWN)) // 8 < 4096
