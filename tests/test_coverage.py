"""Everything that was to be taught is asked: both syllabuses, the first documents, every calculation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examprep.core.bank import DrillId
from examprep.core.coverage import IN_SCOPE, is_covered, seed_coverage, syllabus_coverage
from examprep.core.item import kind_of
from examprep.core.library import Library
from examprep.core.paper import Blueprint
from examprep.core.problem import ProblemId
from examprep.core.seeds import Seeds
from examprep.core.syllabus import Exam, TopicId
from examprep.env import read_env
from examprep.loader.cache import load_problems, load_seeds
from examprep.loader.whole import parse_whole
from tests.conftest import Command

ENOUGH = 0.6
CONTENT = read_env({}).paths.content


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    return load_seeds(CONTENT, tmp_path_factory.mktemp("cache"))


def test_all_355_things_the_documents_teach_are_asked(library: Library, seeds: Seeds) -> None:
    assert len(seeds.concepts) == 355
    assert [seed.id for seed in seeds.concepts if not is_covered(seed, library)] == []


def test_all_131_calculations_are_parametrised_items(library: Library, seeds: Seeds) -> None:
    assert len(seeds.calculations) == 131
    for calculation in seeds.calculations:
        assert calculation.items, calculation.id
        assert all(library.items[id].params for id in calculation.items), calculation.id


@pytest.mark.parametrize("exam", Exam)
def test_every_section_has_questions_for_most_of_its_leaves(library: Library, exam: Exam) -> None:
    thin = [row.id for row in syllabus_coverage(library, exam, {}) if row.share < ENOUGH]

    assert thin == []


def test_there_is_enough_of_everything(library: Library) -> None:
    items = [item for concept in library.concepts.values() for item in concept.items]
    code = [item for item in items if kind_of(item) == "code"]

    assert (len(items) >= 900, len(library.concepts) >= 420) == (True, True)
    assert sum(bool(item.params) for item in items) >= 131
    assert sum(item.runs for item in code) >= 80  # type: ignore[union-attr]
    assert sum(item.language in {"keras", "tensorflow"} for item in code) >= 20  # type: ignore[union-attr]
    assert len({kind_of(item) for item in items}) == 8


def test_coverage_counts_leaves_the_exam_asks_and_names_those_without_a_question(library: Library) -> None:
    rows = {row.id: row for row in syllabus_coverage(library, Exam.E, {"d": (TopicId("e.dl-basics.cnn"),)})}
    cnn = rows["e.dl-basics.cnn"]
    leaves = [
        topic.id
        for topic in library.topics.values()
        if topic.id.startswith("e.dl-basics.cnn.") and not topic.children and topic.scope == IN_SCOPE
    ]

    assert (cnn.wanted, cnn.covered + len(cnn.missing), cnn.drills) == (len(leaves), len(leaves), 1)
    empty = syllabus_coverage(Library({}, library.syllabuses), Exam.E, {})
    assert {row.covered for row in empty} == {0}
    assert set(next(row for row in empty if row.id == "e.dl-basics.cnn").missing) == set(leaves)


def test_a_document_misses_what_no_concept_with_questions_stands_for(library: Library, seeds: Seeds) -> None:
    rows = seed_coverage(Library({}, {}), seeds, {})

    assert all(row.missing and row.covered == 0 for row in rows)
    assert len(rows) == len(seeds.documents) == 5


def test_blueprints_share_out_all_questions_and_say_how_well_they_are_known(library: Library) -> None:
    for exam in Exam:
        path = Path(CONTENT / "exams" / f"{exam}.yaml")
        blueprint = parse_whole(path.read_bytes(), Blueprint).value
        assert blueprint is not None
        assert sum(blueprint.weights.shares.values()) == pytest.approx(1)
        areas = {area.id for area in library.syllabuses[exam].areas}
        assert set(blueprint.weights.shares) <= areas
        assert blueprint.weights.confidence == blueprint.pass_mark.confidence == "C"


@pytest.mark.end
def test_the_command_speaks_json_and_tables(examprep: Command) -> None:
    told = json.loads(examprep("bank", "coverage", "--exam", "g", "--json").out)
    table = examprep("bank", "coverage", "--seeds", "--lang", "en")

    assert (told["schema"], "e" in told) == (1, False)
    assert {row["id"] for row in told["g"]} >= {"g.law.copyright", "g.ethics.fairness"}
    assert (table.code, "roadmap" in table.out) == (0, True)


def test_every_drill_is_named_by_a_concept_it_names_itself(library: Library, tmp_path: Path) -> None:
    problems = load_problems(read_env({}).paths.problems, tmp_path)
    named = {(drill, concept.id) for concept in library.concepts.values() for drill in concept.drills}

    assert len(problems) >= 120
    assert sum("torch" in problem.frameworks for problem in problems) >= 30
    assert sorted(drill for drill, _ in named) == sorted(DrillId(problem.id) for problem in problems)
    concepts = {problem.id: problem.concepts for problem in problems}
    assert [drill for drill, concept in named if concept not in concepts[ProblemId(drill)]] == []
