"""A problem folder is read strictly: every fault at once, each at its place, and nothing of it is run."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from examprep.core.problem import Framework, framework_of
from examprep.env import read_env
from examprep.errors import ContentError, UsageError
from examprep.loader.finding import Finding
from examprep.loader.paths import problem_ids
from examprep.loader.problems import load_folder, read_folder

SHIPPED = read_env({}).paths.problems


@pytest.fixture
def softmax(tmp_path: Path) -> Path:
    """Return a copy of a good problem, to be spoiled."""
    return Path(shutil.copytree(SHIPPED / "softmax", tmp_path / "softmax"))


def findings_of(folder: Path) -> tuple[Finding, ...]:
    return read_folder(folder, base=folder.parent)[1]


def test_every_shipped_problem_is_without_fault() -> None:
    for id in problem_ids(SHIPPED):
        folder, findings = read_folder(SHIPPED / id, base=SHIPPED)

        assert findings == ()
        assert folder is not None, id
        assert set(folder.starters) == set(folder.problem.frameworks), id
        assert set(folder.slips) == {slip.id for slip in folder.problem.slips}, id


@dataclass(frozen=True)
class Case:
    name: str
    old: str
    new: str
    code: str
    message: str


CASES = [
    Case("no format", "format: 1\n", "", "format", "`format` is missing"),
    Case("a later format", "format: 1\n", "format: 2\n", "format", "format `2` is not known"),
    Case("a misspelt key", "minutes:", "minuets:", "unknown-key", "`minuets` is not known here"),
    Case("a missing key", "minutes: 10\n", "", "missing", "`minutes` is missing"),
    Case(
        "another folder's id",
        "id: softmax\n",
        "id: argmax\n",
        "bad-id",
        "`argmax` stands in the folder `softmax`",
    ),
    Case("an impossible level", "level: 1\n", "level: 6\n", "value", "`level` must be 1 to 5"),
    Case(
        "an unknown framework",
        "[numpy, torch]",
        "[numpy, jax]",
        "value",
        "`jax` is not known for `frameworks`",
    ),
    Case(
        "an unknown gradient",
        "gradient: reference",
        "gradient: refrence",
        "value",
        "`refrence` is not known for `gradient`",
    ),
    Case(
        "an unknown kind",
        "  name: softmax\n",
        "  name: softmax\n  kind: class\n",
        "value",
        "`class` is not known for `kind`",
    ),
    Case(
        "an entry that is no name",
        "  name: softmax\n",
        "  name: soft-max\n",
        "value",
        "`soft-max` is no name of Python",
    ),
    Case(
        "a slip twice",
        "  - id: epsilon\n",
        "  - id: no-shift\n",
        "twice",
        "slip `no-shift` stands here twice",
    ),
    Case(
        "a slip without its file",
        "slips/epsilon.py",
        "slips/epsilom.py",
        "no-file",
        "`slips/epsilom.py` is missing",
    ),
    Case(
        "properties that are to decide and are not there",
        "minutes: 10\n",
        "minutes: 10\ncompared: form\n",
        "value",
        "`compared` must be values without properties",
    ),
    Case(
        "a problem to build on that does not exist",
        "minutes: 10\n",
        "minutes: 10\nuses: [softmacks]\n",
        "value",
        "there is no problem `softmacks` to use",
    ),
    Case("a text in one language", "  en: A stable softmax\n", "", "missing", "`en` is missing"),
    Case(
        "a formula that does not draw",
        r"\sum_j \exp(x_j)}$$",
        r"\sum_j \exp(x_j)$$",
        "formula",
        "`y_i = \\frac",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fault_of_the_sheet_is_told(softmax: Path, case: Case) -> None:
    sheet = softmax / "problem.yaml"
    text = sheet.read_text(encoding="utf-8")
    assert case.old in text
    sheet.write_text(text.replace(case.old, case.new), encoding="utf-8")

    told = {(finding.code, finding.message) for finding in findings_of(softmax)}

    assert any(code == case.code and message.startswith(case.message) for code, message in told), told


def test_a_near_miss_is_suggested_at_its_line(softmax: Path) -> None:
    sheet = softmax / "problem.yaml"
    lines = sheet.read_text(encoding="utf-8").replace("gradient: ref", "gradient: reff").split("\n")
    sheet.write_text("\n".join(lines), encoding="utf-8")

    (finding,) = findings_of(softmax)

    assert finding.hint == 'Did you mean "reference"?'
    assert lines[finding.line - 1].startswith("gradient:")


@pytest.mark.parametrize("name", ["reference.py", "cases.py", "starter_torch.py"])
def test_a_missing_program_makes_the_problem_unusable(softmax: Path, name: str) -> None:
    (softmax / name).unlink()
    folder, findings = read_folder(softmax, base=softmax.parent)

    assert folder is None
    assert [finding.message for finding in findings] == [f"`{name}` is missing"]
    with pytest.raises(ContentError, match=f"problem softmax cannot be used: .*{name}"):
        load_folder(softmax.parent, "softmax")


def test_too_few_right_solutions_and_a_stray_slip_are_findings(softmax: Path) -> None:
    for path in (softmax / "right").glob("*.py"):
        path.unlink()
    (softmax / "slips" / "stray.py").write_text("")

    messages = [finding.message for finding in findings_of(softmax)]

    assert messages == ["`right/` holds 0 programs", "`slips/stray.py` is no slip here"]


def test_a_program_outside_of_the_folder_is_not_read(softmax: Path) -> None:
    (softmax.parent / "secret.py").write_text("secret")
    (softmax / "reference.py").unlink()
    (softmax / "reference.py").symlink_to(softmax.parent / "secret.py")

    assert [finding.code for finding in findings_of(softmax)] == ["no-file"]


def test_the_digest_changes_with_any_program(softmax: Path) -> None:
    before = load_folder(softmax.parent, "softmax").digest
    with (softmax / "right" / "plain.py").open("a") as file:
        file.write("# \n")

    assert load_folder(softmax.parent, "softmax").digest != before


def test_a_missing_problem_is_a_near_miss() -> None:
    with pytest.raises(UsageError, match=r'no problem "sofmax". Did you mean "softmax"\?'):
        load_folder(SHIPPED, "sofmax")


@pytest.mark.parametrize(
    ("source", "frameworks", "expected"),
    [
        ("import torch\n", ("numpy", "torch"), "torch"),
        ("def f(x):\n    from torch.nn import functional as F\n", ("numpy", "torch"), "torch"),
        ("import torch, math\n", ("numpy", "torch"), "torch"),
        ("import numpy as np  # not torch\n", ("numpy", "torch"), "numpy"),
        ("import torchvision\n", ("numpy", "torch"), "numpy"),
        ("import torch\n", ("numpy",), "numpy"),
        ("import numpy\n", ("torch",), "torch"),
        ("import\n", ("numpy", "torch"), "numpy"),
    ],
)
def test_the_framework_is_that_of_the_imports(
    source: str, frameworks: tuple[str, ...], expected: Framework
) -> None:
    assert framework_of(source, frameworks) == expected
