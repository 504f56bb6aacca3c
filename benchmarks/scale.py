"""How long a learner with very much to learn waits: for the first question, for the next, after an answer.

The shipped items are repeated under other names, and a simulated learner's log is written beside them; every
run is a process of its own. The clock of a first question starts when the library is loaded, sorted into lots
and the store open, and stops when the question is drawn. Loading and sorting stand beside it, and the whole
since the process began. An answer is over when it is safe from a power cut. The peer is Anki's engine, where
`--anki` names a Python that has it (pip install anki, in an environment of its own). Run with: make bench, or
python benchmarks/scale.py [--small] [--anki PYTHON] [--write]; with --write the table goes to docs/speed.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.figures import Figure, calendar_date, show
from examprep.core.bank import Bank, Concept
from examprep.core.course import FIRST, RECALLED
from examprep.core.curve import Curve, State
from examprep.core.item import ConceptId, ItemId, Lang
from examprep.core.library import Filter
from examprep.core.memory import DEFAULT, Rating
from examprep.core.plan import Limits
from examprep.core.response import DontKnow
from examprep.env import Env, Paths, read_env, write_settings
from examprep.loader.cache import keep_compiled, load_library
from examprep.loader.usable import read_bank
from examprep.store.chain import chained
from examprep.store.rows import COLUMNS, MEMORY_FIELDS, Value
from examprep.store.store import Store
from examprep.study import Study, Wish, begin_study

SIZES = ((0, 15_000), (10_000, 100_000), (100_000, 1_000_000))
"""Items, as many as are shipped for 0, and reviews."""
SEEN = 0.8
"""The share of the items that was answered."""
DAYS = 1_200
"""Since the first answer."""
DAY = 86_400_000
MORE = 1.65
"""Answers that an item is given for one that is counted: some items began too late for all of them."""
RUNS = 5
ANSWERS = 20
PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
CURVE = Curve(DEFAULT)
SHOWN = {
    "load": ("library, s", 1),
    "sort": ("lots, s", 1),
    "due": ("first by date, ms", 1000),
    "gain": ("first by gain, ms", 1000),
    "week": ("first of a week, ms", 1000),
    "decide": ("deciding, ms", 1000),
    "next": ("next, ms", 1000),
    "answer": ("answer, ms", 1000),
    "whole": ("from the start, s", 1),
}
"""What one process measures, what it is called, and its unit of a second."""
FIGURES = {
    "due": "first question by date",
    "gain": "first question by gain on the exam day",
    "answer": "an answer, safe from a power cut",
    "whole": "from the start of the process to the first question",
}
"""What of it stands among the figures."""
PEER = """
import json, sqlite3, statistics, sys, time
from pathlib import Path
from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer

home, since = Path(sys.argv[1]), sys.argv[2]


def build():
    told = json.loads((home / "memories.json").read_text())
    col = Collection(str(home / "peer.anki2"))
    col.set_config("fsrs", True)
    deck = col.decks.get_config(1)
    deck["reviewOrder"] = 7  # retrievability ascending, as examprep asks
    deck["rev"]["perDay"], deck["new"]["perDay"] = 9999, 9999
    col.decks.update_config(deck)
    model, now = col.models.by_name("Basic")["id"], int(time.time())
    day, seen = col.sched.today, {one[0]: one for one in told["seen"]}
    col.close()
    notes, cards, log = [], [], []
    for n, item in enumerate(told["items"], 1):
        notes.append((n, item, model, now, 0, "", item + chr(31) + item, item, 0, 0, ""))
        if item not in seen:
            cards.append((n, n, 1, 0, now, 0, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, 0, "{}"))
            continue
        _, stability, difficulty, ago, due, reps = seen[item]
        memory = {"s": round(stability, 4), "d": round(difficulty, 3), "dr": 0.9, "decay": 0.1542}
        memory["lrt"] = now - ago * 86400
        ivl, left = max(1, ago + due), (0, 0, 0, 0, 0, json.dumps(memory))
        cards.append((n, n, 1, 0, now, 0, 2, 2, day + due, ivl, 2500, reps, *left))
        for k in range(reps):
            log.append((1_500_000_000_000 + len(log) * 40_000, n, 0, 3, ivl, ivl, 2500, 20_000, 1))
    marks = lambda n: ",".join("?" * n)
    file = sqlite3.connect(home / "peer.anki2")  # through Anki, a million rows take very long
    file.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    file.executemany(f"insert into notes values ({marks(11)})", notes)
    file.executemany(f"insert into cards values ({marks(18)})", cards)
    file.executemany(f"insert into revlog values ({marks(9)})", log)
    file.commit()
    file.close()


