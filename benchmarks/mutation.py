"""How many small changes of the core its own tests notice, and which they do not.

Run with: python benchmarks/mutation.py [--most N] [--jobs N] [--write] [MODULE]...
Each module is changed in one place at a time and tried against the tests that hold it, each time in a process
of its own. Of more than --most changes, those are tried whose digests come first: the same ones again, unless
their lines are written anew. With --write the table goes to docs/mutation.md. Why a change may go unnoticed
stands in benchmarks/mutation.toml.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import fsrs  # noqa: F401  # imported once, here, and not by each of the processes
import hypothesis.strategies  # noqa: F401
import msgspec
import pytest
import yaml  # noqa: F401
from hypothesis import HealthCheck, Phase, settings

from benchmarks.figures import Figure, show
from examprep.grader.mutants import Mutant, mutants_of
from examprep.grader.spans import Edit, Program

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "mutation.md"
BANKS = Path(tempfile.gettempdir()) / "examprep-mutation"
"""Where banks are compiled to."""
KEPT = Path(__file__).with_suffix(".json")
"""What became of each module when it was tried last."""
REASONS = Path(__file__).with_suffix(".toml")
MODULES = """
    answer arithmetic attempts calibration chance course curve day draw expr fading interval mark memory
    number paper params plan readiness response score session sitting stats
""".split()  # noqa: SIM905
"""Where an error nobody sees would hurt most: what is marked, remembered, planned and scored."""
TOO = {
    "curve": "course",
    "draw": "laws",
    "interval": "classical score",
    "arithmetic": "expr",
    "memory": "fitting",
    "params": "draw",
    "plan": "aim",
    "response": "mark",
}
"""Whose tests hold a module, too, besides those of its own name."""
MOST = 16
EXAMPLES = 25
"""Of a law, a quarter of what the tests try otherwise: the rate is rather too low than too high."""
MEMORY = 4 << 30
SLACK = 4
"""A change that makes the tests compute so many times as long never ends."""
HANGING = 600
"""Seconds by the clock after which a change hangs without computing."""
HEAD = """\
# What the tests of the core notice

Each module below is changed in one place at a time: a number, an operator, a comparison, a condition turned
round, a word, an order, a statement left out. The changed module is tried against its own test file and those
of a few neighbours (`end` and `slow` tests left out). A change is noticed if a test fails, or never ends. Of
a module with more changes than were tried, those were tried whose digests come first. A change that makes no
difference anybody could see may be excused, with its reason; it then does not count. Tests were written for
changes that had survived: of changes never tried, somewhat fewer are noticed (`--most 40` tries more).

Written by `python benchmarks/mutation.py --write`, all modules or some anew.
"""


class Reason(msgspec.Struct, frozen=True):
    """Why a change may go unnoticed."""

    module: str
    change: str
    """The line as it is after the change."""
    why: str


class Survivor(msgspec.Struct, frozen=True):
    """A change that no test noticed."""

    line: int
    kind: str
    text: str
    why: str | None = None
    """The reason why it may."""


class Tried(msgspec.Struct, frozen=True):
    """What became of a module's changes."""

    module: str
    all: int
    tried: int
    survivors: tuple[Survivor, ...]

    @property
    def excused(self) -> int:
        """How many have a reason."""
        return sum(survivor.why is not None for survivor in self.survivors)

    @property
    def rate(self) -> float:
        """The share of changes noticed, of those that could be."""
        return (self.tried - len(self.survivors)) / max(self.tried - self.excused, 1)


