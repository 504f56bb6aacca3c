"""`examprep data`: the file that keeps your progress."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from examprep.cli import console, history, mending
from examprep.cli.console import say
from examprep.cli.library import library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.output import refuse_existing, write_whole
from examprep.core.day import StudyDay
from examprep.core.item import Lang
from examprep.core.text import width
from examprep.env import read_env
from examprep.errors import ExitCode, StoreError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from examprep.core.attempts import Line
    from examprep.env import Env
    from examprep.store.chain import Fault
    from examprep.store.store import Store

    LogRow = dict[str, str | int | float | None]

app = typer.Typer(
    help="Your progress file: where it is, copies, its log, its check and repair, other machines.",
    no_args_is_help=True,
)


@app.command()
def path() -> None:
    """Print where your progress is kept.

    Example: cp "$(examprep data path)" /mnt/usb/
    """
    console.show_path(read_env().paths.progress)


app.command("merge")(history.merge)
app.command("import")(history.import_history)
app.command("restore")(history.restore)


@app.command()
def backup(
    *,
    lang: InLang,
    listed: Annotated[bool, typer.Option("--list", help="Print the copies there are instead.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --list: print JSON.")] = False,
) -> None:
    """Write a checked copy of your progress now, and print where.

    Copies are also made by themselves, on the first session of each day; of
    these the newest of each of the last 7 days, 4 weeks and 12 months stay.

    Example: examprep data backup
    """
    env = read_env()
    if listed:
        history.show_backups(env, lang, json=json)
        return
    with _reading(env) as store:
        written = store.back_up(env.now().at.strftime("%Y%m%dT%H%M%SZ"), env.paths.backups)
    console.show_line(str(written))


@app.command()
def log(
    *,
    lang: InLang,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with every column.")] = False,
) -> None:
    """Print every answer ever given, by machine, the oldest first; also those taken back.

    Times are those of the clock where the answer was given.

    Example: examprep data log --json > history.jsonl
    """
    env = read_env()
    here = env.now().offset_minutes
    with _reading(env) as store:
        for row in store.log():
            at = _local_time(row, here)
            if json:
                console.show_json_line({"schema": console.SCHEMA, **row, "time": at.isoformat()})
            else:
                console.show_line(f"{at:%Y-%m-%d %H:%M:%S}  {row['seq']:>6}  {_told(row, lang)}")


def _local_time(row: LogRow, here: int) -> datetime:
    """Return when a row was written, by the clock there; what was taken back does not tell which that was."""
    from datetime import UTC, datetime, timedelta, timezone  # noqa: PLC0415

    offset = row.get("tz_offset")
    zone = timezone(timedelta(minutes=int(here if offset is None else offset)))
    return datetime.fromtimestamp(int(row["at"] or 0) / 1000, UTC).astimezone(zone)


def _told(row: LogRow, lang: Lang) -> str:
    if row["kind"] == "void":
        return say(f"{row['target_seq']} を取り消し", f"takes back {row['target_seq']}", lang)
    ja, en = _OUTCOMES.get(str(row["outcome"]), (str(row["outcome"]),) * 2)
    if lang is Lang.EN:
        return f"{en:<8} {row['item']}"
    return f"{ja}{' ' * (10 - width(ja))} {row['item']}"


_OUTCOMES = {
    "right": ("正解", "right"),
    "partial": ("一部正解", "partial"),
    "wrong": ("不正解", "wrong"),
    "passed": ("わからない", "passed"),
    "rated": ("自己評価", "rated"),
}


@app.command()
def export(
    attempts: Annotated[bool, typer.Option("--attempts", help="Your answers, one a line.")] = False,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Without you in them.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="A new file; standard output if none."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Only from this day on.")
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Also what you wrote about items you flagged.")
    ] = False,
    form: Annotated[
        history.Form | None, typer.Option("--format", help="Your whole history, for yourself.")
    ] = None,
) -> None:
    """Write your whole history for yourself, or your answers for an instructor who looks at the questions.

    --format json holds everything, one row a line, for `examprep data
    import`; fsrs-csv holds your answers for the FSRS optimizer, anki as rows
    of Anki's table revlog, each with its item: the field Id of the cards that
    `examprep bank export --format anki` writes.

    --attempts --anonymous is for an instructor: JSON, one answer a line.
    Every export has a new random token in place of you. Times of day, dates,
    your machine and what you typed stay here; whoever gets the file from you
    still knows whose it is.

    Example: examprep data export --format json --out history.jsonl
    """
    if form is not None and not (attempts or anonymous or notes or since):
        env = read_env()
        with _reading(env) as store:
            history.export_history(store, form, out, env.settings.lang)
        return
    if form is not None or not (attempts and anonymous):
        raise UsageError(
            "what is exported are answers without you: say --attempts --anonymous; or your whole history: "
            "say --format json, fsrs-csv or anki",
            "あなたを除いた解答を書き出すには --attempts --anonymous を付ける。"
            "自分の記録のすべてを書き出すには --format json、fsrs-csv、anki のどれかだけを付ける。",
        )
    begun = None if since is None else _day(since)
    if out is not None:
        refuse_existing(out)
    env = read_env()
    lines = _exported(env, begun, notes=notes)
    if out is None:
        for line in lines:
            console.show_json_line(line)
    else:
        write_whole(out, "".join(f"{msgspec.json.encode(line).decode()}\n" for line in lines))
        lang = env.settings.lang
        console.remark(say(f"{len(lines)}行を {out} に書いた", f"{len(lines)} lines written to {out}", lang))


def _exported(env: Env, since: StudyDay | None, *, notes: bool) -> list[Line]:
    from examprep.core.attempts import export_attempts, export_flags  # noqa: PLC0415 - not on the way to --help

    token = env.entropy().hex()[:16]
    with _reading(env) as store:
        reviews, marks = [review for _, review in store.fetch_reviews()], store.fetch_marks()
    library = library_of(env)
    flags = export_flags(marks, token, since, notes=notes)
    return [*export_attempts(reviews, library, token, since), *flags]


def _day(written: str) -> StudyDay:
    try:
        return StudyDay(date.fromisoformat(written).toordinal())
    except ValueError:
        raise UsageError(
            f'--since "{written}" is no date; write it as 2027-02-20',
            f"--since「{written}」は日付ではない。2027-02-20 のように書く。",
        ) from None


@app.command()
def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Another progress file than yours.")
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Save all that is still there; say what is lost.")
    ] = False,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Check your progress: every row against its hash, the memories against a replay of the log.

    Exit code 1 if anything is wrong; nothing is changed. What to do then is
    said, too. --repair writes a new file of every row that still proves
    itself, also of those that whole backups have, and names each one that is
    lost: exit code 1. The damaged file is kept with the backups.

    Example: examprep data verify --repair
    """
    env = read_env()
    if file is not None:
        _refuse_stranger(file)
        env = msgspec.structs.replace(env, paths=mending.paths_around(env.paths, file))
    if repair:
        _require_progress(env)
        raise typer.Exit(ExitCode.DONE if mending.repair_progress(env, lang, json=json) else ExitCode.NO)
    try:
        with _reading(env) as store:
            faults, rows = store.verify(), store.count_rows()
    except StoreError:
        if env.paths.progress.exists():
            _tell_copies(env, lang)
        raise
    if json:
        console.show_json({"rows": rows, "faults": faults, "backup": _copy_json(env, faults)})
    else:
        _show_faults(faults, rows, lang)
        _tell_remedy(env, faults, lang)
    raise typer.Exit(ExitCode.NO if faults else ExitCode.DONE)


