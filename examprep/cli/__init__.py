"""The command line: parses, calls, prints. The only place that catches our errors."""

from __future__ import annotations

import contextlib
import os
import sys

from examprep.errors import ExamprepError, ExitCode

PIPE_CLOSED = 128 + 13
"""What a shell sees of a program whose reader went away (`| head`), as of any other."""


LONGEST_PATH = 200
"""Characters of a path that cannot be used; the rest is left out."""


def main() -> None:
    """Run the program; every error a person can cause ends in one sentence and its exit code."""
    output = _copy_of_output()
    try:
        from examprep.cli.app import app  # noqa: PLC0415 - importing can be interrupted too
        from examprep.cli.console import speak_any_encoding  # noqa: PLC0415
        from examprep.cli.usage import run  # noqa: PLC0415

        speak_any_encoding()
        try:
            run(app, sys.argv[1:])
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # what cannot be written is told here, not by Python at its end
    except ExamprepError as error:
        _complain(str(error) if _is_english() else error.ja)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except SystemExit:
        if _is_unread(output):
            _give_up_output()
            sys.exit(PIPE_CLOSED)
        raise
    except BrokenPipeError:
        _give_up_output()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        if (
            error.filename is not None
        ):  # what a command did not expect of a path, such as one that is too long
            _complain(_path_told(error, _is_english()))
            sys.exit(ExitCode.USAGE)
        _give_up_output()
        _complain(_unsaid_told(error, _is_english()))
        sys.exit(ExitCode.NO)


def _path_told(error: OSError, english: bool) -> str:
    path = os.fsdecode(error.filename)
    shown = path if len(path) <= LONGEST_PATH else f"{path[:LONGEST_PATH]}…"
    if english:
        return f"{shown} cannot be used: {error.strerror}; name another file or folder"
    return f"{shown} を使えない: {error.strerror}。別のファイルかフォルダを示す。"


def _unsaid_told(error: OSError, english: bool) -> str:
    if english:
        return f"cannot write what there is to say: {error.strerror}"
    return f"結果を出力できない: {error.strerror}"


def _complain(message: str) -> None:
    from examprep.cli.console import complain  # noqa: PLC0415

    complain(message)


def _is_english() -> bool:
    from examprep.cli.usage import wants_english  # noqa: PLC0415 - only where something is said here

    return wants_english(sys.argv[1:])


def _copy_of_output() -> int | None:
    """Return another handle of standard output, to see at the end whether anybody still reads it."""
    try:
        return os.dup(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):  # there is none
        return None


def _is_unread(output: int | None) -> bool:
    """Tell whether standard output is a pipe whose reader is gone, where the system can say so."""
    import select  # noqa: PLC0415

    if output is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(output, 0)
    return any(state & select.POLLERR for _, state in poll.poll(0))


def _give_up_output() -> None:
    """Let nothing more be flushed to an output that takes nothing."""
    with contextlib.suppress(AttributeError, OSError, ValueError):  # there is none
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
