"""Learning paths, blueprints of exams and the list of seeds, checked: what they name exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import TypeVar

from examprep.core.curriculum import LearningPath
from examprep.core.library import Library
from examprep.core.paper import CONFIDENCES, Blueprint, PassMark, Stated, Weights
from examprep.core.seeds import Seeds
from examprep.core.syllabus import Exam, TopicId
from examprep.errors import near_miss
from examprep.loader.finding import Finding, finding_of, name_of, unreadable
from examprep.loader.paths import read_file
from examprep.loader.rules import SLUG, SLUG_HINT
from examprep.loader.shape import Places
from examprep.loader.tree import Fault
from examprep.loader.whole import Whole, parse_whole
from examprep.loader.wording import text_faults

SEEDS = "seeds.yaml"
MOST = 1000
"""Questions, and minutes, of an exam."""

_Value = TypeVar("_Value")


def check_curricula(content: Path, base: Path, library: Library, drills: Set[str]) -> Iterator[Finding]:
    """Yield everything wrong with the files beside banks and syllabuses; files are named from `base`."""
    for file, path in _read(content.glob("paths/*.yaml"), LearningPath, base):
        faults = _path_faults(path.value, path.places, library, drills) if path.value else ()
        yield from (finding_of(file, fault) for fault in (*path.faults, *faults))
    for file, blueprint in _read(content.glob("exams/*.yaml"), Blueprint, base):
        found = _blueprint_faults(blueprint.value, blueprint.places, library) if blueprint.value else ()
        yield from (finding_of(file, fault) for fault in (*blueprint.faults, *found))
    for file, seeds in _read(content.glob(SEEDS), Seeds, base):
        links = _seed_faults(seeds.value, seeds.places, library) if seeds.value else ()
        yield from (finding_of(file, fault) for fault in (*seeds.faults, *links))


def _read(files: Iterable[Path], wanted: type[_Value], base: Path) -> Iterator[tuple[str, Whole[_Value]]]:
    for file in sorted(files):
        yield name_of(file, base), _parsed(file, wanted)


def _parsed(file: Path, wanted: type[_Value]) -> Whole[_Value]:
    try:
        return parse_whole(read_file(file), wanted)
    except OSError as error:
        return Whole(None, Places(), (unreadable(error),))


def _path_faults(path: LearningPath, places: Places, library: Library, drills: Set[str]) -> Iterator[Fault]:
    yield from text_faults(path, set(), places)
    yield from _bad_id(path.path, places, path, "path")
    for id, count in Counter(step.id for step in path.steps).items():
        if count > 1:
            yield Fault(places.of(path, "steps"), "duplicate-id", f"step `{id}` stands {count} times")
    for step in path.steps:
        yield from _bad_id(step.id, places, step, "id")
        yield from _unknown(step, "concepts", "concept", step.concepts, library.concepts, places)
        yield from _unknown(step, "drills", "drill", step.drills, drills, places)
        if not step.concepts and not step.drills:
            yield Fault(places.of(step), "empty", f"step `{step.id}` has neither concepts nor drills")


def _blueprint_faults(blueprint: Blueprint, places: Places, library: Library) -> Iterator[Fault]:
    yield from text_faults(blueprint, set(), places)
    if blueprint.exam not in set(Exam):
        message = f"`{blueprint.exam}` is no exam; one of {', '.join(Exam)}"
        yield Fault(places.of(blueprint, "exam"), "value", message)
    known: list[Stated | PassMark | Weights]
    known = [blueprint.questions, blueprint.minutes, blueprint.weights, blueprint.pass_mark]
    for stated in known:
        if stated.confidence not in CONFIDENCES:
            message = f"`confidence` is one of {', '.join(CONFIDENCES)}, not `{stated.confidence}`"
            yield Fault(places.of(stated, "confidence"), "value", message)
    if not 0 < blueprint.pass_mark.low <= blueprint.pass_mark.high < 1:
        message = "`low` and `high` are shares of all points, the lower one first"
        yield Fault(places.of(blueprint.pass_mark), "value", message)
    for name in ("questions", "minutes"):
        if getattr(blueprint, name).value < 1:
            yield Fault(places.of(getattr(blueprint, name), "value"), "value", f"`{name}` must be 1 or more")
        elif getattr(blueprint, name).value > MOST:
            at = places.of(getattr(blueprint, name), "value")
            yield Fault(at, "value", f"`{name}` must be {MOST:,} or less")
    topics: list[TopicId] = [area.topic for area in blueprint.weights.areas]
    for place, area in enumerate(blueprint.weights.areas):
        yield from _unknown(area, "topic", "topic", (area.topic,), library.topics, places)
        if area.topic in topics[:place]:
            yield Fault(places.of(area), "twice", f"topic `{area.topic}` stands here twice")
        if area.questions <= 0:
            yield Fault(places.of(area, "questions"), "value", "`questions` must be more than 0")


def _seed_faults(seeds: Seeds, places: Places, library: Library) -> Iterator[Fault]:
    documents = {document.id for document in seeds.documents}
    for field, ids in (
        ("concepts", [seed.id for seed in seeds.concepts]),
        ("calculations", [calculation.id for calculation in seeds.calculations]),
    ):
        for id, count in Counter(ids).items():
            if count > 1:
                yield Fault(places.of(seeds, field), "duplicate-id", f"`{id}` stands {count} times")
    for seed in seeds.concepts:
        yield from _unknown(seed, "documents", "document", seed.documents, documents, places)
        yield from _unknown(seed, "concepts", "concept", seed.concepts, library.concepts, places)
    for calculation in seeds.calculations:
        yield from _unknown(calculation, "items", "item", calculation.items, library.items, places)


def _bad_id(id: str, places: Places, owner: object, field: str) -> Iterator[Fault]:
    if not SLUG.fullmatch(id):
        yield Fault(places.of(owner, field), "bad-id", f"`{id}` is not an id", SLUG_HINT)


def _unknown(
    owner: object, field: str, what: str, ids: Iterable[str], known: Iterable[str], places: Places
) -> Iterator[Fault]:
    known = known if isinstance(known, Set | dict) else set(known)
    for place, id in enumerate(ids):
        if id not in known:
            at = places.of(owner, field if field == "topic" else f"{field}/{place}")
            hint = near_miss(id, known).strip() or None
            yield Fault(at, f"unknown-{what}", f"{what} `{id}` does not exist", hint)
