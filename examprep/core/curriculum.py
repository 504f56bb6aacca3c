"""Learning paths: what to learn in which order, step by step."""

from __future__ import annotations

from typing import NewType

import msgspec

from examprep.core.bank import DrillId
from examprep.core.item import ConceptId, Text

PathId = NewType("PathId", str)
StepId = NewType("StepId", str)


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stage of a path: concepts to know, drills to pass."""

    id: StepId
    title: Text
    about: Text | None = None
    concepts: tuple[ConceptId, ...] = ()
    drills: tuple[DrillId, ...] = ()


class LearningPath(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A curriculum; its steps stand in order."""

    path: PathId
    title: Text
    about: Text
    sources: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def ranks(self) -> dict[ConceptId, int]:
        """For each concept the place of the first step that asks for it."""
        ranks: dict[ConceptId, int] = {}
        for place, step in enumerate(self.steps):
            for concept in step.concepts:
                ranks.setdefault(concept, place)
        return ranks
