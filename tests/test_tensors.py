"""Solutions in torch: values as for numpy, gradients by value, modules with parameters from the judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import msgspec
import pytest

from examprep.core.problem import Folder
from examprep.env import read_env
from examprep.grader.judge import Grader
from examprep.loader.problems import load_folder

pytestmark = [
    pytest.mark.end,
    pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed"),
]

SOFTMAX = load_folder(read_env({}).paths.problems, "softmax")


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader() as ready:
        yield ready


@dataclass(frozen=True)
class Case:
    name: str
    source: str
    verdict: str
    message: str = ""


def function(last: str) -> str:
    return f"""import torch


class Loud(torch.Tensor):
    pass


def softmax(x):
    x = x if x.is_floating_point() else x.double()
    e = torch.exp(x - x.amax(dim=-1, keepdim=True))
    y = e / e.sum(dim=-1, keepdim=True)
    {last}
"""


FUNCTIONS = [
    Case("right", function("return y"), "pass"),
    Case(
        "a gradient that is cut",
        function("return y.detach()"),
        "gradient",
        "No gradient flows to the output.",
    ),
    Case(
        "a gradient that misses a part",
        function("return e / e.sum(dim=-1, keepdim=True).detach()"),
        "gradient",
        "Case one row: a gradient is wrong at [0][",
    ),
    Case("a value wrong and a gradient cut", function("return (2 * y).detach()"), "wrong"),
    Case(
        "an array", function("return y.detach().numpy()"), "type", "Expected torch.Tensor, got numpy.ndarray."
    ),
    Case("a subclass", function("return y.as_subclass(Loud)"), "type", "of type `solution.Loud`"),
    Case("a sparse tensor", function("return y.to_sparse()"), "type", "of type `torch.Tensor`"),
    Case(
        "half precision", function("return y.to(torch.bfloat16)"), "dtype", "Expected float64, got bfloat16."
    ),
    Case(
        "a forbidden method", function("return x.softmax(-1)"), "forbidden", "`softmax` may not be used here"
    ),
    Case(
        "threads",
        function("torch.set_num_threads(8); return (torch.ones(999, 999) @ torch.ones(999, 999)) * 0"),
        "shape",
    ),
    Case("memory", function("return torch.zeros(1 << 40)"), "memory"),
]


@pytest.mark.parametrize("case", FUNCTIONS, ids=lambda case: case.name)
def test_a_function(grader: Grader, case: Case) -> None:
    report = grader.grade(SOFTMAX, case.source, seed=3)

    assert report.verdict == case.verdict, report.message.en
    assert case.message in report.message.en


def test_a_numpy_slip_is_recognised_in_a_torch_solution(grader: Grader) -> None:
    source = (
        "import torch\n\n\ndef softmax(x):\n    e = torch.exp(x.double() if x.dtype == torch.int64 else x)\n"
    )
    report = grader.grade(SOFTMAX, source + "    return e / e.sum(dim=-1, keepdim=True)\n", seed=3)

    assert (report.verdict, report.slip) == ("nonfinite", "no-shift")


REFERENCE = """
import numpy as np


def Affine(init, parameters, x):
    return np.tanh(x @ parameters["weight"].T + parameters["bias"])


def Affine_backward(upstream, init, parameters, x):
    y = Affine(init, parameters, x)
    inner = upstream * (1 - y * y)
    parameters_too = {"weight": inner.T @ x, "bias": inner.sum(0)}
    return {"parameters": parameters_too, "args": (inner @ parameters["weight"],)}
"""

CASES = """
import numpy as np


def case(weight, bias, x):
    init = {"inputs": weight.shape[1], "outputs": weight.shape[0]}
    return {"init": init, "parameters": {"weight": weight, "bias": bias}, "args": (x,)}


def cases(rng):
    small = case(np.arange(6.0).reshape(2, 3) / 5, np.array([0.5, -0.5]), np.arange(12.0).reshape(4, 3) / 7)
    yield "small", small
    yield "float32", case(*(a.astype("f") for a in (*small["parameters"].values(), *small["args"])))
    yield "random", case(rng.normal(size=(4, 5)), rng.normal(size=4), rng.normal(size=(2, 5)))
"""

AFFINE = """import torch


class Affine(torch.nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(outputs, inputs))
        self.bias = torch.nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return torch.tanh(x @ self.weight.T + self.bias)
"""

MODULES = [
    Case("right", AFFINE, "pass"),
    Case(
        "a layer of torch's own",
        AFFINE.replace("nn.Module", "nn.Linear").split("        super")[0]
        + "        super().__init__(inputs, outputs)\n\n    def forward(self, x):\n"
        "        return super().forward(x).tanh()\n",
        "pass",
    ),
    Case(
        "a parameter too few",
        AFFINE.replace("        self.bias = torch.nn.Parameter(torch.zeros(outputs))\n", "").replace(
            " + self.bias", ""
        ),
        "shape",
        "missing: bias (2,)",
    ),
    Case(
        "another shape",
        AFFINE.replace("(outputs, inputs)", "(inputs, outputs)"),
        "shape",
        "other shape: weight (3, 2) != (2, 3)",
    ),
    Case(
        "a parameter without gradient",
        AFFINE.replace("self.bias)", "self.bias.detach())"),
        "gradient",
        "a gradient is wrong at ['parameters']['bias']",
    ),
    Case("a wrong value", AFFINE.replace("torch.tanh", "torch.sin"), "wrong"),
    Case(
        "another signature",
        AFFINE.replace("(self, inputs, outputs)", "(self, n, m)")
        .replace("outputs", "m")
        .replace("inputs", "n"),
        "error",
        "`Affine(n, m)` cannot be called with 2 arguments.",
    ),
    Case(
        "a function",
        "def Affine(x):\n    return x\n",
        "invalid",
        "`Affine` must be a class derived from `torch.nn.Module`, not `function`.",
    ),
]


def affine(gradient: str) -> Folder:
    """Return a problem that asks for a module."""
    problem = msgspec.structs.replace(
        SOFTMAX.problem,
        entry=msgspec.structs.replace(SOFTMAX.problem.entry, name="Affine", kind="module"),
        frameworks=("torch",),
        gradient=gradient,
        slips=(),
        forbid=(),
    )
    return msgspec.structs.replace(
        SOFTMAX, problem=problem, reference=REFERENCE, cases=CASES, slips={}, digest=f"affine {gradient}"
    )


@pytest.mark.parametrize("gradient", ["reference", "numeric"])
@pytest.mark.parametrize("case", MODULES, ids=lambda case: case.name)
def test_a_module(grader: Grader, case: Case, gradient: str) -> None:
    report = grader.grade(affine(gradient), case.source, seed=3)

    assert report.verdict == case.verdict, report.message.en
    assert case.message in report.message.en
