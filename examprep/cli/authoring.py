"""`examprep bank new`, `add`, `schema`, `diff`: for those who write banks."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.output import write_whole
from examprep.core.differ import NOTICED, Change, Difference, differences
from examprep.core.item import KINDS, Lang
from examprep.core.text import clean
from examprep.env import read_env
from examprep.errors import ContentError, ExitCode, UsageError

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.bank import Bank


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder; made if it is not there.")],
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Its id.", show_default="the folder's name"),
    ] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Begin a bank: an example of each kind of question, a schema for editors, a check for GitHub.

    It passes `bank check` as it is. Nothing that is in DIR already is touched.

    Example: examprep bank new mybank
    """
    from examprep.authoring import id_of_folder, new_bank  # noqa: PLC0415 - not on the way to --help

    bank = id_of_folder(folder) if id is None else id
    if not bank:
        raise UsageError(
            f"the name of {folder} makes no id; give one with --id",
            f"{folder} からは id を作れない。--id で示す。",
        )
    if bank in library_of(read_env()).of_banks:
        raise UsageError(
            f"there is a bank `{bank}` already; give another id with --id",
            f"問題集 {bank} はもうある。--id で別の id を示す。",
        )
    files = new_bank(bank, _schema())
    _write_new(folder, files)
    if json:
        console.show_json({"bank": bank, "files": [str(folder / name) for name in files]})
        return
    screen = _screen(lang)
    for name in files:
        screen.say(f"作成: {clean(str(folder / name))}", f"Written: {clean(str(folder / name))}")
    place = shlex.quote(str(folder))
    for ja, en, command in (
        ("確かめる", "Check it", f"examprep bank check {place}"),
        ("見る", "Look at a question", f"examprep bank show {bank}-dense-layer/sizes --bank {place}"),
        ("出題されるようにする", "Let quizzes ask it", f"examprep bank add-path {place}"),
    ):
        screen.say(f"{ja}:", f"{en}:")
        console.show_line(f"  {command}")


def _write_new(folder: Path, files: dict[str, str]) -> None:
    """Write all files, or none where one would be lost."""
    standing = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if standing:
        raise UsageError(
            f"{folder} has {', '.join(standing)} already; nothing was written. Name another folder",
            f"{folder} に {'、'.join(standing)} がもうある。何も書かなかった。別のフォルダを示す。",
        )
    for name, source in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{path.parent} cannot be made: {error.strerror}",
                f"{path.parent} を作れない: {error.strerror}",
            ) from error
        write_whole(path, source)


