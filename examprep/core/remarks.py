"""What a session says of itself beside its questions, the same in every face."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.core.day import StudyDay, date_of
from examprep.core.item import ItemId, Text
from examprep.core.memory import Memory
from examprep.core.session import Answered, Skipped
from examprep.errors import ExamprepError

NOTHING_TO_ASK = Text(
    "いま出題できる項目はない。条件を広げるか、--new を増やすか、明日また始める。",
    "There is nothing to ask now: widen the options, raise --new, or come back tomorrow.",
)
NOT_RATED = Text(
    "直前の答えが正解のときだけ変えられる。自分で評価したカードは u で取り消して評価し直す。",
    "Only a right answer can be rated. A card that you rated yourself: take it back with u and rate it anew.",
)
COMES_BACK = Text("この回でもう一度出題する。記録済み。", "It comes back in this session. Kept.")
BURIED = Text("今日はもう出題しない。u で取り消し。", "Not asked again today. u takes that back.")
NO_FILE = Text("この問題のファイルが見つからない。", "The file of this question cannot be found.")
_NO_TERMS = Text(
    "ここに、もう一方の言語の名前を知る用語はない。", "No term here has a known name in the other language."
)
_NOTHING_TO_UNDO = Text("取り消す答えがない。", "There is no answer to take back.")
_UNDONE = Text("直前の答えを取り消した。もう一度答える。", "The last answer is taken back; answer again.")
_BACK = Text("直前の問題を出題に戻した。", "The last question set aside is back.")


def glossed(terms: tuple[Text, ...]) -> Text:
    """Name terms in both languages."""
    if not terms:
        return _NO_TERMS
    return Text(
        "  ".join(f"{term.ja} = {term.en}" for term in terms),
        "  ".join(f"{term.en} = {term.ja}" for term in terms),
    )


def edit_elsewhere(item: ItemId) -> Text:
    """Say how to correct an item where no editor can be shown."""
    return Text(
        f"ここではエディタを開けない。端末で: examprep edit {item}",
        f"No editor can be opened here; in a terminal: examprep edit {item}",
    )


def edited(path: str) -> Text:
    """Say what to do once an item was corrected; the path as a shell takes it."""
    command = f"examprep bank check {path}"
    return Text(
        f"確かめる: {command}（次の回から変わる）",
        f"Check it with: {command} (it changes from the next session on)",
    )


def resuming(left: int, mode: str) -> Text:
    """Say that a session goes on, and what to type for another: outside of the app, where one can."""
    questions = f"question{'s' * (left != 1)}"
    return Text(
        f"前回の続き（あと{left}問）。新しく始めるには、終了してから examprep {mode} --fresh",
        f"Resuming: {left} {questions} to go. For a new session leave and type examprep {mode} --fresh",
    )


def due_next(memory: Memory, today: StudyDay) -> Text:
    """Say when an item is asked again."""
    days = memory.due - today
    date = date_of(memory.due)
    return Text(
        f"次回 {date}（{days}日後）。記録済み。",
        f"Next on {date} (in {days} day{'s' * (days != 1)}). Kept.",
    )


def held_until(exam: StudyDay, recall: float) -> Text:
    """Say how surely an item that is not due before an exam is recalled there."""
    date = date_of(exam)
    return Text(
        f"試験日（{date}）に思い出せる見込みは {recall:.0%}。記録済み。",
        f"Recalled on the exam day ({date}) with {recall:.0%}. Kept.",
    )


def undone(event: Answered | Skipped | None) -> Text:
    """Say what was taken back."""
    if event is None:
        return _NOTHING_TO_UNDO
    return _BACK if isinstance(event, Skipped) else _UNDONE


def flagged(item: ItemId) -> Text:
    """Say that an item is marked as doubtful."""
    return Text(
        f"疑わしい問題として印を付けた。o で直せる（あとでなら: examprep edit {item}）。",
        f"Flagged as doubtful. o corrects it (later: examprep edit {item}).",
    )


def suspended(item: ItemId) -> Text:
    """Say that an item is asked no more."""
    return Text(
        f"もう出題しない。u で取り消し、あとで戻すには: examprep unmark {item}",
        f"Not asked any more. u takes that back; later: examprep unmark {item}",
    )


def left_out_words(error: ExamprepError) -> Text:
    """Say that a drill was left out, and why."""
    return Text(f"読み込めない演習を除いた: {error.ja}", f"Left out a drill that cannot be read: {error}")


def summary(*, answered: int, right: int, left: int) -> Iterator[Text]:
    """Say what was answered, and what is left."""
    if answered:
        yield Text(
            f"{answered}問に答え、{right}問が正解。すべて記録済み。",
            f"{answered} answered, {right} of them right. All kept.",
        )
    if left:
        yield Text(f"あと{left}問。同じコマンドで続きから。", f"{left} to go; the same command resumes.")