def main() -> None:
    """Try the changes, and print or write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="of examprep.core; all listed if none")
    parser.add_argument("--most", type=int, default=MOST, help=f"changes a module, {MOST} if not said")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at the same time")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    asked = parser.parse_args()
    settings.register_profile(
        "mutation",
        derandomize=True,
        deadline=None,
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],  # that it fails is enough
        suppress_health_check=list(HealthCheck),
    )
    os.environ |= {"HYPOTHESIS_PROFILE": "mutation", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    os.chdir(ROOT)
    BANKS.mkdir(exist_ok=True)
    known = msgspec.convert(tomllib.loads(REASONS.read_text("utf-8")).get("reasons", []), list[Reason])
    tried = [measured(module, asked.most, asked.jobs) for module in asked.modules or MODULES]
    tried = [excused(one, known) for one in (kept_with(tried) if asked.write else tried)]
    page = "\n".join([HEAD, *table(tried), *listing(tried)]) + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
    show(__file__, [figure_of(tried)], keep=asked.write)


def kept_with(tried: Sequence[Tried]) -> list[Tried]:
    """Keep what became of some modules beside what is kept of the others; return all of it."""
    kept = msgspec.json.decode(KEPT.read_bytes(), type=dict[str, Tried]) if KEPT.exists() else {}
    kept = dict(sorted((kept | {one.module: one for one in tried}).items()))
    KEPT.write_bytes(msgspec.json.format(msgspec.json.encode(kept)) + b"\n")
    return list(kept.values())


def figure_of(tried: Sequence[Tried]) -> Figure:
    """Return how many changes of all modules are noticed."""
    survivors = sum(len(one.survivors) for one in tried)
    could = sum(one.tried - one.excused for one in tried)
    least = min(tried, key=lambda one: one.rate)
    return Figure(
        name=f"changes of {len(tried)} modules of the core that tests notice, of {could:,}",
        ours=f"{(sum(one.tried for one in tried) - survivors) / max(could, 1):.1%}",
        peer=f"the weakest, {least.module}: {least.rate:.1%}",
    )


# --- the changes

SWAPPED_OPERATORS: dict[type[ast.operator], tuple[bytes, bytes]] = {
    ast.Mod: (b"%", b"*"),
    ast.Pow: (b"**", b"*"),
}
SWAPPED_COMPARISONS: dict[type[ast.cmpop], tuple[bytes, bytes]] = {
    ast.In: (b"in", b"not in"),
    ast.NotIn: (b"not in", b"in"),
    ast.Is: (b"is", b"is not"),
    ast.IsNot: (b"is not", b"is"),
    ast.Lt: (b"<", b">="),
    ast.LtE: (b"<=", b">"),
    ast.Gt: (b">", b"<="),
    ast.GtE: (b">=", b"<"),
}
SWAPPED_NAMES = {"all": b"any", "any": b"all", "sorted": b"list"}
NAMING = {"NewType", "TypeVar", "Text"}
"""Calls whose text is only a name, or a sentence for learners: those are read by the tests of the screens."""


def changes_of(module: str) -> list[Mutant]:
    """Return every change of a module, none twice: those a drill is tried with, and a few more."""
    source = source_of(module).read_text("utf-8")
    program = Program(source)
    found = {mutant.source: mutant for mutant in mutants_of(module, source)}
    for edit in _edits(program, program.tree):
        edited = program.edited(edit)
        line, text = program.place(edit)
        found.setdefault(edited, Mutant(module, line, edit.kind, text, edited))
    return [mutant for mutant in found.values() if _is_program(mutant.source)]


def source_of(module: str) -> Path:
    """Return the file of a module of the core."""
    return ROOT / "examprep" / "core" / f"{module}.py"


def _is_program(source: str) -> bool:
    try:
        compile(source, "changed", "exec", dont_inherit=True)
    except (SyntaxError, SyntaxWarning):
        return False
    return True


def _edits(program: Program, node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.FunctionDef(args=args, body=body):
            parts: list[ast.AST] = [*args.defaults, *filter(None, args.kw_defaults), *body]
        case ast.ClassDef(body=body):
            parts = list(body)
        case ast.AnnAssign(value=value):
            parts = [value] if value else []
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom() | ast.Assert():
            parts = []
        case ast.Call(func=ast.Name(id=name)) if name in NAMING:
            parts = []
        case ast.Expr(value=ast.Constant()):
            parts = []  # a docstring
        case _:
            parts = list(ast.iter_child_nodes(node))
    yield from _edits_here(program, node)
    for part in parts:
        yield from _edits(program, part)


def _edits_here(program: Program, node: ast.AST) -> Iterator[Edit]:
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            yield _negated(program, test)
        case ast.match_case(guard=ast.expr() as test):
            yield _negated(program, test)
        case ast.comprehension(ifs=tests):
            yield from (_negated(program, test) for test in tests)
        case ast.Compare():
            yield from _compared(program, node)
        case ast.BinOp():
            yield from _computed(program, node)
        case ast.Constant():
            yield from _constants(program, node)
        case ast.Call(func=ast.Name(id=name) as func, keywords=[]) if name in SWAPPED_NAMES:
            yield program.swapped("order" if name == "sorted" else "logic", func, SWAPPED_NAMES[name])
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise():
            yield program.swapped("statement", node, b"pass")
        case ast.Continue() | ast.Break():
            other = b"break" if isinstance(node, ast.Continue) else b"continue"
            yield program.swapped("statement", node, other)


def _negated(program: Program, test: ast.expr) -> Edit:
    start, end = program.span(test)
    return Edit("condition", start, end, b"(not (" + program.raw[start:end] + b"))")


def _computed(program: Program, node: ast.BinOp) -> Iterator[Edit]:
    words = SWAPPED_OPERATORS.get(type(node.op))
    if words and (place := program.between(node.left, node.right, words[0])):
        yield Edit("operator", *place, words[1])


def _compared(program: Program, node: ast.Compare) -> Iterator[Edit]:
    sides = [node.left, *node.comparators]
    for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
        words = SWAPPED_COMPARISONS.get(type(op))
        if words and (place := program.between(left, right, words[0])):
            yield Edit("comparison", *place, words[1])


def _constants(program: Program, node: ast.Constant) -> Iterator[Edit]:
    start, end = program.span(node)
    match node.value:
        case bool(value):
            yield Edit("switch", start, end, repr(not value).encode())
        case str():
            yield Edit("text", end, end, b' "!"')
        case int(value):
            yield Edit("number", start, end, b"(%d)" % (value + 1))
        case float(value) if not value.is_integer():
            yield Edit("number", start, end, b"(%s * 1.5)" % program.raw[start:end])


def sampled(changes: Sequence[Mutant], most: int) -> list[Mutant]:
    """Return some of the changes, chosen by what they change and not by where it stands."""

    def digest(change: Mutant) -> bytes:
        return hashlib.blake2b(f"{change.file} {change.kind} {change.text}".encode()).digest()

    return sorted(sorted(changes, key=digest)[:most], key=lambda change: change.line)


# --- trying one


def excused(one: Tried, known: Sequence[Reason]) -> Tried:
    """Return what became of a module's changes, with the reasons why some may go unnoticed."""
    why = {reason.change: reason.why for reason in known if reason.module == one.module}
    told = (msgspec.structs.replace(left, why=why.get(left.text)) for left in one.survivors)
    return msgspec.structs.replace(one, survivors=tuple(told))


