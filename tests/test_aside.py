"""Items doubted or set aside: kept, listed, taken back; never asked while they are away."""

from __future__ import annotations

import json
import random
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.aside import Aside, Mark, in_force, not_asked
from examprep.core.day import StudyDay
from examprep.core.draw import Question, draw_question
from examprep.core.item import Cloze, ItemId, Lang, TypedBlank
from examprep.core.library import Filter, Library
from examprep.core.memory import Rating
from examprep.core.plan import Limits
from examprep.core.response import DontKnow, is_word_of, read_response, takes_letters
from examprep.core.session import Answered, Session, Skipped, read_back, skip, step, undo
from examprep.env import Env, editor_command, read_env
from examprep.errors import ContentError, ExamprepError, UsageError
from examprep.loader.locate import locate_item
from examprep.store.store import Store
from examprep.study import Study, Wish, begin_study, mark_item
from tests.conftest import Command

DAY = StudyDay(739_000)
ITEM = "softmax/temperature"


# --- marks


def mark(kind: Aside, day: int = 0, item: str = "a") -> Mark:
    return Mark(ItemId(item), kind, 0, StudyDay(DAY + day))


@dataclass(frozen=True)
class Case:
    name: str
    marks: list[Mark]
    away: str
    standing: int


CASES = [
    Case("nothing marked", [], "", 0),
    Case("suspended long ago", [mark(Aside.SUSPENDED, -99)], "a", 1),
    Case("buried today", [mark(Aside.BURIED)], "a", 1),
    Case("buried yesterday", [mark(Aside.BURIED, -1)], "", 0),
    Case("flagged is asked on", [mark(Aside.FLAGGED)], "", 1),
    Case("several", [mark(Aside.FLAGGED), mark(Aside.SUSPENDED), mark(Aside.BURIED, 0, "b")], "ab", 3),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_not_asked(case: Case) -> None:
    assert not_asked(case.marks, DAY) == set(case.away)
    assert len(in_force(case.marks, DAY)) == case.standing


# --- a session without them


def session(plan: str, done: str) -> Session:
    """Build a session: `+` answers the current item, `-` fails it, a letter sets an item aside."""
    built = Session(tuple(ItemId(letter) for letter in plan))
    for sign in done:
        if sign in "+-":
            assert built.current is not None
            built = step(built, Answered(built.current, sign == "-"))
        else:
            built = skip(built, ItemId(sign))
    return built


@pytest.mark.parametrize(
    ("plan", "done", "queue"),
    [
        ("abc", "a", "bc"),
        ("abc", "+b", "c"),
        ("abcdefg", "-a", "bcdefg"),
        ("abc", "+a", "bc"),
        ("abc", "abc", ""),
        ("a", "-a", ""),
    ],
)
def test_what_is_set_aside_leaves_the_queue(plan: str, done: str, queue: str) -> None:
    built = session(plan, done)

    assert "".join(built.queue) == queue
    assert "".join(undo(built).queue) == "".join(session(plan, done[:-1]).queue)


def test_what_is_set_aside_is_no_answer() -> None:
    built = session("abc", "+b-")

    assert [answer.item for answer in built.answers] == ["a", "c"]
    assert (built.attempt(ItemId("b")), built.attempt(ItemId("c"))) == (0, 1)


@given(st.text("+-", max_size=12), st.sets(st.integers(0, 11), max_size=3))
def test_an_answer_read_back_finds_its_item_wherever_it_stands(answers: str, gaps: set[int]) -> None:
    lived = session("abcd", "")
    for place, sign in enumerate(answers):
        if lived.current is None:
            break
        if place in gaps:
            lived = skip(lived, lived.current)
        elif lived.current is not None:
            lived = step(lived, Answered(lived.current, sign == "-"))

    again = session("abcd", "")
    for event in lived.answers:
        again = read_back(again, event)

    assert again.answers == lived.answers
    assert set(again.queue) >= set(lived.queue)


# --- a study


@pytest.fixture
def env(tmp_path: Path) -> Env:
    return read_env({"EXAMPREP_HOME": str(tmp_path)})


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory(entropy=bytes(16)) as opened:
        yield opened


Begin = Callable[[], Study]


@pytest.fixture
def begin(env: Env, store: Store, library: Library) -> Begin:
    """Return the function that begins a session of six questions, or goes on with it."""
    wish = Wish("quiz", Filter(), Limits(6, 6), seed=3)
    return lambda: begin_study(env, library, store, wish, Lang.EN)[0]


def current(study: Study) -> ItemId:
    question = study.question()
    assert question is not None
    return question.item.id


def pass_on(study: Study) -> ItemId:
    """Fail the current item; return it."""
    question = study.question()
    assert question is not None
    study.answer(question, DontKnow(), 1.0)
    return question.item.id


def rest_of(study: Study) -> list[ItemId]:
    return list(study._session.queue)


@pytest.mark.parametrize("kind", [Aside.SUSPENDED, Aside.BURIED])
def test_what_is_set_aside_is_skipped_without_a_review(begin: Begin, store: Store, kind: Aside) -> None:
    study = begin()
    away = current(study)

    study.set_aside(away, kind)

    assert current(study) != away
    assert (study.answered, study.left) == (0, 5)
    assert [mark.kind for mark in store.fetch_marks()] == [kind]
    assert store.count_rows() == 0


def test_it_does_not_come_back_when_the_session_is_resumed(begin: Begin) -> None:
    study = begin()
    failed = pass_on(study)
    study.set_aside(failed, Aside.SUSPENDED)
    pass_on(study)
    study.set_aside(current(study), Aside.BURIED)
    pass_on(study)

    again = begin()

    assert rest_of(again) == rest_of(study)
    assert (again.answered, again.stored.id) == (3, study.stored.id)
    pass_on(again)


def test_it_comes_back_when_its_mark_was_taken_back_elsewhere(begin: Begin, store: Store) -> None:
    study = begin()
    away = current(study)
    study.set_aside(away, Aside.SUSPENDED)
    answered = pass_on(study)
    store.drop_mark(away, Aside.SUSPENDED)

    again = begin()

    assert current(again) == away
    assert again.was_asked(answered)
    pass_on(again)


def test_what_was_set_aside_elsewhere_is_skipped_from_the_next_start_on(
    begin: Begin, env: Env, store: Store
) -> None:
    study = begin()
    pass_on(study)
    away = current(study)
    mark_item(env, store, away, Aside.BURIED)

    assert current(study) == away
    assert away not in rest_of(begin())


def test_undo_takes_the_last_thing_done_back(begin: Begin, store: Store) -> None:
    study = begin()
    failed = pass_on(study)
    away = current(study)
    study.set_aside(away, Aside.BURIED)

    assert study.undo() == Skipped(away)
    assert (current(study), store.fetch_marks()) == (away, ())
    assert study.undo() == Answered(failed, failed=True)
    assert current(study) == failed
    assert study.undo() is None


def test_undo_after_resuming_goes_on_where_it_stopped(begin: Begin, store: Store) -> None:
    study = begin()
    failed = pass_on(study)
    study.set_aside(failed, Aside.SUSPENDED)
    second = pass_on(study)

    again = begin()

    assert again.undo() == Answered(second, failed=True)
    assert again.undo() == Skipped(failed)
    assert store.fetch_marks() == ()
    assert again.undo() == Answered(failed, failed=True)


def test_only_the_last_thing_done_can_be_rated(begin: Begin, right_line: Callable[[Question], str]) -> None:
    study = begin()
    question = study.question()
    assert question is not None
    response = read_response(question, right_line(question))
    study.answer(question, response, 1.0)  # type: ignore[arg-type]

    study.set_aside(current(study), Aside.BURIED)
    assert study.regrade(Rating.HARD) is None
    study.undo()
    assert study.regrade(Rating.HARD) is not None


def test_a_flag_changes_nothing_but_the_marks(begin: Begin, store: Store) -> None:
    study = begin()
    before, item = rest_of(study), current(study)

    study.flag(item, "")
    study.flag(item, " two\tare \x1b[31mright ")
    study.flag(item, "")

    assert rest_of(study) == before
    assert [(mark.kind, mark.note) for mark in store.fetch_marks()] == [
        (Aside.FLAGGED, "two    are \\x1b[31mright")
    ]


def test_what_is_set_aside_enters_no_plan(begin: Begin, env: Env, store: Store) -> None:
    study = begin()
    planned = rest_of(study)
    for item in planned[:3]:
        mark_item(env, store, item, Aside.SUSPENDED)
    store.end_session(study.stored.id, at=0)

    assert not set(planned[:3]) & set(rest_of(begin()))


def test_a_letter_that_may_be_the_answer_stays_one(library: Library) -> None:
    typed = [
        draw_question(item, 1)
        for item in library.items.values()
        if isinstance(item, Cloze) and any(isinstance(blank, TypedBlank) for blank in item.blanks.values())
    ]

    letters = [question for question in typed if takes_letters(question)]

    assert letters, "the banks ask for letters somewhere"
    assert len(letters) < len(typed) / 2
    assert all(takes_letters(question) for question in typed if any(is_word_of(question, c) for c in "fsb"))


# --- the editor


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vi", "vi +7 b.yaml"),
        ("/usr/bin/nvim -p", "/usr/bin/nvim -p +7 b.yaml"),
        ("emacsclient -t -a ''", "emacsclient -t -a '' +7 b.yaml"),
        ("nano", "nano +7 b.yaml"),
        ("code --wait", "code --wait --goto b.yaml:7"),
        ("hx", "hx b.yaml:7"),
        ("'/my apps/Code.exe' -w", "'/my apps/Code.exe' -w --goto b.yaml:7"),
        ("notepad", "notepad b.yaml"),
    ],
)
def test_editors_are_told_the_line_in_their_own_way(editor: str, command: str) -> None:
    assert editor_command(editor, Path("b.yaml"), 7) == shlex.split(command)


