"""Where banks and problems come from: what is shipped, and the places a learner or a package added."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from pathlib import Path

import msgspec

from examprep.core.library import Library
from examprep.core.problem import Folder, ProblemId
from examprep.env import Env, write_settings
from examprep.errors import UsageError
from examprep.loader.cache import load_library
from examprep.loader.packages import package_offers
from examprep.loader.paths import SUFFIXES, banks_at, problem_ids, problems_at, read_file, resolved
from examprep.loader.shelf import LeftOut, Shelf, fill_shelf


class Origin(StrEnum):
    """Who named a place."""

    SETTING = "settings"
    VARIABLE = "EXAMPREP_BANKS"
    PACKAGE = "package"


class Place(msgspec.Struct, frozen=True):
    """A folder of banks and problems, or one of them, that did not come with the program."""

    origin: Origin
    name: str
    """As it was written, or the package that brings it."""
    path: Path | None
    fault: str = ""
    """Why there is no path."""


def places_of(env: Env) -> tuple[Place, ...]:
    """Return every place that was added, those of the settings first."""
    named = [
        *((Origin.SETTING, name, env.paths.config.parent) for name in env.settings.banks),
        *((Origin.VARIABLE, name, Path()) for name in env.banks),
    ]
    places = [_place(origin, name, base) for origin, name, base in named]
    for offer in package_offers():
        places.append(Place(Origin.PACKAGE, f"{offer.package} ({offer.value})", offer.folder, offer.fault))
    return tuple(places)


def _place(origin: Origin, name: str, base: Path) -> Place:
    try:
        return Place(origin, name, (base / Path(name).expanduser()).absolute())
    except (RuntimeError, OSError, ValueError) as error:
        return Place(origin, name, None, str(error))


def open_shelf(env: Env) -> Shelf:
    """Load all banks; of those that were added, what can be used."""
    places = places_of(env)
    if not places:
        return Shelf(load_library(env.paths.content, env.paths.cache), {}, ())
    shelf = fill_shelf(env.paths.content, env.paths.cache, [place.path for place in places if place.path])
    faulty = tuple(LeftOut(place.name, place.fault) for place in places if place.path is None)
    return msgspec.structs.replace(shelf, left_out=faulty + shelf.left_out)


def open_library(env: Env) -> Library:
    """Load all banks, for callers that tell nobody what was left out."""
    return open_shelf(env).library


def edit_item(env: Env, item: str) -> Path | None:
    """Open an item in the learner's editor, at its line; return its file, `None` where no bank has it."""
    from examprep.loader.locate import locate_item  # noqa: PLC0415 - editing only

    place = locate_item([env.paths.content, *added_paths(env)], item)
    if place is None:
        return None
    env.edit(place.path, place.line)
    return place.path


def added_paths(env: Env) -> tuple[Path, ...]:
    """Return the places that were added and can be looked at."""
    return tuple(place.path for place in places_of(env) if place.path is not None)


def problem_folders(env: Env) -> dict[ProblemId, Path]:
    """Return where every problem is, those added last; an id of a shipped one is never another's."""
    places = (problems_at(place) for place in added_paths(env))
    shipped = [env.paths.problems / id for id in problem_ids(env.paths.problems)]
    folders: dict[ProblemId, Path] = {}
    for folder in (*shipped, *chain.from_iterable(places)):
        folders.setdefault(ProblemId(folder.name), folder)
    return folders


def problems_of(env: Env, place: Path) -> tuple[list[ProblemId], list[ProblemId]]:
    """Return the problems of an added place: those in use, and those whose ids others have already."""
    known = problem_folders(env)
    used: list[ProblemId] = []
    clashing: list[ProblemId] = []
    for folder in problems_at(place):
        id = ProblemId(folder.name)
        (used if known.get(id) == folder else clashing).append(id)
    return used, clashing


def open_problem(env: Env, id: str) -> Folder:
    """Return a problem; raises `UsageError` where there is none, `ContentError` where it is faulty."""
    from examprep.loader.problems import open_folder, unknown_problem  # noqa: PLC0415 - yaml

    folders = problem_folders(env)
    if id not in folders:
        raise unknown_problem(id, folders)
    return open_folder(folders[ProblemId(id)])


def add_place(env: Env, place: Path) -> Path:
    """Remember a place of banks or problems in the settings; raises `UsageError` where there are none."""
    path = resolved(place.expanduser())
    if not path.exists():
        raise UsageError(f"no such file or folder: {place}")
    if not path.is_dir():
        _require_bank(path, place)
    if not banks_at(path) and not problems_at(path):
        raise UsageError(
            f"no banks in {place}: their names end in .yaml. Write a first one with: examprep bank new DIR",
            f"{place} に問題集がない。名前は .yaml で終わる。最初の1つを書く: examprep bank new DIR",
        )
    kept = env.settings.banks
    if str(path) not in kept:
        write_settings(env.paths.config, {"banks": [*kept, str(path)]})
    return path


def _require_bank(path: Path, place: Path) -> None:
    """Raise `UsageError` for a file that is no bank at all; what is wrong within one is told later."""
    from examprep.loader.banks import parse_bank  # noqa: PLC0415 - yaml, when a place is added only
    from examprep.loader.finding import finding_of  # noqa: PLC0415

    look = "name a folder of banks, or a bank", "問題集のフォルダか、問題集を示す。"
    if path.suffix not in SUFFIXES:
        raise UsageError(
            f"{place} is no bank: its name would end in .yaml; {look[0]}",
            f"{place} は問題集ではない。名前は .yaml で終わる。{look[1]}",
        )
    try:
        parsed = parse_bank(read_file(path))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    if parsed.bank is None:
        finding = finding_of(str(path), parsed.faults[0])
        raise UsageError(
            f"{place} is no bank: {finding}; {look[0]}", f"{place} は問題集ではない。{look[1]}{finding}"
        )


def remove_place(env: Env, place: Path) -> str:
    """Forget a place of the settings; banks and answers stay. Raises `UsageError` for one not there."""
    kept = env.settings.banks
    wanted = {str(place), str(resolved(place.expanduser()))}
    name = next((name for name in kept if name in wanted), None)
    if name is None:
        known = ", ".join(kept) or "none"
        raise UsageError(f"{place} was not added with `bank add-path`; added are: {known}")
    left = [other for other in kept if other != name]
    write_settings(env.paths.config, {"banks": left or None})
    return name
