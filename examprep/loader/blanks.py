"""The rules of blanks, in a sentence and in a program."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping

from examprep.core.item import Cloze, Code, Option, TypedBlank
from examprep.core.text import fold
from examprep.loader.reasons import no_slips, unreasoned
from examprep.loader.shape import Places
from examprep.loader.tree import Fault

RUN_LANGUAGES = ("numpy", "torch")
READ_LANGUAGES = ("keras", "tensorflow")
LANGUAGES = RUN_LANGUAGES + READ_LANGUAGES
BLANK = re.compile(r"___([1-9][0-9]*)___")


def cloze_faults(item: Cloze, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with the blanks of a sentence."""
    for text in (item.ask.ja, item.ask.en):
        yield from _marks_faults(item, text, places)
    yield from _blanks_faults(item, places)


def code_faults(item: Code, places: Places) -> Iterator[Fault]:
    """Yield what is wrong with a program and its blanks; whether it works is seen when it runs."""
    if item.language not in LANGUAGES:
        hint = "one of " + ", ".join(LANGUAGES)
        yield Fault(places.of(item, "language"), "language", f"`{item.language}` is not known", hint)
    if item.runs and item.language in READ_LANGUAGES:
        message = f"{item.language} programs are read, not run"
        yield Fault(places.of(item, "language"), "runs", message, "add `runs: false`")
    if not item.runs and item.language in RUN_LANGUAGES:
        message = f"{item.language} programs are run when checked"
        yield Fault(places.of(item, "runs"), "runs", message, "remove `runs: false` and write a `check`")
    if item.runs and not (item.check or "").strip():
        hint = "asserts that hold for the right filling and fail for every wrong one"
        yield Fault(places.of(item), "no-check", "a program that runs needs a `check`", hint)
    yield from _marks_faults(item, item.program, places)
    yield from _blanks_faults(item, places)
    yield from _fillings_faults(item, places)
    if not item.runs and not item.params:
        yield from _syntax_faults(item, places)


def _fillings_faults(item: Code, places: Places) -> Iterator[Fault]:
    for text in (option.text for blank in item.blanks.values() for option in blank):
        if not text.en.strip():
            yield Fault(places.of(text), "empty", "a filling is empty")
        if text.ja != text.en:
            message = "a filling is code, the same in both languages"
            yield Fault(places.of(text), "code-differs", message, f"write `text: {text.en}`")


def _syntax_faults(item: Code, places: Places) -> Iterator[Fault]:
    """Yield a fault for each filling with which a program that is only read is no Python."""
    rights = {n: option for n, blank in item.blanks.items() for option in blank if option.right}
    for number, blank in item.blanks.items():
        for option in blank:
            error = syntax_error(program_with(item, {**rights, number: option}))
            if error:
                message = f"with the filling `{option.text.en}` this is no Python: {error}"
                yield Fault(places.of(option), "code-syntax", message)


def program_with(item: Code, fillings: Mapping[int, Option]) -> str:
    """Return the program with its blanks filled; a blank without a filling stays."""
    words = {f"___{number}___": option.text.en for number, option in fillings.items()}
    return BLANK.sub(lambda mark: words.get(mark[0], mark[0]), item.program)


def syntax_error(program: str) -> str | None:
    """Return why a text is no Python program."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(program, "<program>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return str(error)
    return None


def _marks_faults(item: Cloze | Code, text: str, places: Places) -> Iterator[Fault]:
    field = "program" if isinstance(item, Code) else "ask"
    marks = {int(number) for number in BLANK.findall(text)}
    if "___" in BLANK.sub("", text):
        message = "underscores stand here that mark no blank"
        yield Fault(places.of(item, field), "blank", message, "a blank is marked ___1___")
    for number in sorted(set(item.blanks) - marks):
        message = f"blank {number} does not stand in the text"
        yield Fault(places.of(item, field), "blank", message, f"mark its place with ___{number}___")
    for number in sorted(marks - set(item.blanks)):
        yield Fault(places.of(item, "blanks"), "blank", f"___{number}___ has no entry under `blanks`")


def _blanks_faults(item: Cloze | Code, places: Places) -> Iterator[Fault]:
    if not item.blanks:
        yield Fault(places.of(item, "blanks"), "blank", "there is no blank")
    for number, blank in item.blanks.items():
        if isinstance(blank, TypedBlank):
            yield from _typed_faults(item, number, blank, places)
            continue
        at, right = places.of(item, f"blanks/{number}"), sum(option.right for option in blank)
        if right != 1:
            message = f"blank {number} has {right} right fillings; it needs one"
            hint = "mark what is right with `right: true`" if not right else None
            yield Fault(at, "right-options", message, hint)
        if len(blank) < 2:
            yield Fault(at, "blank", f"blank {number} has no wrong filling")
        yield from unreasoned(blank, places)


def _typed_faults(item: Cloze | Code, number: int, blank: TypedBlank, places: Places) -> Iterator[Fault]:
    if not blank.accept:
        yield Fault(places.of(blank), "blank", f"blank {number} accepts nothing")
    if not blank.slips:
        yield no_slips(item, places, "slips: [{text: ..., why: ...}]")
    yield from _words_faults(item, number, blank, places)
    accepted = {fold(word) for word in blank.accept}
    slips: set[str] = set()
    for slip in blank.slips:
        if fold(slip.text) in accepted:
            yield Fault(places.of(slip), "slip-is-right", f"`{slip.text}` is accepted as right too")
        if fold(slip.text) in slips:
            yield Fault(places.of(slip), "same-slip", f"`{slip.text}` is a slip already")
        slips.add(fold(slip.text))


def _words_faults(item: Cloze | Code, number: int, blank: TypedBlank, places: Places) -> Iterator[Fault]:
    """Yield a fault for each word of a blank that nobody can type."""
    words = [(places.of(blank, f"accept/{index}"), word) for index, word in enumerate(blank.accept)]
    words += [(places.of(slip, "text"), slip.text) for slip in blank.slips]
    for at, word in words:
        if not fold(word):
            yield Fault(at, "empty", f"a word of blank {number} is empty")
        if len(item.blanks) > 1 and ";" in fold(word):
            yield Fault(at, "blank", f"`{word}` cannot be typed: `;` separates the blanks")
