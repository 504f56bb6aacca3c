"""Every program of a bank is run: right fillings must hold, wrong ones fail, and none can do harm."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from examprep import proof
from examprep.env import read_env
from examprep.errors import SandboxError
from examprep.grader import programs
from examprep.grader.programs import can_run, run_programs
from examprep.loader.finding import Finding
from examprep.proof import Progress, Proof, Stage, prove_content

GOOD = Path(__file__).with_name("data").joinpath("good")
BANK = (GOOD / "banks" / "nets.yaml").read_text(encoding="utf-8")
pytestmark = pytest.mark.end

SYLLABUS = (GOOD / "syllabus" / "e.yaml").read_text(encoding="utf-8")
NETS = "banks/nets.yaml"


def edited(source: str, old: str, new: str) -> str:
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times"
    return source.replace(old, new)


def place(source: str, snippet: str) -> tuple[int, int]:
    """Return line and column of a snippet that stands once."""
    before, found, after = source.partition(snippet)
    assert found, f"{snippet!r} stands nowhere"
    assert snippet not in after, f"{snippet!r} stands twice"
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def unheard(_stage: Stage, _done: int, _total: int) -> None:
    """Tell nobody."""


def prove(folder: Path, source: str, progress: Progress = unheard) -> Proof:
    for name, text in {"syllabus/e.yaml": SYLLABUS, NETS: source}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    content = folder.resolve()
    return prove_content(content, content / "problems", base=content, progress=progress)


def test_the_good_bank_is_proved(tmp_path: Path) -> None:
    proved = prove(tmp_path, BANK)
    assert (proved.findings, proved.counts["programs run"]) == ((), 2)


@dataclass(frozen=True)
class Case:
    """A small edit of the good bank's program, and the only finding there must be."""

    name: str
    old: str
    new: str
    """May hold a `¦`: the finding stands where it does."""
    fault: str = ""
    """Code and message; empty when nothing is wrong."""
    hint: str | None = None
    at: str = "¦"


CHECK = "check: |\n          assert out_size(5, 3) == 3"
CHECK_START = "|\n          assert out_size"
RIGHT, WRONG = "{text: w - k + 1,", "{text: w - k,"
ADD = "add an assert to `check` that this filling fails"
GIVEN_AWAY = "a learner rules it out without thinking"
TWO = """\
        program: |
          def out_size(w, k):
              span = ___1___
              return ___2___
        blanks:
          1:
            - {text: w - k, right: true}
            - {text: w + k, why: {ja: 引く。, en: Subtract.}}
          2:
            - {text: span + 1, right: true}
            - {text: span, why: {ja: 足す。, en: Add.}}
            - {text: span - 1, why: {ja: 足す。, en: Add.}}
"""
ONE = BANK[BANK.index("        program: |") : BANK.index("        check: |")]
PARAMETRISED = """\
        params: {a: int 1..9}
        where: a > 1
        program: |
          def times(x):
              return x * ___1___
        blanks:
          1:
            - {text: "{{a}}", right: true}
            - {text: "(1 / {{a}})", why: {ja: 逆数。, en: The inverse.}}
        check: |
          assert times(2) == {{2 * a}}
"""
WHOLE = BANK[BANK.index("        program: |") : BANK.index("        why: {ja: 端から")]

