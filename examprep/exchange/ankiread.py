"""Anki's packages read: hostile until shown otherwise, and never unpacked to a disk.

Only the collection is read, into memory, with SQLite told to trust nothing it holds and to give up
after a while. Each note becomes a card.
"""

from __future__ import annotations

import html
import io
import sqlite3  # noqa: TID251 - a package is a database
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing

import msgspec

from examprep.core.item import Text
from examprep.exchange.anki import FIELDS
from examprep.exchange.intake import MAX_BYTES, MAX_QUESTIONS, ForeignError, Taken, skipped
from examprep.exchange.posed import Change, Found, Posed, Reading, Turning

MAX_PACKAGE = 200_000_000
MAX_COLLECTION = 100_000_000
MAX_MEMBERS = 50_000
MAX_RATIO = 200
"""SQLite's pages compress to a tenth or so; a bomb to a thousandth."""
MAX_STEPS = 20_000
"""Calls of the progress handler, each after 10,000 steps of SQLite's machine."""

_COLLECTIONS = ("collection.anki21", "collection.anki2")
_NEWEST = "collection.anki21b"
_OLDER = 'in Anki export it again with "Support older Anki versions" ticked'


class _Field(msgspec.Struct):
    name: str


class _Model(msgspec.Struct):
    flds: list[_Field]
    name: str = ""
    type: int = 0
    """1 for deletions."""


def read_anki(source: bytes) -> Reading:
    """Read a package: a card for each note."""
    try:
        return _notes(_collection(source))
    except ForeignError as error:
        return Reading(faults=(error.fault,))


def _collection(source: bytes) -> bytes:
    """Return the database of a package."""
    if len(source) > MAX_PACKAGE:
        raise ForeignError(f"the file has {len(source):,} bytes, more than the {MAX_PACKAGE:,} that are read")
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
    if len(members) > MAX_MEMBERS:
        raise ForeignError(f"the package holds more than {MAX_MEMBERS:,} files")
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
            found: list[Found] = []
            left_out: list[Change] = []
            for number, row in enumerate(_rows(database), 1):
                read = _numbered(number, row, models)
                (found if isinstance(read, Found) else left_out).append(read)  # type: ignore[arg-type]
            return Reading(tuple(found), tuple(left_out))
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


def _numbered(number: int, row: tuple[str, str, str], models: dict[str, _Model]) -> Found | Change:
    try:
        return _note(*row, models)
    except ForeignError as error:
        raise ForeignError(f"note {number}: {error.message}") from None


def _note(mid: str, fields: str, tags: str, models: dict[str, _Model]) -> Found | Change:
    model = models.get(mid)
    names = [field.name for field in model.flds] if model else []
    values = fields.split("\x1f")
    named = dict(zip(names, values, strict=False))
    if model is not None and model.type == 1:
        return skipped(values[0][:40], "穴埋め型のノート。", "a note with deletions.")
    ours = tuple(names) == FIELDS
    taken = Taken(named["Id"] if ours else "")
    if ours:
        front = named["Question"] + named["Choices"]
        back, why = named["Answer"], named["Why"]
    else:
        front, back, why = values[0], "<br>".join(value for value in values[1:] if value.strip()), ""
    ask, answer = taken.text(front), taken.text(back)
    if not ask or not answer:
        return skipped(taken.name or ask[:40], "表か裏が空のノート。", "a note whose front or back is empty.")
    question = Posed(
        name=taken.name,
        ask=ask,
        form=Turning(answer),
        why=taken.text(why),
        tags=tuple(tags.split()),
        sources=tuple(html.unescape(s) for s in named["Sources"].split("<br>") if s) if ours else (),
    )
    choices = (Change(taken.name, "choices", _CHOICES),) if ours and named["Choices"] else ()
    return Found(question, 0, (*taken.lost, *choices))


_CHOICES = Text("選択肢のある問題はカードになった。", "A question with options became a card.")
