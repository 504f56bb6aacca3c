"""`examprep path`: curricula to follow, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.options import AsJson, InLang
from examprep.core.item import Lang, Text
from examprep.env import Env, read_env
from examprep.errors import UsageError, near_miss

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.curriculum import LearningPath, PathId
    from examprep.core.library import Library
    from examprep.core.stats import StepProgress

app = typer.Typer(help="Learning paths: list, show, next.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="PATH", help="A path's id; list them with: examprep path list")]


@app.command("list")
def list_paths(*, lang: InLang, json: AsJson = False) -> None:
    """List the learning paths, and how far you are.

    Example: examprep path list
    """
    library, standing = _standing(read_env())
    if json:
        console.show_json({"paths": [_path_json(library.paths[id], rows) for id, rows in standing.items()]})
        return
    screen = _screen(lang)
    for id, rows in standing.items():
        path, done = library.paths[id], sum(row.is_done for row in rows)
        screen.entry(id, path.title)
        screen.faint(Text(f"    {len(rows)}ステップ中 {done} 完了", f"    {done} of {len(rows)} steps done"))


@app.command()
def show(path: Name, *, lang: InLang, json: AsJson = False) -> None:
    """Show a path's steps with their concepts and drills, and what you know of each.

    An item counts as known if you would probably recall it today; a step is done when 80 % of its items are
    known and its drills are passed.

    Example: examprep path show ten-days
    """
    library, standing = _standing(read_env())
    found, rows = _chosen(path, library), standing[_chosen(path, library).path]
    if json:
        console.show_json(_path_json(found, rows))
        return
    screen = _screen(lang)
    screen.text(found.title, "bold")
    screen.text(found.about)
    for row in rows:
        _show_step(row, library, screen)
    screen.say(f"\n学習する: examprep quiz --path {path}", f"\nStudy: examprep quiz --path {path}")


@app.command("next")
def next_step(
    path: Annotated[
        str | None,
        typer.Argument(metavar="[PATH]", help="A path's id; the one you are furthest with if none."),
    ] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Say which step comes next, and with which commands to take it.

    Example: examprep path next roadmap
    """
    library, standing = _standing(read_env())
    chosen = _furthest(library, standing) if path is None else _chosen(path, library)
    row = next((row for row in standing[chosen.path] if not row.is_done), None)
    if json:
        console.show_json({"path": chosen.path, "step": None if row is None else _step_json(row)})
        return
    screen = _screen(lang)
    screen.text(chosen.title, "bold")
    if row is None:
        screen.say("すべてのステップを終えた。", "Every step is done.")
        return
    _show_step(row, library, screen)
    screen.say(
        f"\n学習する: examprep quiz --path {chosen.path}", f"\nStudy: examprep quiz --path {chosen.path}"
    )
    if row.step.drills and row.passed < len(row.step.drills):
        screen.say("演習: examprep drill start PROBLEM", "Drills: examprep drill start PROBLEM")


def _standing(env: Env) -> tuple[Library, dict[PathId, tuple[StepProgress, ...]]]:
    """Return the library, and how far the learner is with every step of every path."""
    from examprep.core.stats import progress_of  # noqa: PLC0415 - not on the way to --help
    from examprep.drill import fetch_progress  # noqa: PLC0415
    from examprep.loader.cache import load_library  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    library = load_library(env.paths.content, env.paths.cache)
    with Store.reading(env.paths.progress) as store:
        memories, model = store.fetch_memories(), store.model()
        passed = [row.problem.id for row in fetch_progress(env, store, library) if row.passed]
    today = env.now().day
    return library, {
        id: progress_of(path, library.concepts, memories, passed, today, model)
        for id, path in library.paths.items()
    }


def _chosen(path: str, library: Library) -> LearningPath:
    found = next((p for p in library.paths.values() if p.path == path), None)
    if found is None:
        message = f'no path "{path}".{near_miss(path, library.paths)}'
        raise UsageError(f"{message} List them with: examprep path list")
    return found


def _furthest(library: Library, standing: dict[PathId, tuple[StepProgress, ...]]) -> LearningPath:
    """Return the path with the largest share of known items among those that are not done."""
    open_ones = {
        id: rows for id, rows in standing.items() if not all(row.is_done for row in rows)
    } or standing
    if not open_ones:
        raise UsageError("there are no learning paths")
    best = max(open_ones, key=lambda own: sum(row.known for row in open_ones[own]) / _items(open_ones[own]))
    return _chosen(best, library)


def _items(rows: tuple[StepProgress, ...]) -> int:
    return max(1, sum(row.items for row in rows))


def _show_step(row: StepProgress, library: Library, screen: Screen) -> None:
    step = row.step
    screen.label(step.title.ja, step.title.en)
    if step.about is not None:
        screen.text(step.about)
    counts = [(f"問題 {row.known}/{row.items}", f"items {row.known}/{row.items}")] if row.items else []
    if step.drills:
        counts.append((f"演習 {row.passed}/{len(step.drills)}", f"drills {row.passed}/{len(step.drills)}"))
    if row.is_done:
        counts.append(("完了", "done"))
    screen.faint(Text("  ".join(ja for ja, _ in counts), "  ".join(en for _, en in counts)))
    titles = [library.concepts[id].title for id in step.concepts if id in library.concepts]
    if titles:
        screen.text(Text("、".join(t.ja for t in titles), ", ".join(t.en for t in titles)))
    if step.drills:
        names = ", ".join(step.drills)
        screen.text(Text(f"演習: {names}", f"Drills: {names}"))


def _path_json(path: LearningPath, rows: tuple[StepProgress, ...]) -> dict[str, object]:
    return {"path": path.path, "title": path.title, "steps": [_step_json(row) for row in rows]}


def _step_json(row: StepProgress) -> dict[str, object]:
    step = {name: getattr(row.step, name) for name in ("id", "title", "concepts", "drills")}
    return {**step, "items": row.items, "known": row.known, "passed": row.passed, "done": row.is_done}


def _screen(lang: Lang) -> Screen:
    from examprep.cli.screen import Screen  # noqa: PLC0415

    return Screen(lang)
