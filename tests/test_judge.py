"""Every end of a program has its verdict and a sentence that helps; the grader survives all of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from examprep.core.item import Text
from examprep.core.problem import Folder, Limits, ProgramSlip, Property
from examprep.core.verdict import Report, Verdict
from examprep.env import read_env
from examprep.grader.judge import Grader, broken, refused
from examprep.loader.problems import load_folder

SHIPPED = read_env({}).paths.problems
EXP = "    e = np.exp(x - x.max(axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n"
pytestmark = pytest.mark.end

SOFTMAX = f"import numpy as np\n\n\ndef softmax(x):\n{EXP}"


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    """Return one grader for all: nothing that a submission does may show in the next."""
    with Grader() as ready:
        yield ready


def fast(folder: Folder) -> Folder:
    """Return a problem whose time is up soon."""
    limits = Limits(seconds=0.5, total=3.0, memory=128)
    problem = msgspec.structs.replace(folder.problem, limits=limits)
    return msgspec.structs.replace(folder, problem=problem)


SHARED = fast(load_folder(SHIPPED, "softmax"))


def spoiled(**programs: Any) -> Folder:
    """Return the problem with some of its programs exchanged."""
    return msgspec.structs.replace(SHARED, digest=str(programs), **programs)


def grade(grader: Grader, source: str, folder: Folder = SHARED) -> Report:
    return grader.grade(folder, source, seed=5)


@dataclass(frozen=True)
class Case:
    name: str
    source: str
    verdict: str
    en: str
    ja: str = ""


def body(statement: str, before: str = "import os, sys, time\nimport numpy as np") -> str:
    return f"{before}\n\n\ndef softmax(x):\n    {statement}\n"


CASES = [
    Case(
        "an empty file",
        " \n\n",
        "invalid",
        "The file is empty. It must define `softmax`.",
        "何も書かれていない",
    ),
    Case(
        "a misspelt name",
        SOFTMAX.replace("softmax", "sofmax"),
        "invalid",
        "It defines `sofmax`: is that a misspelling?",
        "`sofmax` はあるが、名前が違う",
    ),
    Case(
        "another name",
        SOFTMAX.replace("softmax", "f"),
        "invalid",
        "The file does not define `softmax`. It defines `f`.",
    ),
    Case(
        "a syntax error",
        "import numpy as np\ndef softmax(x)\n    return x\n",
        "invalid",
        "This is not Python: expected ':'\n\nline 2: def softmax(x)",
        "2行目: def softmax(x)",
    ),
    Case("deep source", "x = " + "(" * 3000 + ")" * 3000, "invalid", "too many nested parentheses"),
    Case("no function", "softmax = 3\n", "invalid", "`softmax` must be a function, not `int`."),
    Case(
        "a missing package",
        "import pandas as pd\n" + SOFTMAX,
        "error",
        "There is no package `pandas` here: only the standard library and numpy / torch.\n\nline 1: import",
    ),
    Case(
        "a forbidden name", "from scipy.special import softmax\n", "forbidden", "`scipy` may not be used here"
    ),
    Case(
        "a forbidden attribute", body("return getattr(np, 'softmax')(x)"), "forbidden", "`softmax` may not be"
    ),
    Case(
        "too many parameters",
        SOFTMAX.replace("(x):", "(x, axis):"),
        "error",
        "`softmax(x, axis)` cannot be called with 1 argument. Wanted: `softmax(x: (..., n)) -> (..., n)`",
    ),
    Case(
        "an exception",
        body("return x / (x.ndim - x.ndim) + undefined"),
        "error",
        "NameError: name 'undefined' is not defined\n\nline 6: return x",
    ),
    Case(
        "no return",
        body("pass"),
        "type",
        "the type of the answer is wrong. Expected numpy.ndarray, got None.",
    ),
    Case(
        "a generator",
        body("yield x"),
        "type",
        "Use `return` instead of `yield`.",
        "`yield` ではなく `return`",
    ),
    Case("a subclass", body("return np.ma.masked_array(x)"), "type", "of type `numpy.ma.MaskedArray`"),
    Case(
        "another dtype",
        SOFTMAX.replace(
            "return e / e.sum(axis=-1, keepdims=True)",
            "return (e / e.sum(-1, keepdims=True)).astype(np.float16)",
        ),
        "dtype",
        "Case one row: the dtype is wrong. Expected float64, got float16.",
    ),
    Case("another shape", body("return np.ones((1, 3)) / 3"), "shape", "Expected (3,), got (1, 3)."),
    Case(
        "a wrong value",
        body("return x * 0 + 1 / 3"),
        "wrong",
        "Case one row: a value is wrong at [2]. Expected 0.665241, got",
        "期待 0.665241",
    ),
    Case(
        "an input changed",
        body("x -= x.max(-1, keepdims=True); np.exp(x, out=x); x /= x.sum(-1, keepdims=True)\n    return x"),
        "property",
        "the function changed its input",
        "入力を書き換えた",
    ),
    Case(
        "a gigabyte",
        body("return np.broadcast_to(0.0, (1 << 27,))"),
        "output",
        "The answer is far too large (1,074 MB)",
    ),
    Case("a memory bomb", body("return np.ones(1 << 28)"), "memory", "Out of memory (the limit is 128 MB)."),
    Case("a flood", body("while True: print('x' * 100)"), "output", "Far too much was printed."),
    Case("a loop without end", body("while True: pass"), "timeout", "Out of time (0.5 s a case)", "時間切れ"),
    Case("sleep", body("time.sleep(9)"), "timeout", "Out of time"),
    Case("a loop at import", "while True: pass\n", "timeout", "Out of time"),
    Case("a hard exit", body("os._exit(0)"), "error", "The program ended itself before it answered"),
    Case("an exit", body("sys.exit()"), "error", "ended itself before it answered (`exit` or the like)."),
    Case("an exit at import", "import os\nos._exit(0)\n", "error", "ended itself"),
    Case("a crash", body("ctypes.string_at(0)", "import ctypes"), "error", "The program crashed (SIGSEGV)."),
    Case("recursion", body("return softmax(x)"), "error", "RecursionError: maximum recursion depth exceeded"),
    Case(
        "a message that cannot be shown",
        body("raise E", "class E(Exception):\n  def __str__(s): return 1 / 0"),
        "error",
        "solution.E",
    ),
    Case(
        "a name of a host",
        body("socket.getaddrinfo('example.org', 80)", "import socket"),
        "forbidden",
        "The program did something that is not allowed: socket.gaierror: ",
        "ネットワーク",
    ),
    Case(
        "a page of the web",
        body("urllib.request.urlopen('http://example.org')", "import urllib.request"),
        "forbidden",
        "not allowed: urllib.error.URLError: ",
    ),
    Case("a surrogate", body(r"raise ValueError('\udfff')"), "error", r"ValueError: \udfff"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_end_has_its_verdict_and_its_sentence(grader: Grader, case: Case) -> None:
    report = grade(grader, case.source)

    assert report.verdict == case.verdict, report.message.en
    assert case.en in report.message.en
    assert case.ja in report.message.ja
    assert msgspec.json.encode(report)


@pytest.mark.parametrize(
    ("reason", "ja"),
    [
        ("it is not UTF-8 (line 1); save it as UTF-8", "UTF-8 ではない（1行目）。UTF-8 で保存する。"),
        ("it is a symbolic link; give the file itself", "シンボリックリンクである。ファイルそのものを示す。"),
        ("it has 262,145 bytes, more than 262,144", "262,145 バイトあり、262,144 バイトより多い"),
        ("it is no regular file", "通常のファイルではない"),
    ],
)
def test_why_a_file_is_no_program_is_said_in_both_languages(reason: str, ja: str) -> None:
    told = refused(SHARED, reason, seed=5).message

    assert told == Text(f"ファイルを読めない: {ja}", f"The file cannot be read: {reason}")


@pytest.mark.parametrize(
    ("reason", "ja"),
    [
        ("the process that graded it was killed", "採点するプロセスが終了させられた"),
        ("the file cannot be read: Permission denied", "ファイルを読めない: Permission denied"),
        (
            "problem softmax: case tall: the reference answers NaN",
            "演習 softmax: テスト tall: 参照解が NaN になる",
        ),
    ],
)
def test_why_nothing_was_found_out_is_said_in_both_languages(reason: str, ja: str) -> None:
    told = broken(SHARED, 0, "cpu", reason).message

    assert (told.ja.partition("。")[2], told.en.partition(". ")[2]) == (ja, reason)


def test_after_all_of_them_a_right_program_passes(grader: Grader) -> None:
    report = grade(grader, SOFTMAX)

    assert (report.verdict, report.slip) == (Verdict.PASS, None)
    assert {case.verdict for case in report.cases} == {Verdict.PASS}
    assert len(report.cases) > 12
    assert report.message.en == "All cases pass."


def test_what_is_printed_is_kept_and_harms_nothing(grader: Grader) -> None:
    report = grade(grader, "print('at import')\n" + SOFTMAX.replace("(x):\n", "(x):\n    print(x.ndim)\n"))

    assert report.passed
    assert report.printed.startswith("at import\n1\n1\n2\n")


def test_a_seed_replays_the_random_cases(grader: Grader) -> None:
    lucky = SOFTMAX.replace("    e =", "    print(x.sum() if x.ndim == 4 else '')\n    e =")
    first, again, other = (grader.grade(SHARED, lucky, seed=seed) for seed in (1, 1, 2))

    assert first.printed == again.printed != other.printed
    assert first.seed == 1


def test_a_random_case_shows_no_values_and_a_fixed_one_does(grader: Grader) -> None:
    report = grade(
        grader, SOFTMAX.replace("    return e", "    if x.ndim == 4:\n        e = e + 1\n    return e")
    )

    assert report.message == Text(
        "ケース random four dimensions: 値が違う。", "Case random four dimensions: a value is wrong."
    )
    assert [case.name for case in report.cases if case.verdict is not Verdict.PASS] == [
        "random four dimensions"
    ]


@pytest.mark.parametrize("slip", SHARED.problem.slips, ids=lambda slip: slip.id)
def test_a_known_mistake_is_recognised_and_its_reason_told_first(grader: Grader, slip: ProgramSlip) -> None:
    renamed = SHARED.slips[slip.id].replace("    e = ", "    f = e = ")
    report = grade(grader, renamed)

    assert report.slip == slip.id
    assert report.message.en.startswith(slip.why.en)
    assert "\n\nCase " in report.message.en


def test_a_mistake_of_ones_own_is_no_known_one(grader: Grader) -> None:
    assert grade(grader, body("return x * 0.5")).slip is None


def test_a_property_that_does_not_hold_is_told_with_its_reason(grader: Grader) -> None:
    why = Text("先頭は0.5未満である。", "The first value is below 0.5.")
    problem = msgspec.structs.replace(SHARED.problem, properties=(Property("small", why),), slips=())
    checks = "def small(args, output):\n    return output.ravel()[0] < 0.5\n"
    report = grade(grader, SOFTMAX, spoiled(problem=problem, checks=checks))

    assert report.verdict == "property"
    assert report.message.en == "Case one element: The first value is below 0.5."


BROKEN = {
    "a reference that fails": (
        {"reference": "def softmax(x):\n    return 1 / 0\n\n\nsoftmax_backward = softmax\n"},
        "ZeroDivisionError",
    ),
    "a reference without the entry": ({"reference": ""}, "reference.py defines no function `softmax`"),
    "a reference that answers NaN": (
        {"reference": "def softmax(x): return x * float('nan')\ndef softmax_backward(u, x): return (x,)\n"},
        "the reference answers NaN",
    ),
    "cases that are none": (
        {"cases": "def cases(rng):\n    yield 1\n"},
        "cases.py must yield name, (args, ...)",
    ),
    "no cases": ({"cases": "def cases(rng):\n    return []\n"}, "yields no case"),
    "a syntax error": ({"cases": "def"}, "SyntaxError"),
    "an exit": ({"cases": "import os\nos._exit(0)\n"}, "its programs ended"),
    "a file opened": ({"cases": "open('/etc/passwd')\n"}, "PermissionError"),
}


@pytest.mark.parametrize(("programs", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_problem_says_nothing_about_the_program(
    grader: Grader, programs: dict[str, str], reason: str
) -> None:
    for source in (SOFTMAX, body("return None")):
        report = grade(grader, source, spoiled(**programs))

        assert report.verdict is Verdict.BROKEN
        assert report.message.en.startswith("Not graded, and no attempt is used. problem softmax: ")
        assert reason in report.message.en
    assert grade(grader, SOFTMAX).passed


def test_a_grader_whose_processes_were_killed_starts_new_ones() -> None:
    with Grader() as grader:
        assert grade(grader, SOFTMAX).passed
        for pid in _children(os.getpid()):
            os.kill(pid, signal.SIGKILL)

        assert grade(grader, SOFTMAX).passed


def test_nothing_is_left_when_a_grader_is_closed() -> None:
    before = _children(os.getpid())
    with Grader() as grader:
        grade(grader, body("while True: pass"))
        assert _children(os.getpid()) != before

    assert _children(os.getpid()) == before


def _children(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.exists():
        pytest.skip("the kernel does not list children")
    return set(map(int, listed.read_text().split()))


def test_a_device_that_is_not_there_is_no_fault_of_the_program(grader: Grader) -> None:
    report = grader.grade(SHARED, SOFTMAX, seed=1, device="cuda")

    assert report.verdict is Verdict.BROKEN
    assert "only solutions in torch run on a GPU" in report.message.en
