"""What is said during a mock exam, the same in every face."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.core.item import Text
from examprep.core.response import write_response
from examprep.core.sitting import Flag, Pace, Sheet, Sitting, in_ranges

HURRY = 300
"""Seconds left from which on the time stands out."""
FLAGS = {Flag.UNSURE: Text("自信なし", "unsure"), Flag.LATER: Text("後で", "later")}
SIGNS = {Flag.UNSURE: "?", Flag.LATER: "!"}
ANSWERED, OPEN = "o", "."
LEGEND = Text(
    f"{ANSWERED} 解答済み  {OPEN} まだ  {SIGNS[Flag.UNSURE]} 自信なし  {SIGNS[Flag.LATER]} 後で",
    f"{ANSWERED} answered  {OPEN} open  {SIGNS[Flag.UNSURE]} unsure  {SIGNS[Flag.LATER]} later",
)
TIME_IS_UP = Text("時間切れ。締切の時点で提出した。", "Time is up; handed in as of the deadline.")
TOO_LATE = Text("この答えは時間切れで数えない。", "That answer came too late and does not count.")
LITTLE_TIME = Text(
    f"残り{HURRY // 60}分を切った。答えはその都度記録されている。",
    f"Less than {HURRY // 60} minutes are left. Every answer is kept as you give it.",
)
KEPT = Text("記録した。提出まで変えられる。", "Kept; it can be changed until you hand in.")
LAST = Text(
    "最後の問題まで来た。見直して、x で提出。", "That was the last question. Look over all; x hands in."
)
ONE_STAYS = Text(
    "一つは選んでおく。わからなければ ? を押す。", "One stays chosen; press ? if you do not know."
)
FINAL = Text(
    "提出すると答えは変えられない。採点と解説が続く。",
    "After handing in nothing can be changed; marks and explanations follow.",
)
SURELY = Text("x もう一度で提出  Enter 戻る", "x again to hand in  Enter to go back")


def clock_of(seconds: float) -> str:
    """Write a time as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def time_left(seconds: float) -> Text:
    """Say what is left, and in words when that is little."""
    clock = clock_of(seconds)
    if seconds < HURRY:
        return Text(f"残りわずか {clock}", f"HURRY {clock} left")
    return Text(f"残り {clock}", f"{clock} left")


def pace_words(pace: Pace) -> Text | None:
    """Say how fast questions are answered, and whether that is fast enough."""
    if pace.taken is None:
        return None
    taken, planned = f"{pace.taken:.0f}", f"{pace.planned:.0f}"
    ja, en = ("遅れ", "behind") if pace.is_behind else ("順調", "on time")
    return Text(f"1問 {taken}秒（予定 {planned}秒、{ja}）", f"{taken}s each ({planned}s planned, {en})")


def welcome(total: int, seconds: float, until: str) -> Text:
    """Say what a new exam is, and that its clock runs."""
    clock = clock_of(seconds)
    return Text(
        f"{total}問、{clock}（{until} まで）。時計は止まらない。採点と解説は提出のあと。"
        "答え直せば前の答えは消える。",
        f"{total} questions in {clock} (until {until}). The clock does not stop. Marks and "
        "explanations come after handing in; answering again replaces an answer.",
    )


def with_code(said: Text, code: str) -> Text:
    """Add the code of a paper that others sit, too."""
    told = same_paper(code)
    return Text(f"{said.ja}{told.ja}", f"{said.en} {told.en}")


def same_paper(code: str) -> Text:
    """Say by which code those who sit the same paper know it."""
    return Text(
        f"照合番号 {code}（同じなら同じ問題）。", f"Paper code {code}: the same code, the same questions."
    )


def resuming(sitting: Sitting, seconds: float, until: str) -> Text:
    """Say that an exam goes on."""
    done, total, clock = sitting.answered, len(sitting.sheets), clock_of(seconds)
    return Text(
        f"続き: {done}/{total}問に解答済み、残り {clock}（{until} まで）。",
        f"Resuming: {done} of {total} answered, {clock} left (until {until}).",
    )


