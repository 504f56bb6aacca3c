"""Anki's packages read: hostile until shown otherwise, and never unpacked to a disk.

Only the collection is read, into memory, with SQLite told to trust nothing it holds and to give up
after a while.
"""

from __future__ import annotations

import io
import sqlite3  # noqa: TID251 - a package is a database
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing

import msgspec

from examprep.exchange.ankinote import read_note
from examprep.exchange.ankitext import read_notes
from examprep.exchange.intake import MAX_BYTES, MAX_QUESTIONS, ForeignError
from examprep.exchange.posed import Change, Found, Reading

MAX_PACKAGE = 200_000_000
MAX_COLLECTION = 100_000_000
MAX_MEMBERS = 50_000
MAX_RATIO = 200
"""SQLite's pages compress to a tenth or so; a bomb to a thousandth."""
MAX_CHARACTERS = MAX_BYTES
"""Of all notes, as of any other file."""
MAX_STEPS = 20_000
"""Calls of the progress handler, each after 10,000 steps of SQLite's machine."""

_ENTRY = b"PK\x01\x02"
"""Begins each entry of the list of files."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What others need to unpack a kilobyte, the packer decides: LZMA takes a dictionary of 4 GB."""
_COLLECTIONS = ("collection.anki21", "collection.anki2")
_NEWEST = "collection.anki21b"
_OLDER = 'in Anki export it with "Support older Anki versions" ticked, or as "Notes in Plain Text" with HTML'


class _Field(msgspec.Struct):
    name: str


class _Model(msgspec.Struct):
    flds: list[_Field]
    name: str = ""
    type: int = 0
    """1 for deletions."""


def read_anki(source: bytes) -> Reading:
    """Read a package, or the notes as text."""
    if source and not source.startswith(b"PK") and b"\0" not in source:
        return read_notes(source)
    try:
        return _notes(_collection(source))
    except ForeignError as error:
        return Reading(faults=(error.fault,))


def _collection(source: bytes) -> bytes:
    """Return the database of a package."""
    if len(source) > MAX_PACKAGE:
        raise ForeignError(f"the file has {len(source):,} bytes, more than the {MAX_PACKAGE:,} that are read")
    if source.count(_ENTRY) > MAX_MEMBERS:  # before each becomes an object of half a kilobyte
        raise ForeignError(f"the package holds more than {MAX_MEMBERS:,} files")
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            members = package.infolist()
            _refuse_tricks(members)
            return _read(package, _chosen([member.filename for member in members]))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        if isinstance(error, ForeignError):
            raise
        raise ForeignError(f"this is no package of Anki (.apkg): {error}") from None


def _refuse_tricks(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        name = member.orig_filename
        parts = name.replace("\\", "/").split("/")
        if ".." in parts or name.startswith(("/", "\\")) or ":" in name or "\0" in name:
            raise ForeignError(f"the package holds a file that would leave its folder: {name[:60]!r}")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise ForeignError("the package holds two files of one name")


def _chosen(names: list[str]) -> str:
    found = next((name for name in _COLLECTIONS if name in names), None)
    if _NEWEST in names and found != _COLLECTIONS[0]:
        raise ForeignError(f"the package is of Anki's newest form, which is not read here; {_OLDER}")
    if found is None:
        raise ForeignError("this is no package of Anki: it holds no collection.anki2")
    return found


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    member = package.getinfo(name)
    if member.flag_bits & 1:
        raise ForeignError("the package is encrypted")
    if member.compress_type not in _METHODS:
        raise ForeignError(f"{name} is packed by a method that Anki does not use; {_OLDER}")
    packed = max(member.compress_size, 1)
    if member.file_size > MAX_COLLECTION or member.file_size / packed > MAX_RATIO:
        raise ForeignError(
            f"{name} would unpack to {member.file_size:,} bytes from {packed:,}; that is refused"
        )
    with package.open(member) as file:
        content = file.read(MAX_COLLECTION + 1)
    if len(content) > MAX_COLLECTION:
        raise ForeignError(f"{name} is larger than it says; that is refused")
    return content


def _notes(content: bytes) -> Reading:
    if not content.startswith(b"SQLite format 3\0"):
        raise ForeignError("the collection in the package is no SQLite database")
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            _open_warily(database, content)
            models = _models(database)
            read: list[Found | Change] = []
            characters = 0
            for number, row in enumerate(_rows(database), 1):
                characters += len(row[1])
                if characters > MAX_CHARACTERS:  # a column may be computed: far more than the file holds
                    raise ForeignError(f"the notes have more than {MAX_CHARACTERS:,} characters")
                read += _numbered(number, row, models)
            return Reading.of(read)
        except (sqlite3.Error, OverflowError, MemoryError, UnicodeDecodeError) as error:
            raise ForeignError(f"the collection in the package cannot be read: {error}") from None


def _open_warily(database: sqlite3.Connection, content: bytes) -> None:
    steps = iter(range(MAX_STEPS))
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_BYTES)
    database.set_progress_handler(lambda: next(steps, None) is None, 10_000)
    database.deserialize(_without_wal(content))
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA cell_size_check = ON")
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('notes', 'col')"
    if len(database.execute(names).fetchall()) < 2:
        raise ForeignError(f"the collection holds no notes that are read here; {_OLDER}")


def _without_wal(content: bytes) -> bytes:
    """Return a database in memory's only journal mode; Anki may have left it in another."""
    return content[:18] + b"\x01\x01" + content[20:]


def _models(database: sqlite3.Connection) -> dict[str, _Model]:
    row = database.execute("SELECT models FROM col").fetchone()
    try:
        return msgspec.json.decode(str(row[0]) if row else "{}", type=dict[str, _Model])
    except (msgspec.MsgspecError, RecursionError):
        raise ForeignError(f"the note types of the collection cannot be read; {_OLDER}") from None


def _rows(database: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    rows = database.execute("SELECT mid, flds, tags FROM notes ORDER BY id LIMIT ?", (MAX_QUESTIONS,))
    for mid, fields, tags in rows:
        yield str(mid), str(fields), str(tags)


def _numbered(number: int, row: tuple[str, str, str], models: dict[str, _Model]) -> Iterator[Found | Change]:
    mid, fields, tags = row
    model = models.get(mid, _UNKNOWN)
    names = [field.name for field in model.flds]
    try:
        yield from read_note(names, fields.split("\x1f"), tags.split(), cloze=model.type == 1)
    except ForeignError as error:
        raise ForeignError(f"note {number}: {error.message}") from None


_UNKNOWN = _Model([])
