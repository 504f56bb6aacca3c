"""How many small changes of the core its own tests notice, and which they do not.

Run with: python benchmarks/mutation.py [--most N] [--sample NAME] [--jobs N] [--write] [MODULE]...
Each module is changed in one place at a time and tried against the tests that hold it, each time in a process
of its own. Of more than --most changes, those are tried whose digests come first: the same ones again, unless
their lines are written anew. Another --sample draws others, none that was in a sample of SAMPLES before it.
With --write the table goes to docs/mutation.md, and what survived a sample at first stays there beside what
survives it once tests were written. Why a change may go unnoticed stands in benchmarks/mutation.toml.
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
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

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
    answer arithmetic attempts calibration chance course curve day draw expr fading find fitting
    gradebook interval library lots mark memory narrow number paper params plan readiness response score
    session settings similar sitting stats stream text weak
""".split()  # noqa: SIM905
"""Where an error nobody sees would hurt most: what is marked, remembered, planned and scored."""
TOO = {
    "curve": "course",
    "draw": "laws",
    "interval": "classical score",
    "arithmetic": "expr",
    "library": "candidates",
    "lots": "candidates library",
    "memory": "fitting",
    "narrow": "candidates",
    "params": "draw",
    "plan": "aim",
    "response": "mark",
}
"""Whose tests hold a module, too, besides those of its own name."""
MOST = 16
SAMPLES = ("", "quince", "medlar", "sorb")
"""The samples drawn so far, the last of which stands on the page: tests were written for what survived."""
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
difference anybody could see may be excused, with its reason; it then does not count.

"At first" is when the sample was drawn: nobody had looked at these changes, and no test was written for them.
That is what the tests notice of any change, as far as a sample tells. "Now" is after tests were written for
some that survived. `--sample NAME` draws others, which nobody has looked at. Modules whose few changes have
all been looked at are left out.

Written by `python benchmarks/mutation.py --write`, all modules or some anew.
"""


class Reason(msgspec.Struct, frozen=True):
    """Why a change may go unnoticed."""

    module: str
    change: str
    """The line as it is after the change."""
    why: str
    was: str | None = None
    """The line as it stands, where a change such as `pass` does not tell."""


class Survivor(msgspec.Struct, frozen=True):
    """A change that no test noticed."""

    line: int
    kind: str
    text: str
    was: str
    """The line as it stands."""
    why: str | None = None
    """The reason why it may."""


class Share(NamedTuple):
    """How many changes are noticed, of those that could be."""

    noticed: int
    could: int

    @property
    def rate(self) -> float:
        """It as a number; all where there are none."""
        return self.noticed / self.could if self.could else 1.0


def share_of(tried: int, survivors: Sequence[Survivor]) -> Share:
    """Return how many changes are noticed: who has a reason to survive does not count."""
    return Share(tried - len(survivors), tried - sum(survivor.why is not None for survivor in survivors))


class Tried(msgspec.Struct, frozen=True):
    """What became of a module's changes."""

    module: str
    all: int
    tried: int
    survivors: tuple[Survivor, ...]
    sample: str
    at_first: tuple[Survivor, ...]
    """What survived when the sample was drawn, before a test was written for any of it."""

    @property
    def now(self) -> Share:
        """How many are noticed."""
        return share_of(self.tried, self.survivors)

    @property
    def fresh(self) -> Share:
        """How many were noticed at first."""
        return share_of(self.tried, self.at_first)


def main() -> None:
    """Try the changes, and print or write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="of examprep.core; all listed if none")
    parser.add_argument("--most", type=int, default=MOST, help=f"changes a module, {MOST} if not said")
    parser.add_argument("--sample", default=SAMPLES[-1], help="a name: another draws other changes")
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
    tried = [measured(module, asked.most, asked.sample, asked.jobs) for module in asked.modules or MODULES]
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
    kept |= {one.module: beside(kept.get(one.module), one) for one in tried}
    kept = dict(sorted(kept.items()))
    KEPT.write_bytes(msgspec.json.format(msgspec.json.encode(kept)) + b"\n")
    return list(kept.values())


def beside(before: Tried | None, one: Tried) -> Tried:
    """Return what became of a module's changes, with what survived when the same were tried first."""
    if before is None or (before.sample, before.tried) != (one.sample, one.tried):
        return one
    return msgspec.structs.replace(one, at_first=before.at_first)


