"""`examprep drill`: problems to program yourself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.library import leaving_out, library_of
from examprep.cli.options import InLang, env_with_screen
from examprep.cli.patience import preparing
from examprep.core.item import Lang, Text
from examprep.core.problem import Framework
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env, working_folder
from examprep.errors import ExitCode, UsageError, unknown

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.day import StudyDay
    from examprep.core.library import Library
    from examprep.core.problem import Folder, Problem
    from examprep.core.syllabus import Topic
    from examprep.drill import Progress
    from examprep.loader.cache import Tell

    Groups = tuple[tuple[Topic, tuple[Progress, ...]], ...]

app = typer.Typer(
    invoke_without_command=True,
)

Name = Annotated[str, typer.Argument(metavar="PROBLEM", help="A problem's id.")]
OfExam = Annotated[Exam | None, typer.Option("--exam", help="Only what this exam asks.")]


@app.callback()
def open_list(context: typer.Context) -> None:
    """Write algorithms yourself: list, start, show, hint, next, solution.

    In a terminal, `examprep drill` alone opens the list: choose one, write it in your editor, have it graded.

    Example: examprep drill
    """
    if context.invoked_subcommand is not None:
        return
    env = env_with_screen(context)
    from examprep.cli.window import open_drills  # noqa: PLC0415 - textual

    open_drills(env)


@app.command("list")
def list_drills(
    exam: OfExam = None,
    path: Annotated[str | None, typer.Option("--path", help="Only what this learning path asks.")] = None,
    *,
    lang: InLang,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the problems by area and level, with what you have passed and what is due.

    Example: examprep drill list --exam e
    """
    env = read_env()
    today = env.now().day
    with leaving_out(lang) as tell:
        groups = drill_groups(env, exam, path, tell)
        if json:
            rows = [_row_json(row, area.id, due=row.is_due(today)) for area, rows in groups for row in rows]
            console.show_json({"problems": rows})
        else:
            list_groups(groups, today, _screen(lang))


def drill_groups(env: Env, exam: Exam | None, path: str | None, tell: Tell) -> Groups:
    """Return how the learner stands with the problems of an exam, of a path, or with all, by area."""
    from examprep.core.curriculum import PathId  # noqa: PLC0415
    from examprep.drill import asked_by, group_by_area, on_path  # noqa: PLC0415

    library = _library(env)
    if path is not None and path not in library.paths:
        look = ("一覧: examprep path list", "List them with: examprep path list")
        raise unknown("道筋", "path", path, library.paths, look=look)
    rows = tuple(row for row in _progress(env, tell) if exam is None or asked_by(row.problem, exam))
    if path is not None:
        rows = on_path(rows, library.paths[PathId(path)])
    return group_by_area(rows, library, exam)


def list_groups(groups: Groups, today: StudyDay, screen: Screen) -> None:
    """Print each area with its problems, one line a problem."""
    from examprep.pages import drills_page  # noqa: PLC0415

    screen.lines(drills_page(groups, today, screen.lang, screen.columns))


def _row_json(row: Progress, area: str, *, due: bool) -> dict[str, object]:
    fields = ("id", "title", "level", "minutes", "frameworks", "concepts", "uses")
    state = {"area": area, "passed": row.passed, "tries": row.tries, "due": due}
    return {**{name: getattr(row.problem, name) for name in fields}, **state}


@app.command()
def start(
    problem: Name,
    framework: Annotated[
        Framework | None, typer.Option("--framework", help="Which starter, where there are two.")
    ] = None,
    *,
    lang: InLang,
) -> None:
    """Put a starter and the statement into this folder; your own work is never overwritten.

    Example: examprep drill start softmax
    """
    from examprep.drill import start_drill  # noqa: PLC0415 - not on the way to --help
    from examprep.worksheet import statement_of  # noqa: PLC0415

    folder = _folder(problem)
    chosen = framework or Framework(next(iter(folder.problem.frameworks)))
    if chosen not in folder.starters:
        known = ", ".join(sorted(folder.starters))
        raise UsageError(
            f"{problem} has no starter for {chosen}; it has: {known}",
            f"{problem} に {chosen} のひな形はない。あるのは: {known}",
        )
    program, text = start_drill(folder, chosen, working_folder(), statement_of(folder.problem, lang))
    screen = _screen(lang)
    _show_statement(folder.problem, screen)
    screen.say(
        f"\n{program.name} を書き、採点する: examprep grade {problem}（問題文は {text.name}）",
        f"\nWrite {program.name}, then: examprep grade {problem} (the statement is in {text.name})",
    )