CASES = [
    Case(
        "a right filling that fails",
        CHECK,
        CHECK.replace("3) == 3", "3) == 4"),
        "code-fails: `conv/loop` fails with the right filling: AssertionError: line 1 of the check: "
        "assert out_size(5, 3) == 4",
        at=CHECK_START,
    ),
    Case(
        "a right filling that fails a later assert, which has words of its own",
        CHECK,
        CHECK + '\n          assert out_size(5, 3) == 4, "one less"',
        "code-fails: `conv/loop` fails with the right filling: AssertionError: line 2 of the check: one less",
        at=CHECK_START,
    ),
    Case(
        "a right filling that raises",
        RIGHT,
        RIGHT.replace("w - k", "q"),
        "code-fails: `conv/loop` fails with the right filling: NameError: name 'q' is not defined",
        at=CHECK_START,
    ),
    Case(
        "a right filling that is no Python",
        RIGHT,
        RIGHT.replace("w - k + 1", "(w - k + 1"),
        "code-fails: `conv/loop` fails with the right filling: SyntaxError: "
        "'(' was never closed (<program>, line 2)",
        at=CHECK_START,
    ),
    Case(
        "a right filling that leaves",
        RIGHT,
        RIGHT.replace("w - k + 1", "exit()"),
        "code-fails: `conv/loop` fails with the right filling: SystemExit: None",
        at=CHECK_START,
    ),
    Case(
        "a check that leaves before it asserts",
        CHECK,
        "check: |\n          raise SystemExit(0)\n          assert out_size(5, 3) == 3",
        "code-fails: `conv/loop` fails with the right filling: SystemExit: 0",
        at="|\n          raise",
    ),
    Case(
        "a wrong filling that passes",
        WRONG,
        "¦{text: (w - k) + 1,",
        "code-passes: `conv/loop` passes its check with the wrong filling `(w - k) + 1`",
        ADD,
    ),
    Case(
        "a check that asserts nothing",
        BANK[BANK.index(WRONG) : BANK.index("        why: {ja: 端から")],
        "¦{text: w - k, why: {ja: 1が足りない。, en: One is missing.}}\n        check: out_size(5, 3)\n",
        "code-passes: `conv/loop` passes its check with the wrong filling `w - k`",
        ADD,
    ),
    Case(
        "a wrong filling that is no Python",
        WRONG,
        "¦{text: w - - - ),",
        "code-syntax: with the filling `w - - - )` this is no Python: unmatched ')' (<program>, line 2)",
        GIVEN_AWAY,
    ),
    Case("a wrong filling that raises", WRONG, "{text: w / 0,"),
    Case("a wrong filling that would read", WRONG, "{text: input(),"),
    Case("two blanks", ONE, TWO),
    Case(
        "two blanks, one filling of the second right after all",
        ONE,
        TWO.replace("{text: span - 1,", "¦{text: 1 + span,"),
        "code-passes: `conv/loop` passes its check with the wrong filling `1 + span`",
        ADD,
    ),
    Case(
        "two blanks, one filling of the first right after all",
        ONE,
        TWO.replace("{text: w + k,", "¦{text: -k + w,"),
        "code-passes: `conv/loop` passes its check with the wrong filling `-k + w`",
        ADD,
    ),
    Case("a program with parameters", WHOLE, PARAMETRISED),
    Case(
        "a program with parameters that fails for some",
        WHOLE,
        PARAMETRISED.replace("{{2 * a}}", "{{2 * a if a < 6 else 0}}"),
        "code-fails: `conv/loop` fails with the right filling: AssertionError: line 1 of the check: "
        "assert times(2) == 0",
        at="|\n          assert times",
    ),
    Case(
        "a wrong filling with parameters that passes for some",
        WHOLE,
        PARAMETRISED.replace('{text: "(1 / {{a}})",', '¦{text: "min({{a}}, 7)",'),
        "code-passes: `conv/loop` passes its check with the wrong filling `min({{a}}, 7)`",
        ADD,
    ),
    Case("a program that is only read", "language: numpy", "language: keras\n        runs: false"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_programs_are_proved(case: Case, tmp_path: Path) -> None:
    source = edited(BANK, case.old, case.new)
    expected: tuple[Finding, ...] = ()
    if case.fault:
        line, column = place(source, case.at)
        code, _, message = case.fault.partition(": ")
        expected = (Finding(NETS, line, column, code, message, case.hint),)
    assert prove(tmp_path, source.replace("¦", "")).findings == expected


def test_the_extensions_of_a_bank_are_proved_too(tmp_path: Path) -> None:
    loop = BANK[BANK.index("      - id: loop") : BANK.index("      - id: steps")]
    extension = "  - extend: conv\n    items:\n" + loop.replace("id: loop", "id: again").replace(
        "{text: w - k,", "{text: 1 + w - k,"
    )
    (finding,) = prove(tmp_path, BANK + extension).findings
    assert finding.message == "`conv/again` passes its check with the wrong filling `1 + w - k`"


NOT_RUN = {
    "parameters that cannot be drawn": ("program: |", "params: {a: int 9..1}\n        program: |"),
    "parameters without a value": (
        "program: |",
        "params: {a: int 0..9}\n        where: 1 // a == a\n        program: |",
    ),
    "a condition that nothing satisfies": (
        "program: |",
        "params: {a: int 1..9}\n        where: a > 9\n        program: |",
    ),
    "no right filling": (
        ", right: true}\n            - {text: w - k",
        ", why: {ja: 誤り。, en: Wrong.}}\n            - {text: w - k",
    ),
    "no filling": (
        BANK[BANK.index("            - {text: w - k + 1") : BANK.index("        check: |")],
        "            []\n",
    ),
    "no check": (CHECK, "check: ''"),
    "a language nobody knows": ("language: numpy", "language: os"),
    "no language": ("language: numpy", "language: ''"),
    "a language below another": ("language: numpy", "language: no.such.module"),
    "a language that is only read": ("language: numpy", "language: keras"),
}


@pytest.mark.parametrize("name", NOT_RUN)
def test_what_the_static_check_refuses_is_not_run(name: str, tmp_path: Path) -> None:
    proved = prove(tmp_path, edited(BANK, *NOT_RUN[name]))
    assert proved.counts["programs run"] == 0
    assert proved.findings
    assert not {finding.code for finding in proved.findings} & {"code-fails", "code-passes", "code-syntax"}


def test_a_framework_that_is_not_installed_gives_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "can_run", lambda language: language != "torch")
    loop = BANK[BANK.index("      - id: loop") : BANK.index("      - id: steps")]
    source = BANK + "  - extend: conv\n    items:\n" + loop.replace("loop", "again").replace("numpy", "torch")
    proved = prove(tmp_path, source)
    assert proved.findings == ()
    assert proved.counts["programs run"] == 2
    assert proved.notes[-1] == "2 programs were not run: torch is not installed"


def test_progress_is_told_before_each_bank_and_after_each_program(tmp_path: Path) -> None:
    told: list[tuple[Stage, int, int]] = []
    prove(tmp_path, edited(BANK, ONE, TWO), lambda *done: told.append(done))
    assert told == [(Stage.BANKS, 0, 1), *((Stage.PROGRAMS, done, 4) for done in (1, 2, 3, 4))]


def test_a_drill_is_a_folder_of_problems(tmp_path: Path) -> None:
    source = edited(BANK, "    note:\n", "    drills: [conv2d]\n    note:\n")
    assert [finding.code for finding in prove(tmp_path, source).findings] == ["unknown-drill"]
    (tmp_path / "problems" / "conv2d").mkdir(parents=True)
    (tmp_path / "problems" / "conv2d" / "problem.yaml").touch()
    assert [str(finding) for finding in prove(tmp_path, source).findings] == [
        "problems/conv2d/problem.yaml:1:1: empty: The file is empty."
    ]


def passes(*sources: str) -> list[bool]:
    return [run.passed for run in run_programs("numpy", sources)]


def reason(source: str) -> str:
    (run,) = run_programs("numpy", [source])
    assert not run.passed
    return run.reason


def test_programs_share_nothing_but_what_is_imported() -> None:
    assert passes(
        "import numpy; numpy.sum = None; numpy.leaked = 1; leaked = 1",
        "import numpy; assert numpy.sum([1, 2]) == 3 and not hasattr(numpy, 'leaked')",
        "leaked",
    ) == [True, True, False]


CRASHES = {
    "an exit past all handlers": "import os; os._exit(0)",
    "a signal": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "a wild pointer": "import ctypes; ctypes.string_at(0)",
    "a memory without end": "bytearray(1 << 40)",
    "a large file": "import tempfile; tempfile.TemporaryFile(buffering=0).write(b'x')",
    "a question": "input()",
}


@pytest.mark.parametrize("name", CRASHES)
def test_a_program_that_crashes_takes_no_other_with_it(name: str) -> None:
    assert passes("pass", CRASHES[name], "pass") == [True, False, True]


def test_what_a_program_prints_disturbs_nothing() -> None:
    loud = (
        "import os, sys\nprint('x' * 99999)\nos.write(1, b'{}\\n' * 99)\n"
        "print('{}', file=sys.__stdout__, flush=True)"
    )
    assert passes(loud, "pass") == [True, True]


def test_programs_that_hang_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "LIMIT", 0.2)
    start = time.monotonic()
    runs = run_programs("numpy", ["while True: pass", "import time; time.sleep(60)", "pass"])
    assert time.monotonic() - start < 10
    assert [run.passed for run in runs] == [False, False, True]
    assert runs[1].reason == "no end within 0.2 s, or a crash"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("raise ValueError('why')", "ValueError: why"),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt: "),
        ("raise ValueError('\\ud800')", "ValueError: ?"),
        ("class E(Exception):\n    def __str__(self): raise self\nraise E", "E"),
        ("raise ValueError('x' * 999)", "ValueError: " + "x" * 488),
        ("x = (", "SyntaxError: '(' was never closed (<program>, line 1)"),
        ("x = '\\x00'\n\x00", "SyntaxError: source code string cannot contain null bytes"),
    ],
)
def test_the_reason_of_a_failure_is_told_in_a_line(source: str, said: str) -> None:
    assert reason(source) == said