def measure():
    start = time.perf_counter()
    col = Collection(str(home / "peer.anki2"))
    taken = {"load": time.perf_counter() - start}
    start, busy = time.perf_counter(), time.process_time()
    queued = col.sched.get_queued_cards(fetch_limit=1)
    assert queued.cards
    taken["due"] = time.perf_counter() - start
    taken["due, CPU"] = time.process_time() - busy
    taken["whole"] = time.time() - float(since)
    answers, nexts = [], []
    for _ in range(17):
        top = queued.cards[0]
        card = col.get_card(top.card.id)
        card.start_timer()
        start = time.perf_counter()
        col.sched.answer_card(col.sched.build_answer(card=card, states=top.states, rating=CardAnswer.AGAIN))
        kept = time.perf_counter()
        queued = col.sched.get_queued_cards(fetch_limit=1)
        answers.append(kept - start)
        nexts.append(time.perf_counter() - kept)
    taken["answer"], taken["next"] = statistics.median(answers), statistics.median(nexts)
    col.close()
    print(json.dumps(taken))


build() if since == "build" else measure()
"""
"""What runs in the other Python."""


class Row(msgspec.Struct, frozen=True):
    """What one program takes with one size."""

    who: str
    items: int
    reviews: int
    taken: dict[str, list[float]]
    """In each of some processes."""

    def cells(self) -> list[str]:
        """Return the row, cell by cell."""
        figures = (self._cell(name, unit) for name, (_, unit) in SHOWN.items())
        return [self.who, f"{self.items:,}", f"{self.reviews:,}", *figures]

    def _cell(self, name: str, unit: int) -> str:
        """Return the median and the least, and of what is computed also the least time on the processor."""
        taken, busy = self.taken.get(name, []), self.taken.get(f"{name}, CPU", [])
        told = [min(taken, default=0.0), *([min(busy)] if busy else [])]
        least = ", ".join(f"{one * unit:.2f}" for one in told)
        return f"{statistics.median(taken) * unit:.2f} ({least})" if taken else ""


def main() -> None:
    """Measure every size, print the tables, and keep them if asked."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--anki", metavar="PYTHON", help="a Python that has the package anki")
    told.add_argument("--write", action="store_true", help=f"keep the tables in {PAGE.name}")
    told.add_argument("--small", action="store_true", help="leave the largest size out")
    told.add_argument("--once", nargs=2, metavar=("HOME", "SINCE"), help=argparse.SUPPRESS)
    options = told.parse_args()
    if options.once:
        print(json.dumps(measure(Path(options.once[0]), float(options.once[1]))))
        return
    rows = [row for size in (SIZES[:-1] if options.small else SIZES) for row in compare(*size, options.anki)]
    print("\n".join(table(rows)))
    if options.write:
        PAGE.write_text(page(rows), encoding="utf-8")
    show(__file__, list(figures_of(rows)), keep=options.write and not options.small)


def figures_of(rows: list[Row]) -> Iterator[Figure]:
    """Yield the waits of each size, beside those of Anki's engine where it was measured."""
    peers = {row.items: row.taken for row in rows if row.who != "examprep"}
    for row in rows:
        for name in FIGURES if row.who == "examprep" else ():
            ours, theirs = row.taken[name], peers.get(row.items, {}).get(name)
            mine, other = statistics.median(ours), statistics.median(theirs) if theirs else None
            yield Figure(
                name=f"{row.items:,} items, {row.reviews:,} reviews: {FIGURES[name]}",
                ours=f"{mine * 1000:,.0f} ms",
                peer=f"Anki's engine: {other * 1000:,.0f} ms" if other else "",
                ratio=f"{mine / other:.1f}x" if other else "",
            )


# --- one process


