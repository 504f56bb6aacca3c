"""The command line: parses, calls, prints. The only place that catches our errors."""

from __future__ import annotations

import sys

from examprep.errors import ExamprepError


def main() -> None:
    """Run the program; every error a person can cause ends in one sentence and its exit code."""
    from examprep.cli.app import app  # noqa: PLC0415 - so that an import error has a place to go
    from examprep.cli.console import complain, speak_any_encoding  # noqa: PLC0415

    speak_any_encoding()
    try:
        app()
    except ExamprepError as error:
        complain(str(error))
        sys.exit(error.exit_code)
