"""What `examprep data verify --repair` does and says: what is left of a damaged file, and what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from examprep.cli import console
from examprep.cli.console import say
from examprep.cli.history import stamp_of
from examprep.core.item import Lang

if TYPE_CHECKING:
    from examprep.env import Env, Paths
    from examprep.store.repair import Repaired
    from examprep.store.salvage import Missing


def paths_around(paths: Paths, file: Path) -> Paths:
    """Return the paths of a home with another progress file, and with backups beside that."""
    return msgspec.structs.replace(
        paths, progress=file.absolute(), backups=file.absolute().parent / "backups"
    )


def repair_progress(env: Env, lang: Lang, *, json: bool) -> bool:
    """Repair a progress file and say exactly what was lost; tell whether nothing was."""
    from examprep.store.repair import repair  # noqa: PLC0415 - not on the way to --help
    from examprep.store.store import device_id  # noqa: PLC0415

    repaired = repair(env.paths.progress, env.paths.backups, device_id(env.entropy()), stamp_of(env))
    if json:
        console.show_json(_repair_json(repaired))
    else:
        for line in _repair_lines(repaired, lang):
            console.show_line(line)
    return repaired.is_complete


def _repair_json(repaired: Repaired) -> dict[str, Any]:
    told = msgspec.structs.asdict(repaired)
    told["faults"] = [fault.text for fault in repaired.faults]
    told["aside"] = repaired.aside and str(repaired.aside)
    told["missing"] = [
        {"device": row.device, "seq": row.seq, "after": _iso(row.after), "before": _iso(row.before)}
        for row in repaired.missing
    ]
    return told


def _repair_lines(repaired: Repaired, lang: Lang) -> Iterable[str]:
    rows = repaired.rows
    if not repaired.faults:
        yield say(
            f"異常はない（{rows}行）。何も変えていない。",
            f"nothing is wrong ({rows} rows); nothing was changed",
            lang,
        )
        return
    if repaired.aside is None:
        yield say(
            f"{rows}行の記録は無傷だった。記憶を作り直した。",
            f"{rows} rows were whole; memories rebuilt",
            lang,
        )
        return
    yield say(f"修復した。記録は{rows}行。", f"repaired: {rows} rows", lang)
    yield say(
        f"壊れたファイルも残してある: {repaired.aside}", f"the damaged file is kept: {repaired.aside}", lang
    )
    if repaired.found_again:
        found = repaired.found_again
        yield say(f"控えから取り戻したもの: {found}行", f"taken from backups: {found} rows", lang)
    yield from _missing_lines(repaired.missing, lang)
    if repaired.unproved:
        yield say(
            "前の行が失われ、正しいと確かめられないまま残した行:",
            "kept, but not proved right, since the row before is lost:",
            lang,
        )
        for name in repaired.unproved:
            yield say(
                f"  端末 {name.device} の行 {name.seq}", f"  row {name.seq} of device {name.device}", lang
            )
    yield from _table_lines(repaired.tables, lang)
    if repaired.pages_missing:
        yield say(
            f"ファイルの終わりが{repaired.pages_missing}ページ失われている。"
            "そこにあった解答は、ここに数えられていないことがある。",
            f"{repaired.pages_missing} pages at the end of the file are gone; answers on them may be "
            "lost without being counted here.",
            lang,
        )


def _table_lines(tables: Sequence[str], lang: Lang) -> Iterable[str]:
    if tables:
        ja, en = (", ".join(dict.fromkeys(_TABLES[table][place] for table in tables)) for place in (0, 1))
        yield say(
            f"答えのほかに、すべては読めなかったもの: {ja.replace(', ', '、')}",
            f"besides answers, not all could be read of: {en}",
            lang,
        )


_TABLES = {
    "session": ("セッション", "sessions"),
    "session_end": ("セッション", "sessions"),
    "sitting": ("模試の経過", "what happened in mock exams"),
    "mark": ("印", "marks"),
    "unmark": ("印", "marks"),
    "model": ("記憶モデル", "memory models"),
    "course": ("計画の使い方", "how courses are used"),
}


def _missing_lines(missing: Sequence[Missing], lang: Lang) -> Iterable[str]:
    if not missing:
        yield say("失われた行はない。", "no row is lost.", lang)
        return
    yield say(f"失われた行: {len(missing)}", f"rows lost: {len(missing)}", lang)
    for (device, after, before), rows in groupby(
        missing, key=lambda row: (row.device, row.after, row.before)
    ):
        numbers = [row.seq for row in rows]
        named = ", ".join(map(str, numbers))
        yield say(
            f"  {_days(after, before, lang)}: {len(numbers)}行（端末 {device} の {named}）",
            f"  {_days(after, before, lang)}: {len(numbers)} (of device {device}: {named})",
            lang,
        )
    yield say(
        "別の端末にあれば取り戻せる: examprep data merge そのファイル",
        "If another machine has them: examprep data merge ITS_FILE",
        lang,
    )


def _days(after: int | None, before: int | None, lang: Lang) -> str:
    first, last = _iso(after), _iso(before)
    if first is not None and first == last:
        return first
    if first is None and last is None:
        return say("日は不明", "day unknown", lang)
    return say(f"{first or ''}〜{last or ''}のどこか", f"some time {first or ''}..{last or ''}", lang)


def _iso(day: int | None) -> str | None:
    from examprep.core.day import StudyDay, date_of  # noqa: PLC0415 - not on the way to --help

    return None if day is None else date_of(StudyDay(day)).isoformat()
