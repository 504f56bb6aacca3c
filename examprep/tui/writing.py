"""Writing a drill's program: a starter put into the folder, the file opened in the learner's editor."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, SuspendNotSupported

from examprep.core.item import Lang, Text
from examprep.core.problem import Framework
from examprep.drill import WorkKeptError, start_drill
from examprep.env import Env
from examprep.errors import ExamprepError
from examprep.tui import drillwords
from examprep.workbench import Opened, Step, next_step, stamp_of
from examprep.worksheet import statement_of


def put_starter(drill: Opened, framework: Framework, lang: Lang) -> Text | None:
    """Put a starter where the learner's file will be; return why that failed, if it did."""
    folder, into = drill.folder, drill.path.parent
    try:
        start_drill(folder, framework, into, statement_of(folder.problem, lang))
    except WorkKeptError as error:
        return Text(error.ja, str(error))
    except OSError as error:
        reason = f"{into}: {error.strerror}"
        return Text(f"ここには書けない。{reason}", f"Nothing can be written here. {reason}")
    return None


def write(app: App[None], env: Env, drill: Opened) -> Text:
    """Open the learner's file in their editor; return what came of it, or how to go on without one."""
    path = drill.path
    before = stamp_of(path)
    if before is None:
        return drillwords.BEGIN_FIRST
    if env.editor is None:
        return drillwords.without_editor(path)
    try:
        with app.suspend():  # an error that left it would leave the app without its terminal
            fault = _open_editor(env, path)
    except SuspendNotSupported:
        return drillwords.without_editor(path)
    is_written = stamp_of(path) != before and next_step(drill, None) is Step.GRADE
    return fault or (drillwords.SAVED if is_written else drillwords.NOT_SAVED)


def _open_editor(env: Env, path: Path) -> Text | None:
    try:
        env.edit(path, 1)
    except ExamprepError as error:
        return Text(error.ja, str(error))
    return None
