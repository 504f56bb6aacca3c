"""What fitting the memory model costs and is worth, beside py-fsrs' own optimizer where that is there.

A simulated learner forgets faster than the default model has it; models are judged on another such
learner's reviews. The peer needs torch, pandas and tqdm, and gets the smallest log only.
Run with: python benchmarks/fit.py [--write]
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import fsrs
import fsrs_rs_python
import msgspec

from benchmarks.figures import Figure, show
from examprep.core.day import StudyDay, midnight
from examprep.core.fitting import History, list_histories, log_losses
from examprep.core.item import ItemId
from examprep.core.memory import (
    DEFAULT,
    Fact,
    Memory,
    Model,
    Rating,
    SessionId,
    clamp_weights,
    retrievability,
    review,
)
from examprep.optimizer import fit_weights, try_fit

SIZES = (1_000, 3_000, 10_000)
RUNS = 5
TRUTH = msgspec.structs.replace(
    DEFAULT, weights=(0.1, 0.5, 1.2, 4.0, *DEFAULT.weights[4:8], 1.5, *DEFAULT.weights[9:])
)


def main() -> None:
    """Measure, and print the tables."""
    logs = {size: learn(size, seed=1) for size in SIZES}
    show(__file__, [*print_times(logs), *print_losses(logs)], keep="--write" in sys.argv[1:])


def learn(reviews: int, seed: int, days: int = 200) -> list[Fact]:
    """Return about so many reviews of a learner who forgets by `TRUTH`, planned by the default model."""
    rng = random.Random(seed)
    facts: list[Fact] = []
    while len(facts) < reviews:
        item = ItemId(f"c/{len(facts):06}")
        facts += live(item, rng, first=StudyDay(739_000 + rng.randrange(days // 2)), end=739_000 + days)
    return sorted(facts[:reviews], key=lambda fact: fact.day)


def live(item: ItemId, rng: random.Random, first: StudyDay, end: int) -> list[Fact]:
    """Return all reviews of one item."""
    facts: list[Fact] = []
    day, real, planned = first, None, None
    while day < end:
        recall = 0.6 if real is None else retrievability(real, day, TRUTH)
        recalled = rng.random() < recall
        for rating in (
            [rng.choice((Rating.HARD, *[Rating.GOOD] * 7))] if recalled else [Rating.AGAIN, Rating.GOOD]
        ):
            facts.append(fact(item, day, rating))
            real, planned = review(real, rating, day, TRUTH), review(planned, rating, day)
        assert isinstance(planned, Memory)
        day = StudyDay(max(planned.due, day + 1))
    return facts


def fact(item: ItemId, day: StudyDay, rating: Rating) -> Fact:
    """Return one answer."""
    return Fact(
        item=item,
        digest="",
        session=SessionId("s"),
        mode="quiz",
        at=day,
        day=day,
        offset=540,
        outcome="wrong" if rating is Rating.AGAIN else "right",
        rating=rating,
        answer="",
        slip=None,
        seconds=1.0,
    )


def print_times(logs: dict[int, list[Fact]]) -> list[Figure]:
    """Print and return the CPU time of the library's call, and of all that `examprep optimize` computes."""
    print(f"{'reviews':>8}{'foretold':>10}{'library, CPU s':>16}{'whole try, CPU s':>18}{'of smallest':>13}")
    smallest, figures = 0.0, []
    for size, facts in logs.items():
        histories = list_histories(facts)
        items = as_items(histories)
        alone = median_cpu(partial(fsrs_rs_python.FSRS([]).compute_parameters, items))
        whole = median_cpu(partial(try_fit, facts, DEFAULT))
        smallest = smallest or alone
        print(f"{size:>8}{len(histories):>10}{alone:>16.4f}{whole:>18.3f}{alone / smallest:>12.1f}x")
        figures.append(
            Figure(
                name=f"`examprep optimize`, {size:,} reviews: fitted and judged",
                ours=f"{whole:.2f} CPU s",
                peer=f"the library's call alone: {alone:.3f} CPU s",
                ratio=f"{whole / alone:.0f}x",
            )
        )
    return figures