@pytest.mark.parametrize(
    ("variables", "editor"),
    [
        ({}, None),
        ({"EDITOR": "nano"}, "nano"),
        ({"EDITOR": "nano", "VISUAL": "code"}, "code"),
        ({"EDITOR": "nano", "VISUAL": ""}, "nano"),
    ],
)
def test_the_editor_is_the_visual_one_first(variables: dict[str, str], editor: str | None) -> None:
    assert read_env(variables).editor == editor


@pytest.mark.parametrize(
    ("editor", "kind", "message"),
    [
        ("", UsageError, r"^no editor is set; set one \(export EDITOR=nano\), or open line 7 of .*b\.yaml"),
        ("/no/such/editor", UsageError, "^the editor `/no/such/editor` cannot be started: .*; set EDITOR$"),
        ("vi 'half", UsageError, "^the editor `vi 'half` cannot be started: No closing quotation"),
        (f"{sys.executable} -c 'exit(3)'", ExamprepError, "ended with code 3$"),
    ],
)
def test_an_editor_that_does_not_start_is_named(
    tmp_path: Path, editor: str, kind: type[ExamprepError], message: str
) -> None:
    path = tmp_path / "b.yaml"
    path.touch()

    with pytest.raises(kind, match=message):
        read_env({"EDITOR": editor}).edit(path, 7)


