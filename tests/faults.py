"""A real quiz, disturbed: killed, hung up on, starved of disk, lied to about the time.

Each function does it so many times and returns what that cost: answers that were acknowledged on the screen
and are not in the progress file, and whatever else was not as promised.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from examprep.store.store import Store
from tests.conftest import Command
from tests.disturbed import MANY, QUIZ, RESUMED, Cost, beside, resumes, rows
from tests.driven import KEPT, Quiz, Terminal
from tests.faults_at_terminals import app_told_to_end, hang_ups, interrupts, prompts_told_to_end

# --- killed, told to end, hung up on


def kills(command: Command, times: int, rng: random.Random) -> Cost:
    """Kill -9 at random moments: most while answers are kept one after the other, some while it starts."""
    cost, own, before = Cost(), command, 0
    for kill in range(times):
        if kill % A_SESSION == 0:
            own, before = beside(command, command.home.with_name(f"kills{kill}")), 0
        starting = kill % 5 == 4
        with Quiz(own, *QUIZ) as quiz:
            quiz.enter(MANY)
            if not starting:
                cost.expect(quiz.hear(lambda said: KEPT in said), "it ended before it was killed")
                cost.expect(not before or RESUMED in quiz.said, "it did not resume")
            quiz.listen(rng.uniform(0, 0.8))
            quiz.process.kill()
            quiz.end()
        before = cost.settle(own, before, quiz.acknowledged)
    resumes(cost, own)
    return cost


A_SESSION = 20
"""Kills before all its questions could be answered."""


ENDS = {signal.SIGTERM: -15, signal.SIGHUP: -1, signal.SIGINT: 130}
"""How a quiz ends that is told to."""


def signals(command: Command, times: int, rng: random.Random) -> Cost:
    """End it by a signal, at a question or while it keeps answers."""
    cost, before = Cost(), rows(command)
    for number, code in list(ENDS.items()) * times:
        with Quiz(command, *QUIZ) as quiz:
            quiz.answer(rng.randrange(1, 4))
            if rng.random() < 0.5:
                quiz.enter(MANY)
                quiz.listen(rng.uniform(0, 0.2))
            quiz.process.send_signal(number)
            ended, complaint = quiz.end()
        cost.expect((ended, complaint) == (code, ""), f"{number.name}: ended with {ended}: {complaint}")
        before = cost.settle(command, before, quiz.acknowledged)
    resumes(cost, command)
    return cost


# --- the disk


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """Mount a small disk; lends the function that changes how, such as `size=4m` or `ro`."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield lambda how: _remount(folder, how)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def full_disks(command: Command, times: int, rng: random.Random) -> Cost:
    """Study on a disk that becomes full, at the start or some answers later; then make room."""
    cost = Cost()
    for number in range(times):
        disk = command.home.with_name(f"disk{number}")
        with small_disk(disk, "2m") as remount:
            own, before = beside(command, disk / "home"), 0
            if number % 4:
                resumes(cost, own)
                before = rows(own)
            _fill(disk, pages=rng.randrange(1, 20))
            with Quiz(own, *QUIZ) as quiz:
                quiz.enter(MANY)
                code, complaint = quiz.end()
            cost.expect(code == 4, f"ended with {code}: {complaint}")
            cost.expect("disk is full" in complaint or "No space left" in complaint, complaint)
            after = cost.settle(own, before, quiz.acknowledged)
            cost.expect(after == before + quiz.acknowledged, f"{after} rows after {quiz.acknowledged} more")
            remount("size=4m")
            resumes(cost, own)
    return cost


def full_at_a_first_start(command: Command, times: int, rng: random.Random) -> Cost:
    """Start on a new day on a disk that has no room for that day's backup; then make room."""
    cost = Cost()
    for number in range(times):
        disk = command.home.with_name(f"first{number}")
        with small_disk(disk, "2m") as remount:
            own = beside(command, disk / "home")
            resumes(cost, own)
            before, copies = rows(own), own.home / "backups"
            [today] = copies.iterdir()
            today.rename(copies / "progress-2020-01-01.db")
            _fill(disk, pages=rng.randrange(0, 15))
            with Quiz(own, *QUIZ) as quiz:
                quiz.enter(MANY)
                code, complaint = quiz.end()
            cost.expect(code == 4 and "disk is full" in complaint, f"ended with {code}: {complaint}")
            cost.expect([copy.name for copy in copies.iterdir()] == ["progress-2020-01-01.db"], "half a copy")
            before = cost.settle(own, before, quiz.acknowledged)
            remount("size=4m")
            resumes(cost, own)
            cost.kept += rows(own) - before
            cost.expect(today.exists(), "no copy once there was room")
    return cost


def _fill(disk: Path, pages: int) -> None:
    free = os.statvfs(disk).f_bavail - pages
    (disk / "ballast").write_bytes(bytes(4096 * free))


