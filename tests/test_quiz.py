"""A learner's session through the real command: asked, marked, explained, kept."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from examprep.core.draw import Question, draw_question, question_seed
from examprep.core.item import Choice, ItemId, Number
from examprep.core.keys import Command as KeyCommand
from examprep.core.library import Filter, Library, select_items
from examprep.core.plan import Limits, plan_session
from examprep.core.text import width
from examprep.env import read_env
from tests.conftest import Command

pytestmark = pytest.mark.end

SEED = 11


def planned(library: Library, number: int, kind: str | None = None) -> list[Question]:
    """Return the questions that `quiz --seed SEED -n NUMBER` asks a new learner first."""
    today = read_env({}).now().day
    queue = plan_session(
        select_items(library, Filter(kind=kind)),
        {},
        library.depths,
        today=today,
        limits=Limits(number, number),
        rng=random.Random(SEED),
    )
    return [draw_question(library.items[id], question_seed(SEED, id, 0)) for id in queue]


def quiz(examprep: Command, number: int, lines: list[str], *more: str) -> Any:
    """Run a seeded quiz of new items with some lines typed."""
    args = ["quiz", "--seed", str(SEED), "-n", str(number), "--new", str(number), *more]
    return examprep(*args, lines="".join(f"{line}\n" for line in lines))


def log(examprep: Command) -> list[dict[str, Any]]:
    """Return the rows of the log."""
    ran = examprep("data", "log", "--json")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_right_answers_are_right_and_kept(
    examprep: Command, library: Library, right_line: Callable[[Question], str]
) -> None:
    questions = planned(library, 6)

    ran = quiz(examprep, 6, [right_line(question) for question in questions])

    assert ran.code == 0
    assert "6問に答え、6問が正解。すべて記録済み。" in ran.out
    rows = log(examprep)
    assert [row["item"] for row in rows] == [question.item.id for question in questions]
    assert {row["outcome"] for row in rows} <= {"right", "rated"}


def test_a_wrong_option_is_told_its_reason(examprep: Command, library: Library) -> None:
    question = planned(library, 1, "choice")[0]
    assert isinstance(question.item, Choice)
    place, option = next(
        (n, question.item.options[index])
        for n, index in enumerate(question.order, 1)
        if not question.item.options[index].right
    )
    assert option.why is not None

    ran = quiz(examprep, 1, [str(place)], "--kind", "choice", "--lang", "en")

    shown = "".join(ran.out.split())
    assert "Wrong" in ran.out
    assert "Theslip" in shown
    assert "".join(option.why.en.replace("`", "").replace("*", "").split())[:40] in shown
    assert log(examprep)[0]["slip"].startswith("options/")


def test_a_known_wrong_number_is_told_its_reason(examprep: Command, library: Library) -> None:
    question = planned(library, 1, "number")[0]
    assert isinstance(question.item, Number)
    assert question.key is not None

    ran = quiz(examprep, 1, [repr(question.key.slips[0].value)], "--kind", "number")

    assert "不正解" in ran.out
    assert "誤りの理由" in ran.out
    assert log(examprep)[0]["slip"] == "slips/0"


def test_the_end_of_input_keeps_what_was_answered_and_the_same_command_resumes(
    examprep: Command, library: Library, right_line: Callable[[Question], str]
) -> None:
    lines = [right_line(question) for question in planned(library, 4)]

    first = quiz(examprep, 4, lines[:2])
    second = quiz(examprep, 4, lines[2:])

    assert (first.code, second.code) == (0, 0)
    assert "あと2問。同じコマンドで続きから。" in first.out
    assert "前回の続き（あと2問）" in second.out
    assert "3/4" in second.out
    assert len({row["item"] for row in log(examprep)}) == 4
    assert len({row["session"] for row in log(examprep)}) == 1


def test_fresh_begins_anew(examprep: Command, library: Library) -> None:
    quiz(examprep, 4, ["?"])

    ran = quiz(examprep, 4, [], "--fresh")

    assert "前回の続き" not in ran.out
    assert "1/4" in ran.out


def test_what_cannot_be_read_is_asked_again_and_not_kept(examprep: Command) -> None:
    ran = quiz(examprep, 1, ["blue", "9", "", "1,2"], "--kind", "choice")

    assert ran.out.count("番号（例: 2）  ?") == 5
    assert "「9」という選択肢はない（1〜4）。" in ran.out
    assert "「blue」は答えとして読み取れない。答えの形: 番号（例: 2）" in ran.out
    assert log(examprep) == []


def test_a_key_lists_all_keys(examprep: Command) -> None:
    ran = quiz(examprep, 1, ["ｋ"], "--kind", "choice")

    assert "q 終了  k キー" in ran.out
    listed = {line.partition(" ")[0] for line in ran.out.splitlines()}
    assert {command.value for command in KeyCommand} - listed == {"k"}
    assert log(examprep) == []


def test_the_log_tells_the_time_where_the_answer_was_given(examprep: Command) -> None:
    tokyo = {"TZ": "Asia/Tokyo"}
    examprep("quiz", "-n", "1", "--kind", "choice", lines="?\n", variables=tokyo)
    [row] = log(examprep)
    local = datetime.fromtimestamp(row["at"] / 1000, timezone(timedelta(hours=9)))

    assert row["time"] == local.isoformat()
    assert examprep("data", "log").out.startswith(f"{local:%Y-%m-%d %H:%M:%S}       1  わからない ")
    assert examprep("data", "log", "--lang", "en").out.startswith(
        f"{local:%Y-%m-%d %H:%M:%S}       1  passed "
    )


def test_full_width_digits_are_understood(
    examprep: Command, library: Library, right_line: Callable[[Question], str]
) -> None:
    question = planned(library, 1, "choice")[0]
    wide = right_line(question).translate(str.maketrans("1234", "１２３４"))

    quiz(examprep, 1, [wide], "--kind", "choice")

    assert [row["outcome"] for row in log(examprep)] == ["right"]


def test_not_known_is_noted_and_the_item_comes_back(examprep: Command) -> None:
    ran = quiz(examprep, 1, ["?", "？", "?"], "--kind", "choice")

    assert ran.out.count("わからない、と記録した") == 3
    assert "1問" not in ran.out.splitlines()[0]
    assert [row["outcome"] for row in log(examprep)] == ["passed"] * 3


def test_undo_takes_the_last_answer_back(
    examprep: Command, library: Library, right_line: Callable[[Question], str]
) -> None:
    lines = [right_line(question) for question in planned(library, 2)]

    ran = quiz(examprep, 2, ["?", "u", *lines])

    kinds = [row["kind"] for row in log(examprep)]
    assert kinds == ["answer", "void", "answer", "answer"]
    assert "2問に答え、2問が正解" in ran.out
    assert examprep("data", "verify", "--lang", "en").out == "faults: 0, rows: 4\n"


def test_undo_with_nothing_to_undo_says_so(examprep: Command) -> None:
    assert "取り消す答えがない。" in quiz(examprep, 2, ["u", "q"]).out


def test_a_right_answer_can_be_called_hard_or_easy(
    examprep: Command, library: Library, right_line: Callable[[Question], str]
) -> None:
    lines = [right_line(question) for question in planned(library, 3, "choice")]

    quiz(examprep, 3, [lines[0], "e", lines[1], "h", "q"], "--kind", "choice")

    standing = [row["rating"] for row in log(examprep) if row["kind"] == "answer"]
    assert standing == [3, 4, 3, 2]
    assert examprep("data", "verify").code == 0


def test_a_wrong_answer_cannot_be_called_easy(examprep: Command) -> None:
    assert "直前の答えが正解のときだけ変えられる。" in quiz(examprep, 2, ["?", "e", "q"]).out


def test_cards_show_the_back_before_they_are_rated(examprep: Command, library: Library) -> None:
    ran = examprep("cards", "-n", "1", "--concept", "softmax", "--lang", "en", lines="\n4\n")

    assert ran.code == 0
    assert ran.out.index("Enter to turn") < ran.out.index("1 again  2 hard  3 good  4 easy")
    rows = log(examprep)
    assert [(row["item"], row["rating"], row["mode"]) for row in rows] == [("softmax/card", 4, "cards")]


def test_the_same_seed_asks_the_same(examprep: Command) -> None:
    first, second = (quiz(examprep, 5, ["q"], "--fresh").out for _ in range(2))

    assert first == second


def test_both_languages_are_shown(examprep: Command, library: Library) -> None:
    question = planned(library, 1)[0]

    ran = quiz(examprep, 1, [], "--lang", "both")

    shown = "".join(ran.out.split())
    for text in (question.item.ask.ja, question.item.ask.en):
        assert "".join(text.split("$")[0].split("`")[0].split("*")[0].split())[:12] in shown


def test_a_closed_standard_input_ends_the_session(examprep: Command) -> None:
    command = f"exec {subprocess.list2cmdline(['python', '-m', 'examprep', 'quiz'])} <&-"
    ran = subprocess.run(
        ["sh", "-c", command.replace("python", sys.executable, 1)],
        capture_output=True,
        text=True,
        env=examprep.environment(),
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "同じコマンドで続きから。" in ran.stdout


def test_forty_columns_and_an_ascii_locale_are_enough(
    examprep: Command, library: Library, right_line: Callable[[Question], str]
) -> None:
    lines = "".join(f"{right_line(question)}\n" for question in planned(library, 3))
    args = ("quiz", "--seed", str(SEED), "-n", "3", "--new", "3")

    narrow = examprep(*args, lines=lines, variables={"COLUMNS": "40"})
    ascii_only = examprep(
        *args,
        "--fresh",
        lines="?\n",
        variables={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    )

    assert narrow.code == ascii_only.code == 0
    prose = [line for line in narrow.out.splitlines() if not line.startswith("  ")]
    assert max(width(line) for line in prose) <= 40
    assert ascii_only.out.isascii()


def test_an_answer_shown_as_kept_survives_kill_9(examprep: Command) -> None:
    wish = ("--seed", str(SEED), "-n", "5", "--new", "5", "--kind", "choice")
    running = examprep.start("quiz", *wish, "--plain")
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write("?\n")
    running.stdin.flush()
    while "記録済み" not in running.stdout.readline():
        pass
    running.kill()
    running.communicate()

    assert [row["outcome"] for row in log(examprep)] == ["passed"]
    assert examprep("data", "verify").code == 0
    resumed = quiz(examprep, 5, [], "--kind", "choice")
    assert "前回の続き" in resumed.out


def test_ctrl_c_keeps_everything_and_exits_130(examprep: Command) -> None:
    running = examprep.start("quiz", "--seed", str(SEED), "--kind", "choice")
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write("?\n")
    running.stdin.flush()
    while "記録済み" not in running.stdout.readline():
        pass
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)

    assert running.returncode == 130
    assert "中断した。" in out
    assert "1問に答え" in out
    assert err == ""
    assert len(log(examprep)) == 1


def test_nothing_due_says_what_to_do(examprep: Command) -> None:
    ran = examprep("quiz", "--new", "0")

    assert ran.code == 0
    assert "復習の時期が来た問題はなく、新しい問題は --new 0 なので出さない。" in ran.out


BAD = [
    (
        ("quiz", "--topic", "e.dl-basic", "--lang", "en"),
        2,
        'examprep: no topic "e.dl-basic". Did you mean "e.dl-basics"? '
        "List them with: examprep bank coverage\n",
    ),
    (
        ("quiz", "--concept", "softmx"),
        2,
        "examprep: 「softmx」という概念はない。「softmax」のことか。探すには: examprep search 語\n",
    ),
    (
        ("quiz", "--kind", "choise", "--lang", "en"),
        2,
        'examprep: no kind "choise". Did you mean "choice"? '
        "Known: recall, choice, multi, number, cloze, code, order, match.\n",
    ),
    (
        ("show", "softmx", "--lang", "en"),
        2,
        'examprep: no concept "softmx". Did you mean "softmax"? Look for one with: examprep search WORD\n',
    ),
    (("bank", "check", "nowhere.yaml"), 2, "examprep: そのファイルもフォルダもない: nowhere.yaml\n"),
]


@pytest.mark.parametrize(("args", "code", "message"), BAD, ids=lambda value: str(value)[:30])
def test_a_bad_word_is_answered_in_one_sentence(
    examprep: Command, args: tuple[str, ...], code: int, message: str
) -> None:
    ran = examprep(*args)

    assert (ran.code, ran.err, ran.out) == (code, message, "")


def test_no_progress_yet_is_said(examprep: Command) -> None:
    ran = examprep("data", "verify", "--lang", "en")

    assert ran.code == 4
    assert (
        ran.err
        == f"examprep: no progress yet at {examprep.home / 'progress.db'}; begin with: examprep quiz\n"
    )


def test_another_programs_file_is_left_alone(examprep: Command) -> None:
    examprep.home.mkdir()
    progress = examprep.home / "progress.db"
    progress.write_bytes(b"These are my notes, not a database.\n" * 40)
    before = progress.read_bytes()

    ran = examprep("quiz", lines="1\n")

    assert ran.code == 4
    assert str(progress) in ran.err
    assert progress.read_bytes() == before


def test_a_home_that_is_a_file_is_said(examprep: Command) -> None:
    examprep.home.write_text("not a folder")

    ran = examprep("quiz", lines="1\n")

    assert ran.code == 4
    assert str(examprep.home) in ran.err


def test_stats_search_and_show_speak_json(examprep: Command) -> None:
    quiz(examprep, 2, ["?"])

    stats, search, show = (
        json.loads(examprep(*args, "--json").out)
        for args in (("stats",), ("search", "ソフトマックス"), ("show", "softmax"))
    )

    assert (stats["schema"], search["schema"], show["schema"]) == (1, 1, 1)
    assert (stats["answered"], stats["answered_today"], stats["streak"]) == (1, 1, 1)
    assert {area["id"] for area in stats["exams"]["e"]} >= {"e.math", "e.dl-basics"}
    assert "softmax" in [hit["concept"] for hit in search["hits"]]
    assert show["id"] == "softmax"
    assert "softmax/card" in [item["id"] for item in show["items"]]


def test_stats_need_no_progress_and_create_none(examprep: Command) -> None:
    ran = examprep("stats")

    assert ran.code == 0
    assert "まだ記録がない。" in ran.out
    assert not (examprep.home / "progress.db").exists()


def test_search_that_finds_nothing_exits_1(examprep: Command) -> None:
    assert examprep("search", "zzzz").code == 1


def test_the_first_session_of_a_day_makes_a_backup(examprep: Command) -> None:
    quiz(examprep, 2, ["?"])

    backups = list((examprep.home / "backups").iterdir())
    written = Path(examprep("data", "backup").out.strip())

    assert len(backups) == 1
    assert written.is_file()
    assert written.parent == examprep.home / "backups"


def test_a_reader_that_leaves_early_is_no_trouble(examprep: Command) -> None:
    quiz(examprep, 3, ["?", "?", "?"])
    command = subprocess.list2cmdline([sys.executable, "-m", "examprep", "data", "log"])

    ran = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"],
        capture_output=True,
        text=True,
        env=examprep.environment(),
        timeout=60,
        check=False,
    )

    assert len(ran.stdout.splitlines()) == 1
    assert "Traceback" not in ran.stderr


def test_version_module_and_completion(examprep: Command) -> None:
    assert examprep("--version").out.startswith("examprep 0.")
    installed = Path(sys.executable).with_name("examprep")
    environment = examprep.environment(_EXAMPREP_COMPLETE="source_bash")
    script = subprocess.run([installed], capture_output=True, text=True, env=environment, check=False)
    assert "complete -o default -F" in script.stdout


def test_answers_carry_the_moment_and_the_study_day(examprep: Command) -> None:
    quiz(examprep, 1, ["?"], "--kind", "choice")

    row = log(examprep)[0]
    at = datetime.fromtimestamp(row["at"] / 1000, UTC)
    assert abs((datetime.now(UTC) - at).total_seconds()) < 60
    assert abs(row["study_day"] - at.toordinal()) <= 1
    assert ItemId(row["item"]).count("/") == 1