def going_on(name: str, seconds: float) -> Text:
    """Remind of an exam whose clock runs."""
    clock = clock_of(seconds)
    return Text(
        f"受験中: {name} の模擬試験  残り {clock}  e で続ける",
        f"under way: mock exam, {name}, {clock} left; e goes on",
    )


def ran_out(exam: str) -> Text:
    """Say that an exam ended while nobody looked."""
    return Text(
        f"留守のあいだに時間が切れ、締切の時点で提出した: examprep exam {exam} --history",
        f"The time ran out while you were away; handed in as of then: examprep exam {exam} --history",
    )


def parting(exam: str, seconds: float, until: str) -> tuple[Text, Text]:
    """Say that an exam goes on without the candidate, and how to come back."""
    clock, command = clock_of(seconds), f"examprep exam {exam}"
    return (
        Text(
            f"中断した。答えは記録済み。時計は進み続ける（残り {clock}、{until} まで）。",
            f"You left; your answers are kept. The clock goes on ({clock} left, until {until}).",
        ),
        Text(f"続き: {command}", f"Go on with: {command}"),
    )


def before_leaving(seconds: float, until: str) -> Text:
    """Say what leaving means."""
    clock = clock_of(seconds)
    return Text(
        f"中断しても時計は進み続ける（残り {clock}、{until} まで）。答えは記録済みで、続きから戻れる。",
        f"The clock goes on while you are away ({clock} left, until {until}). Your answers are kept, and you "
        "can come back.",
    )


def out_of_paper(last: int) -> Text:
    """Say which questions there are."""
    return Text(f"問題は 1 から {last} まで。", f"Questions go from 1 to {last}.")


def flag_words(flag: Flag, *, on: bool) -> Text:
    """Say what became of a flag."""
    name, (ja, en) = FLAGS[flag], ("付けた", "set") if on else ("外した", "taken away")
    return Text(f"「{name.ja}」の印を{ja}。", f"Flag {en}: {name.en}.")


def answer_note(sheet: Sheet) -> Text | None:
    """Say what the candidate has answered to one question."""
    if sheet.response is None:
        return None
    written = write_response(sheet.response)
    return Text(f"いまの答え: {written}", f"Your answer: {written}")


def flag_notes(sheet: Sheet) -> Iterator[Text]:
    """Say which flags one question has."""
    for flag in Flag:
        if flag in sheet.flags:
            yield Text(f"[{FLAGS[flag].ja}]", f"[{FLAGS[flag].en}]")


def cell_of(place: int, sheet: Sheet) -> str:
    """Write a question's number with its state and flags, in the same width for each."""
    state = OPEN if sheet.response is None else ANSWERED
    flags = "".join(sign for flag, sign in SIGNS.items() if flag in sheet.flags)
    return f"{place:>3}{state}{flags}".ljust(4 + len(SIGNS))


def still_open(sitting: Sitting) -> Text | None:
    """Say which questions have no answer, if any."""
    if not sitting.open:
        return None
    count, places = len(sitting.open), in_ranges(sitting.open)
    return Text(
        f"まだ答えていない問題が{count}問ある: {places}",
        f"{count} question{'s are' if count > 1 else ' is'} open: {places}",
    )


def flagged_words(sitting: Sitting) -> Iterator[Text]:
    """Say which questions have which flag."""
    for flag in Flag:
        places = in_ranges(sitting.flagged(flag))
        if places:
            yield Text(f"{FLAGS[flag].ja}: {places}", f"{FLAGS[flag].en}: {places}")


def before_handing_in(sitting: Sitting) -> Iterator[Text]:
    """Say how the paper stands, and that it is final."""
    yield still_open(sitting) or Text("すべての問題に答えた。", "Every question is answered.")
    yield from flagged_words(sitting)
    yield FINAL