def _refuse_stranger(file: Path) -> None:
    from examprep.store.stranger import refuse_stranger  # noqa: PLC0415 - not on the way to --help
    from examprep.store.transfer import is_export  # noqa: PLC0415

    if not file.is_file():
        return
    if is_export(file):
        command = f"examprep data import {shlex.quote(str(file))}"
        raise StoreError(
            f"{file} is an export, not a progress file; what takes it in checks every line: {command}",
            f"{file} は書き出したもので、記録のファイルではない。取り込むとき全行が検査される: {command}",
        )
    refuse_stranger(file)


def _copy_json(env: Env, faults: Sequence[Fault]) -> dict[str, object] | None:
    from examprep.store.rescue import newest_whole  # noqa: PLC0415 - only where something is wrong

    copy = newest_whole(env.paths.backups) if any(fault.is_of_log for fault in faults) else None
    return None if copy is None else {"path": str(copy.path), "rows": copy.rows}


def _show_faults(faults: Sequence[Fault], rows: int, lang: Lang) -> None:
    for fault in faults:
        console.show_line(say(fault.text.ja, fault.text.en, lang))
    console.show_line(say(f"異常 {len(faults)}、記録 {rows}行", f"faults: {len(faults)}, rows: {rows}", lang))


def _tell_remedy(env: Env, faults: Sequence[Fault], lang: Lang) -> None:
    """Say what to do about faults: go back to a copy, or only replay the log."""
    if any(fault.is_of_log for fault in faults):
        _tell_copies(env, lang)
    elif faults:
        ja = "解答の記録は無傷で、そこから計算した記憶だけが違う。作り直す: examprep data rebuild"
        en = "The answers are whole; only the memories computed from them differ: examprep data rebuild"
        console.remark(say(ja, en, lang))