def measure(home: Path, since: float) -> dict[str, float]:
    """Load what lies in a folder, ask, answer; return what each took."""
    env = env_at(home)
    start = time.perf_counter()
    library = load_library(env.paths.content, env.paths.cache)
    taken = {"load": time.perf_counter() - start}
    start = time.perf_counter()
    assert library.catalogue.place
    taken["sort"] = time.perf_counter() - start
    goal = read_goal(home)
    with Store.open(env.paths.progress, entropy=env.entropy()) as store:
        wish = Wish("quiz", Filter(), Limits(20, 10), fresh=True)
        start, busy = time.perf_counter(), time.process_time()
        study, _ = begin_study(env, library, store, wish, Lang.JA)
        assert study.question() is not None
        taken[goal] = time.perf_counter() - start
        taken[f"{goal}, CPU"] = time.process_time() - busy
        taken["whole"] = time.time() - since
        answered = [answer(study) for _ in range(ANSWERS - 3)]
        start = time.perf_counter()
        study.finish()
        if goal == "week":
            taken["decide"] = time.perf_counter() - start
    taken["answer"] = statistics.median(one for one, _ in answered)
    taken["next"] = statistics.median(two for _, two in answered)
    return taken


def answer(study: Study) -> tuple[float, float]:
    """Answer one question; return the seconds until it was kept, and then until the next was drawn."""
    asked = study.question()
    assert asked is not None
    start = time.perf_counter()
    study.answer(asked, DontKnow(), 3.0)
    kept = time.perf_counter()
    study.question()
    return kept - start, time.perf_counter() - kept


def env_at(home: Path) -> Env:
    """Return the environment of a folder that holds its own content."""
    paths = read_env({"EXAMPREP_HOME": str(home)}).paths
    return Env(msgspec.structs.replace(paths, content=home / "content"))


def read_goal(home: Path) -> str:
    """Return what a run in a folder measures: with a goal or without, the way to it decided or not."""
    return (home / "measures").read_text(encoding="utf-8")


# --- all of one size


def compare(items: int, reviews: int, anki: str | None) -> Iterator[Row]:
    """Yield what one size takes, and what it takes the peer."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = env_at(home)
        ids = repeat_banks(env, read_env({"EXAMPREP_HOME": folder}).paths, items)
        memories = write_log(env, ids, reviews)
        size = len(ids), sum(one.reps for one in memories)
        yield Row("examprep", *size, measured(env, home))
        if anki:
            yield Row("Anki's engine", *size, peer(anki, home, ids, memories))


def measured(env: Env, home: Path) -> dict[str, list[float]]:
    """Return what some processes took, without a goal, on the first day of one, and later."""
    found: dict[str, list[float]] = {}
    for number in range(RUNS):
        for measures in ("due", "week", "gain"):
            env.paths.config.unlink(missing_ok=True)
            if measures != "due":
                goal = {"exam": "e", "date": date.fromordinal(env.now().day + 60 + number), "minutes": 60}
                write_settings(env.paths.config, {"goal": goal})
            (home / "measures").write_text(measures, encoding="utf-8")
            command = [sys.executable, __file__, "--once", str(home), str(time.time())]
            gather(found, command)
    return found


def gather(found: dict[str, list[float]], command: list[str]) -> None:
    """Run a process that measures, and add what it found."""
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    for name, seconds in json.loads(ran.stdout).items():
        found.setdefault(name, []).append(seconds)


def peer(anki: str, home: Path, ids: list[ItemId], memories: list[Learned]) -> dict[str, list[float]]:
    """Return the same of Anki's engine, with as many notes and reviews, in the same states."""
    env = env_at(home)
    today = env.now().day
    kept = [(one.item, *one.after, today - one.day, one.due - today, one.reps) for one in memories]
    (home / "memories.json").write_text(json.dumps({"items": ids, "seen": kept}), encoding="utf-8")
    (home / "peer.py").write_text(PEER, encoding="utf-8")
    subprocess.run([anki, str(home / "peer.py"), str(home), "build"], check=True)
    found: dict[str, list[float]] = {}
    for _ in range(RUNS):
        gather(found, [anki, str(home / "peer.py"), str(home), str(time.time())])
    return found


# --- what is measured


