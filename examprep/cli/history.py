"""`examprep data merge`, `import` and `restore`, and what the other commands do with a whole history."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from examprep.cli import console
from examprep.cli.console import say
from examprep.cli.options import AsJson, InLang
from examprep.cli.output import refuse_existing, write_whole
from examprep.core.item import Lang
from examprep.env import read_env
from examprep.errors import StoreError, UsageError

if TYPE_CHECKING:
    from examprep.env import Env
    from examprep.store.history import History
    from examprep.store.merge import Gained
    from examprep.store.store import Store


class Form(StrEnum):
    """What a history may be written as."""

    JSON = "json"
    FSRS = "fsrs-csv"
    ANKI = "anki"


# --- two machines


def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Progress files of other machines, or exports.")
    ],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Add what other machines know to your progress; they are only read.

    Answers, answers taken back, sessions, mock exams, marks and memory
    models come together; in whatever order and however often you merge, the
    outcome is the same. Do it on both machines, and both know the same.
    Settings, the exam date and your drill programs stay on each machine.

    A copy of your progress is made before, in the folder of backups.

    Example: examprep data merge /mnt/usb/progress.db
    """
    _take_in(files, lang, json=json)


def import_history(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Written by: data export --format json")],
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Take in a history that was exported, into an empty home or beside what is there.

    Example: examprep data import history.jsonl
    """
    _take_in([file], lang, json=json)


def _take_in(files: Sequence[Path], lang: Lang, *, json: bool) -> None:
    from examprep.store.history import join  # noqa: PLC0415 - not on the way to --help
    from examprep.store.store import Store  # noqa: PLC0415
    from examprep.store.transfer import read_any  # noqa: PLC0415

    env = read_env()
    for file in files:
        _refuse_own(env, file)
    told = [(file, read_any(file)) for file in files]  # all of them, before anything is changed
    with Store.open(env.paths.progress, entropy=env.entropy(), backups=env.paths.backups) as store:
        known = store.history()
        is_news = reduce(join, (history for _, history in told), known) != known
        copy = store.back_up_before_merge(stamp_of(env)) if is_news and known.links else None
        gains = [(file, store.take_in(history, entropy=env.entropy())) for file, history in told]
        rows = store.count_rows()
    if json:
        merged = [{"file": str(file), "gained": gained} for file, gained in gains]
        console.show_json({"merged": merged, "rows": rows, "backup": copy and str(copy)})
        return
    for file, gained in gains:
        console.show_line(f"{file}: {_gains(gained, lang)}")
        _tell_fork(gained, lang)
    console.show_line(
        say(
            f"記録は合わせて{rows}行。記憶は計算し直した。",
            f"{rows} rows in all; memories follow them.",
            lang,
        )
    )
    if copy is not None:
        console.remark(say(f"取り込む前の控え: {copy}", f"copy from before: {copy}", lang))


def _refuse_own(env: Env, file: Path) -> None:
    if file.exists() and env.paths.progress.exists() and file.samefile(env.paths.progress):
        raise UsageError(
            f"{file} is the progress file of this machine; name the one of another",
            f"{file} はこの端末の記録である。もう一方の端末の記録を指定する。",
        )


def _gains(gained: Gained, lang: Lang) -> str:
    counted = [
        (gained.answers, "解答", "answers"),
        (gained.taken_back, "取り消し", "taken back"),
        (gained.sessions, "セッション", "sessions"),
        (gained.exams, "模試", "mock exams"),
        (gained.marks, "印", "marks"),
        (gained.models, "記憶モデル", "memory models"),
    ]
    ja = "、".join(f"{name} {count}" for count, name, _ in counted if count) or "新しいものはない"
    en = ", ".join(f"{name}: {count}" for count, _, name in counted if count) or "nothing new"
    return say(ja, en, lang)


def _tell_fork(gained: Gained, lang: Lang) -> None:
    if gained.forked:
        ja = "同じ記録の写しが別々に使われていた。分かれた後の解答も、すべて残した。"
        en = "Copies of one file had been used separately; all that was answered since is kept."
        console.remark(say(ja, en, lang))


# --- back to a copy


def restore(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A backup, by path or by name; see data backup --list"),
    ] = None,
    latest: Annotated[bool, typer.Option("--latest", help="The newest whole backup.")] = False,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Go back to a backup. What is there now is kept beside the backups, never deleted.

    Example: examprep data restore --latest
    """
    from examprep.store.backup import REPLACED  # noqa: PLC0415 - not on the way to --help
    from examprep.store.replace import replace  # noqa: PLC0415
    from examprep.store.store import device_id  # noqa: PLC0415

    env = read_env()
    if (file is None) != latest:
        raise UsageError(
            "name a backup, or say --latest; see them with: examprep data backup --list",
            "控えを1つ指定するか、--latest を付ける。一覧: examprep data backup --list",
        )
    source, history = _newest(env) if file is None else _named(env, file)
    aside = env.paths.backups / f"{REPLACED}{stamp_of(env)}.db"
    kept = replace(env.paths.progress, history, device_id(env.entropy()), aside)
    rows = len(history.links)
    if json:
        console.show_json({"restored": str(source), "rows": rows, "aside": kept and str(kept)})
        return
    console.show_line(say(f"{source}（{rows}行）に戻した", f"went back to {source} ({rows} rows)", lang))
    if kept is not None:
        command = f"examprep data merge {shlex.quote(str(kept))}"
        ja = f"それまでの記録は残してある。その解答も要るなら: {command}"
        en = f"What was there is kept. To have its answers, too: {command}"
        console.remark(say(ja, en, lang))


def _named(env: Env, file: Path) -> tuple[Path, History]:
    from examprep.store.transfer import read_any  # noqa: PLC0415 - not on the way to --help

    inside = env.paths.backups / file.name
    source = inside if not file.exists() and inside.exists() else file
    _refuse_own(env, source)
    return source, read_any(source)


def _newest(env: Env) -> tuple[Path, History]:
    from examprep.store.merge import read_history  # noqa: PLC0415 - not on the way to --help
    from examprep.store.rescue import newest_whole  # noqa: PLC0415

    copy = newest_whole(env.paths.backups)
    if copy is not None:
        return copy.path, read_history(copy.path)
    raise StoreError(
        f"no whole backup in {env.paths.backups}; nothing was changed. To save what the file itself still "
        "holds: examprep data verify --repair",
        f"{env.paths.backups} に無傷の控えはない。何も変えていない。ファイルに残っているものを救うには: "
        "examprep data verify --repair",
    )


def show_backups(env: Env, lang: Lang, *, json: bool) -> None:
    """Print the backups there are, the newest first, and how many answers each holds."""
    from datetime import UTC, datetime  # noqa: PLC0415 - not on the way to --help

    from examprep.store.backup import list_backups  # noqa: PLC0415
    from examprep.store.rescue import rows_if_whole  # noqa: PLC0415

    found = sorted(
        list_backups(env.paths.backups), key=lambda each: each.path.stat().st_mtime_ns, reverse=True
    )
    listed: list[dict[str, Any]] = []
    for backup in found:
        stat = backup.path.stat()
        at = datetime.fromtimestamp(stat.st_mtime, UTC).astimezone()
        rows = rows_if_whole(backup.path)
        listed.append({"file": str(backup.path), "at": at.isoformat(), "bytes": stat.st_size, "rows": rows})
        if not json:
            told = (
                say("壊れている", "damaged", lang) if rows is None else say(f"{rows}行", f"{rows} rows", lang)
            )
            console.show_line(f"{at:%Y-%m-%d %H:%M}  {backup.path.name}  {told}")
    if json:
        console.show_json({"folder": str(env.paths.backups), "backups": listed})
    elif not found:
        console.show_line(
            say(f"{env.paths.backups} に控えはない", f"no backups in {env.paths.backups}", lang)
        )
    else:
        ja, en = "戻すには: examprep data restore 名前", "To go back: examprep data restore NAME"
        console.remark(say(ja, en, lang))


# --- for other programs


def export_history(store: Store, form: Form, out: Path | None, lang: Lang) -> None:
    """Write the whole history: for examprep itself, for FSRS tools, or as Anki's revlog."""
    if out is not None:
        refuse_existing(out)
    written = _written(store, form)
    if form is Form.FSRS:
        begins = read_env().settings.rollover
        console.remark(
            say(
                f"最適化ツールには、時間帯と、日が{begins}時に始まることを伝える。",
                f"Tell the optimizer your time zone, and that your days begin at {begins}:00.",
                lang,
            )
        )
    if out is None:
        console.show_bytes(written)
        return
    write_whole(out, written, 0o600)  # answers and times are the learner's own
    rows = written.count(b"\n") - 1
    console.remark(say(f"{rows}行を {out} に書いた", f"{rows} rows written to {out}", lang))


def _written(store: Store, form: Form) -> bytes:
    from examprep.core.revlog import (  # noqa: PLC0415 - not on the way to --help
        ANKI_COLUMNS,
        FSRS_COLUMNS,
        anki_rows,
        fsrs_rows,
    )
    from examprep.store.transfer import joined_lines  # noqa: PLC0415

    if form is Form.JSON:
        return joined_lines(store.history())
    reviews, model = [review for _, review in store.fetch_reviews()], store.model()
    if form is Form.FSRS:
        return csv_of(FSRS_COLUMNS, fsrs_rows(reviews, model)).encode()
    return csv_of(ANKI_COLUMNS, anki_rows(reviews, model)).encode()


def csv_of(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV, with their heading."""
    import csv  # noqa: PLC0415 - not on the way to --help
    import io  # noqa: PLC0415

    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([columns, *rows])
    return written.getvalue()


def stamp_of(env: Env) -> str:
    """Return now as part of the name of a file."""
    return env.now().at.strftime("%Y%m%dT%H%M%SZ")