def _tell_copies(env: Env, lang: Lang) -> None:
    """Say which backup is whole, how much it holds and how to go back to it."""
    from examprep.store.rescue import newest_whole  # noqa: PLC0415 - only where something is wrong

    progress, folder = env.paths.progress, env.paths.backups
    copy = newest_whole(folder)
    file = "" if progress == read_env().paths.progress else f" {shlex.quote(str(progress))}"
    ja = "記録そのものが壊れている。残っているものを救う（壊れたファイルも残る）:"
    en = "The log itself is damaged. To save all that is left of it (the damaged file is kept, too):"
    console.remark(say(ja, en, lang))
    console.remark(f"  examprep data verify --repair{file}")
    if copy is None:
        console.remark(say(f"無傷の控えは {folder} にない。", f"{folder} has no whole copy.", lang))
    elif not file:
        ja = f"または、最も新しい無傷の控え（{copy.rows}行）に戻す:"
        en = f"Or to go back to the newest whole copy ({copy.rows} rows):"
        console.remark(say(ja, en, lang))
        console.remark("  " + shlex.join(["examprep", "data", "restore", str(copy.path)]))


@app.command()
def rebuild(*, lang: InLang) -> None:
    """Replay the whole log into the memories, where `data verify` finds them different.

    A log that is damaged itself is left as it is: exit code 4.

    Example: examprep data rebuild
    """
    from examprep.store.store import Store  # noqa: PLC0415

    env = read_env()
    _reading(env).close()
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups) as store:
        if any(fault.is_of_log for fault in store.verify()):
            raise StoreError(
                "the log itself is damaged, so that nothing was rebuilt from it; see what is wrong, and "
                "which copy to go back to: examprep data verify",
                "記録そのものが壊れているので、何も作り直さなかった。"
                "何が壊れているか、どの控えに戻せるかを見る: examprep data verify",
            )
        store.rebuild_memory()
        rows = store.count_rows()
    console.show_line(say(f"{rows}行の記録から記憶を作り直した", f"memories rebuilt from {rows} rows", lang))


def _reading(env: Env) -> Store:
    from examprep.store.store import Store  # noqa: PLC0415 - not on the way to --help

    _require_progress(env)
    return Store.reading(env.paths.progress)


def _require_progress(env: Env) -> None:
    if not env.paths.progress.exists():
        raise StoreError(
            f"no progress yet at {env.paths.progress}; begin with: examprep quiz",
            f"{env.paths.progress} にまだ記録がない。始める: examprep quiz",
        )