def read_only(command: Command, times: int, _: random.Random) -> Cost:
    """Study on a disk that may not be written, then again on one that may."""
    cost = Cost()
    disk = command.home.with_name("fixed")
    with small_disk(disk, "4m") as remount:
        own = beside(command, disk / "home")
        for _again in range(times):
            before = rows(own)
            with Quiz(own, *QUIZ) as quiz:
                quiz.answer(2)
                quiz.end()
            remount("ro")
            with Quiz(own, *QUIZ) as refused:
                code, complaint = refused.end()
            cost.expect(code == 4 and "read-only" in complaint, f"ended with {code}: {complaint}")
            cost.expect(own("stats", "--json").code == 0, "stats could not be read")
            cost.settle(own, before, quiz.acknowledged)
            remount("rw")
            resumes(cost, own)
    return cost


FAILS = ("fdatasync:error=EIO", "pwrite64:error=EIO", "pwrite64:error=ENOSPC", "unlink:error=EIO")
"""What a disk may refuse SQLite, as strace makes it do."""


def disk_errors(command: Command, times: int, rng: random.Random) -> Cost:
    """Let the disk refuse from some call on, in the middle of a session or at the first start of a day."""
    cost, before = Cost(), rows(command)
    for fault in FAILS * times:
        with _failing(command, fault, rng.randrange(1, 40)) as quiz:
            before = _is_refused(cost, command, quiz, before)
    resumes(cost, command)
    for number in range(1, 1 + 4 * times):
        own = beside(command, command.home.with_name(f"new{number}"))
        with _failing(own, "fsync:error=EIO", 1 + number % 4) as quiz:
            _is_refused(cost, own, quiz, 0)
        resumes(cost, own)
    return cost


def _failing(command: Command, fault: str, when: int) -> Quiz:
    call = fault.partition(":")[0]
    fails = ("-e", f"trace={call}", "-e", f"inject={fault}:when={when}+")
    return Quiz(command, *QUIZ, before=("strace", "-qq", "-o", "/dev/null", *fails))


def _is_refused(cost: Cost, command: Command, quiz: Quiz, before: int) -> int:
    quiz.enter(MANY)
    code, complaint = quiz.end()
    refused = "The last step was not kept" in complaint or "cannot be used: Input/output error" in complaint
    cost.expect(code == 4 and refused, f"ended with {code}: {complaint}")
    return cost.settle(command, before, quiz.acknowledged)


# --- other processes


def locks(command: Command, times: int, rng: random.Random) -> Cost:
    """Hold the file while answers are given, for less and for more than the program waits."""
    cost, before = Cost(), rows(command)
    for _again in range(times):
        with Quiz(command, *QUIZ) as quiz:
            quiz.answer()
            with _held(command):
                quiz.enter("?\n")
                quiz.listen(rng.uniform(0.2, 1.5))
            cost.expect(quiz.hear(lambda said: said.count(KEPT) == 2), "a short lock was not waited for")
            with _held(command):
                quiz.enter("?\n")
                code, complaint = quiz.end()
        cost.expect(code == 4 and "is in use by another examprep" in complaint, f"{code}: {complaint}")
        before = cost.settle(command, before, quiz.acknowledged)
        with Terminal(command, *QUIZ) as window:
            window.hear("k keys")
            with _held(command):
                window.press("?\r")
                cost.expect(window.hear("try to keep it again"), "nobody was asked to try again")
            window.press("\r")
            cost.expect(window.hear(KEPT), "it was not kept the second time")
        before = cost.settle(command, before, 1)
    resumes(cost, command)
    return cost


@contextmanager
def _held(command: Command) -> Iterator[None]:
    """Be another process in the middle of writing."""
    path = command.home / "progress.db"
    with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as other:
        other.execute("begin exclusive")
        yield
        other.execute("rollback")


def windows(command: Command, times: int, _: random.Random) -> Cost:
    """Answer one session in two windows, then several sessions at once as fast as they ask."""
    cost, before = Cost(), rows(command)
    for again in range(times):
        with Quiz(command, *QUIZ) as one:
            one.answer()
            other = Quiz(command, *QUIZ)
            other.hear(lambda said: "k keys" in said)
            one.answer()
            other.enter("?\n")
            code, complaint = other.end()
            cost.expect(code == 4 and "in another window" in complaint, f"{code}: {complaint}")
            cost.expect(one.answer(), "the first window could not go on")
            one.end()
            other.leave()
        before = cost.settle(command, before, one.acknowledged + other.acknowledged)
        seeds = [str(10 * again + n) for n in range(1, 4)]
        many = [Quiz(command, *QUIZ[:-1], seed, "--fresh") for seed in seeds]
        for quiz in many:
            quiz.enter("?\n" * 8)
        ended = [quiz.end() for quiz in many]
        cost.expect(ended == [(0, "")] * 3, f"several at once ended with {ended}")
        for quiz in many:
            quiz.leave()
        before = cost.settle(command, before, sum(quiz.acknowledged for quiz in many))
    return cost


# --- the time