def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A bank.")],
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="One of: " + ", ".join(KINDS) + ".")],
    concept: Annotated[
        str,
        typer.Option("--concept", metavar="ID", help="A concept of any bank; a new one needs --new."),
    ],
    new: Annotated[bool, typer.Option("--new", help="Begin the concept: no bank has it yet.")] = False,
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help="The question's own id.")] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Add a question to fill in: lines are added below its concept, the rest of the file stays as it is.

    `bank check` finds every text that is left to write.

    Example: examprep bank add mine.yaml --kind number --concept softmax
    """
    from examprep.authoring import add_item  # noqa: PLC0415 - not on the way to --help

    source = _bytes(file)
    try:
        added = add_item(source, kind, concept, library_of(read_env()), id, new=new)
    except ContentError as error:
        raise ContentError(f"{file}:{error}", f"{file}:{error.ja}") from error
    write_whole(Path(os.path.realpath(file)), added.source, file.stat().st_mode & 0o777)
    if json:
        console.show_json({"file": str(file), "item": added.item, "line": added.line})
        return
    screen, place = _screen(lang), clean(f"{file}:{added.line}")
    screen.say(
        f"{place} に {added.item} を追加した。「…」の所を書き終えたら:",
        f"Added {added.item} at {place}. Fill in each … and then:",
    )
    console.show_line(f"  examprep bank check {shlex.quote(str(file))}")


def schema() -> None:
    """Print the form of a bank as JSON Schema, for editors; a bank names it in its first line.

    Example: examprep bank schema > schema.json
    """
    console.show_line(_schema().rstrip("\n"))


def _schema() -> str:
    from examprep.loader.schema import bank_schema  # noqa: PLC0415

    return msgspec.json.format(msgspec.json.encode(bank_schema()), indent=2).decode() + "\n"


# --- diff

_WORDS = {  # the worst first
    Change.REMOVED: (
        "なくなった：解答の記録は宙に浮く",
        "Removed: answers to them are orphaned",
    ),
    Change.RENAMED: (
        "id が変わったらしい：記録は元の id に残る",
        "Probably renamed: answers stay with the old id",
    ),
    Change.MEANING: (
        "問うことが変わった：記録は前の問題への答え。新しい id にする",
        "Asks something else: answers were to the question before. Better a new id",
    ),
    Change.REWORDED: (
        "言い回しが変わった：同じことを問うているか見る。違うなら新しい id にする",
        "Reworded: look whether it still asks the same; if not, better a new id",
    ),
    Change.SLIPS: ("誤りの候補が変わった", "Other slips, or in another order"),
    Change.WORDING: ("理由・出典・表記だけ", "Reasons, sources or notation only"),
    Change.ADDED: ("増えた", "Added"),
}


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A bank or a folder of banks, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same as it is now.")],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Tell what learners' histories will notice of a change: items gone, renamed or asking something else.

    Exit code 1 if there is any of that; 0 where items were only added, or reasons and wording changed.

    Example: examprep bank diff old/ new/
    """
    found = differences(_banks(old), _banks(new))
    noticed = [one for one in found if one.change in NOTICED]
    if json:
        console.show_json({"differences": found, "noticed": len(noticed)})
    else:
        _show(found, len(noticed), _screen(lang))
    raise typer.Exit(ExitCode.NO if noticed else ExitCode.DONE)


def _banks(place: Path) -> list[Bank]:
    """Read the banks of a place, as far as they can be read; raises `ContentError` for one that cannot."""
    from examprep.loader.banks import parse_bank  # noqa: PLC0415
    from examprep.loader.finding import finding_of  # noqa: PLC0415
    from examprep.loader.paths import banks_at  # noqa: PLC0415

    banks = []
    files = banks_at(place) if place.is_dir() else [place]
    for path in files:
        parsed = parse_bank(_bytes(path))
        if parsed.bank is None or parsed.faults:
            finding = finding_of(str(path), parsed.faults[0])
            raise ContentError(f"{finding}; see all with: examprep bank check {shlex.quote(str(path))}")
        banks.append(parsed.bank)
    if not banks:
        raise UsageError(f"no banks in {place}: their names end in .yaml")
    return banks


def _bytes(path: Path) -> bytes:
    from examprep.loader.paths import read_file  # noqa: PLC0415 - not on the way to --help

    try:
        return read_file(path)
    except FileNotFoundError:
        raise UsageError(f"no such file: {path}", f"そのファイルはない: {path}") from None
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error


def _show(found: Sequence[Difference], noticed: int, screen: Screen) -> None:
    for change, (ja, en) in _WORDS.items():
        rows = [one for one in found if one.change == change]
        if rows:
            screen.label(f"{ja}（{len(rows)}）", f"{en} ({len(rows)})")
            for line in _rows(rows):
                screen.say(line, line)
    screen.say(
        f"\n学習者の記録に関わるもの: {noticed}" if found else "違いはない。",
        f"\nNoticed by learners' histories: {noticed}" if found else "No difference.",
    )


def _rows(rows: Iterable[Difference]) -> Iterator[str]:
    for one in rows:
        became = f" -> {one.became}" if one.became else ""
        fields = f"  ({', '.join(one.fields)})" if one.fields else ""
        yield clean(f"- {one.item}{became}{fields}")


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)
