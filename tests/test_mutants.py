"""Mutants are what a learner might have typed: one place changed, and a program again."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.env import read_env
from examprep.grader.mutants import Mutant, mutants_of

SHIPPED = read_env({}).paths.problems
PROGRAMS = [
    path
    for path in sorted((SHIPPED / "softmax").rglob("*.py"))
    if path.name not in {"cases.py", "starter_numpy.py", "starter_torch.py", "operator_torch.py"}
]


def of(line: str, *, gradients: bool = False) -> list[str]:
    """Return the changed lines of a program of one line."""
    return [mutant.text for mutant in mutants_of("f.py", line + "\n", gradients=gradients)]


@dataclass(frozen=True)
class Case:
    name: str
    line: str
    mutants: set[str]


CASES = [
    Case("the last axis and the first", "x.cumsum(axis=-1)", {"x.cumsum(axis=0)", "x.cumsum(axis=-2)"}),
    Case("a whole number", "x[2]", {"x[3]", "x[1]"}),
    Case("a sign belongs to its number", "x[-1]", {"x[0]", "x[-2]"}),
    Case("zero", "f(0)", {"f(1)", "f(-1)"}),
    Case("a number without a fraction", "f(1.0)", {"f(2.0)", "f(0.0)"}),
    Case("a fraction stays", "f(0.5)", set()),
    Case("a very large number stays", "f(10000)", set()),
    Case("the size reshape works out", "x.reshape(-1)", {"x.reshape(0)"}),
    Case("a truth is no number", "f(flag=True)", set()),
    Case("dimensions kept", "x.f(keepdims=True)", {"x.f(keepdims=False)"}),
    Case(
        "dimensions dropped",
        "np.sum(x, axis=k)\nx.prod(axis=1,)",
        {"np.mean(x, axis=k)", "x.prod(axis=1,keepdims=True)", "x.prod(axis=2,)", "x.prod(axis=0,)"},
    ),
    Case("the first axis broadcasts either way", "x.prod(0)", {"x.prod(1)", "x.prod(-1)"}),
    Case("an epsilon", "a + 1e-8", {"a - 1e-8", "a"}),
    Case("an epsilon by its name", "eps + a.b", {"eps - a.b", "a.b"}),
    Case("a larger fraction is no epsilon", "a + 0.5", {"a - 0.5"}),
    Case("minus", "a - b", {"a + b"}),
    Case("a factor", "a * b", {"a / b", "a", "b"}),
    Case("a divisor", "(a + b) / c", {"(a + b) * c", "(a + b)", "(a - b) / c"}),
    Case("a quotient rounded down", "a // b", {"a * b", "a"}),
    Case("an assignment that adds", "a += b", {"a -= b"}),
    Case("a sign", "f(-x)", {"f(x)"}),
    Case("not", "~mask", {"mask"}),
    Case("a transposed matrix", "a @ b.T", {"a @ b"}),
    Case("a method that transposes", "x.swapaxes(i, j)", {"x"}),
    Case("a function that transposes", "np.transpose(x, order)", {"x"}),
    Case("a bound", "np.clip(x, low, high)", {"x"}),
    Case("a reduction", "np.amax(x)", {"np.amin(x)"}),
    Case("a builtin", "max(x)", {"min(x)"}),
    Case("a name that only looks like one", "f(max)", set()),
    Case("a mean", "x.mean()", {"x.sum()"}),
    Case("a comparison", "a < b", {"a <= b"}),
    Case("a chain of comparisons", "a < b == c", {"a <= b == c", "a < b != c"}),
    Case("logic", "a and b or c", {"a or b or c", "a and b and c"}),
    Case("a comment is no operator", "(a  # +\n + b)", {"- b)"}),
    Case("Japanese before the place", "'あ' + b", {"'あ' - b"}),
    Case("signatures stay", "def f(x, n=3): return x", set()),
    Case("checks stay", "assert x == 1", set()),
    Case("formatted text stays", "f'{x + 1}'", set()),
    Case("without gradients nothing is cut", "y = f(x)", set()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_change_a_learner_might_make(case: Case) -> None:
    assert set(of(case.line)) == case.mutants


def test_a_gradient_is_cut_where_a_value_is_named_or_used() -> None:
    assert set(of("y = f(x)", gradients=True)) == {"y = f(x).detach()"}
    assert "a - f(x).detach()" in of("a - f(x)", gradients=True)


def test_what_never_carries_a_gradient_is_not_cut() -> None:
    assert of("rows = torch.arange(n)", gradients=True) == []


def test_dimensions_are_kept_in_the_words_of_the_framework() -> None:
    found = mutants_of("f.py", "import torch\ny = x.logsumexp(-1)\n")
    assert "y = x.logsumexp(-1, keepdim=True)" in [mutant.text for mutant in found]


def test_functions_that_are_not_asked_for_stay() -> None:
    source = "def f(x):\n    return x[1]\n\n\ndef f_backward(up, x):\n    return up[1]\n"
    found = mutants_of("f.py", source, without=frozenset({"f_backward"}))
    assert {mutant.line for mutant in found} == {2}


def test_a_mutant_says_where_it_is_and_what_it_is() -> None:
    found = mutants_of("right/f.py", "def f(x):\n    return  x[1]  # first\n")
    assert found[0] == Mutant(
        "right/f.py", 2, "number", "return x[2] # first", "def f(x):\n    return  x[2]  # first\n"
    )


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_mutants_of_shipped_programs_are_other_programs(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = mutants_of("f.py", source, gradients=True)
    trees = [ast.dump(ast.parse(mutant.source)) for mutant in found]
    assert len(found) > 3
    assert ast.dump(ast.parse(source)) not in trees
    assert len({mutant.source for mutant in found}) == len(found)


@given(st.recursive(st.sampled_from(["x", "-1", "2.0", "x.T", "eps", "f(x)"]), lambda e: st.builds(
    lambda a, op, b: f"({a} {op} {b})", e, st.sampled_from(["+", "-", "*", "/", "//", "@", "<", "and"]), e,
), max_leaves=6))  # fmt: skip
def test_every_mutant_is_one_program_that_differs(expression: str) -> None:
    for mutant in mutants_of("f.py", expression, gradients=True):
        ast.parse(mutant.source)
        assert mutant.source != expression
