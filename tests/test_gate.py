"""The strength gate: right programs pass, wrong ones are noticed, what slips through has its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from examprep.core.item import Text
from examprep.core.problem import Entry, Folder, Limits, Problem, ProblemId, ProgramSlip
from examprep.core.strength import Depth, Excuse, Flaw, Strength, Survivor
from examprep.env import read_env
from examprep.errors import UsageError
from examprep.grader.example import Example, examples_of, holds, leading_result
from examprep.grader.gate import Gate, steps_of
from examprep.loader.check import check_content
from examprep.loader.survivors import parse_survivors
from examprep.proof import prove_problems
from tests.conftest import Command

DEPTH = Depth(right=2)
NUMPY = "import numpy as np\n\n\n"
RIGHT = {
    "plain.py": f"{NUMPY}def centred(x):\n    return x - x.mean(axis=-1, keepdims=True)\n",
    "sums.py": f"{NUMPY}def centred(x):\n    return x - np.sum(x, axis=-1)[..., None] / x.shape[-1]\n",
}
REFERENCE = f"{NUMPY}def centred(x):\n    return np.apply_along_axis(lambda row: row - row.mean(), -1, x)\n"
CASES = f"""{NUMPY}def cases(rng):
    yield "two rows", (np.array([[1.0, 2.0, 6.0], [0.0, 1.0, -7.0]]),)
    yield "square", (np.array([[1.0, 5.0], [3.0, -2.0]]),)
    yield "three dimensions", (np.arange(24.0).reshape(2, 3, 4) ** 2,)
    yield "random matrix", (rng.normal(1.0, 2.0, (3, 4)),)
