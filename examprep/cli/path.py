"""`examprep path`: curricula to follow, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli import console
from examprep.cli.library import leaving_out, library_of
from examprep.cli.options import AsJson, InLang
from examprep.cli.patience import preparing
from examprep.core.item import Lang, Text
from examprep.env import Env, read_env
from examprep.errors import unknown

if TYPE_CHECKING:
    from examprep.cli.screen import Screen
    from examprep.core.curriculum import LearningPath, PathId
    from examprep.core.library import Library
    from examprep.core.stats import StepProgress
    from examprep.loader.cache import Tell

    Standing = dict[PathId, tuple[StepProgress, ...]]

app = typer.Typer(help="Learning paths: list, show, next.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="PATH", help="A path's id; list them with: examprep path list")]


@app.command("list")
def list_paths(*, lang: InLang, json: AsJson = False) -> None:
    """List the learning paths, and how far you are.

    Example: examprep path list
    """
    with leaving_out(lang) as tell:
        library, standing = _standing(read_env(), tell)
        if json:
            paths = [_path_json(library.paths[id], rows) for id, rows in standing.items()]
            console.show_json({"paths": paths})
        else:
            _list(library, standing, _screen(lang))


def _list(library: Library, standing: Standing, screen: Screen) -> None:
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
    with leaving_out(lang) as tell:
        library, standing = _standing(read_env(), tell)
        found = _chosen(path, library)
        if json:
            console.show_json(_path_json(found, standing[found.path]))
        else:
            _show(found, standing[found.path], library, _screen(lang))


def _show(found: LearningPath, rows: tuple[StepProgress, ...], library: Library, screen: Screen) -> None:
    path = found.path
    screen.text(found.title, "bold")
    screen.text(found.about)
    for row in rows:
        _show_step(row, library, screen)
    screen.say(f"\n学習する: examprep quiz --path {path}", f"\nStudy: examprep quiz --path {path}")


@app.command("next")
def next_step(
    path: Annotated[
        str | None,
        typer.Argument(metavar="[PATH]", help="A path's id; the one you studied last if none."),
    ] = None,
    *,
    lang: InLang,
    json: AsJson = False,
) -> None:
    """Say which step comes next, and with which commands to take it.

    Example: examprep path next roadmap
    """
    env = read_env()
    with leaving_out(lang) as tell:
        library, standing = _standing(env, tell)
        chosen = _in_progress(env, library, standing) if path is None else _chosen(path, library)
        if json:
            _show_next_json(chosen, standing)
        elif chosen is None:
            _say_none_begun(library, standing, _screen(lang))
        else:
            _show_next(chosen, standing, library, _screen(lang))


def _next_of(rows: tuple[StepProgress, ...]) -> StepProgress | None:
    return next((row for row in rows if not row.is_done), None)


def _show_next_json(chosen: LearningPath | None, standing: Standing) -> None:
    row = None if chosen is None else _next_of(standing[chosen.path])
    console.show_json(
        {"path": None if chosen is None else chosen.path, "step": None if row is None else _step_json(row)}
    )


def _say_none_begun(library: Library, standing: Standing, screen: Screen) -> None:
    screen.say(
        "まだどの道筋も始めていない。1つ選んで始める: examprep quiz --path ID",
        "No path is begun yet. Choose one and begin: examprep quiz --path ID",
    )
    _list(library, standing, screen)


def _show_next(chosen: LearningPath, standing: Standing, library: Library, screen: Screen) -> None:
    row = _next_of(standing[chosen.path])
    screen.entry(chosen.path, chosen.title)
    if row is None:
        screen.say("すべてのステップを終えた。", "Every step is done.")
        return
    _show_step(row, library, screen)
    screen.say(
        f"\n学習する: examprep quiz --path {chosen.path}", f"\nStudy: examprep quiz --path {chosen.path}"
    )
    if row.step.drills and row.passed < len(row.step.drills):
        screen.say("演習: examprep drill start ID", "Drills: examprep drill start ID")


def _standing(env: Env, tell: Tell) -> tuple[Library, Standing]:
    """Return the library, and how far the learner is with every step of every path."""
    from examprep.core.stats import progress_of  # noqa: PLC0415 - not on the way to --help
    from examprep.drill import fetch_progress  # noqa: PLC0415
    from examprep.store.store import Store  # noqa: PLC0415

    library = library_of(env)
    with Store.reading(env.paths.progress) as store, preparing(env.settings.lang):
        memories, model = store.fetch_memories(), store.model()
        passed = [row.problem.id for row in fetch_progress(env, store, library, tell) if row.passed]
    today = env.now().day
    return library, {
        id: progress_of(path, library.concepts, memories, passed, today, model)
        for id, path in library.paths.items()
    }


def _chosen(path: str, library: Library) -> LearningPath:
    found = next((p for p in library.paths.values() if p.path == path), None)
    if found is None:
        look = ("一覧: examprep path list", "List them with: examprep path list")
        raise unknown("道筋", "path", path, library.paths, look=look)
    return found


def _in_progress(env: Env, library: Library, standing: Standing) -> LearningPath | None:
    """Return the path studied last, if it is not done; else of those begun the one known best."""
    from examprep.store.store import Store  # noqa: PLC0415
    from examprep.study import path_studied_last  # noqa: PLC0415

    left = {id: rows for id, rows in standing.items() if _next_of(rows) is not None} or standing
    with Store.reading(env.paths.progress) as store:
        last = path_studied_last(store)
    if last in left:
        return library.paths[last]
    shares = {id: sum(row.known for row in rows) / _items(rows) for id, rows in left.items()}
    best = max(shares, key=shares.__getitem__, default=None)
    return None if best is None or not shares[best] else library.paths[best]


def _items(rows: tuple[StepProgress, ...]) -> int:
    return max(1, sum(row.items for row in rows))


def _show_step(row: StepProgress, library: Library, screen: Screen) -> None:
    step = row.step
    screen.label(step.title.ja, step.title.en)
    if step.about is not None:
        screen.text(step.about)
    counts = []
    if row.items:
        share = f"{row.known}/{row.items}"
        counts.append((f"覚えている問題 {share}", f"questions known {share}"))
    if step.drills:
        share = f"{row.passed}/{len(step.drills)}"
        counts.append((f"合格した演習 {share}", f"drills passed {share}"))
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
