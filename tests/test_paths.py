"""Learning paths: in the order of their steps, as far as the learner knows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.core.curriculum import LearningPath, PathId, Step, StepId
from examprep.core.day import StudyDay
from examprep.core.item import ConceptId, ItemId, Text
from examprep.core.library import Filter, Library, select_items
from examprep.core.memory import DEFAULT, Memory, Rating, review
from examprep.core.stats import progress_of
from examprep.loader.check import check_content
from tests.conftest import Command
from tests.test_check import BANK, NETS, write

TODAY = StudyDay(739_000)
TEXT = Text("x", "x")


def path_of(*steps: Step) -> LearningPath:
    return LearningPath(path=PathId("p"), title=TEXT, about=TEXT, sources=(), steps=steps)


def step(id: str, *concepts: str, drills: tuple[str, ...] = ()) -> Step:
    return Step(id=StepId(id), title=TEXT, concepts=tuple(map(ConceptId, concepts)), drills=drills)  # type: ignore[arg-type]


def known(library: Library, concept: str) -> dict[ItemId, Memory]:
    strong = Memory(900.0, 5.0, TODAY, StudyDay(TODAY + 900), 3, 0)
    return {item.id: strong for item in library.concepts[ConceptId(concept)].items}


def test_a_concept_has_the_rank_of_the_first_step_that_asks_for_it() -> None:
    path = path_of(step("a", "softmax", "relu"), step("b", "relu", "lstm"))

    assert path.ranks == {"softmax": 0, "relu": 0, "lstm": 1}


def test_a_step_is_done_when_its_items_are_known_and_its_drills_passed(library: Library) -> None:
    path = path_of(step("a", "softmax"), step("b", "relu", drills=("conv2d",)))
    memories = {**known(library, "softmax"), **known(library, "relu")}

    first, second = progress_of(path, library.concepts, memories, (), TODAY, DEFAULT)
    passed = progress_of(path, library.concepts, memories, ("conv2d",), TODAY, DEFAULT)[1]

    assert (first.is_done, first.known == first.items) == (True, True)
    assert (second.is_done, passed.is_done) == (False, True)


def test_what_is_forgotten_is_not_known(library: Library) -> None:
    weak = {id: Memory(1.0, 5.0, StudyDay(TODAY - 90), TODAY, 3, 0) for id in known(library, "softmax")}

    assert (
        progress_of(path_of(step("a", "softmax")), library.concepts, weak, (), TODAY, DEFAULT)[0].known == 0
    )


def test_what_was_missed_a_moment_ago_is_not_known(library: Library) -> None:
    missed = {id: review(None, Rating.AGAIN, TODAY) for id in known(library, "softmax")}

    assert (
        progress_of(path_of(step("a", "softmax")), library.concepts, missed, (), TODAY, DEFAULT)[0].known == 0
    )


def test_a_filter_by_path_keeps_its_concepts_only(library: Library) -> None:
    path = library.paths[PathId("ten-days")]

    items = select_items(library, Filter(path="ten-days"))

    assert {item.concept for item in items} == set(path.ranks)


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("[conv]", "[conf]", "unknown-concept", "concept `conf` does not exist"),
        ("[conv]", "[]", "empty", "step `one` has neither concepts nor drills"),
        ("path: tour", "path: The Tour", "bad-id", "`The Tour` is not an id"),
        ("id: one", "id: one, drills: [nothing]", "unknown-drill", "drill `nothing` does not exist"),
        ("format: 1", "format: 9", "format", "format `9` is not known"),
        ("about:", "abuot:", "unknown-key", "`abuot` is not known here"),
    ],
)
def test_a_fault_of_a_path_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    good = (
        "format: 1\npath: tour\ntitle: {ja: 旅, en: Tour}\nabout: {ja: 順に学ぶ。, en: In order.}\n"
        "sources: [none]\nsteps:\n  - {id: one, title: {ja: 一歩, en: One}, concepts: [conv]}\n"
    )
    assert good.count(old) == 1
    content = write(tmp_path, {NETS: BANK, "paths/tour.yaml": good.replace(old, new)})

    found = check_content(content, base=content).findings

    assert any((finding.code, finding.message) == (code, message) for finding in found), found
    assert all(finding.file == "paths/tour.yaml" for finding in found)


@pytest.mark.end
def test_a_learner_follows_a_path(examprep: Command) -> None:
    listed = json.loads(examprep("path", "list", "--json").out)["paths"]
    step_of = json.loads(examprep("path", "next", "ten-days", "--json").out)["step"]
    asked = examprep("quiz", "--path", "ten-days", "-n", "3", "--lang", "en", lines="?\n?\n?\n")
    items = [json.loads(line)["item"] for line in examprep("data", "log", "--json").out.splitlines()]

    assert {path["path"] for path in listed} == {"roadmap", "ten-days", "eight-steps"}
    assert step_of["id"] == "day-1"
    assert asked.code == 0
    assert {item.partition("/")[0] for item in items} <= set(step_of["concepts"])
    assert "Day 9" in examprep("path", "show", "ten-days", "--lang", "en").out


@pytest.mark.end
def test_without_a_name_the_next_step_is_of_the_path_studied_last(examprep: Command) -> None:
    before = examprep("path", "next", "--lang", "en")
    examprep("quiz", "--path", "ten-days", lines="q\n")
    examprep("quiz", lines="q\n")
    after = json.loads(examprep("path", "next", "--json").out)

    assert before.out.startswith("No path is begun yet. Choose one and begin: examprep quiz --path ID\n")
    assert (before.code, "ten-days" in before.out) == (0, True)
    assert (after["path"], after["step"]["id"]) == ("ten-days", "day-1")


@pytest.mark.end
def test_an_unknown_path_is_named_with_a_near_miss(examprep: Command) -> None:
    for command in (("path", "show", "ten-day"), ("quiz", "--path", "ten-day")):
        ran = examprep(*command, "--lang", "en")
        assert (ran.code, 'no path "ten-day". Did you mean "ten-days"?' in ran.err) == (2, True)
