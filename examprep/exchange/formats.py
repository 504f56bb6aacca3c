"""The formats by name."""

from __future__ import annotations

from enum import StrEnum


class Target(StrEnum):
    """What banks are exported to."""

    GIFT = "gift"
    MOODLE = "moodle"
    ANKI = "anki"
    TSV = "tsv"
    HTML = "html"
    JSON = "json"


class Origin(StrEnum):
    """What questions are imported from."""

    GIFT = "gift"
    MOODLE = "moodle"
    AIKEN = "aiken"
    ANKI = "anki"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
