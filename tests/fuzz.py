"""What reads the writing of strangers, fed with bytes that coverage leads to new places.

Run with: python tests/fuzz.py [--seconds N] [TARGET]...
Needs `pip install atheris`, which no other test does; the exit code is 5 where it is not installed, and 1
where something was found: the bytes then lie in the file that is named, and TARGET --again FILE reads them.
"""

# ruff: noqa: PLC0415 - what is fuzzed is imported when atheris watches

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BANKS = ROOT / "content" / "banks"
NOT_INSTALLED = 5
SECONDS = 120
LONGEST = 1024
SHORT = 100
"""YAML no longer than this is read with the parser in Python, too: it is far slower than the one in C."""
SLOW = 60
"""Seconds in which no input so short may keep the reader."""
VALUES: Mapping[str, int | float] = MappingProxyType({"x": 3, "n": 0.5, "H": 2**1023, "lr": -1e308})


def read_expression(source: bytes) -> None:
    """Compute it: a bounded number, a condition, or a sentence that points into it."""
    from examprep.core.expr import ExprError, compute

    text = source.decode("utf-8", "replace")
    try:
        value = compute(text, VALUES)
    except ExprError as error:
        assert error.message.endswith((".", "?")), error.message  # noqa: PT017
        assert 0 <= error.offset <= len(text), error.offset  # noqa: PT017
    else:
        assert abs(value) < 2**1024, value


def read_yaml(source: bytes) -> None:
    """Read it, with both parsers if it is short: the same tree, or faults that point at it."""
    import yaml

    from examprep.core.text import UNSEEN
    from examprep.loader import tree
    from tests.test_tree import plain, texts_of

    built = []
    for parser in (yaml.CBaseLoader, yaml.BaseLoader)[: 1 + (len(source) <= SHORT)]:
        tree._PARSER = parser  # type: ignore[assignment]
        node, found = tree.read_tree(source)
        assert node is not None or found
        assert not any(UNSEEN.search(text) for text in texts_of(node))
        assert all(fault.message.endswith(".") and fault.at.line >= 1 <= fault.at.column for fault in found)
        built.append((node, found))
    if not any(found for _, found in built):
        assert plain(built[0][0]) == plain(built[-1][0])


def read_bank(source: bytes) -> None:
    """Read it as a bank: a bank, or what is wrong with it, in sentences."""
    from examprep.loader.banks import parse_bank

    parsed = parse_bank(source)
    assert parsed.bank is not None or parsed.faults
    assert all(fault.message.strip() and fault.at.line >= 1 for fault in parsed.faults)


def read_answer(source: bytes) -> None:
    """Read it as the answer to a question of each kind, and mark what can be marked."""
    from examprep.core.mark import mark
    from examprep.core.response import Unreadable, read_response
    from tests.test_questions import SOURCES, questions

    line = source.decode("utf-8", "replace")
    for question in questions(SOURCES[0])[::3]:
        response = read_response(question, line)
        if isinstance(response, Unreadable):
            assert response.hint.ja
            assert response.hint.en
        else:
            mark(question, response)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "expression": read_expression,
    "yaml": read_yaml,
    "bank": read_bank,
    "answer": read_answer,
}
SEEDS = {"yaml": BANKS, "bank": BANKS}
WORDS = {
    "expression": """
        and or not if else sqrt( comb( factorial( round( min( max( ** // == <= >= != 9**9 1e308 pi x n""",
    "yaml": """
        &a *a <<: !t !!str %YAML --- ... \\x1b \\ud800 \\U00110000 |- >+ '' \\nabla ? :""",
    "bank": """
        concepts: items: kind: choice number cloze params: where: blanks: accept: slips: swap: ___1___ {{x}}
        """,
    "answer": """
        ; , ？ １ a ア 1a 2b 0.5 1/3 50% 1e9 -""",
}
"""What each target's grammar is made of."""


def main() -> None:
    """Fuzz each target in a process of its own, and print how far it came."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=" ".join(TARGETS))
    parser.add_argument(
        "--seconds", type=int, default=SECONDS, help=f"for each target, {SECONDS} if not said"
    )
    parser.add_argument("--again", type=Path, metavar="FILE", help="give a target what was found")
    parser.add_argument("--here", help=argparse.SUPPRESS, nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    targets = asked.targets or list(TARGETS)
    if unknown := set(targets) - set(TARGETS):
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if asked.again:
        TARGETS[targets[0]](asked.again.read_bytes())
    elif importlib.util.find_spec("atheris") is None:
        sys.stderr.write("atheris is not installed; install it with: pip install atheris\n")
        sys.exit(NOT_INSTALLED)
    elif asked.here:
        fuzz(targets[0], asked.here)
    else:
        sys.stdout.write("| what is read | inputs | seconds | edges | found |\n|---|--:|--:|--:|---|\n")
        fine = [fuzzed(target, asked.seconds) for target in targets]
        sys.exit(not all(fine))


def fuzzed(target: str, seconds: int) -> bool:
    """Fuzz a target for some seconds and print a row; tell whether nothing was found."""
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
    grown, words = folder / "grown", folder / "words"
    grown.mkdir()
    words.write_text("".join(f'"{escaped(word)}"\n' for word in WORDS[target].split()), "utf-8")
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SLOW}",
        f"-report_slow_units={SLOW}",
        f"-max_len={LONGEST}",
        f"-dict={words}",
        f"-artifact_prefix={folder}/",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
    ]
    seeds = [str(SEEDS[target])] if target in SEEDS else []
    command = [sys.executable, __file__, target, "--here", "fuzz", *options, str(grown), *seeds]
    ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    found = sorted(path for path in folder.iterdir() if path not in (grown, words))
    edges = re.findall(r"cov: (\d+)", ran.stderr)[-1:] or ["?"]
    inputs = re.findall(r"number_of_executed_units: *(\d+)", ran.stderr)[-1:] or ["?"]
    told = ", ".join(map(str, found)) or ("nothing" if ran.returncode == 0 else f"exit code {ran.returncode}")
    sys.stdout.write(f"| {target} | {inputs[0]} | {seconds} | {edges[0]} | {told} |\n")
    sys.stdout.flush()
    if ran.returncode:
        sys.stderr.write(ran.stderr[-4000:])
    return ran.returncode == 0


def escaped(word: str) -> str:
    """Write a word as libFuzzer reads it."""
    return "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode())


def fuzz(target: str, arguments: list[str]) -> None:
    """Fuzz a target in this process until libFuzzer ends it."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["examprep.core", "examprep.loader", "yaml"]):
        TARGETS[target](b"")
    atheris.Setup(arguments, TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
