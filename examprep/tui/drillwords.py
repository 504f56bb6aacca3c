"""What a drill's screen says of itself: keys, files, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from examprep.core.item import Text
from examprep.core.problem import files_of
from examprep.drill import tries_left
from examprep.workbench import Opened, Step


def keys_of(drill: Opened, step: Step, hints: int, *, is_watching: bool) -> Iterator[Text]:
    """Yield the keys there are now, what comes next first."""
    yield NEXT[step]
    if step is Step.BEGIN and len(drill.folder.starters) > 1:
        yield Text("t PyTorchで始める", "t begin in PyTorch")
    if step in (Step.GRADE, Step.LEAVE):
        yield Text("e エディタ", "e editor")
    if step in (Step.WRITE, Step.LEAVE):
        yield Text("g 採点", "g grade")
    if step is not Step.BEGIN:
        yield WATCHING if is_watching else WATCH
    count = len(drill.folder.problem.hints)
    if hints < count:
        yield Text(f"h ヒント {hints + 1}/{count}", f"h hint {hints + 1} of {count}")
    if not tries_left(drill.row):
        yield Text("s 解答例", "s solution")
    yield Text("Space 下へ", "Space further down")
    yield Text("l 言語", "l language")
    yield BACK


def file_words(drill: Opened) -> Iterable[Text]:
    """Say where the learner's files are."""
    path = drill.path
    there, here = ("", "") if path.exists() else ("（まだない）", " (not there yet)")
    yield Text(f"書くファイル: {path}{there}", f"Your file: {path}{here}")
    for id in drill.folder.problem.uses:
        is_there = any((path.parent / name).exists() for name in files_of(id))
        there, here = ("", "") if is_there else ("（まだない）", " (not there yet)")
        yield Text(f"土台にする自分の演習: {id}.py{there}", f"Builds on your own drill: {id}.py{here}")


def without_editor(path: Path) -> Text:
    """Say how to write a file without an editor of one's own."""
    return Text(
        f"別の窓のエディタで {path} を書く。保存したら Enter で採点。ここから開くには、"
        "環境変数 EDITOR を設定して始める（例: EDITOR=nano examprep）。",
        f"Write {path} in an editor in another window; once it is saved, Enter grades it. To open it "
        "from here, set EDITOR before you start (EDITOR=nano examprep).",
    )


NEXT = {
    Step.BEGIN: Text("Enter ひな形を置いて書き始める", "Enter to put a starter here and write"),
    Step.WRITE: Text("Enter 書く", "Enter to write"),
    Step.GRADE: Text("Enter 採点する", "Enter to grade"),
    Step.LEAVE: Text("Enter 一覧に戻る", "Enter to the list"),
}
WATCH = Text("w 保存のたびに採点", "w grade at every save")
WATCHING = Text("w 自動採点をやめる", "w stop grading at saves")
NO_WATCH = Text("自動採点をやめた。", "Saves are not graded any more.")
BACK = Text("q 戻る", "q back")
WHILE_GRADING = Text("Esc 採点をやめる", "Esc to stop grading")
STOPPED = Text("採点をやめた。挑戦の回数に数えない。", "Stopped; no attempt is used.")
BEGIN_FIRST = Text(
    "まだファイルがない。Enter でひな形を置く。", "There is no file yet: Enter puts a starter here."
)
SAVED = Text("保存した。Enter で採点する。", "Saved. Enter grades it.")
NOT_SAVED = Text("ファイルは変わっていない。", "The file has not changed.")