@app.command()
def show(problem: Name, *, lang: InLang) -> None:
    """Show a problem's statement.

    Example: examprep drill show softmax --lang en
    """
    _show_statement(_folder(problem).problem, _screen(lang))


@app.command()
def hint(
    problem: Name,
    level: Annotated[int, typer.Option("--level", min=1, max=3, help="1 an idea, 3 almost the program.")] = 1,
    *,
    lang: InLang,
) -> None:
    """Show a hint.

    Example: examprep drill hint softmax --level 2
    """
    asked = _folder(problem).problem
    if level > len(asked.hints):
        raise UsageError(
            f"{problem} has {len(asked.hints)} hints", f"{problem} のヒントは{len(asked.hints)}つである。"
        )
    hint_of(asked, level, _screen(lang))


def hint_of(problem: Problem, level: int, screen: Screen) -> None:
    """Print a hint, and how to get the next."""
    screen.text(problem.hints[level - 1])
    if level < len(problem.hints):
        following = f"examprep drill hint {problem.id} --level {level + 1}"
        screen.faint(Text(f"次のヒント: {following}", f"The next hint: {following}"))


@app.command("next")
def next_drill(exam: OfExam = None, *, lang: InLang) -> None:
    """Say what to write next: what is due, else what is new, by level and by what the quiz shows to be weak.

    Example: examprep drill next
    """
    with leaving_out(lang) as tell:
        next_of(read_env(), exam, _screen(lang), tell)


def next_of(env: Env, exam: Exam | None, screen: Screen, tell: Tell) -> None:
    """Print what to write next."""
    from examprep.drill import choose_next  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    with Store.reading(env.paths.progress) as store:
        memories, model = store.fetch_memories(), store.model()
    found = choose_next(_progress(env, tell), memories, env.now().day, model, exam)
    if found is None:
        screen.say("いま書く演習はない。", "There is nothing to write now.")
        return
    screen.entry(found.problem.id, found.problem.title)
    command = f"examprep drill start {found.problem.id}"
    screen.say(f"始める: {command}", f"Begin: {command}")


@app.command()
def solution(problem: Name, *, lang: InLang) -> None:
    """Show the explanation and a model solution, after a pass or after three failed attempts.

    Example: examprep drill solution softmax
    """
    from examprep.drill import leave_out, tries_left  # noqa: PLC0415

    env = read_env()
    folder = _folder(problem)
    row = next(row for row in _progress(env, leave_out) if row.problem.id == folder.problem.id)
    screen = _screen(lang)
    left = tries_left(row)
    if left:
        screen.say(
            f"合格するか、あと{left}回失敗すると見られる。ヒント: examprep drill hint {problem}",
            f"It opens after a pass or {left} more failed attempts. A hint: examprep drill hint {problem}",
        )
        raise typer.Exit(ExitCode.NO)
    show_explanation(folder, screen)


def show_explanation(folder: Folder, screen: Screen) -> None:
    """Show what decides a problem, and a model solution."""
    from examprep.worksheet import lesson_lines, solution_lines  # noqa: PLC0415

    screen.lines(lesson_lines(folder.problem, screen.lang, screen.columns))
    screen.lines(solution_lines(folder, screen.lang))


def _show_statement(problem: Problem, screen: Screen) -> None:
    from examprep.worksheet import statement_lines  # noqa: PLC0415

    screen.lines(statement_lines(problem, screen.lang, screen.columns))


def _progress(env: Env, tell: Tell) -> tuple[Progress, ...]:
    from examprep.drill import fetch_progress  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    library = _library(env)
    with Store.reading(env.paths.progress) as store, preparing(env.settings.lang):
        return fetch_progress(env, store, library, tell)


def _library(env: Env) -> Library:

    return library_of(env)


def _folder(problem: str) -> Folder:
    from examprep.shelf import open_problem  # noqa: PLC0415

    return open_problem(read_env(), problem)


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)