def test_what_cannot_be_written_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"b\.yaml cannot be written"):
        read_env({"EDITOR": "nano"}).edit(tmp_path / "b.yaml", 7)


# --- where an item stands


def test_every_item_is_found_in_the_line_that_names_it(env: Env, library: Library) -> None:
    chosen = random.Random(5).sample(sorted(library.items), 12)
    for item in chosen:
        place = locate_item([env.paths.content], item)
        assert place is not None, item
        line = place.path.read_text(encoding="utf-8").splitlines()[place.line - 1]
        concept, _, slug = item.partition("/")
        assert f"id: {concept if slug == 'card' else slug}" in line


def test_what_is_nowhere_is_not_found(env: Env) -> None:
    holder = locate_item([env.paths.content], "softmax/card")
    assert holder is not None

    named = ("softmax/nothing", "nothing/card", "softmax", "", "/")

    assert [item for item in named if locate_item([holder.path], item) is not None] == []


# --- the commands

end = pytest.mark.end


def marks_of(examprep: Command) -> list[tuple[str, str, str]]:
    ran = examprep("marks", "--json")
    assert ran.code == 0, ran.err
    return [(mark["item"], mark["kind"], mark["note"]) for mark in json.loads(ran.out)["marks"]]


@end
def test_marks_are_made_listed_and_taken_back(examprep: Command) -> None:
    assert examprep("marks", "--lang", "en").out == "Nothing is marked.\n"
    flagged = examprep("flag", ITEM, "is", "this right?")
    assert examprep("suspend", ITEM).out == f"{ITEM}: 出題しない\n"
    examprep("bury", "softmax/card")
    assert flagged.out == f"{ITEM}: 疑わしい: is this right?\n"
    shown = examprep("show", "softmax", "--lang", "en").out
    assert shown.count("[flagged]: is this right?") == shown.count("[suspended]") == 1
    assert shown.rstrip().endswith("softmax/card\n    Softmax function\n    [buried for the day]")
    items = json.loads(examprep("show", "softmax", "--json").out)["items"]
    assert {item["id"]: [mark["kind"] for mark in item["marks"]] for item in items if item["marks"]} == {
        "softmax/card": ["buried"],
        ITEM: ["flagged", "suspended"],
    }
    assert marks_of(examprep) == [
        ("softmax/card", "buried", ""),
        (ITEM, "flagged", "is this right?"),
        (ITEM, "suspended", ""),
    ]
    listed = examprep("marks", "--lang", "en").out
    assert "flagged on 20" in listed
    assert ": is this right?" in listed

    assert examprep("unmark", ITEM, "--kind", "suspended").out == f"{ITEM}: 「出題しない」を外した\n"
    assert examprep("unmark", ITEM, "--lang", "en").out == f"{ITEM}: no longer flagged\n"
    none_left = examprep("unmark", ITEM, "--lang", "en")
    assert (none_left.code, none_left.out) == (1, f"{ITEM}: not marked\n")
    assert marks_of(examprep) == [("softmax/card", "buried", "")]


