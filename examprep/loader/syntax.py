"""What a YAML parser complains about, said to an author in one sentence.

The parser in C and the pure one word their complaints differently; both are known here.
"""

from __future__ import annotations

from typing import NamedTuple

import yaml  # noqa: TID251

from examprep.loader.traps import QUOTED_LIST, QUOTED_MAPPING

QUOTE = "Put the text into single quotes or a | block."
_WHOLE = (
    "A text that starts with a quote, brace or bracket goes into a | block, or into single quotes as a whole."
)
NO_LATEX = "LaTeX never stands in double quotes: use single quotes or a | block."


class Complaint(NamedTuple):
    """What to say, and where."""

    sentence: str
    hint: str | None
    at_context: bool = False
    """The cause lies where the quote, the key or the like begins, not where the parser gave up."""


_KNOWN: tuple[tuple[str, Complaint], ...] = (
    ("mapping values", Complaint('A ": " stands where no key can be.', f"{QUOTE} Or check the indentation.")),
    ("mapping keys", Complaint('A "? " stands where no key can be.', QUOTE)),
    (
        "sequence entries",
        Complaint('A "- " stands where no list can start.', "Start the list on the next line."),
    ),
    ("a tab character", Complaint("A tab stands where the line is indented.", "Indent with spaces.")),
    (
        "unknown escape",
        Complaint("A backslash in double quotes starts an escape that YAML does not know.", NO_LATEX),
    ),
    (
        "decimal number",
        Complaint("A backslash in double quotes starts an escape that is not complete.", NO_LATEX),
    ),
    ("Unicode character", Complaint("An escape in double quotes names no character.", NO_LATEX)),
    ("scanning a quoted scalar", Complaint("This quote is never closed.", None, at_context=True)),
    ("scanning a double-quoted scalar", Complaint("This quote is never closed.", None, at_context=True)),
    ("',' or ']'", Complaint("The list opened on line {line} lacks a comma or its end here.", QUOTED_LIST)),
    (
        "',' or '}'",
        Complaint("The mapping opened on line {line} lacks a comma or its end here.", QUOTED_MAPPING),
    ),
    (
        "simple key",
        Complaint('This line is neither "key: value" nor indented as text.', None, at_context=True),
    ),
    (
        "block scalar",
        Complaint('After "|" or ">" the line must end.', "Start the text on the next line, indented."),
    ),
    ("document start", Complaint("This follows where the document has already ended.", _WHOLE)),
    ("an anchor", Complaint('A text cannot start with "&".', QUOTE, at_context=True)),
    ("an alias", Complaint('A text cannot start with "*".', QUOTE, at_context=True)),
    ("a tag", Complaint('A text cannot start with "!".', QUOTE, at_context=True)),
    ("tag handle", Complaint('A text cannot start with "!".', QUOTE)),
    ("node content", Complaint("A value is expected here.", QUOTE)),
)

_CLOSE = {
    QUOTED_MAPPING: 'Close it with "}" where it ends.',
    QUOTED_LIST: 'Close it with "]" where it ends.',
}
"""What to do where the next lines were read as part of a mapping or list."""


def explain(error: yaml.MarkedYAMLError, before: str, after: str) -> Complaint:
    """Return the complaint about an error between two parts of its line."""
    complaint = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in complaint:
        return _bad_start(after[:1])
    if "block mapping" in complaint or "block collection" in complaint:
        return _misplaced(before.rstrip())
    known = next((said for fragment, said in _KNOWN if fragment in complaint), None)
    if known is None:
        return Complaint(f"This cannot be read as YAML: {error.problem}.", None)
    line = error.context_mark.line + 1 if error.context_mark else 1
    if known.hint in _CLOSE and error.problem_mark and error.problem_mark.line >= line and before.strip():
        known = known._replace(hint=_CLOSE[known.hint])
    return known._replace(sentence=known.sentence.format(line=line))


def _bad_start(character: str) -> Complaint:
    if character == "\t":
        return Complaint("A tab stands where only spaces can.", "Indent and separate with spaces.")
    return Complaint(f'A text cannot start with "{character}".', QUOTE)


def _misplaced(before: str) -> Complaint:
    """Explain what stands where a key or a "- " was expected."""
    if not before:
        return Complaint("The indentation of this line fits nothing above it.", "Check the lines above, too.")
    if before.endswith("'"):
        return Complaint(
            "Text follows a closing quote.", "Within single quotes an apostrophe is written twice: ''."
        )
    return Complaint("Text follows where the value has ended.", _WHOLE)