def measured(module: str, most: int, jobs: int) -> Tried:
    """Return what became of a module's changes."""
    files = tests_of(module)
    seconds = seconds_of(module, files)
    changes = changes_of(module)
    chosen = sampled(changes, most)
    survivors = [change for change, code in tried(chosen, files, seconds, jobs) if code == 0]
    sys.stderr.write(f"{module}: {len(survivors)} of {len(chosen)} not noticed\n")
    sys.stderr.writelines(f"  {change.line}: {change.text}\n" for change in survivors)
    told = [Survivor(one.line, one.kind, one.text) for one in survivors]
    told.sort(key=lambda one: one.line)
    return Tried(module, len(changes), len(chosen), tuple(told))


def tests_of(module: str) -> list[str]:
    """Return the test files that hold a module, its own first."""
    named = [f"tests/test_{name}.py" for name in (module, *TOO.get(module, "").split())]
    return [name for name in named if Path(name).exists()]


def seconds_of(module: str, files: Sequence[str]) -> int:
    """Return how long the tests may compute; unchanged, they must pass."""
    unchanged = Mutant(module, 0, "", "", source_of(module).read_text("utf-8"))
    _, status, used = os.wait4(_started(unchanged, files, HANGING), 0)
    if status != 0:
        sys.exit(f"{' '.join(files)} must pass before anything is changed.")
    return 2 + round(SLACK * (used.ru_utime + used.ru_stime))


