"""`examprep data`: the file that keeps your progress."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from examprep.cli import console
from examprep.cli.output import refuse_existing, write_whole
from examprep.core.day import StudyDay
from examprep.env import read_env
from examprep.errors import ExitCode, StoreError, UsageError

if TYPE_CHECKING:
    from examprep.core.attempts import Line
    from examprep.env import Env
    from examprep.store.store import Store

app = typer.Typer(help="Your progress file: where it is, a copy, its log, its check.", no_args_is_help=True)


@app.command()
def path() -> None:
    """Print where your progress is kept.

    Example: cp "$(examprep data path)" /mnt/usb/
    """
    console.show_path(read_env().paths.progress)


@app.command()
def backup() -> None:
    """Write a checked copy of your progress now, and print where.

    Copies are also made by themselves, on the first session of each day.

    Example: examprep data backup
    """
    env = read_env()
    with _reading(env) as store:
        written = store.back_up(env.now().at.strftime("%Y%m%dT%H%M%SZ"), env.paths.backups)
    console.show_line(str(written))


@app.command()
def log(
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with every column.")] = False,
) -> None:
    """Print every answer ever given, the oldest first; also those taken back.

    Example: examprep data log --json > history.jsonl
    """
    env = read_env()
    with _reading(env) as store:
        for row in store.log():
            if json:
                console.show_json_line({"schema": console.SCHEMA, **row})
            else:
                console.show_line(_sentence(row))


def _sentence(row: dict[str, str | int | float | None]) -> str:
    from datetime import UTC, datetime  # noqa: PLC0415

    at = datetime.fromtimestamp(int(row["at"] or 0) / 1000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    if row["kind"] == "void":
        return f"{at}  {row['seq']:>6}  takes back {row['target_seq']}"
    return f"{at}  {row['seq']:>6}  {row['outcome']:<8} {row['item']}"


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
) -> None:
    """Write your answers for an instructor who looks at the questions: JSON, one answer a line.

    Every export has a new random token in place of you. Times of day, dates,
    your machine and what you typed stay here; whoever gets the file from you
    still knows whose it is.

    Example: examprep data export --attempts --anonymous --out answers.jsonl
    """
    if not (attempts and anonymous):
        raise UsageError("what is exported are answers without you: say --attempts --anonymous")
    begun = None if since is None else _day(since)
    if out is not None:
        refuse_existing(out)
    lines = _exported(read_env(), begun, notes=notes)
    if out is None:
        for line in lines:
            console.show_json_line(line)
    else:
        write_whole(out, "".join(f"{msgspec.json.encode(line).decode()}\n" for line in lines))
        console.remark(f"{len(lines)} lines written to {out}")


def _exported(env: Env, since: StudyDay | None, *, notes: bool) -> list[Line]:
    from examprep.core.attempts import export_attempts, export_flags  # noqa: PLC0415 - not on the way to --help
    from examprep.loader.cache import load_library  # noqa: PLC0415

    token = env.entropy().hex()[:16]
    with _reading(env) as store:
        reviews, marks = [review for _, review in store.fetch_reviews()], store.fetch_marks()
    library = load_library(env.paths.content, env.paths.cache)
    flags = export_flags(marks, token, since, notes=notes)
    return [*export_attempts(reviews, library, token, since), *flags]


def _day(written: str) -> StudyDay:
    try:
        return StudyDay(date.fromisoformat(written).toordinal())
    except ValueError:
        raise UsageError(f'--since "{written}" is no date; write it as 2027-02-20') from None


@app.command()
def verify(
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Check your progress: every row against its hash, the memories against a replay of the log.

    Exit code 1 if anything is wrong; nothing is changed.

    Example: examprep data verify
    """
    env = read_env()
    with _reading(env) as store:
        faults = store.verify()
        rows = store.count_rows()
    if json:
        console.show_json({"rows": rows, "faults": faults})
    else:
        for fault in faults:
            console.show_line(str(fault))
        console.show_line(f"faults: {len(faults)}, rows: {rows}")
    raise typer.Exit(ExitCode.NO if faults else ExitCode.DONE)


@app.command()
def rebuild() -> None:
    """Replay the whole log into the memories, where `data verify` finds them different.

    Example: examprep data rebuild
    """
    from examprep.store.store import Store  # noqa: PLC0415

    env = read_env()
    _reading(env).close()
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups) as store:
        store.rebuild_memory()
        console.show_line(f"memories rebuilt from {store.count_rows()} rows")


def _reading(env: Env) -> Store:
    from examprep.store.store import Store  # noqa: PLC0415 - not on the way to --help

    if not env.paths.progress.exists():
        raise StoreError(f"no progress yet at {env.paths.progress}; begin with: examprep quiz")
    return Store.reading(env.paths.progress)