def repeat_banks(env: Env, shipped: Paths, wanted: int) -> list[ItemId]:
    """Write so many items, or those shipped, into content of its own, compiled; return their ids."""
    content, ids = env.paths.content, list[ItemId]()
    for folder in ("syllabus", "exams"):
        (content / folder).mkdir(parents=True)
        for path in (shipped.content / folder).iterdir():
            (content / folder / path.name).write_bytes(path.read_bytes())
    (content / "paths").mkdir()
    sources = [path.read_bytes() for path in sorted((shipped.content / "banks").rglob("*.yaml"))]
    banks = [read_bank(source)[0] for source in sources]
    copy = 0
    while not ids or len(ids) < wanted:
        for number, (source, bank) in enumerate(zip(sources, banks, strict=True)):
            if bank is None or (wanted and len(ids) >= wanted):
                continue
            path = content / "banks" / f"{copy}" / f"{number}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            text, renamed = b"# %d\n" % copy + source, rename(bank, copy)
            path.write_bytes(text)
            keep_compiled(path, env.paths.cache, text, renamed)
            ids += [item.id for item in renamed.items()]
        copy += 1
    return ids


def rename(bank: Bank, copy: int) -> Bank:
    """Return a bank with ids of its own."""
    concepts = tuple(
        rename_concept(concept, ConceptId(f"{concept.id}-{copy}"), copy) for concept in bank.concepts
    )
    extensions = tuple(
        msgspec.structs.replace(
            extension,
            extend=ConceptId(f"{extension.extend}-{copy}"),
            items=tuple(
                msgspec.structs.replace(item, id=ItemId(f"{extension.extend}-{copy}/{slug_of(item.id)}"))
                for item in extension.items
            ),
        )
        for extension in bank.extensions
    )
    return msgspec.structs.replace(
        bank, id=type(bank.id)(f"{bank.id}-{copy}"), concepts=concepts, extensions=extensions
    )


def rename_concept(concept: Concept, id: ConceptId, copy: int) -> Concept:
    """Return a concept under another name."""
    items = tuple(
        msgspec.structs.replace(item, id=ItemId(f"{id}/{slug_of(item.id)}")) for item in concept.items
    )
    requires = tuple(ConceptId(f"{below}-{copy}") for below in concept.requires)
    return msgspec.structs.replace(concept, id=id, items=items, requires=requires)


def slug_of(item: ItemId) -> str:
    """Return what an item is called within its concept."""
    return item.partition("/")[2]


def write_log(env: Env, ids: list[ItemId], reviews: int) -> list[Learned]:
    """Write the log of a learner who answered most items, each a few times when it was due."""
    today = env.now().day
    rng = random.Random(1)
    asked = rng.sample(ids, round(len(ids) * SEEN))
    histories = [live(item, round(MORE * reviews / len(asked)), today, rng) for item in asked]
    Store.open(env.paths.progress, entropy=bytes(16)).close()
    connection = sqlite3.connect(env.paths.progress)
    [(device,)] = connection.execute("select device from identity")
    names = (*COLUMNS, "hash")
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"insert into review ({', '.join(names)}) values ({marks})",  # noqa: S608 - the names are ours
        rows_of(device, histories),
    )
    last = [history[-1] for history in histories]
    connection.executemany(
        "insert into memory values (?, ?, ?, ?, ?, ?, ?)",
        ((one.item, *one.memory("").values()) for one in last),
    )
    connection.commit()
    connection.close()
    return last


class Learned(msgspec.Struct):
    """One answer, and the memory it left."""

    item: ItemId
    day: int
    rating: Rating
    last: Learned | None
    """The answer before it."""
    after: tuple[float, float]
    """Stability and difficulty."""
    due: int
    reps: int
    lapses: int

    def columns(self) -> dict[str, Value]:
        """Return the answer as a row of the log."""
        fixed: dict[str, Value] = {"kind": "answer", "at": self.day * DAY, "clock": self.day * DAY}
        fixed |= {"study_day": self.day, "tz_offset": 0, "item": self.item, "digest": "", "session": "s"}
        fixed |= {"mode": "quiz", "outcome": "wrong" if self.rating is Rating.AGAIN else "right"}
        fixed |= {"rating": int(self.rating), "answer": "{}", "seconds": 20.0, "parameters": 1}
        before = {} if self.last is None else self.last.memory("before")
        return fixed | before | self.memory("after")

    def memory(self, when: str) -> dict[str, Value]:
        """Return the memory after the answer, as columns."""
        numbers = (*self.after, self.day, self.due, self.reps, self.lapses)
        return {f"{name}_{when}": value for name, value in zip(MEMORY_FIELDS, numbers, strict=True)}


