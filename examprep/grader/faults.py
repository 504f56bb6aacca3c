"""What goes wrong in a learner's program, as facts for the judge, which words them."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from examprep.grader.wire import type_name

FILE = "solution.py"
"""What the learner's program is called in its own messages."""
WORDS = 600
"""Characters of an exception that are sent."""
OF_NETWORKS = frozenset({"socket.gaierror", "socket.herror", "urllib.error.URLError"})
"""What Python says in the stead of being refused, where no host is found or a page is asked for."""


class FaultError(Exception):
    """The submission cannot go on; the details are for the judge to word."""

    def __init__(self, fault: str, **details: object) -> None:
        super().__init__(fault)
        self.header = {"fault": fault, **details}


def bind(
    function: Callable[..., object],
    args: tuple[Any, ...],
    name: str,
    keywords: Mapping[str, Any] | None = None,
) -> None:
    """Refuse a call that does not fit the parameters, before it is made."""
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError):
        return
    try:
        signature.bind(*args, **(keywords or {}))
    except TypeError:
        parameters = str(signature)[:WORDS]
        raise FaultError(
            "arity", name=name, given=len(args) + len(keywords or {}), signature=parameters
        ) from None


def fault_of(error: BaseException) -> dict[str, Any]:
    """Return what the judge is told about an exception of the learner's code."""
    match error:
        case FaultError():
            return error.header
        case SystemExit():
            return {"fault": "exit", "line": line_of(error)}
        case MemoryError():
            return {"fault": "memory", "line": line_of(error)}
        case ModuleNotFoundError():
            return {"fault": "import", "module": str(error.name)[:WORDS], "line": line_of(error)}
    kind, words = type_name(error)[:WORDS], words_of(error)
    if "can't allocate memory" in words:
        return {"fault": "memory", "line": line_of(error)}
    return {
        "fault": "refused" if _is_refused(error, kind, words) else "exception",
        "type": kind,
        "text": words,
        "line": line_of(error),
    }


def _is_refused(error: BaseException, kind: str, words: str) -> bool:
    """Tell whether the sandbox said no: by itself, to a new thread, or to a network that it takes away."""
    if isinstance(error, OSError) and kind in OF_NETWORKS:
        return True
    return isinstance(error, PermissionError) or "can't start new thread" in words


def words_of(error: BaseException) -> str:
    """Return the message of an exception, whose own code may fail at it."""
    with contextlib.suppress(BaseException):
        return str(error)[:WORDS]
    return ""


def line_of(error: BaseException) -> int | None:
    """Return the last line of the learner's file that the exception passed."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == FILE:
            line = step.tb_lineno
        step = step.tb_next
    return line