CLOCK = """
import sys
from datetime import datetime
from pathlib import Path
from examprep import env

shown = Path(sys.argv.pop(1))

class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.fromtimestamp(float(shown.read_text()), tz)

env.datetime = Clock
from examprep.cli import main
main()
"""
"""The program on a machine whose clock shows what stands in a file."""
BERLIN = "Europe/Berlin"
CLOCKS: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, int], ...]]] = {
    # the time zone, when in UTC it is at each answer, and the study day and offset in minutes that are kept
    "a clock set back by three days": (
        BERLIN,
        ("2026-06-10 10:00", "2026-06-07 10:00", "2026-06-10 10:01"),
        (("2026-06-10", 120), ("2026-06-07", 120), ("2026-06-10", 120)),
    ),
    "a session across four in the morning": (
        BERLIN,
        ("2026-06-10 01:58", "2026-06-10 01:59", "2026-06-10 02:00"),
        (("2026-06-09", 120), ("2026-06-09", 120), ("2026-06-10", 120)),
    ),
    "clocks that go forward": (
        BERLIN,
        ("2026-03-29 00:59", "2026-03-29 01:00", "2026-03-29 02:00"),
        (("2026-03-28", 60), ("2026-03-28", 120), ("2026-03-29", 120)),
    ),
    "clocks that go back": (
        BERLIN,
        ("2026-10-25 00:59", "2026-10-25 01:00", "2026-10-25 03:00"),
        (("2026-10-24", 120), ("2026-10-24", 60), ("2026-10-25", 60)),
    ),
    "a flight to the east": (
        "Asia/Tokyo",
        ("2026-06-10 18:30", "2026-06-10 18:59", "2026-06-10 19:00"),
        (("2026-06-10", 540), ("2026-06-10", 540), ("2026-06-11", 540)),
    ),
}


def clocks(command: Command, times: int, _: random.Random) -> Cost:
    """Answer while the clock does what clocks do, in one running session; then start again."""
    cost, before = Cost(), rows(command)
    shown = command.home.with_name("clock")
    for name, (zone, moments, days) in list(CLOCKS.items()) * times:
        _show(shown, moments[0])
        with Quiz(command, *QUIZ, "--fresh", program=_with_clock(shown), variables={"TZ": zone}) as quiz:
            for moment in moments:
                quiz.hear(lambda said: "k keys" in said)
                _show(shown, moment)
                cost.expect(quiz.answer(), f"{name}: no answer at {moment}")
            cost.expect(quiz.end() == (0, ""), f"{name}: not ended well")
        after = cost.settle(command, before, quiz.acknowledged)
        cost.expect(_days(command, before) == list(days), f"{name}: {_days(command, before)}")
        with Quiz(command, *QUIZ, program=_with_clock(shown), variables={"TZ": zone}) as quiz:
            cost.expect(quiz.answer() and quiz.end() == (0, ""), f"{name}: the next start kept nothing")
        is_same_day = days[0][0] == days[-1][0]
        cost.expect((RESUMED in quiz.said) == is_same_day, f"{name}: the next start resumed, or did not")
        before = cost.settle(command, after, quiz.acknowledged)
    return cost


def _with_clock(shown: Path) -> tuple[str, ...]:
    return ("-c", CLOCK, str(shown))


def _show(shown: Path, moment: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
    draft = shown.with_name("clock.new")
    draft.write_text(str(at))
    draft.replace(shown)


def _days(command: Command, first: int) -> list[tuple[str, int]]:
    """Return the study day and the offset of every answer from some row on."""
    with Store.reading(command.home / "progress.db") as store:
        log = sorted(store.log(), key=lambda row: int(row["seq"] or 0))[first:]
    return [
        (date.fromordinal(int(row["study_day"] or 0)).isoformat(), int(row["tz_offset"] or 0)) for row in log
    ]


FAULTS: dict[str, tuple[Callable[[Command, int, random.Random], Cost], int, str]] = {
    # what it costs, how often beside the others, and what it needs
    "killed at any moment (kill -9)": (kills, 30, ""),
    "SIGTERM, SIGHUP, SIGINT": (signals, 2, ""),
    "terminal closed, plain and app": (hang_ups, 2, ""),
    "SIGTERM, SIGHUP in the app": (app_told_to_end, 1, ""),
    "SIGTERM, SIGHUP, SIGQUIT, Ctrl-\\ at a prompt": (prompts_told_to_end, 1, ""),
    "Ctrl-C at every prompt": (interrupts, 1, ""),
    "disk full, then room made": (full_disks, 4, "root"),
    "disk full at the first start of a day": (full_at_a_first_start, 2, "root"),
    "disk read-only": (read_only, 1, "root"),
    "disk refuses to sync, write or delete": (disk_errors, 2, "strace"),
    "file held by another process": (locks, 1, ""),
    "two windows, three sessions at once": (windows, 2, ""),
    "clock set back, 04:00, summer time, abroad": (clocks, 1, ""),
}