def figure_of(tried: Sequence[Tried]) -> Figure:
    """Return how many changes are noticed that nobody had looked at, beside how many of them are now."""
    tried = [one for one in tried if one.tried]
    fresh, now = whole(one.fresh for one in tried), whole(one.now for one in tried)
    least = min(tried, key=lambda one: one.fresh.rate)
    return Figure(
        name=f"fresh changes of {len(tried)} modules of the core that tests notice, of {fresh.could:,}",
        ours=f"{fresh.rate:.1%}",
        peer=f"the weakest, {least.module}: {least.fresh.rate:.1%}; all, once looked at: {now.rate:.1%}",
    )


def whole(shares: Iterable[Share]) -> Share:
    """Return several shares as one."""
    noticed, could = zip(*shares, strict=True)
    return Share(sum(noticed), sum(could))


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


def sampled(changes: Sequence[Mutant], most: int, sample: str) -> list[Mutant]:
    """Return some of the changes, none of a sample before, chosen by what they change, not by its place."""
    before = SAMPLES[: SAMPLES.index(sample)] if sample in SAMPLES else SAMPLES
    left = {change.source: change for change in changes}
    for earlier in before:
        for change in _first(left.values(), MOST, earlier):
            del left[change.source]
    return sorted(_first(left.values(), most, sample), key=lambda change: change.line)


def _first(changes: Iterable[Mutant], most: int, sample: str) -> list[Mutant]:
    def digest(change: Mutant) -> bytes:
        named = f"{sample} {change.file}".lstrip()
        return hashlib.blake2b(f"{named} {change.kind} {change.text}".encode()).digest()

    return sorted(changes, key=digest)[:most]


# --- trying one


def excused(one: Tried, known: Sequence[Reason]) -> Tried:
    """Return what became of a module's changes, with the reasons why some may go unnoticed."""

    def why(left: Survivor) -> str | None:
        place = (one.module, left.text)
        fitting = (reason for reason in known if (reason.module, reason.change) == place)
        return next((reason.why for reason in fitting if reason.was in {None, left.was}), None)

    def told(survivors: Sequence[Survivor]) -> tuple[Survivor, ...]:
        return tuple(msgspec.structs.replace(left, why=why(left)) for left in survivors)

    return msgspec.structs.replace(one, survivors=told(one.survivors), at_first=told(one.at_first))


def measured(module: str, most: int, sample: str, jobs: int) -> Tried:
    """Return what became of a module's changes."""
    files = tests_of(module)
    seconds = seconds_of(module, files)
    changes = changes_of(module)
    chosen = sampled(changes, most, sample)
    survivors = [change for change, code in tried(chosen, files, seconds, jobs) if code == 0]
    sys.stderr.write(f"{module}: {len(survivors)} of {len(chosen)} not noticed\n")
    sys.stderr.writelines(f"  {change.line}: {change.text}\n" for change in survivors)
    survivors.sort(key=lambda change: change.line)
    lines = source_of(module).read_text("utf-8").splitlines()
    told = tuple(Survivor(one.line, one.kind, one.text, lines[one.line - 1].strip()) for one in survivors)
    return Tried(module, len(changes), len(chosen), told, sample, told)


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
    yield "| module of `core` | changes | tried | noticed at first | rate | noticed now | rate |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for one in all_tried:
        if one.tried:
            yield row(one.module, one.all, one.tried, one.fresh, one.now)
    changes, tried = sum(one.all for one in all_tried), sum(one.tried for one in all_tried)
    fresh = whole(one.fresh for one in all_tried)
    yield row("all", changes, tried, fresh, whole(one.now for one in all_tried))
    share = f"{fresh.noticed} of {tried} ({fresh.noticed / max(tried, 1):.1%})"
    yield f"\nWith those that are excused, {share} were noticed at first."


def row(name: str, changes: int, tried: int, fresh: Share, now: Share) -> str:
    """Return what became of changes as a row."""
    shares = (f"{one.noticed} of {one.could} | {one.rate:.1%}" for one in (fresh, now))
    return f"| {name} | {changes} | {tried} | {' | '.join(shares)} |"


def listing(all_tried: Sequence[Tried]) -> Iterator[str]:
    """Yield every survivor, with its reason where there is one."""
    if any(one.survivors for one in all_tried):
        yield "\n## What survives"
    for one in all_tried:
        if one.survivors:
            yield f"\n**{one.module}**\n"
        for left in one.survivors:
            code = _code(left.text)
            instead = f" for {_code(left.was)}" if left.kind == "statement" else ""
            yield f"- line {left.line}, {left.kind}: {code}{instead}: {left.why or '(no reason yet)'}"


def _code(line: str) -> str:
    fence = "``" if "`" in line else "`"
    return f"{fence}{line}{fence}"


if __name__ == "__main__":
    main()
