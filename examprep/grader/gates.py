"""Several problems through the strength gate at once: one process a core, each with its own zygotes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed

from examprep.core.problem import Folder
from examprep.core.strength import Depth, Excuse, Strength
from examprep.grader.crew import cores
from examprep.grader.gate import Gate, steps_of

Entry = tuple[Folder, Sequence[Excuse]]
Progress = Callable[[int, int], None]
"""Is told how many of how many programs have run."""


def weigh_problems(entries: Sequence[Entry], depth: Depth, progress: Progress) -> list[Strength]:
    """Return the strength of each problem, in order; several run at once where there are cores."""
    if len(entries) == 1:
        return [_weigh_here(entries[0], depth, progress)]
    steps = [steps_of(folder, depth) for folder, _ in entries]
    heaviest_first = sorted(range(len(entries)), key=lambda n: -steps[n])
    with _pool(len(entries)) as pool:
        places = {pool.submit(_weigh, entries[n], depth): n for n in heaviest_first}
        found = {places[future]: future.result() for future in _told(places, steps, progress)}
    return [found[n] for n in range(len(entries))]


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Start workers that inherit nothing of this process, its threads and connections least of all."""
    return ProcessPoolExecutor(max(1, min(jobs, cores())), multiprocessing.get_context("spawn"))


def _told(
    places: dict[Future[Strength], int], steps: Sequence[int], progress: Progress
) -> Iterator[Future[Strength]]:
    done = 0
    for future in as_completed(places):
        done += steps[places[future]]
        progress(done, sum(steps))
        yield future


def _weigh_here(entry: Entry, depth: Depth, progress: Progress) -> Strength:
    folder, excuses = entry
    done, total = 0, steps_of(folder, depth)

    def tell() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    with Gate(depth) as gate:
        return gate.weigh(folder, excuses, tell)


_gate: list[Gate] = []
"""The gate of a worker: its zygotes stay warm from problem to problem, and end with it."""


def _weigh(entry: Entry, depth: Depth) -> Strength:
    if not _gate:
        _gate.append(Gate(depth))
    folder, excuses = entry
    return _gate[0].weigh(folder, excuses)