"""
SLIPS = {
    "whole": f"{NUMPY}def centred(x):\n    return x - x.mean()\n",
    "first-axis": f"{NUMPY}def centred(x):\n    return x - x.mean(axis=0, keepdims=True)\n",
}
STARTER = f"{NUMPY}def centred(x):\n    return np.zeros(x.shape)\n"
UNPACKED = "a, b = centred([[0.0, 2.0], [0.0, 4.0]])"
BLOCK = "```\ncentred([[1.0, 2.0, 6.0]])  # [[-2.0, -1.0, 3.0]]\n```\n"


def text(words: str) -> Text:
    return Text(words, words)


def folder(**changes: Any) -> Folder:
    """Return a small problem that holds, with some of its programs exchanged."""
    statement = text(changes.pop("statement", BLOCK))
    programs = {"reference": REFERENCE, "cases": CASES, "right": RIGHT, "slips": SLIPS, **changes}
    problem = Problem(
        id=ProblemId("centred"), version=1, title=text("t"), statement=statement, concepts=(), syllabus=(),
        level=1, minutes=5, entry=Entry(name="centred", signature="centred(x)"), frameworks=("numpy",),
        hints=(), explanation=text("e"), sources=(), limits=Limits(seconds=0.5),
        slips=tuple(ProgramSlip(id, f"slips/{id}.py", text("why")) for id in programs["slips"]),
    )  # fmt: skip
    whole = {"checks": None, "starters": {"numpy": STARTER}, **programs}
    return Folder(problem=problem, digest=repr(whole), **whole)


@pytest.fixture(scope="module")
def gate() -> Iterator[Gate]:
    with Gate(DEPTH) as ready:
        yield ready


def told(strength: Strength) -> list[str]:
    return [f"{flaw.file}:{flaw.line}: {flaw.code}: {flaw.message}" for flaw in strength.flaws]


@pytest.mark.end
def test_a_good_problem_has_no_flaw_and_every_program_is_told(gate: Gate) -> None:
    steps: list[int] = []
    strength = gate.weigh(folder(), (), lambda: steps.append(1))
    assert told(strength) == []
    assert (strength.rate, strength.survivors) == (1.0, ())
    assert strength.mutants > 10
    assert len(steps) == steps_of(folder(), DEPTH)


@dataclass(frozen=True)
class Case:
    """A spoiled problem and a flaw there must be."""

    name: str
    flaw: str
    changes: dict[str, Any] = field(default_factory=dict)


def body(statement: str) -> str:
    return f"{NUMPY}def centred(x):\n    {statement}\n"


ONE_CASE = f'{NUMPY}def cases(rng):\n    yield "one", (np.array([{{row}}]),)\n'
FLAWS = [
    Case(
        "a right solution that is wrong",
        "right/whole.py:1: right-fails: a right solution is `wrong` under seed 0: why Case two rows:"
        " a value is wrong at [0, 1].",
        {"right": {**RIGHT, "whole.py": SLIPS["whole"]}},
    ),
    Case(
        "a slip that is right",
        "slips/fine.py:1: slip-passes: slip `fine` passes under seed 0",
        {"slips": {**SLIPS, "fine": RIGHT["sums.py"]}},
    ),
    Case(
        "two slips that do the same",
        "slips/again.py:1: slip-taken: slip `again` is taken for `whole` under seed 0",
        {"slips": {**SLIPS, "again": body("return x - np.mean(x)")}},
    ),
    Case(
        "a slip that answers differently each time",
        "slips/dice.py:1: slip-unknown: slip `dice` is not recognised under seed 1",
        {"slips": {**SLIPS, "dice": body("return x + np.random.default_rng().normal(size=x.shape)")}},
    ),
    Case(
        "a starter that is the solution",
        "starter_numpy.py:1: starter-passes: the starter passes",
        {"starters": {"numpy": RIGHT["plain.py"]}},
    ),
    Case(
        "a starter that does not run",
        "starter_numpy.py:1: starter-broken: the starter does not run: `error`",
        {"starters": {"numpy": body("raise NotImplementedError")}},
    ),
    Case(
        "cases that zeros pass",
        "cases.py:1: degenerate: a program that answers zeros would pass",
        {"cases": ONE_CASE.format(row="2.0, 2.0")},
    ),
    Case(
        "a reference that says one thing",
        "cases.py:1: constant: the reference is the same in every case",
        {"cases": "\n".join([*CASES.splitlines()[:5], CASES.splitlines()[4].replace("two", "same")])},
    ),
    Case(
        "an input that is the answer",
        "cases.py:1: degenerate: a program that answers a copy of argument 1 would pass",
        {"cases": ONE_CASE.format(row="-1.0, 1.0")},
    ),
    Case(
        "a case that is drawn and does not say so",
        "cases.py:1: seeded: the case `matrix` depends on the seed",
        {"cases": CASES.replace("random matrix", "matrix")},
    ),
    Case(
        "rows that read the same backwards",
        "cases.py:1: degenerate: a program that answers the last axis reversed would pass",
        {"cases": ONE_CASE.format(row="1.0, 4.0, 1.0")},
    ),
    Case(
        "cases that notice too little",
        "problem.yaml:1: weak: ",
        {"cases": ONE_CASE.format(row="1.0, 2.0, 6.0")},
    ),
    Case(
        "a mutant nobody notices, at its place",
        "right/plain.py:5: survivor: no case notices: return x - x.mean(axis=0, keepdims=True)",
        {"cases": ONE_CASE.format(row="1.0, 2.0, 6.0")},
    ),
    Case(
        "an example that is wrong",
        "problem.yaml:1: example: the statement says [[-2.0, -1.0, 3.1]],"
        " the reference [[-2.0, -1.0, 3.0]]",
        {"statement": BLOCK.replace("3.0]]\n", "3.1]]\n")},
    ),
    Case(
        "an example whose results are unpacked",
        "problem.yaml:1: example: the statement says ([-1.5, 2.0], [3.0, 4.0]),"
        " the reference [[-1.0, 1.0], [-2.0, 2.0]]",
        {"statement": f"```\n{UNPACKED}\n# a = [-1.5, 2.0]\n# b = [3.0, 4.0]\n```\n"},
    ),
    Case(
        "an example that claims nothing",
        "problem.yaml:1: example: no result can be read from the example",
        {"statement": "```\ncentred(x) gives what it should\n```\n"},
    ),
    Case(
        "an example that does not run",
        "problem.yaml:1: example: the example does not run: cases.py, line 26: NameError: name 'y' is not",
        {"statement": BLOCK.replace("[[1.0, 2.0, 6.0]]", "y")},
    ),
    Case(
        "a reference that fails",
        "reference.py:5: broken: the problem's own programs do not work: reference.py, line 5:"
        " ZeroDivisionError: integer division or modulo by zero",
        {"reference": body("return x / (1 // 0)")},
    ),
]  # fmt: skip


@pytest.mark.end
@pytest.mark.parametrize("case", FLAWS, ids=lambda case: case.name)
def test_a_flaw_is_told_with_its_place(gate: Gate, case: Case) -> None:
    found = told(gate.weigh(folder(**case.changes)))
    assert any(flaw.startswith(case.flaw) for flaw in found), found


@pytest.mark.end
def test_mutants_of_a_wrong_program_say_nothing(gate: Gate) -> None:
    strength = gate.weigh(folder(right={**RIGHT, "whole.py": SLIPS["whole"]}))
    assert (strength.mutants, strength.survivors) == (0, ())


@pytest.mark.end
def test_a_mutant_that_never_ends_is_noticed(gate: Gate) -> None:
    looping = body("n = 0\n    while n != x.ndim:\n        n += 1\n    return x - x.mean(-1, keepdims=True)")
    strength = gate.weigh(folder(right={"loop.py": looping}))
    assert [survivor.text for survivor in strength.survivors if survivor.line == 7] == []
    assert [flaw.code for flaw in strength.flaws if flaw.code == "broken"] == []


@pytest.mark.end
def test_an_excused_survivor_does_not_count(gate: Gate) -> None:
    weak = folder(cases=CASES.replace("[0.0, 1.0, -7.0]", "[0.0, 1.0, -1.0]"), right={
        "bounded.py": body("return x - np.clip(x, -90, 900).mean(axis=-1, keepdims=True)"),
    })  # fmt: skip
    before = gate.weigh(weak)
    assert before.survivors
    assert {survivor.excuse for survivor in before.survivors} == {None}
    excuses = [Excuse(survivor.file, survivor.text, "no input is as large") for survivor in before.survivors]
    after = gate.weigh(weak, excuses)
    assert {survivor.excuse for survivor in after.survivors} == {"no input is as large"}
    assert before.rate < after.rate == 1.0
    assert after.killed == before.killed
    assert [flaw for flaw in after.flaws if flaw.code in {"weak", "survivor"}] == []


RATES = [(95, 0, True), (94, 0, False), (90, 5, False), (91, 5, True), (0, 100, False)]


@pytest.mark.parametrize(("killed", "excused", "enough"), RATES)
def test_enough_is_95_of_100_that_could_be_noticed(killed: int, excused: int, *, enough: bool) -> None:
    survivors = tuple(
        Survivor("f.py", 1, "number", str(n), "reason" if n < excused else None) for n in range(100 - killed)
    )
    assert Strength("p", (), 100, survivors).is_enough is enough


# --- examples


@pytest.mark.parametrize(
    ("comment", "result"),
    [
        (" 1.25 (why)", "1.25"),
        (" -> [1, 2] and so on", "[1, 2]"),
        (" ([1.0, 2.0],\n  -3)\n", "([1.0, 2.0], -3)"),
        (" array([0.5])", "[0.5]"),
        (" about 3", ""),
        (" [1, 2", ""),
        ("", ""),
    ],
)
def test_a_comment_begins_with_the_result(comment: str, result: str) -> None:
    assert leading_result(comment) == result


@pytest.mark.parametrize(
    ("claim", "value", "is_so"),
    [
        ("1.25", 1.2549, True),
        ("1.25", 1.2551, False),
        ("2", 2.0, True),
        ("2", 2.4, False),
        ("-0.5e-3", -0.00052, True),
        ("[[1, 2], [3]]", [[1, 2], [3]], True),
        ("[1, 2]", [1, 2, 3], False),
        ("[1]", 1.0, False),
        ("1", [1], False),
        ("(0.5, [1.0])", (0.5, [1.0]), True),
    ],
)
def test_numbers_hold_to_the_digits_that_are_written(claim: str, value: object, *, is_so: bool) -> None:
    assert holds(claim, value) is is_so


def test_several_results_may_stand_under_their_names() -> None:
    statement = "```\ny, dx = f(1)\n# y = [1,\n#      2]\n# dx = 0.5 (half)\n```\n"
    (example,) = examples_of(statement, "f")
    assert [claim and claim.result for claim in example.claims] == ["([1, 2], 0.5)"]


def test_a_block_that_calls_something_else_is_no_example() -> None:
    statement = "```\nother(1)  # 2\n```\n\n```\nnp.f(1)\nf(2)\n# 3\n```\n"
    (example,) = examples_of(statement, "f")
    assert isinstance(example, Example)
    assert [claim and (claim.line, claim.result) for claim in example.claims] == [("f(2)", "3")]


# --- files


EXCUSES = """format: 1
survivors:
  - file: right/plain.py
    mutant: "return x"
    why: the input is centred already, in every case