@end
def test_an_item_that_is_not_there_is_refused_with_a_near_miss(examprep: Command) -> None:
    for command in ("edit", "flag", "suspend", "bury", "unmark"):
        ran = examprep(command, "softmax/temprature", variables={"EDITOR": "true"})

        assert (ran.code, ran.out) == (2, ""), command
        assert "「softmax/temprature」という問題はない。「softmax/temperature」のことか。" in ran.err
        assert marks_of(examprep) == []


@end
def test_a_concept_in_place_of_an_item_is_answered_with_its_items(examprep: Command) -> None:
    ran = examprep("bury", "softmax", "--lang", "en")

    assert ran.code == 2
    assert '"softmax" is a concept; its items are: softmax/card, softmax/' in ran.err


@end
def test_edit_opens_the_editor_at_the_line(examprep: Command, tmp_path: Path) -> None:
    editor = tmp_path / "nano"
    editor.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    editor.chmod(0o755)

    ran = examprep("edit", ITEM, variables={"EDITOR": str(editor)})
    line, path = ran.out.split()

    assert ran.code == 0
    source = Path(path).read_text(encoding="utf-8").splitlines()
    assert source[int(line.removeprefix("+")) - 1].strip() == "- id: temperature"
    assert ran.err == f"確かめる: examprep bank check {path}\n"


def quiz(examprep: Command, lines: str, *more: str) -> str:
    ran = examprep("quiz", "--seed", "4", "-n", "3", "--new", "3", "--lang", "en", *more, lines=lines)
    assert ran.code == 0, ran.err
    return ran.out


@end
def test_a_quiz_flags_suspends_and_buries(examprep: Command) -> None:
    shown = quiz(examprep, ":f\nwrong?\n:s\n:b\n?\n")

    kinds = [(kind, note) for _, kind, note in marks_of(examprep)]
    assert sorted(kinds) == [("buried", ""), ("flagged", "wrong?"), ("suspended", "")]
    assert "Not asked any more." in shown
    assert "Not asked again today." in shown
    rows = examprep("data", "log").out.splitlines()
    assert len(rows) == 1
    assert "1 answered, 0 of them right" in shown
    assert "1 to go" in shown
    again = quiz(examprep, "")
    assert "Resuming: 1 question to go. For a new session leave and type examprep quiz" in again


@end
def test_a_quiz_takes_a_mark_back(examprep: Command) -> None:
    shown = quiz(examprep, ":b\nu\nq\n")

    assert "The last question set aside is back." in shown
    assert "3 to go" in shown
    assert marks_of(examprep) == []


@end
def test_a_card_can_be_suspended_before_and_after_it_is_turned(examprep: Command) -> None:
    ran = examprep("cards", "--seed", "4", "-n", "3", "--lang", "en", lines="s\n\nｓ\n3\n")

    assert ran.code == 0
    assert [kind for _, kind, _ in marks_of(examprep)] == ["suspended", "suspended"]
    assert len(examprep("data", "log").out.splitlines()) == 1
