"""The command line: parses, calls, prints. The only place that catches our errors."""

from __future__ import annotations

import os
import sys

from examprep.errors import ExamprepError, ExitCode


def main() -> None:
    """Run the program; every error a person can cause ends in one sentence and its exit code."""
    try:
        from examprep.cli.app import app  # noqa: PLC0415 - importing can be interrupted too
        from examprep.cli.console import speak_any_encoding  # noqa: PLC0415

        speak_any_encoding()
        app()
    except ExamprepError as error:
        _complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except OSError as error:
        _give_up_output()
        _complain(f"cannot write what there is to say: {error.strerror}")
        sys.exit(ExitCode.NO)


def _complain(message: str) -> None:
    from examprep.cli.console import complain  # noqa: PLC0415

    complain(message)


def _give_up_output() -> None:
    """Let nothing more be flushed to an output that takes nothing."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