def test_programs_see_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    assert passes("import os, sys; assert not {'SECRET', 'PYTHONPATH'} & set(os.environ)") == [True]


def test_each_program_is_reported_as_it_ends() -> None:
    told: list[int] = []
    run_programs("numpy", ["pass", "1 / 0"], done=lambda: told.append(len(told)))
    assert told == [0, 1]
    assert run_programs("numpy", []) == []


def test_a_runner_that_dies_is_an_error_with_a_sentence() -> None:
    with pytest.raises(SandboxError) as error:
        run_programs("no_such_framework", ["pass", "pass"])
    assert str(error.value) == (
        "the runner of no_such_framework programs died; is no_such_framework installed and whole?"
    )


def test_what_can_be_run_is_what_is_installed() -> None:
    assert (can_run("numpy"), can_run("no_such_framework")) == (True, False)


def test_without_forks_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.fork")
    assert not can_run("numpy")
    with pytest.raises(SandboxError, match="on Windows use WSL"):
        run_programs("numpy", ["pass"])


@pytest.mark.slow  # `make test` proves it by `examprep bank check`
def test_the_shipped_content_is_proved() -> None:
    paths = read_env({}).paths
    proved = prove_content(paths.content, paths.problems, base=paths.content)
    assert [str(finding) for finding in proved.findings] == []
