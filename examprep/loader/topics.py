"""The topic trees of the exams, checked: every id stands once, below its parent, and what it names exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path

from examprep.core.syllabus import Exam, Syllabus, Topic, TopicId
from examprep.loader.banks import parse_syllabus
from examprep.loader.finding import Finding, finding_of, name_of, unreadable
from examprep.loader.paths import read_file
from examprep.loader.tree import Fault

SCOPES = ("exam", "optional", "legacy")


def check_syllabuses(content: Path, base: Path) -> tuple[dict[Exam, Syllabus], list[Finding]]:
    """Read every syllabus of a folder, with all that is wrong; files are named from `base`."""
    findings: list[Finding] = []
    read: dict[str, Syllabus] = {}
    for path in sorted((content / "syllabus").glob("*.yaml")):
        name = name_of(path, base)
        syllabus, faults = _parsed(path)
        findings += [finding_of(name, fault) for fault in faults]
        if syllabus is not None:
            read[name] = syllabus
    known = {topic.id for syllabus in read.values() for topic in syllabus.topics()}
    for name, syllabus in read.items():
        findings += [Finding(name, 1, 1, "topic", message) for message in _syllabus_faults(syllabus, known)]
    return {syllabus.exam: syllabus for syllabus in read.values()}, findings


def _parsed(path: Path) -> tuple[Syllabus | None, tuple[Fault, ...]]:
    try:
        return parse_syllabus(read_file(path))
    except OSError as error:
        return None, (unreadable(error),)


def _syllabus_faults(syllabus: Syllabus, known: Set[TopicId]) -> Iterator[str]:
    counts = Counter(topic.id for topic in syllabus.topics())
    for id, count in counts.items():
        if count > 1:
            yield f"topic `{id}` stands {count} times"
    for topic in syllabus.topics():
        if topic.scope not in SCOPES:
            yield f"topic `{topic.id}` has the scope `{topic.scope}`, none of {', '.join(SCOPES)}"
        for other in topic.same_as:
            if other not in known:
                yield f"topic `{topic.id}` is the same as `{other}`, which does not exist"
    for area in syllabus.areas:
        yield from _stray_topics(area, syllabus.exam.value)


def _stray_topics(topic: Topic, parent: str) -> Iterator[str]:
    if topic.id.rpartition(".")[0] != parent:
        yield f"topic `{topic.id}` stands below `{parent}`, which its id does not say"
    for child in topic.children:
        yield from _stray_topics(child, topic.id)
