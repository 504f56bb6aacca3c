"""Where banks come from: those that are shipped, and the places a learner or a package added."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from examprep.core.library import Library
from examprep.env import Env, write_settings
from examprep.errors import UsageError
from examprep.loader.cache import load_library
from examprep.loader.packages import package_offers
from examprep.loader.paths import banks_at, resolved
from examprep.loader.shelf import LeftOut, Shelf, fill_shelf


class Origin(StrEnum):
    """Who named a place."""

    SETTING = "settings"
    VARIABLE = "EXAMPREP_BANKS"
    PACKAGE = "package"


class Place(msgspec.Struct, frozen=True):
    """A folder, or a file, of banks that did not come with the program."""

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


def add_place(env: Env, place: Path) -> Path:
    """Remember a place of banks in the settings; raises `UsageError` where there are none."""
    path = resolved(place.expanduser())
    if not path.exists():
        raise UsageError(f"no such file or folder: {place}")
    if not banks_at(path):
        raise UsageError(
            f"no banks in {place}: their names end in .yaml. Write a first one with: examprep bank new DIR"
        )
    kept = env.settings.banks
    if str(path) not in kept:
        write_settings(env.paths.config, {"banks": [*kept, str(path)]})
    return path


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
