"""What a learner hands over: enough to judge questions by, nothing of the learner."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest

from examprep.core.aside import Aside, Mark
from examprep.core.attempts import Attempt, Flag, export_attempts, export_flags, options_of
from examprep.core.day import StudyDay
from examprep.core.draw import Question, draw_question
from examprep.core.fact import Answer, Occasion, fact_of
from examprep.core.item import Cloze, Item, ItemId, Number, Option, Text, TypedBlank, kind_of
from examprep.core.library import Library, is_card
from examprep.core.mark import mark
from examprep.core.memory import DEFAULT, Rating, Review, SessionId, remember
from examprep.core.response import DontKnow, Rated, Response, Unreadable, read_response
from tests.conftest import Command

TODAY = StudyDay(739_900)
LEARNER = "0123456789abcdef"
SECRETS = ("a-session", "1790000000", "739900", "540")
"""Of the session, the time, the date, the time zone."""


def answered(
    item: Item, response: Response, *, day: int = TODAY, seed: int = 5, mode: str = "quiz"
) -> Review:
    question = draw_question(item, seed)
    occasion = Occasion(SessionId("a-session"), mode, 1_790_000_000_000, StudyDay(day), 540)
    fact = fact_of(item, Answer(question, response, mark(question, response), 12.3456), occasion)
    return remember(fact, None, DEFAULT)


def exported(reviews: Iterable[Review], library: Library, since: int | None = None) -> list[Attempt]:
    return list(export_attempts(reviews, library, LEARNER, None if since is None else StudyDay(since)))


def of_kind(library: Library, kind: str) -> list[Item]:
    return [item for item in library.items.values() if kind_of(item) == kind and not is_card(item)]


@pytest.mark.parametrize("kind", ["choice", "multi", "code", "cloze"])
def test_a_right_answer_chose_the_right_options(
    kind: str, library: Library, right_line: Callable[[Question], str]
) -> None:
    items, reviews = of_kind(library, kind)[:40], []
    for seed, item in enumerate(items):
        question = draw_question(item, seed)
        response = read_response(question, right_line(question))
        assert not isinstance(response, Unreadable)
        reviews.append(answered(item, response, seed=seed))

    for item, line in zip(items, exported(reviews, library), strict=True):
        assert line.outcome == "right" and line.chosen is not None
        right = [key for key, option in options_of(item).items() if option.right]
        assert sorted(line.chosen) == sorted(right)


def test_fillings_are_told_in_the_order_of_their_blanks() -> None:
    fillings = (Option(Text("a", "a"), right=True), Option(Text("b", "b")))
    item = Cloze(id=ItemId("a/b"), level=1, ask=Text("?", "?"), blanks={10: fillings, 2: fillings})

    assert list(options_of(item)) == ["blanks/2/0", "blanks/2/1", "blanks/10/0", "blanks/10/1"]


@pytest.mark.parametrize("kind", ["choice", "code"])
def test_a_wrong_choice_is_named_as_its_slip_is(kind: str, library: Library) -> None:
    items, reviews = of_kind(library, kind)[:40], []
    for seed, item in enumerate(items):
        question = draw_question(item, seed)
        ones = " ".join("1" for _ in question.orders)
        response = read_response(question, ones)
        assert not isinstance(response, Unreadable)
        reviews.append(answered(item, response, seed=seed))

    for item, line in zip(items, exported(reviews, library), strict=True):
        assert line.chosen is not None
        assert set(line.slips) == {key for key in line.chosen if not options_of(item)[key].right}


def test_orders_and_pairs_are_told_as_the_bank_counts(
    library: Library, right_line: Callable[[Question], str]
) -> None:
    for kind, keys in (("order", ["steps/0", "steps/1"]), ("match", ["pairs/0/0", "pairs/1/1"])):
        item = of_kind(library, kind)[0]
        response = read_response(draw_question(item, 5), right_line(draw_question(item, 5)))
        assert not isinstance(response, Unreadable)

        [line] = exported([answered(item, response)], library)

        assert line.chosen is not None and list(line.chosen[:2]) == keys


def test_nothing_typed_and_nothing_of_the_learner_is_told(library: Library) -> None:
    typed = next(
        item
        for item in of_kind(library, "cloze")
        if isinstance(item, Cloze) and [type(blank) for blank in item.blanks.values()] == [TypedBlank]
    )
    number = next(item for item in of_kind(library, "number") if isinstance(item, Number))
    word = read_response(draw_question(typed, 5), "my secret")
    value = read_response(draw_question(number, 5), "86420.5")
    assert not isinstance(word, Unreadable) and not isinstance(value, Unreadable)

    lines = exported([answered(typed, word), answered(number, value)], library)

    assert [line.chosen for line in lines] == [(), ()]
    told = msgspec.json.encode(lines).decode()
    assert [secret for secret in (*SECRETS, "secret", "86420") if secret in told] == []


def test_days_count_from_the_first_and_repeats_are_told_apart(library: Library) -> None:
    one, other = of_kind(library, "choice")[:2]
    given = [(one, 0), (one, 0), (other, 3), (one, 3)]
    lines = exported([answered(item, DontKnow(), day=TODAY + day) for item, day in given], library)

    assert [line.n for line in lines] == [1, 2, 3, 4]
    assert [line.day for line in lines] == [0, 0, 3, 3]
    assert [line.earlier for line in lines] == [0, 1, 0, 2]
    assert [line.first for line in lines] == [True, False, True, True]


def test_what_came_before_a_date_is_left_out_but_remembered(library: Library) -> None:
    item = of_kind(library, "choice")[0]
    reviews = [answered(item, DontKnow(), day=TODAY + day) for day in (0, 5)]

    [line] = exported(reviews, library, since=TODAY + 1)

    assert (line.n, line.day, line.earlier) == (1, 0, 1)


def test_a_card_rates_itself_and_is_never_a_first_mark(library: Library) -> None:
    card = next(item for item in library.items.values() if is_card(item))

    [line] = exported([answered(card, Rated(Rating.GOOD), mode="cards")], library)

    assert (line.outcome, line.first, line.chosen) == ("rated", False, ())


def test_of_an_item_changed_since_nobody_can_tell_what_was_chosen(library: Library) -> None:
    item = of_kind(library, "choice")[0]
    review = msgspec.structs.replace(answered(item, DontKnow()), digest="of another version")

    [line] = exported([review], library)

    assert (line.chosen, line.digest) == (None, "of another version")


def test_a_drill_tells_no_time_and_no_choice(library: Library) -> None:
    item = of_kind(library, "choice")[0]
    attempt = msgspec.structs.replace(
        answered(item, DontKnow(), mode="drill"),
        answer='{"problem":"softmax","verdict":"wrong","seed":7}',
        slip="axis",
    )

    [line] = exported([attempt], library)

    assert (line.seconds, line.chosen, line.slips) == (None, None, ("axis",))


def test_flags_go_without_their_notes_unless_these_are_asked_for() -> None:
    marks = [
        Mark(ItemId("a/b"), Aside.FLAGGED, 1_790_000_000_000, TODAY, "the key is wrong"),
        Mark(ItemId("a/c"), Aside.SUSPENDED, 1_790_000_000_000, TODAY, "boring"),
    ]

    assert list(export_flags(marks, LEARNER)) == [Flag(learner=LEARNER, item="a/b")]
    assert [flag.note for flag in export_flags(marks, LEARNER, notes=True)] == ["the key is wrong"]
    assert list(export_flags(marks, LEARNER, TODAY)) == [Flag(learner=LEARNER, item="a/b")]
    assert list(export_flags(marks, LEARNER, StudyDay(TODAY + 1))) == []


@pytest.mark.end
def test_the_command_writes_one_json_a_line_under_a_new_name_each_time(
    examprep: Command, tmp_path: Path
) -> None:
    examprep("quiz", "--kind", "choice", "-n", "3", lines="1\n1\n1\nq\n")
    first, second = (examprep("data", "export", "--attempts", "--anonymous") for _ in range(2))
    lines = [[json.loads(line) for line in ran.out.splitlines()] for ran in (first, second)]

    assert first.code == 0 and len(lines[0]) == 3
    tokens = [{line.pop("learner") for line in told} for told in lines]
    assert [len(token) for token in tokens] == [1, 1] and tokens[0] != tokens[1]
    assert lines[0] == lines[1]
    device = json.loads(examprep("data", "log", "--json").out.splitlines()[0])["device"]
    assert device not in first.out

    out = tmp_path / "mine.jsonl"
    assert examprep("data", "export", "--attempts", "--anonymous", "--out", str(out)).code == 0
    assert len(out.read_text("utf-8").splitlines()) == 3
    again = examprep("data", "export", "--attempts", "--anonymous", "--out", str(out))
    assert (again.code, "はもうあり、そのまま残した" in again.err) == (2, True)
    nowhere = examprep("data", "export", "--attempts", "--anonymous", "--out", str(tmp_path / "no" / "where"))
    assert (nowhere.code, "に書き込めない: No such file" in nowhere.err) == (2, True)


@pytest.mark.end
@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["--attempts"], 2, "--attempts --anonymous を付ける"),
        (["--attempts", "--anonymous", "--since", "soon"], 2, "--since「soon」は日付ではない。"),
        (["--attempts", "--anonymous"], 4, "にまだ記録がない"),
        (["--attempts", "--anonymous", "--out", "."], 2, "はもうあり"),
    ],
)
def test_the_command_says_what_it_needs(examprep: Command, args: list[str], code: int, told: str) -> None:
    ran = examprep("data", "export", *args)

    assert (ran.code, told in ran.err, ran.out) == (code, True, "")


def test_the_day_itself_is_told_and_times_and_predictions_are_rounded(library: Library) -> None:
    item = of_kind(library, "choice")[0]
    review = msgspec.structs.replace(answered(item, DontKnow()), predicted=0.123456)

    [line] = exported([review], library, since=TODAY)

    assert (line.schema, line.day, line.seconds, line.predicted) == (1, 0, 12.3, 0.1235)


FORM = {
    "kind": "attempt", "learner": LEARNER, "item": "a/1", "n": 1, "digest": "d", "mode": "quiz", "day": 0,
    "earlier": 0, "first": True, "outcome": "right", "chosen": None, "slips": [], "seconds": 1,
    "predicted": 1,
}  # fmt: skip
AT_THE_EDGE = [("item", "i" * 200), ("mode", "m" * 100), ("n", 10**9), ("day", 10**9), ("seconds", 1e6)]
BEYOND: list[tuple[str, object]] = [
    ("item", ""), ("item", "i" * 201), ("mode", ""), ("mode", "m" * 101), ("n", 0), ("n", 10**9 + 1),
    ("day", -1), ("day", 10**9 + 1), ("seconds", -1), ("seconds", 1.1e6), ("predicted", 1.1),
    ("learner", "someone"), ("slips", ["s"] * 101), ("name", "Hanako"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), AT_THE_EDGE)
def test_a_line_may_go_to_its_bounds(field: str, value: object) -> None:
    assert msgspec.structs.asdict(msgspec.convert(FORM | {field: value}, Attempt))[field] == value


@pytest.mark.parametrize(("field", "value"), BEYOND)
def test_a_line_never_goes_beyond_its_bounds(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(FORM | {field: value}, Attempt)