def live(item: ItemId, times: int, today: int, rng: random.Random) -> list[Learned]:
    """Return the answers to one item: the first some time ago, the others before it was due."""
    history = [learn(item, today - rng.randrange(1, DAYS), None, rng)]
    while len(history) < times:
        last = history[-1]
        day = last.day + round((last.due - last.day) * rng.uniform(0.1, 0.9))
        if day >= today:
            break
        history.append(learn(item, day, last, rng))
    return history


def learn(item: ItemId, day: int, last: Learned | None, rng: random.Random) -> Learned:
    """Return the next answer to an item."""
    if last is None:
        rating = rng.choices(list(FIRST), list(FIRST.values()))[0]
        after, reps, lapses = CURVE.first(rating), 1, 0
    else:
        before, recall = State(*last.after), CURVE.recall(last.after[0], day - last.day)
        if day == last.day:
            rating, after = Rating.GOOD, CURVE.again_today(before)
        elif rng.random() < recall:
            rating = rng.choices(list(RECALLED), list(RECALLED.values()))[0]
            after = CURVE.recalled(before, recall, rating)
        else:
            rating, after = Rating.AGAIN, CURVE.forgotten(before, recall)
        reps, lapses = last.reps + 1, last.lapses + (rating is Rating.AGAIN)
    due = day + max(1, round(after.stability * CURVE.days_to_due))
    return Learned(item, day, rating, last, (after.stability, after.difficulty), due, reps, lapses)


def rows_of(device: str, histories: list[list[Learned]]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a log, each with its hash."""
    answers = sorted((one for history in histories for one in history), key=lambda one: one.day)
    hash = b""
    for seq, one in enumerate(answers, 1):
        row = dict.fromkeys(COLUMNS) | one.columns() | {"device": device, "seq": seq}
        hash = chained(hash, row)
        yield *row.values(), hash


# --- what is shown


def table(rows: list[Row]) -> list[str]:
    """Return the rows as a table of Markdown."""
    head = ["program", "items", "reviews", *(name for name, _ in SHOWN.values())]
    cells = [head, *(row.cells() for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(head))]
    ruled = [cells[0], ["-" * (width - 1) + ":" for width in widths], *cells[1:]]
    return [
        "| " + " | ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in ruled
    ]


def page(rows: list[Row]) -> str:
    """Return what is kept of a run."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    machine = f"{os.cpu_count()} cores, {system}; load average of 1, 5 and 15 minutes at the end {load}"
    day = calendar_date()
    return (
        f"{ABOUT}\nMeasured on {day}: {machine}. Medians of {RUNS} processes; in "
        f"brackets the least, and for a first question the least time on the processor.\n\n"
        + ("\n".join(table(rows)) + "\n")
    )


ABOUT = """# Speed with a large collection

Written by `python benchmarks/scale.py --anki PYTHON --write`. The shipped items are repeated under other
names until there are enough, and four of five were answered by a simulated learner.

- **library**: the index of all banks read from the compiled cache; a bank is decoded when it is asked from.
  **lots**: for every item, where it stands among its like.
- **first**: from there, with the store open, until the first question is chosen out of all items, the session
  kept on disk, and the question drawn. *By date* without a goal, *by gain* with one; *of a week* is the first
  session with a goal in seven days. **deciding**: at its end, how the days are used, by rolling them out.
- **next**: the question after an answer. **answer**: marked, remembered and safe from a power cut.
- **from the start**: from the start of the process until the first question, without the terminal's drawing.

Anki's engine keeps cards in its database, so that *library* is the opening of that; its reviews are ordered
by retrievability. It knows no exam day, so that nothing stands under *by gain*. Its answers are committed to
a write-ahead log with `synchronous=full`.
"""


if __name__ == "__main__":
    main()
