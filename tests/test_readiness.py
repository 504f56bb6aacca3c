"""The expected score: reckoned as by hand, withheld while little is known, and as sure as it says."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.aside import Aside, Mark
from examprep.core.bank import Bank, BankId, Concept
from examprep.core.calibration import DOUBT, Judged
from examprep.core.chance import knowing
from examprep.core.curve import Curve
from examprep.core.day import StudyDay
from examprep.core.item import Choice, ConceptId, Item, ItemId, Number, Option, Text
from examprep.core.library import Library, merge_banks
from examprep.core.memory import DEFAULT, Memory, Model, retrievability
from examprep.core.paper import Blueprint, PassMark, Stated, Weight, Weights
from examprep.core.readiness import (
    LEAST_ANSWERS,
    LEVEL,
    PRIOR,
    Readiness,
    Record,
    first_sight,
    items_by_area,
    readiness,
)
from examprep.core.syllabus import TopicId

TODAY = StudyDay(739_000)
WORD = Text("語", "word")
OPTIONS = tuple(Option(text=Text(f"選{n}", f"option {n}"), right=n == 0) for n in range(4))
MATHS, NETS = TopicId("e.maths"), TopicId("e.nets")


def choice(id: str) -> Choice:
    return Choice(id=ItemId(id), level=1, ask=WORD, options=OPTIONS)


def concept(id: str, *topics: str, items: Iterable[Item] | None = None) -> Concept:
    asked = (choice(f"{id}/1"), choice(f"{id}/2")) if items is None else tuple(items)
    syllabus = tuple(TopicId(topic) for topic in topics)
    return Concept(id=ConceptId(id), title=WORD, syllabus=syllabus, note=WORD, sources=("s",), items=asked)


def library_of(*concepts: Concept) -> Library:
    return merge_banks([Bank(id=BankId("b"), title=WORD, concepts=concepts)], {})


LIBRARY = library_of(
    *(concept(f"m{n}", "e.maths.x") for n in range(10)),
    *(concept(f"n{n}", "e.nets.y") for n in range(10)),
    concept("law", "g.law"),
)


def blueprint(maths: float = 25, nets: float = 75, low: float = 0.55, high: float = 0.65) -> Blueprint:
    return Blueprint(
        exam="e",
        title=WORD,
        as_of="2026-11",
        questions=Stated(value=100, confidence="A", source=WORD),
        minutes=Stated(value=120, confidence="A", source=WORD),
        weights=Weights(
            areas=(Weight(topic=MATHS, questions=maths), Weight(topic=NETS, questions=nets)),
            confidence="C",
            source=WORD,
        ),
        pass_mark=PassMark(low=low, high=high, confidence="C", source=WORD),
    )


def memory(stability: float, *, ago: int = 10) -> Memory:
    return Memory(stability, 5.0, StudyDay(TODAY - ago), TODAY, reps=1, lapses=0)


def answers(count: int, *, right: int = 0, item: str = "m0/1", is_new: bool = False) -> tuple[Judged, ...]:
    """Return marked answers, some of them right, on which nothing was predicted."""
    return tuple(
        Judged(ItemId(item), TODAY, None, recalled=n < right, marked=True, is_new=is_new)
        for n in range(count)
    )


def record(
    memories: Mapping[str, Memory],
    judged: tuple[Judged, ...] = answers(LEAST_ANSWERS),
    aside: Iterable[str] = (),
    model: Model = DEFAULT,
) -> Record:
    marks = tuple(Mark(ItemId(id), Aside.SUSPENDED, 0, TODAY) for id in aside)
    return Record({ItemId(id): own for id, own in memories.items()}, judged, marks, model)


def everything(stability: float) -> dict[str, Memory]:
    return {id: memory(stability) for id in LIBRARY.items if not id.endswith("/card")}


def ready(
    known: Record, days: int = 0, exam: Blueprint | None = None, library: Library = LIBRARY
) -> Readiness:
    return readiness(exam or blueprint(), library, known, StudyDay(TODAY + days))


# --- what is expected


def test_the_score_is_recall_with_guesses_in_between_weighted_by_area() -> None:
    maths = {f"m{n}/{i}": memory(40.0) for n in range(10) for i in (1, 2)}
    nets = {f"n{n}/{i}": memory(2.0) for n in range(10) for i in (1, 2)}
    recall = Curve(DEFAULT).recall
    want = {MATHS: 0.25 + 0.75 * recall(40.0, 17), NETS: 0.25 + 0.75 * recall(2.0, 17)}

    found = ready(record(maths | nets), days=7)

    assert {area.topic: area.score.mean for area in found.areas if area.score} == pytest.approx(want)
    assert found.score is not None
    assert found.score.mean == pytest.approx(0.25 * want[MATHS] + 0.75 * want[NETS])


def test_another_memory_model_gives_another_score() -> None:
    other = Model((*DEFAULT.weights[:20], 0.5))
    usual, found = ready(record(everything(5.0)), 30), ready(record(everything(5.0), model=other), 30)

    assert found.score is not None
    assert usual.score is not None
    item = memory(5.0)
    assert found.score.mean == pytest.approx(knowing(retrievability(item, StudyDay(TODAY + 30), other), 0.25))
    assert found.score.mean < usual.score.mean


def test_what_is_typed_cannot_be_guessed() -> None:
    typed = Number(id=ItemId("m/1"), level=1, ask=WORD, answer="1")
    library = library_of(concept("m", MATHS, items=[typed]), concept("n", NETS))
    known = record({"m/1": memory(3.0), "n/1": memory(3.0), "n/2": memory(3.0)}, answers(30, item="m/1"))

    maths, nets = (area.score for area in ready(known, library=library).areas)

    assert maths is not None
    assert nets is not None
    assert maths.mean == pytest.approx(retrievability(memory(3.0), TODAY))
    assert nets.mean == pytest.approx(0.25 + 0.75 * maths.mean)


def test_unseen_items_are_worth_what_first_answers_were() -> None:
    seen = {f"{area}{n}/1": memory(1e9) for area in "mn" for n in range(10)}
    firsts = answers(40, right=40, item="m0/1", is_new=True)

    maths, nets = (area.score for area in ready(record(seen, firsts)).areas)

    known = 40 * 0.75 / (40 * 0.75 + PRIOR)
    assert maths is not None
    assert nets is not None
    assert maths.mean == pytest.approx((1 + knowing(known, 0.25)) / 2)
    assert nets.mean == pytest.approx((1 + 0.25) / 2)


@pytest.mark.parametrize(
    ("name", "right", "count", "known"),
    [
        ("never answered", 0, 0, 0),
        ("right as often as guessing is", 10, 40, 0),
        ("worse than guessing is still guessing", 0, 40, 0),
        ("a few right are little", 3, 3, 2.25 / (2.25 + 4)),
        ("half right", 200, 400, 100 / (300 + 4)),
        ("always right for long", 4000, 4000, 3000 / (3000 + 4)),
    ],
)
def test_first_sight_leans_to_knowing_nothing(name: str, right: int, count: int, known: float) -> None:
    found = first_sight([choice("m0/1")], answers(count, right=right, is_new=True))

    chance = 0.25 + 0.75 * known
    assert found.known == pytest.approx(known)
    assert found.right(0.25) == pytest.approx(chance)
    assert found.variance == pytest.approx(count * chance * (1 - chance) / (0.75 * count + 4) ** 2)


def test_first_sight_gets_surer_with_answers_and_begins_without_a_view() -> None:
    none, few, many = (
        first_sight([choice("m0/1")], answers(n, right=n // 2, is_new=True)) for n in (0, 30, 900)
    )

    assert (none.known, none.variance, none.lean) == (0, 0, 0.5)
    assert few.variance > many.variance > 0
    assert none.lean > few.lean > many.lean > 0


def test_only_marked_first_answers_to_the_area_s_items_count_as_first_sight() -> None:
    card = Judged(ItemId("m0/1"), TODAY, None, recalled=True, marked=False, is_new=True)
    later = Judged(ItemId("m0/1"), TODAY, 0.9, recalled=True, marked=True, is_new=False)
    elsewhere = answers(9, right=9, item="n0/1", is_new=True)

    assert first_sight([choice("m0/1")], (card, later, *elsewhere)).known == 0


def test_an_item_of_two_areas_counts_in_its_first() -> None:
    library = library_of(concept("a", "e.nets.y", "e.maths.x"), concept("b", "g.law", "e.maths"))

    areas = items_by_area(blueprint(), library)

    assert [item.id for item in areas[NETS]] == ["a/1", "a/2"]
    assert [item.id for item in areas[MATHS]] == ["b/1", "b/2"]


def test_what_is_set_aside_is_no_part_of_it() -> None:
    weak = {id: memory(0.1) for id in ("n0/1", "n0/2")}

    with_weak = ready(record(everything(90.0) | weak))
    without = ready(record(everything(90.0) | weak, aside=weak))

    assert with_weak.score is not None
    assert without.score is not None
    assert without.score.mean > with_weak.score.mean
    assert [area.concepts for area in without.areas] == [10, 9]


# --- what is withheld


def test_all_is_withheld_until_enough_was_answered() -> None:
    found = ready(record(everything(9.0), answers(LEAST_ANSWERS - 1)))

    assert (found.answers, found.missing) == (29, 1)
    assert (found.score, found.passing) == (None, None)
    assert [area.score for area in found.areas] == [None, None]
    enough = ready(record(everything(9.0), answers(LEAST_ANSWERS + 1)))
    assert (enough.answers, enough.missing) == (31, 0)
    assert ready(record(everything(9.0), answers(LEAST_ANSWERS))).score is not None


def test_answers_to_another_exam_and_cards_do_not_count() -> None:
    card = Judged(ItemId("m0/1"), TODAY, 0.9, recalled=True, marked=False, is_new=False)

    assert ready(record({}, (*answers(50, item="law/1"), card, *answers(2)))).answers == 2


def test_an_area_is_withheld_until_a_fifth_of_its_concepts_was_seen_and_the_whole_with_it() -> None:
    seen = {f"m{n}/1": memory(9.0) for n in range(5)} | {"n0/1": memory(9.0), "n0/2": memory(9.0)}

    maths, nets = ready(record(seen)).areas

    assert (maths.concepts, maths.seen, maths.missing) == (10, 5, 0)
    assert (nets.concepts, nets.seen, nets.missing) == (10, 1, 1)
    assert maths.score is not None
    assert nets.score is None
    assert ready(record(seen)).score is None
    assert ready(record(seen | {"n1/1": memory(9.0)})).score is not None


@pytest.mark.parametrize(("concepts", "needed"), [(1, 1), (5, 1), (6, 2), (15, 3), (35, 7), (36, 8)])
def test_a_fifth_is_rounded_up(concepts: int, needed: int) -> None:
    library = library_of(*(concept(f"m{n}", MATHS) for n in range(concepts)))

    assert ready(record({}), library=library).areas[0].missing == needed


def test_flashcards_of_concepts_are_not_what_an_exam_asks() -> None:
    cards = {f"{area}{n}/card": memory(9.0) for area in "mn" for n in range(10)}

    assert [area.seen for area in ready(record(cards)).areas] == [0, 0]


def test_an_area_without_questions_withholds_the_whole() -> None:
    library = library_of(concept("m", MATHS))
    known = record({"m/1": memory(9.0)}, answers(30, item="m/1"))

    maths, nets = ready(known, library=library).areas

    assert maths.score is not None
    assert (nets.concepts, nets.missing, nets.score) == (0, 0, None)
    assert ready(known, library=library).score is None


# --- how sure it is


def test_the_interval_is_the_paper_s_luck_and_the_doubt_in_the_memory_model() -> None:
    found = ready(record(everything(1.0)))
    assert found.score is not None
    mean = found.score.mean
    deviation = (mean * (1 - mean) / 100 + (0.75 * DOUBT) ** 2) ** 0.5

    assert found.score.high - mean == pytest.approx(1.6449 * deviation, rel=1e-3)
    assert mean - found.score.low == pytest.approx(1.6449 * deviation, rel=1e-3)


def test_areas_are_off_alone_by_the_luck_of_first_answers_and_together_by_the_lean_to_nothing() -> None:
    seen = {f"{area}{n}/1": memory(1e9) for area in "mn" for n in range(10)}
    firsts = [answers(20, right=12, item=f"{area}0/1", is_new=True) for area in "mn"]
    sight = first_sight([choice("m0/1")], firsts[0])
    unseen, remembered = 0.75 / 2, 0.75 / 2
    mean = (1 + sight.right(0.25)) / 2

    def reach(luck: float, areas: float) -> float:
        variance = luck + areas * unseen**2 * sight.variance
        return 1.6449 * float((variance + (unseen * sight.lean) ** 2 + (remembered * DOUBT) ** 2) ** 0.5)

    found = ready(record(seen, firsts[0] + firsts[1]))

    assert found.score is not None
    assert found.areas[0].score is not None
    assert mean - found.score.low == pytest.approx(
        reach(mean * (1 - mean) / 100, 0.25**2 + 0.75**2), rel=1e-3
    )
    assert mean - found.areas[0].score.low == pytest.approx(reach(mean * (1 - mean) / 25, 1), rel=1e-3)


def test_more_answers_that_keep_to_the_prediction_narrow_the_interval() -> None:
    def spread(count: int) -> float:
        kept = (
            Judged(ItemId("m0/1"), TODAY, 0.8, recalled=n % 5 > 0, marked=True, is_new=False)
            for n in range(count)
        )
        score = ready(record(everything(20.0), (*answers(30), *kept))).score
        assert score is not None
        return score.high - score.low

    assert spread(1000) < spread(50) < spread(0)


@pytest.mark.parametrize(
    ("stability", "low", "high"),
    [(0.001, (0, 0.35), (0, 0.1)), (1000.0, (0.97, 1), (0.97, 1))],
    ids=["all but forgotten", "fresh"],
)
def test_passing_follows_the_score(
    stability: float, low: tuple[float, float], high: tuple[float, float]
) -> None:
    found = ready(record(everything(stability)))

    assert found.passing is not None
    assert low[0] <= found.passing.low <= low[1]
    assert high[0] <= found.passing.high <= high[1]


def test_a_score_at_the_mark_passes_half_the_time() -> None:
    mean = ready(record(everything(5.0))).score
    assert mean is not None

    found = ready(record(everything(5.0)), exam=blueprint(low=mean.mean, high=mean.mean))

    assert found.passing is not None
    assert found.passing.low == found.passing.high == pytest.approx(0.5)


def test_the_upper_end_of_the_pass_range_is_harder_to_reach() -> None:
    mean = ready(record(everything(1.0))).score
    assert mean is not None

    found = ready(record(everything(1.0)), exam=blueprint(low=mean.low, high=mean.high))

    assert found.passing is not None
    assert (found.passing.low, found.passing.high) == pytest.approx((0.95, 0.05), abs=1e-6)


STABILITIES = st.lists(st.floats(0.01, 1000), min_size=40, max_size=40)


def by_item(stabilities: Iterable[float]) -> dict[str, Memory]:
    ids = sorted(everything(1.0))
    return {id: memory(own) for id, own in zip(ids, stabilities, strict=False)}


@settings(max_examples=40)
@given(STABILITIES, st.integers(0, 39), st.floats(1, 50), st.integers(0, 90))
def test_better_memory_never_lowers_the_score(
    stabilities: list[float], place: int, factor: float, days: int
) -> None:
    better = list(stabilities)
    better[place] *= factor
    before, after = (ready(record(by_item(own)), days).score for own in (stabilities, better))

    assert before is not None
    assert after is not None
    assert after.mean >= before.mean - 1e-12


@settings(max_examples=40)
@given(STABILITIES, st.integers(0, 60), st.integers(1, 60))
def test_waiting_never_raises_the_score(stabilities: list[float], day: int, more: int) -> None:
    sooner, later = (ready(record(by_item(stabilities)), own).score for own in (day, day + more))

    assert sooner is not None
    assert later is not None
    assert later.mean <= sooner.mean + 1e-12


PREDICTIONS = st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans()), max_size=40)


@settings(max_examples=60)
@given(STABILITIES, st.integers(4, 40), PREDICTIONS)
def test_every_interval_holds_its_mean_and_the_lower_mark_is_the_easier(
    stabilities: list[float], seen: int, said: list[tuple[float, bool, bool]]
) -> None:
    judged = tuple(
        Judged(ItemId("n0/2"), TODAY, None if new else p, recalled=right, marked=True, is_new=new)
        for p, right, new in said
    )
    memories = dict(random.Random(seen).sample(sorted(by_item(stabilities).items()), seen))
    found = ready(record(memories, (*answers(30), *judged)), 5)

    for score in [found.score, *(area.score for area in found.areas)]:
        assert score is None or 0 <= score.low <= score.mean <= score.high <= 1
    assert found.passing is None or 0 <= found.passing.high <= found.passing.low <= 1


def test_so_many_papers_fall_into_the_interval_as_it_promises() -> None:
    """Learners who are as the model believes sit their exams."""
    rng, inside, papers = random.Random(7), 0, 400
    for _ in range(papers):
        known, memories = rng.uniform(0, 0.8), by_item(rng.uniform(1, 60) for _ in range(40))
        seen = dict(rng.sample(sorted(memories.items()), 24))
        if (
            len({id[:2] for id in seen if id[0] == "m"}) < 2
            or len({id[:2] for id in seen if id[0] == "n"}) < 2
        ):
            continue
        error = rng.gauss(0, DOUBT)
        firsts = [
            Judged(ItemId(id), TODAY, None, rng.random() < knowing(known, 0.25), marked=True, is_new=True)
            for id in seen
        ]
        score = ready(record(seen, (*answers(30), *firsts))).score
        assert score is not None
        right = {
            id: knowing(min(max(retrievability(own, TODAY) + error, 0), 1) if id in seen else known, 0.25)
            for id, own in memories.items()
        }
        paper = rng.choices([id for id in right if id[0] == "m"], k=25)
        paper += rng.choices([id for id in right if id[0] == "n"], k=75)
        inside += score.low <= sum(rng.random() < right[id] for id in paper) / 100 <= score.high

    assert LEVEL - 0.06 < inside / papers < 1
