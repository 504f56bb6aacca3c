"""Every floating type on a device. The device here is the CPU, but for the tests that want a GPU."""

from __future__ import annotations

import math
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from examprep.core.problem import framework_of
from examprep.core.verdict import Verdict
from examprep.env import read_env
from examprep.grader.judge import Grader, has_gpu
from examprep.grader.sweep import DTYPES, distance, grade_on_device, yardsticks
from examprep.grader.trusted import rounded
from examprep.grader.wire import Leaf
from examprep.loader.cache import load_problems
from examprep.loader.paths import problem_ids
from examprep.loader.problems import load_folder

PROBLEMS = read_env({}).paths.problems
IN_TORCH = [id for id in problem_ids(PROBLEMS) if (PROBLEMS / id / "starter_torch.py").exists()]
"""By the file alone: to read every folder takes seconds, and whoever only looks for tests comes here, too."""
SOFTMAX = load_folder(PROBLEMS, "softmax-torch")

needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed")


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader() as ready:
        yield ready


def softmax(line: str) -> str:
    return f"""import torch


def softmax(x, dim):
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    y = e / e.sum(dim=dim, keepdim=True)
    {line}
"""


# --- the whole way, on the CPU


@needs_torch
@pytest.mark.end
def test_a_right_solution_passes_with_every_type_and_is_timed(grader: Grader) -> None:
    report = grade_on_device(grader, SOFTMAX, softmax("return y"), seed=3, device="cpu")

    assert (report.verdict, [row.dtype for row in report.sweep]) == (Verdict.PASS, list(DTYPES))
    errors = [row.error for row in report.sweep if row.error is not None]
    assert errors[0] < 1e-6 < errors[1] < errors[2] < 0.02
    assert [row.agreement for row in report.sweep] == [0.0, 0.0, 0.0]
    assert report.timing is not None
    assert report.timing.ratio > 0


@needs_torch
@pytest.mark.end
def test_a_solution_right_in_one_type_only_fails_with_the_type_named(grader: Grader) -> None:
    wrong = softmax("return y if x.dtype != torch.float16 else y * 1.5")

    report = grade_on_device(grader, SOFTMAX, wrong, seed=3, device="cpu")

    assert (report.verdict, len(report.sweep)) == (Verdict.WRONG, 2)
    assert report.message.en.startswith("With float16: Case ")


@needs_torch
@pytest.mark.end
def test_a_wrong_solution_is_not_swept(grader: Grader) -> None:
    report = grade_on_device(grader, SOFTMAX, softmax("return y * 2"), seed=3, device="cpu")

    assert (report.verdict, report.sweep) == (Verdict.WRONG, ())


@needs_torch
@pytest.mark.end
@pytest.mark.parametrize("id", IN_TORCH)
def test_every_right_solution_in_torch_passes_the_sweep(grader: Grader, id: str) -> None:
    folder = load_folder(PROBLEMS, id)
    for source in folder.right.values():
        if framework_of(source, folder.problem.frameworks) == "torch":
            report = grade_on_device(grader, folder, source, seed=11, device="cpu")
            assert report.verdict is Verdict.PASS, report.message.en


@pytest.mark.end
@pytest.mark.skipif(not has_gpu(), reason="no CUDA device here: nothing runs on a GPU")
@pytest.mark.parametrize("id", IN_TORCH)
def test_on_a_gpu_right_solutions_pass_and_slips_do_not(grader: Grader, id: str) -> None:
    folder = load_folder(PROBLEMS, id)
    right = next(s for s in folder.right.values() if framework_of(s, folder.problem.frameworks) == "torch")
    passed = grade_on_device(grader, folder, right, seed=5, device="cuda")
    assert passed.verdict is Verdict.PASS, passed.message.en
    for slip, source in folder.slips.items():
        if framework_of(source, folder.problem.frameworks) == "torch":
            failed = grader.grade(folder, source, seed=5, device="cuda")
            assert failed.verdict not in {Verdict.PASS, Verdict.BROKEN}, slip


# --- its parts


def test_rounding_leaves_what_a_type_can_hold() -> None:
    values = np.array([1.0, -0.5, 3.0, np.inf, -np.inf, 0.0])
    for dtype in DTYPES:
        assert np.array_equal(rounded(values, dtype), values)


def test_bfloat16_keeps_eight_bits_and_rounds_to_even() -> None:
    assert rounded(np.array([1 + 2**-8, 1 + 3 * 2**-8, 1 + 2**-9]), "bfloat16").tolist() == [1, 1 + 2**-6, 1]


def test_float16_ends_at_65504() -> None:
    assert rounded(np.array([65504.0, 65520.0]), "float16").tolist() == [65504.0, math.inf]


def leaf(*values: float) -> Leaf:
    return Leaf("tensor", "float32", np.array(values))


@pytest.mark.parametrize(
    ("right", "given", "apart"),
    [
        (leaf(1, 2), leaf(1, 2), 0.0),
        (leaf(2, 4), leaf(2, 5), 1 / 8),
        ((leaf(1), {"a": leaf(4)}), (leaf(1), {"a": leaf(5)}), 1 / 8),
        (leaf(1), leaf(1, 1), None),
        (leaf(1), leaf(math.nan), math.inf),
        (leaf(math.inf), leaf(math.inf), 0.0),
    ],
)
def test_distance_is_relative_to_the_largest_value(right: object, given: object, apart: float | None) -> None:
    assert distance(right, given, 1.0) == apart


def test_every_problem_in_torch_has_a_right_program_to_be_measured_by(compiled: Path) -> None:
    shipped = load_problems(PROBLEMS, compiled)

    assert [problem.id for problem in shipped if "torch" in problem.frameworks] == IN_TORCH
    assert [id for id in IN_TORCH if not yardsticks(load_folder(PROBLEMS, id))] == []