def as_items(histories: Sequence[History]) -> list[Any]:
    """Return histories as the library reads them."""
    build, one = fsrs_rs_python.FSRSItem, fsrs_rs_python.FSRSReview
    return [build([one(rating.value, days) for rating, days in history]) for history in histories]


def print_losses(logs: dict[int, list[Fact]]) -> list[Figure]:
    """Print and return how well the models foretell another learner of the same kind."""
    unseen = learn(5_000, seed=2)
    rows: list[tuple[str, Model, float | None]] = [("default", DEFAULT, None)]
    for size, facts in logs.items():
        start = time.process_time()
        weights = fit_weights(list_histories(facts))
        assert weights is not None
        model = msgspec.structs.replace(DEFAULT, weights=weights)
        rows.append((f"fitted to {size}", model, time.process_time() - start))
    rows += fit_peer(logs[SIZES[0]])
    rows.append(("the truth", TRUTH, None))
    ours, losses = rows[1][2] or 1.0, {}
    print(f"\n{'model':<34}{'log loss, unseen':>18}{'CPU s':>10}{'times':>10}")
    for name, model, cpu in rows:
        loss = losses[name] = statistics.fmean(log_losses(unseen, model))
        cost = f"{'':>20}" if cpu is None else f"{cpu:>10.4f}{cpu / ours:>9.0f}x"
        print(f"{name:<34}{loss:>18.4f}{cost}")
    return list(figures_of(losses, {name: cpu for name, _, cpu in rows}))


def figures_of(losses: dict[str, float], cpu: dict[str, float | None]) -> Iterator[Figure]:
    """Yield what fitting is worth, and what it costs beside the peer where that ran."""
    best, truth = f"fitted to {SIZES[-1]}", losses["the truth"]
    gained = (losses["default"] - losses[best]) / (losses["default"] - truth)
    yield Figure(
        name=f"log loss on an unseen learner, fitted to {SIZES[-1]:,} reviews",
        ours=f"{losses[best]:.4f}",
        peer=f"default model: {losses['default']:.4f}; the truth: {truth:.4f}",
        ratio=f"{gained:.0%} of the way to the truth",
    )
    peer, same = f"py-fsrs' optimizer, {SIZES[0]}", f"fitted to {SIZES[0]}"
    slow, fast = cpu.get(peer), cpu[same]
    if slow and fast:
        yield Figure(
            name=f"fitting {SIZES[0]:,} reviews, log loss {losses[same]:.4f}",
            ours=f"{fast:.3f} CPU s",
            peer=f"py-fsrs' optimizer: {slow:.1f} CPU s, log loss {losses[peer]:.4f}",
            ratio=f"{slow / fast:,.0f}x faster",
        )


def fit_peer(facts: Sequence[Fact]) -> list[tuple[str, Model, float | None]]:
    """Fit py-fsrs' optimizer to the same log, if it can be had."""
    cards = {item: number for number, item in enumerate(sorted({fact.item for fact in facts}))}
    logs = [
        fsrs.ReviewLog(cards[fact.item], fsrs.Rating(fact.rating), midnight(fact.day), None) for fact in facts
    ]
    start = time.process_time()
    try:
        weights = fsrs.Optimizer(logs).compute_optimal_parameters()
    except ImportError:
        print("\npy-fsrs' optimizer is not installed; it is left out (pip install 'fsrs[optimizer]')")
        return []
    taken = time.process_time() - start
    model = msgspec.structs.replace(DEFAULT, weights=clamp_weights(weights))
    return [(f"py-fsrs' optimizer, {len(facts)}", model, taken)]


def median_cpu(call: Callable[[], object]) -> float:
    """Return the median CPU seconds of a call over some runs."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