"""


def test_excuses_are_read_strictly() -> None:
    read = parse_survivors(EXCUSES.encode())
    why = "the input is centred already, in every case"
    assert (read.excuses, read.faults) == ((Excuse("right/plain.py", "return x", why),), ())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("format: 1", "format: 2", 1, "the file must say `format: 1`"),
        ("format: 1\n", "", 1, "`format` is missing"),
        ("why: the input is centred already, in every case", "why: equal", 5, "`why` is no reason"),
        ("    why: the input is centred already, in every case\n", "", 3, "`why` is missing"),
        ("mutant:", "mutent:", 4, "`mutent` is not known here"),
    ],
)
def test_an_excuse_without_a_reason_is_a_fault(old: str, new: str, line: int, message: str) -> None:
    assert old in EXCUSES
    found = parse_survivors(EXCUSES.replace(old, new, 1).encode()).faults
    assert (line, message) in [(fault.at.line, fault.message) for fault in found]


def test_no_mutant_is_excused_twice() -> None:
    (fault,) = parse_survivors((EXCUSES + EXCUSES.partition("survivors:\n")[2]).encode()).faults
    assert (fault.at.line, fault.message) == (6, "this mutant is excused twice")


def test_a_missing_folder_is_named_with_a_near_miss(tmp_path: Path) -> None:
    (tmp_path / "softmax").mkdir()
    (tmp_path / "softmax" / "problem.yaml").touch()
    message = 'no problem folder "sofmax": it would hold a problem.yaml. Did you mean "softmax"?'
    with pytest.raises(UsageError, match="sofmax") as raised:
        prove_problems(tmp_path, [Path("sofmax")], base=tmp_path)
    assert str(raised.value) == message


def test_a_folder_of_problems_names_all_of_them_and_is_no_bank(tmp_path: Path) -> None:
    for id in ("a", "b"):
        (tmp_path / "probs" / id).mkdir(parents=True)
        (tmp_path / "probs" / id / "problem.yaml").touch()
    folder = tmp_path / "probs"

    named = {
        finding.file.partition("/")[0] for finding in prove_problems(tmp_path, [folder], base=folder).findings
    }

    assert named == {"a", "b"}
    for target in (folder, folder / "a", folder / "a" / "problem.yaml"):
        with pytest.raises(
            UsageError, match="holds no banks, but problems to program; to prove those, add --pro"
        ):
            check_content(tmp_path, [target], base=folder)


@pytest.mark.end
def test_a_shipped_problem_is_proved_by_the_command(examprep: Command) -> None:
    ran = examprep("bank", "check", "--problems", "ctc-greedy-decode", "--json")
    document = msgspec.json.decode(ran.out)
    (rate,) = document["problems"]
    assert (ran.code, document["findings"]) == (0, [])
    assert rate["problem"] == "ctc-greedy-decode"
    assert rate["rate"] >= 0.95
    assert rate["mutants"] == rate["noticed"] + len(rate["survivors"])


@pytest.mark.end
def test_an_excuse_for_a_mutant_that_does_not_survive_is_stale(examprep: Command, tmp_path: Path) -> None:
    copy = Path(
        shutil.copytree(read_env({}).paths.problems / "ctc-greedy-decode", tmp_path / "ctc-greedy-decode")
    )
    (copy / "survivors.yaml").write_text(EXCUSES, encoding="utf-8")
    ran = examprep("bank", "check", "--problems", str(copy), cwd=tmp_path)
    assert ran.code == 1
    assert "ctc-greedy-decode/survivors.yaml:3:5: stale-excuse:" in ran.out


def test_flaws_are_values_in_order() -> None:
    assert Flaw("a.py", 2, "x", "m") < Flaw("b.py", 1, "x", "m")
