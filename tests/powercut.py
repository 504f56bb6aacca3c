"""Power cuts, simulated: the file operations of a real command, cut anywhere.

The disk promises little: a file's content is safe after `fsync` of the file, a name after `fsync` of its
folder. Before, each write is kept, dropped or torn, and each change of a name kept or dropped.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from pathlib import Path

from examprep.errors import ExamprepError

State = dict[str, bytes]
"""What is found after a power cut: the content of every file, by its path."""
Check = Callable[[Path, str], str | None]
"""Says what is lost in a folder, given all that was said before the cut; `None` if nothing is."""

_CALLS = (
    "open,openat,creat,close,lseek,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,"
    "fsync,fdatasync,sync,syncfs,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,sendfile,copy_file_range,dup,dup2,dup3"
)
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)(?:<.*>)?(?: .*)?")
_STRING = re.compile(r'"([^"]*)"(\.\.\.)?')
_FD = re.compile(r"(\d+)<((?:\\x..)*)")
_SECTORS = (512, 4096)
"""Sizes in which a disk may tear a write."""


# --- what a command did


@dataclass(frozen=True)
class Call:
    """One system call that succeeded."""

    name: str
    arguments: str
    result: int

    @property
    def strings(self) -> list[bytes]:
        """Every string among the arguments."""
        found = [(_plain(hexed), cut) for hexed, cut in _STRING.findall(self.arguments)]
        assert not any(cut for _, cut in found), "strace cut a string off"
        return [text for text, _ in found]

    @property
    def numbers(self) -> list[int]:
        """The numbers after the last string."""
        return [int(number) for number in re.findall(r", (\d+)", self.arguments.rpartition('"')[2])]

    @property
    def descriptor(self) -> tuple[int, str]:
        """The first argument: a descriptor, and the path strace knows for it."""
        found = _FD.match(self.arguments)
        assert found is not None, self
        return int(found[1]), _plain(found[2]).decode()


@dataclass(frozen=True)
class Recording:
    """What stood in a folder, and what a command did to it."""

    root: Path
    folders: tuple[str, ...]
    before: State
    calls: tuple[Call, ...]
    code: int


def record(
    command: Sequence[str], root: Path, variables: Mapping[str, str], lines: str = "", *, spare: str = ""
) -> Recording:
    """Run a command under strace; `spare` is a folder of `root` that is not looked at."""
    trace = root.with_name(f"{root.name}.strace")
    strace = ["strace", "-y", "-xx", "-s", "99999999", "-e", f"trace={_CALLS}", "-o", str(trace)]
    folders = tuple(str(path.relative_to(root)) for path in root.rglob("*") if path.is_dir())
    before = read_tree(root, spare)
    ran = subprocess.run(
        [*strace, *command],
        input=lines.encode(),
        capture_output=True,
        env=dict(variables),
        cwd=root.parent,
        timeout=300,
        check=False,
    )
    calls = (_LINE.fullmatch(line) for line in trace.read_text(encoding="ascii").splitlines())
    done = tuple(Call(found[1], found[2], int(found[3])) for found in calls if found)
    return Recording(root, folders, before, tuple(call for call in done if call.result >= 0), ran.returncode)


def read_tree(root: Path, spare: str = "") -> State:
    """Return the content of every file below a folder."""
    files = [path for path in root.rglob("*") if path.is_file()]
    named = {str(path.relative_to(root)): path.read_bytes() for path in files}
    return {name: content for name, content in named.items() if not (spare and name.startswith(f"{spare}/"))}


def _plain(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


# --- a disk with a cache


@dataclass(eq=False)
class File:
    """What is safe of a file, and what was done since: bytes put at an offset, or a new length."""

    safe: bytes = b""
    changes: list[tuple[int, bytes | None]] = field(default_factory=list)
    length: int = 0
    is_folder: bool = False

    def put(self, offset: int, content: bytes) -> None:
        """Write, unsafely."""
        self.changes.append((offset, content))
        self.length = max(self.length, offset + len(content))

    def cut(self, length: int) -> None:
        """Give it a length, unsafely."""
        if length != self.length:
            self.changes.append((length, None))
            self.length = length

    def sync(self) -> None:
        """Make everything safe."""
        self.safe = self.content(lambda offset, data: [(offset, data)])
        self.changes.clear()

    def content(self, fate: Fate) -> bytes:
        """Return what a power cut leaves of it."""
        left = bytearray(self.safe)
        for offset, data in self.changes:
            for start, piece in fate(offset, data):
                _apply(left, start, piece)
        return bytes(left)


Fate = Callable[[int, bytes | None], list[tuple[int, bytes | None]]]
"""What a power cut makes of one change: the changes that reached the disk."""
Naming = tuple[tuple[str, File | None], ...]
"""One change of a folder: names that are given to files or taken away, together."""


def _apply(content: bytearray, start: int, piece: bytes | None) -> None:
    end = start if piece is None else start + len(piece)
    content.extend(bytes(max(0, end - len(content))))
    if piece is None:
        del content[start:]
    else:
        content[start:end] = piece


@dataclass
class _Open:
    file: File
    path: str
    position: int = 0
    appends: bool = False


class Disk:
    """The folder while the command works, as the disk has it and as the command sees it."""

    def __init__(self, recording: Recording, spare: str = "") -> None:
        self.said = ""
        """What the command wrote to standard output and standard error so far."""
        self._spare = f"{spare}/" if spare else "\0"
        self._root = f"{recording.root}/"
        self._open: dict[int, _Open] = {}
        self._spoken = b""
        self._safe = {name: File(is_folder=True) for name in recording.folders}
        self._namings: dict[str, list[Naming]] = {}
        for name, content in recording.before.items():
            self._safe[name] = File(content, length=len(content))
        self._seen = dict(self._safe)

    def apply(self, call: Call) -> bool:
        """Do what a call did; tell whether anything changed that a power cut could meet."""
        if call.name in _OF_DESCRIPTORS:
            return self._apply_to_descriptor(call)
        paths = [self._path(path) for path in self._absolute(call)]
        if not any(paths):
            return False
        known = {
            "openat": self._open_file,
            "unlink": self._unlink,
            "rename": self._rename,
            "link": self._link,
            "mkdir": self._mkdir,
        }
        known[call.name](call, [path or "" for path in paths])
        return True

    def left(self, keeps: Callable[[], bool], fate: Fate) -> State:
        """Return what a power cut leaves now, given which changes of names and of contents arrive."""
        names = dict(self._safe)
        for namings in self._namings.values():
            for naming in namings:
                if keeps():
                    _rename_in(names, naming)
        reached = {"."} | {name for name, file in names.items() if file.is_folder}
        contents: dict[File, bytes] = {}
        for name, file in names.items():
            if not file.is_folder and all(str(folder) in reached for folder in Path(name).parents):
                contents[file] = contents[file] if file in contents else file.content(fate)
        return {name: contents[file] for name, file in names.items() if file in contents}

    # --- calls on names

    def _absolute(self, call: Call) -> list[str]:
        """Return the paths of a call; strace shows the folder that a relative one starts from."""
        folder = re.search(r"AT_FDCWD<((?:\\x..)*)>", call.arguments)
        start = _plain(folder[1]).decode() if folder else ""
        return [os.path.normpath(f"{start}/{path}" if path[:1] != "/" else path)
                for path in (text.decode() for text in call.strings)]  # fmt: skip

    def _path(self, absolute: str) -> str | None:
        """Return a path within the folder that is looked at, "." for the folder itself."""
        if f"{absolute}/" == self._root:
            return "."
        path = absolute.removeprefix(self._root)
        return None if path == absolute or f"{path}/".startswith(self._spare) else path

    def _open_file(self, call: Call, paths: list[str]) -> None:
        [path] = paths
        file = self._seen.get(path)
        if file is None and path != "." and "O_CREAT" in call.arguments:
            file = File()
            self._name(path, ((path, file),))
        if file is None or file.is_folder:  # a folder that was there before, or is empty
            file = File(is_folder=True)
        if "O_TRUNC" in call.arguments:
            file.cut(0)
        self._open[call.result] = _Open(file, path, appends="O_APPEND" in call.arguments)

    def _unlink(self, _: Call, paths: list[str]) -> None:
        self._name(paths[0], ((paths[0], None),))

    def _rename(self, _: Call, paths: list[str]) -> None:
        old, new = paths
        assert os.path.dirname(old) == os.path.dirname(new), (old, new)  # noqa: PTH120 - of text
        self._name(new, ((old, None), (new, self._seen[old])))

    def _link(self, _: Call, paths: list[str]) -> None:
        self._name(paths[1], ((paths[1], self._seen[paths[0]]),))

    def _mkdir(self, _: Call, paths: list[str]) -> None:
        self._name(paths[0], ((paths[0], File(is_folder=True)),))

    def _name(self, path: str, naming: Naming) -> None:
        self._namings.setdefault(str(Path(path).parent), []).append(naming)
        _rename_in(self._seen, naming)

    # --- calls on descriptors

    def _apply_to_descriptor(self, call: Call) -> bool:
        number, path = call.descriptor
        opened = self._open.get(number)
        if opened is None:
            assert self._path(path) in {None, "."}, f"opened in a way that is not followed: {call}"
            return call.name == "write" and number in {1, 2} and self._hear(call)
        if call.name == "close":
            del self._open[number]
            return False
        _OF_DESCRIPTORS[call.name](self, call, opened)
        return call.name != "lseek"

    def _hear(self, call: Call) -> bool:
        self._spoken += call.strings[0]
        self.said = self._spoken.decode("utf-8", "ignore")
        return True

    def _write(self, call: Call, opened: _Open) -> None:
        if opened.appends:
            opened.position = opened.file.length
        opened.file.put(opened.position, call.strings[0][: call.result])
        opened.position += call.result

    def _pwrite(self, call: Call, opened: _Open) -> None:
        opened.file.put(call.numbers[-1], call.strings[0][: call.result])

    def _truncate(self, call: Call, opened: _Open) -> None:
        opened.file.cut(int(call.arguments.rpartition(", ")[2]))

    def _seek(self, call: Call, opened: _Open) -> None:
        opened.position = call.result

    def _sync(self, _: Call, opened: _Open) -> None:
        if not opened.file.is_folder:
            opened.file.sync()
            return
        for naming in self._namings.pop(opened.path, ()):
            _rename_in(self._safe, naming)


_OF_DESCRIPTORS: dict[str, Callable[[Disk, Call, _Open], None]] = {
    "write": Disk._write,
    "pwrite64": Disk._pwrite,
    "ftruncate": Disk._truncate,
    "lseek": Disk._seek,
    "fsync": Disk._sync,
    "fdatasync": Disk._sync,
    "close": Disk._sync,  # never called: closing syncs nothing
}


def _rename_in(names: dict[str, File], naming: Naming) -> None:
    for name, file in naming:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


# --- where it is cut, and what is left


def kept(offset: int, data: bytes | None) -> list[tuple[int, bytes | None]]:
    """Let a change reach the disk."""
    return [(offset, data)]


def dropped(offset: int, data: bytes | None) -> list[tuple[int, bytes | None]]:
    """Let nothing of a change reach the disk."""
    return []


def zeroed(offset: int, data: bytes | None) -> list[tuple[int, bytes | None]]:
    """Let a change reach the disk as a length alone: what never came reads as zeros."""
    return [(offset, b"")] if data is None else [(offset + len(data), b"")]


def by_chance(rng: random.Random) -> Fate:
    """Let each change be kept, dropped or torn into sectors that each arrive or do not."""

    def fate(offset: int, data: bytes | None) -> list[tuple[int, bytes | None]]:
        how = rng.randrange(4)
        if how < 2 or data is None:
            return kept(offset, data) if how % 2 else []
        if how == 2:
            return [*zeroed(offset, data), *_torn(offset, data, rng)]
        return _torn(offset, data, rng)

    return fate


def _torn(offset: int, data: bytes, rng: random.Random) -> list[tuple[int, bytes | None]]:
    sector = rng.choice(_SECTORS)
    edges = [
        offset,
        *range(offset - offset % sector + sector, offset + len(data), sector),
        offset + len(data),
    ]
    pieces = [(start, data[start - offset : end - offset]) for start, end in pairwise(edges)]
    return [piece for piece in pieces if rng.random() < 0.5]


def states(
    recording: Recording, rng: random.Random, *, a_cut: int = 2, spare: str = ""
) -> Iterator[tuple[State, str]]:
    """Yield what is found after a cut at each operation, with what was said: extremes, and some by chance."""
    disk = Disk(recording, spare)
    for call in recording.calls:
        if not disk.apply(call):
            continue
        for share, fate in product((1.0, 0.0), (kept, dropped, zeroed)):
            yield disk.left(_of(rng, share), fate), disk.said
        for _ in range(a_cut):
            yield disk.left(_of(rng, rng.random()), by_chance(rng)), disk.said


def _of(rng: random.Random, share: float) -> Callable[[], bool]:
    """Return dice that say yes so often."""
    return lambda: rng.random() < share


@dataclass
class Toll:
    """What cuts cost."""

    states: int = 0
    """Different ones: what is on the disk, and what had been said."""
    lost: list[str] = field(default_factory=list)


def toll(
    recording: Recording, check: Check, folder: Path, *, seed: int = 1, a_cut: int = 2, spare: str = ""
) -> Toll:
    """Cut at every operation, put what is left into a folder, and ask what is lost."""
    found, known = Toll(), set()
    for state, said in states(recording, random.Random(seed), a_cut=a_cut, spare=spare):
        mark = hash((tuple(sorted(state.items())), said))
        if mark in known:
            continue
        known.add(mark)
        found.states += 1
        write_tree(folder, state)
        try:
            loss = check(folder, said)
        except ExamprepError as error:  # what cannot be opened is lost
            loss = str(error)
        if loss is not None:
            found.lost.append(loss)
    shutil.rmtree(folder, ignore_errors=True)
    return found


def write_tree(folder: Path, state: State) -> None:
    """Let a folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in state.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
