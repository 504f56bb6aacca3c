"""The topic tree of an exam."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NewType

import msgspec

from examprep.core.item import Text

TopicId = NewType("TopicId", str)


class Exam(StrEnum):
    """The two exams; also the first part of every topic id."""

    E = "e"
    G = "g"


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One node: an area, a section or a leaf."""

    id: TopicId
    title: Text
    official_no: str | None = None
    scope: str = "exam"
    """`exam`, `optional` (greyed in the official syllabus) or `legacy`."""
    scope_note: str | None = None
    source: str | None = None
    """`official-known` or `reconstructed`; leaves only."""
    new_in: str | None = None
    """The first sitting a keyword was reported for."""
    same_as: tuple[TopicId, ...] = ()
    """Topics of the other exam that mean the same."""
    children: tuple[Topic, ...] = ()

    def walk(self) -> Iterator[Topic]:
        """Yield the topic and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


class Syllabus(msgspec.Struct, frozen=True, kw_only=True):
    """One exam's tree."""

    exam: Exam
    title: Text
    version: str
    as_of: str
    areas: tuple[Topic, ...]

    def topics(self) -> Iterator[Topic]:
        """Yield every topic, parents first."""
        for area in self.areas:
            yield from area.walk()


def is_under(topic: str, root: str) -> bool:
    """Tell whether `topic` is `root` or stands below it."""
    return topic == root or topic.startswith(root + ".")
