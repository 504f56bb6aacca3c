"""`examprep bank export` and `import`: questions from and to other programs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, preferred_lang
from examprep.cli.output import refuse_existing, write_whole
from examprep.core.item import Lang, Text
from examprep.env import Env, read_env
from examprep.errors import UsageError
from examprep.exchange.formats import Origin, Target

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.library import Library
    from examprep.exchange.posed import Change
    from examprep.trade import Report


class OneLang(StrEnum):
    """A language a file may be written in."""

    JA = "ja"
    EN = "en"


def _one_lang() -> OneLang:
    return OneLang.EN if preferred_lang() is Lang.EN else OneLang.JA


InOneLang = Annotated[
    OneLang,
    typer.Option(
        "--lang",
        help="Language of the questions in the file, and of the report.",
        default_factory=_one_lang,
        show_default="as configured, else ja",
    ),
]


def export_banks(
    banks: Annotated[
        list[str], typer.Argument(metavar="BANK...", help="Bank files, folders, ids or areas, such as cnn.")
    ],
    format: Annotated[Target, typer.Option("--format", help="For which program.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Written anew; never overwritten.")],
    variants: Annotated[
        int, typer.Option("--variants", metavar="N", help="Questions drawn of an item with parameters.")
    ] = 3,
    *,
    lang: InOneLang,
    json: AsJson = False,
) -> None:
    """Write questions for Moodle (GIFT or XML), Anki, spreadsheets (TSV), print (HTML) or as JSON.

    The report says of each question what the other format could not hold.

    Example: examprep bank export cnn --format anki --out cnn.apkg
    """
    from examprep import trade  # noqa: PLC0415 - not on the way to --help
    from examprep.loader.shelf import files_at  # noqa: PLC0415
    from examprep.shelf import added_paths  # noqa: PLC0415

    refuse_existing(out)
    env = read_env()
    added = files_at(added_paths(env))
    wanted, one = trade.find_banks(env.paths.content, banks, _library(env), added=added), Lang(lang.value)
    content, report = trade.export_banks(wanted, format, one, variants, env.now().at)
    write_whole(out, content)
    made = Text(
        f"{report.items} 項目から {report.format} の {report.questions} 問",
        f"{report.questions} questions in {report.format} of {report.items} items",
    )
    _show(report, out, made, one, json=json)


def import_bank(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of another program.")],
    format: Annotated[
        Origin,
        typer.Option("--format", help="What it is; csv and tsv are tables, anki a package or notes as text."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="BANK.yaml", help="The bank; never overwritten.")],
    concept: Annotated[
        str, typer.Option("--concept", metavar="ID", help="The concept all questions are about; may be new.")
    ],
    *,
    lang: InOneLang,
    json: AsJson = False,
) -> None:
    """Make a bank of another program's questions, to be completed by hand.

    A bank has two languages: the one that is missing repeats the other, marked "to be translated".
    The report says what was lost and what is left to write. A file with a fault is refused, with all faults.

    Example: examprep bank import quiz.gift --format gift --out mine.yaml --concept softmax
    """
    from examprep import trade  # noqa: PLC0415 - not on the way to --help

    refuse_existing(out)
    if out.suffix != ".yaml":
        raise UsageError(f"--out {out} is no bank: its name ends in .yaml")
    one = Lang(lang.value)
    plan = trade.Plan(source=file, origin=format, bank=out.stem, concept=concept, lang=one)
    reading = trade.read_questions(plan)
    text, report = trade.compose_bank(plan, reading, known=concept in _library(read_env()).concepts)
    write_whole(out, text)
    made = Text(
        f"{report.format} の {report.questions} 問から {report.items} 項目",
        f"{report.items} items of {report.questions} questions in {report.format}",
    )
    _show(report, out, made, one, json=json)
    if not json:
        command = f"examprep bank check {shlex.quote(str(out))}"
        _screen(one).say(f"\n次に: {command}", f"\nNext: {command}")


def _library(env: Env) -> Library:

    return library_of(env)


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)


def _show(report: Report, out: Path, made: Text, lang: Lang, *, json: bool) -> None:
    if json:
        fields = {name: getattr(report, name) for name in report.__struct_fields__}
        console.show_json({"file": str(out), **fields})
        return
    screen = _screen(lang)
    screen.say(f"{out}: {made.ja}", f"{out}: {made.en}")
    if report.changes:
        screen.label("変わったもの・失われたもの", "Changed or lost")
    for text, names in _grouped(report.changes).items():
        _show_group(screen, text, names)
    if report.notes:
        screen.label("全体について", "In general")
    for note in report.notes:
        screen.text(Text(f"- {note.ja}", f"- {note.en}"))
    if report.drafts:
        screen.label("書き出さなかった問題", "Left out")
        _show_group(screen, _DRAFTS, report.drafts)
    if report.unfinished:  # last, where it is seen
        screen.label("書きかけの問題", "Unfinished")
        _show_group(screen, _UNFINISHED, report.unfinished)


_DRAFTS = Text(
    "… が残っている。書いてから書き出し直す。書く所は bank check が示す。",
    "… stands where something is to be written; do so and export again. bank check shows where.",
)
_UNFINISHED = Text(
    "この言語の文が書かれていない。書いてから書き出し直す。書く所は bank check が示す。",
    "A text is still to be written in this language; do so and export again. bank check shows where.",
)


def _grouped(changes: Sequence[Change]) -> dict[Text, list[str]]:
    """Return for each sentence whom it concerns."""
    groups: dict[Text, list[str]] = {}
    for change in changes:
        groups.setdefault(change.text, []).append(change.name)
    return groups


def _show_group(screen: Screen, text: Text, names: Sequence[str]) -> None:
    count = len(names)
    screen.text(Text(f"- {text.ja}（{count}）", f"- {text.en} ({count})"))
    listed = "  ".join(name or "?" for name in names)
    screen.faint(Text(listed, listed))
