"""Options that many commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from examprep.core.item import Lang
from examprep.env import read_env


def preferred_lang() -> Lang:
    """Return the language the learner chose, Japanese if none."""
    return read_env().settings.lang


InLang = Annotated[
    Lang,
    typer.Option(
        "--lang",
        help="Language of what is shown.",
        default_factory=preferred_lang,
        show_default="as configured, else ja",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
