"""Confine the calling process for good: limits, no new privileges, Landlock, seccomp.

Standard library only; loads by its path alone where its own folder is given as that of its submodules.
No layer needs root; of root's capabilities only reading stays. A layer that the kernel offers and that
fails is an error, never a shrug.
"""

from __future__ import annotations

import ctypes
import functools
import os
import resource
import signal
import struct
import sys
from typing import NamedTuple

from . import kernel, landlock, seccomp

SET_PDEATHSIG, SET_DUMPABLE, SET_NO_NEW_PRIVS = 1, 4, 38
CAPABILITIES = {"x86_64": (125, 126), "aarch64": (90, 91)}
READ_SEARCH = 1 << 2
"""CAP_DAC_READ_SEARCH: root still reads packages that belong to another user, where Landlock lets it."""


class Policy(NamedTuple):
    """What a confined process may do; limits left at None stay as they are."""

    read: tuple[str, ...] = ()
    write: str | None = None
    cpu_seconds: int | None = 10
    address_space: int | None = 8 << 30
    """Bytes in all, those mapped before counted in."""
    file_size: int | None = 0
    processes: int | None = 0
    allow_threads: bool = False
    allow_devices: tuple[str, ...] = ()
    keep: tuple[int, ...] = (0, 1, 2)
    """File descriptors that stay open."""
    open_files: int = 64
    environment: tuple[str, ...] = ()
    """Names of variables that stay, besides the number of threads of each library."""
    die_with_parent: bool = True
    """End when the thread that forked this process does."""


class Layers(NamedTuple):
    """What stands between a program and the machine; Landlock by its version, 0 for none."""

    landlock: int
    seccomp: bool

    @property
    def name(self) -> str:
        """Say it in a word: full, partial or none, and what is missing."""
        missing = [
            name for name, there in (("Landlock", self.landlock), ("seccomp", self.seccomp)) if not there
        ]
        if not missing:
            return "full"
        return f"{'partial' if len(missing) == 1 else 'none'} (no {', no '.join(missing)})"


def probe() -> Layers:
    """Tell which layers work here, by trying each in a fork; the caller stays as it is."""
    offered()  # known here, every later fork is spared the question
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(writer, bytes(_try_layers()))
        finally:
            os._exit(0)
    os.close(writer)
    works = os.read(reader, 2)
    os.close(reader)
    os.waitpid(pid, 0)
    return Layers(works[0] if works else 0, len(works) == 2 and works[1] == 1)


@functools.cache
def offered() -> Layers:
    """Tell which layers the kernel says it has."""
    if sys.platform != "linux":
        return Layers(0, seccomp=False)
    return Layers(landlock.version(), seccomp.offered())


def confine(policy: Policy, promised: Layers | None = None) -> Layers:
    """Confine this process, once and for good; returns the layers that hold now.

    Every layer promised (by default: every one offered) must hold, or `OSError` is raised and the
    process, half confined, must end itself.
    """
    layers = offered() if promised is None else promised
    _limit(policy)
    _strip_environment(policy.environment)
    _close_files((*policy.keep, *landlock.held()))
    if sys.platform == "linux":
        _give_up_privileges()
        if policy.die_with_parent:
            kernel.prctl(SET_PDEATHSIG, signal.SIGKILL)
    if layers.landlock:
        landlock.restrict(layers.landlock, policy.read, policy.write, policy.allow_devices)
    if layers.seccomp:
        seccomp.install(_grant(policy))
    return layers


def prepare(policy: Policy) -> None:
    """Do once what every fork that is to be confined would do again.

    The environment is forgotten at once, and privileges are given up, which no fork gets back.
    """
    _strip_environment(policy.environment)
    if sys.platform == "linux":
        _give_up_privileges()
    if offered().landlock:
        landlock.prepare(offered().landlock, policy.read, policy.write, policy.allow_devices)
    if offered().seccomp:
        seccomp.prepare(_grant(policy))


def _grant(policy: Policy) -> seccomp.Grant:
    return seccomp.Grant(policy.allow_threads, bool(policy.allow_devices), policy.write is not None)


def _try_layers() -> tuple[int, int]:
    layers = offered()
    works = [0, 0]
    try:
        kernel.prctl(SET_NO_NEW_PRIVS, 1)
        if layers.landlock:
            landlock.restrict(layers.landlock, (), None, ())
            works[0] = layers.landlock
        if layers.seccomp:
            seccomp.install(seccomp.Grant())
            works[1] = 1
    finally:
        return works[0], works[1]  # noqa: B012


def _limit(policy: Policy) -> None:
    """Set the limits; a hard one that is lower already stays."""
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_STACK: 8 << 20,
        resource.RLIMIT_NOFILE: policy.open_files,
        resource.RLIMIT_FSIZE: policy.file_size,
    }
    if sys.platform == "linux":
        wanted[resource.RLIMIT_NPROC] = policy.processes
        wanted[resource.RLIMIT_MEMLOCK] = None if policy.allow_devices else 0
        wanted[resource.RLIMIT_AS] = policy.address_space
    for which, most in wanted.items():
        if most is not None:
            least = _lower(most, resource.getrlimit(which)[1])
            resource.setrlimit(which, (least, least))
    if policy.cpu_seconds is not None:
        # Its own signal first, so that a time-out can be told from another end; then the one nobody survives.
        hard = _lower(policy.cpu_seconds + 1, resource.getrlimit(resource.RLIMIT_CPU)[1])
        resource.setrlimit(resource.RLIMIT_CPU, (min(policy.cpu_seconds, hard), hard))


def _lower(most: int, hard: int) -> int:
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


@functools.cache
def _strip_environment(named: tuple[str, ...]) -> None:
    """Forget the environment but what was named; what a process was started with stays in its memory."""
    own = {"HOME": "/", "USER": "learner", "PATH": os.defpath, "LANG": "C.UTF-8"}
    for name, value in os.environ.items():  # noqa: TID251
        if name in named or name.endswith("_NUM_THREADS"):
            own[name] = value
    os.environ.clear()  # noqa: TID251
    sys.modules["posix"].__dict__["environ"].clear()
    os.environ.update(own)  # noqa: TID251


def _close_files(keep: tuple[int, ...]) -> None:
    start = 0
    for kept in [*sorted(set(keep)), _most_files()]:
        if start < kept:  # an empty range would mean all there are
            os.closerange(start, kept)
        start = kept + 1


def _most_files() -> int:
    """One past the highest descriptor that is open, where the system lists them."""
    listing = "/proc/self/fd" if sys.platform == "linux" else "/dev/fd"
    return max(int(name) for name in os.listdir(listing)) + 1  # noqa: PTH208


@functools.cache
def _give_up_privileges() -> None:
    """Give up what no fork of this process gets back."""
    kernel.prctl(SET_NO_NEW_PRIVS, 1)
    kernel.prctl(SET_DUMPABLE, 0)
    if numbers := CAPABILITIES.get(os.uname().machine):
        _drop_capabilities(*numbers)


def _drop_capabilities(get: int, put: int) -> None:
    """Keep of the capabilities only to read; without any, this changes nothing."""
    header = struct.pack("Ii", 0x20080522, 0)
    sets = ctypes.create_string_buffer(24)
    kernel.call(get, header, ctypes.addressof(sets))
    effective, permitted, *_ = struct.unpack("6I", sets.raw)
    kernel.call(put, header, struct.pack("6I", effective & READ_SEARCH, permitted & READ_SEARCH, 0, 0, 0, 0))