def tried(
    changes: Sequence[Mutant], files: Sequence[str], seconds: int, jobs: int
) -> Iterator[tuple[Mutant, int]]:
    """Yield each change with the exit code of its tests, several run at the same time."""
    running: dict[int, Mutant] = {}
    for change in changes:
        if len(running) == jobs:
            yield _next_of(running)
        running[_started(change, files, seconds)] = change
    while running:
        yield _next_of(running)


def _next_of(running: dict[int, Mutant]) -> tuple[Mutant, int]:
    process, status = os.wait()
    return running.pop(process), os.waitstatus_to_exitcode(status)


def _started(change: Mutant, files: Sequence[str], seconds: int) -> int:
    process = os.fork()
    if process == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(HANGING)
        _run(change, files)
    return process


def _run(change: Mutant, files: Sequence[str]) -> None:
    """Run tests with one module changed, and end with pytest's exit code."""
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    for known in [name for name in sys.modules if name.split(".")[0] == "examprep"]:
        del sys.modules[known]
    sys.meta_path.insert(0, _Changed(f"examprep.core.{change.file}", source_of(change.file), change.source))
    options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not end and not slow", *files]
    os._exit(int(pytest.main(options, plugins=[_Compiled(BANKS)])))


class _Compiled:
    """Has all runs share one folder of compiled banks: to compile them takes seconds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Path], request: pytest.FixtureRequest
    ) -> Path | None:
        if fixturedef.argname != "cache":
            return None
        fixturedef.cached_result = (self.folder, fixturedef.cache_key(request), None)  # type: ignore[arg-type]
        return self.folder


class _Changed(importlib.machinery.SourceFileLoader):
    """Finds and loads one module with another source than its file's."""

    def __init__(self, name: str, path: Path, source: str) -> None:
        super().__init__(name, str(path))
        self.changed = source

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return the spec of the one module."""
        return (
            importlib.util.spec_from_file_location(name, self.path, loader=self)
            if name == self.name
            else None
        )

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        """Return the changed program, from no cache and into none."""
        code: Any = compile(self.changed, str(self.path), "exec", dont_inherit=True)
        assert isinstance(code, CodeType)
        return code


# --- the page


def table(all_tried: Sequence[Tried]) -> Iterator[str]:
    """Yield the rows of the table."""
    yield "| module of `core` | changes | tried | noticed | excused | survive | rate |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for one in all_tried:
        yield row(one)
    together = tuple(survivor for one in all_tried for survivor in one.survivors)
    changes, tried = sum(one.all for one in all_tried), sum(one.tried for one in all_tried)
    yield row(Tried("all", changes, tried, together))


def row(one: Tried) -> str:
    """Return what became of a module's changes as a row."""
    noticed, left = one.tried - len(one.survivors), len(one.survivors) - one.excused
    return f"| {one.module} | {one.all} | {one.tried} | {noticed} | {one.excused} | {left} | {one.rate:.1%} |"


def listing(all_tried: Sequence[Tried]) -> Iterator[str]:
    """Yield every survivor, with its reason where there is one."""
    if any(one.survivors for one in all_tried):
        yield "\n## What survives"
    for one in all_tried:
        if one.survivors:
            yield f"\n**{one.module}**\n"
        for left in one.survivors:
            fence = "``" if "`" in left.text else "`"
            code = f"{fence}{left.text}{fence}"
            yield f"- line {left.line}, {left.kind}: {code}: {left.why or '(no reason yet)'}"


if __name__ == "__main__":
    main()
