"""Strict YAML: texts stay texts, every fault has its place, no bytes break it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.text import UNSEEN
from examprep.loader import tree
from examprep.loader.tree import Fault, Mapping, Node, Position, Scalar, Sequence, read_tree

PARSERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_PARSER", request.param)


with_each_parser = pytest.mark.usefixtures("parser")


def plain(node: Node | None) -> object:
    """Show a tree as texts, lists and pairs."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
    return None


def faults(source: str | bytes) -> list[tuple[int, int, str]]:
    _, found = read_tree(source if isinstance(source, bytes) else source.encode())
    return [(fault.at.line, fault.at.column, fault.code) for fault in found]


def only_fault(source: str | bytes) -> Fault:
    _, (fault,) = read_tree(source if isinstance(source, bytes) else source.encode())
    return fault


def test_every_scalar_stays_the_text_it_is() -> None:
    texts = ["no", "12:30", "012", "1e3", "~", "null", "2020-01-01", "0x10", ".nan", "1_000", "y"]
    node, found = read_tree("\n".join(f"- {text}" for text in texts).encode())
    assert (plain(node), found) == (texts, ())


@with_each_parser
def test_every_node_knows_where_it_starts() -> None:
    node, _ = read_tree("試験: 値\nlist:\n  - [一, 二]\n  - |\n    text\n".encode())
    assert isinstance(node, Mapping)
    listed = node.get("list")
    assert isinstance(listed, Sequence)
    pair, block = listed.items
    assert isinstance(pair, Sequence)
    assert [(entry.key.at.line, entry.key.at.column, entry.value.at) for entry in node.entries] == [
        (1, 1, Position(1, 5)),
        (2, 1, Position(3, 3)),
    ]
    assert [item.at for item in pair.items] == [Position(3, 6), Position(3, 9)]
    assert block == Scalar("text\n", Position(4, 5), quoted=True)


def test_an_empty_text_in_quotes_differs_from_nothing() -> None:
    node, _ = read_tree(b"a: ''\nb:\nc: |\n")
    assert isinstance(node, Mapping)
    assert [
        entry.value for entry in node.entries if isinstance(entry.value, Scalar) and entry.value.quoted
    ] == [
        Scalar("", Position(1, 4), quoted=True),
        Scalar("", Position(3, 4), quoted=True),
    ]


def test_get_returns_the_value_or_none() -> None:
    node, _ = read_tree(b"a: 1")
    assert isinstance(node, Mapping)
    assert (node.get("a"), node.get("b")) == (Scalar("1", Position(1, 4)), None)


def test_a_byte_order_mark_and_crlf_move_no_position() -> None:
    node, found = read_tree(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n  y\r\n")
    assert isinstance(node, Mapping)
    assert (plain(node), found) == ({"a": "1", "b": "x\ny\n"}, ())
    assert [entry.key.at for entry in node.entries] == [Position(1, 1), Position(2, 1)]


REFUSED = {
    "key twice": ("a: 1\nb: 2\na: 3", (3, 1, "duplicate-key"), 'The key "a" is already on line 1.'),
    "key twice, once quoted": ('a: 1\n"a": 3', (2, 1, "duplicate-key"), 'The key "a" is already on line 1.'),
    "anchor": ("a: &x 1", (1, 4, "anchor"), "The anchor &x is not allowed."),
    "anchored list": ("a: &x [1]", (1, 4, "anchor"), "The anchor &x is not allowed."),
    "alias": ("a: *x", (1, 4, "alias"), "The alias *x is not allowed."),
    "merge": ("a: 1\n<<: {b: 2}", (2, 1, "merge"), "The merge key << is not allowed."),
    "tag": ("a: !!python/none x", (1, 4, "tag"), 'A tag, which starts with "!", is not allowed.'),
    "tagged map": ("!x {a: 1}", (1, 1, "tag"), 'A tag, which starts with "!", is not allowed.'),
    "two documents": (
        "a: 1\n---\nb: 2",
        (2, 1, "documents"),
        "A second document starts here; a file holds one.",
    ),
    "no bytes": ("", (1, 1, "empty"), "The file is empty."),
    "a comment only": ("# nothing\n", (1, 1, "empty"), "The file is empty."),
    "directive": ("%YAML 1.1\n---\na: 1", (1, 1, "directive"), 'A line cannot start with "%".'),
    "late directive": ("a: 1\n...\n%TAG ! x\n---\n", (3, 1, "directive"), 'A line cannot start with "%".'),
    "list as key": ("? [a]\n: b", (1, 3, "key"), "A key must be a text."),
    "parameter without quotes": ("ask: {{H}}", (1, 7, "key"), "A key must be a text."),
    "deep": ("[" * 25 + "]" * 25, (1, 25, "depth"), "Values are nested more than 24 deep."),
    "zero width": ("a: x\u200by", (1, 5, "character"), r"The character U+200B (\u200b) cannot be seen"),
    "bidi": ("a: x\u202ey", (1, 5, "character"), r"The character U+202E (\u202e) cannot be seen"),
    "escape": ("a: \x1b[2J", (1, 4, "character"), r"The character U+001B (\x1b) cannot be seen"),
    "C1": ("a: x\x9by", (1, 5, "character"), r"The character U+009B (\x9b) cannot be seen"),
    "NUL": ("a: b\x00c", (1, 5, "character"), r"The character U+0000 (\x00) cannot be seen"),
    "next line": ("a: x\x85b", (1, 5, "character"), r"The character U+0085 (\x85) cannot be seen"),
    "lone carriage return": ("a: x\rb", (1, 5, "character"), r"The character U+000D (\r) cannot be seen"),
    "late byte order mark": (
        "a: x\ufeffy",
        (1, 5, "character"),
        r"The character U+FEFF (\ufeff) cannot be seen",
    ),
    "form feed by LaTeX": (r'a: "\frac"', (1, 4, "character"), r"The character U+000C (\x0c) cannot be seen"),
    "bidi by escape": (r'a: "\u202e"', (1, 4, "character"), r"The character U+202E (\u202e) cannot be seen"),
    "tab by LaTeX": (r'a: "$\theta$"', (1, 4, "escape"), "A LaTeX command in double quotes became a tab"),
    "new line by LaTeX": (
        r'a: "$\nabla$"',
        (1, 4, "escape"),
        "A LaTeX command in double quotes became a tab",
    ),
    "not UTF-8": ("あ: 1\nb: ".encode() + b"\xff", (2, 4, "encoding"), "The byte 0xff is not UTF-8."),
    "a lone surrogate": (b"a: \xed\xa0\x80", (1, 4, "encoding"), "The byte 0xed is not UTF-8."),
    "UTF-16": ("a: 1".encode("utf-16"), (1, 1, "encoding"), "is not UTF-8."),
    "large": (
        b"#" * 4_000_001,
        (1, 1, "size"),
        "The file has 4,000,001 bytes, more than the 4,000,000 that are read.",
    ),
}


@with_each_parser
@pytest.mark.parametrize(("source", "place", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses(source: str | bytes, place: tuple[int, int, str], message: str) -> None:
    fault = only_fault(source)
    assert (fault.at.line, fault.at.column, fault.code) == place
    assert message in fault.message


SYNTAX = {
    "backtick": ("a: `x`", (1, 4), 'A text cannot start with "`".'),
    "percent": ("a: %d", (1, 4), 'A text cannot start with "%".'),
    "at sign": ("a: @x", (1, 4), 'A text cannot start with "@".'),
    "ampersand": ("a: & b", (1, 4), 'A text cannot start with "&".'),
    "asterisk": ("a: **b**", (1, 4), 'A text cannot start with "*".'),
    "exclamation": ("a: !e!x b", (1, 4), 'A text cannot start with "!".'),
    "tab": ("a:\n\tb: 1", (2, 1), "A tab stands where only spaces can."),
    "colon in a text": ("a: b: c", (1, 5), 'A ": " stands where no key can be.'),
    "list behind a key": ("a: - b", (1, 4), 'A "- " stands where no list can start.'),
    "question mark": ("a: ? b", (1, 4), 'A "? " stands where no key can be.'),
    "open quote": ("b: 1\na: 'x\n", (2, 4), "This quote is never closed."),
    "open double quote": ('a: "x\n', (1, 4), "This quote is never closed."),
    "open bracket": ("a: [1, 2\nb: 3", (2, 2), "The list opened on line 1 lacks a comma or its end here."),
    "open brace": ("a: {b: 1\nc: 3", (2, 2), "The mapping opened on line 1 lacks a comma or its end here."),
    "key in a list": ("- a\nb: c", (2, 1), "The indentation of this line fits nothing above it."),
    "half indented": ("a:\n  - b\n c: d", (3, 2), "The indentation of this line fits nothing above it."),
    "apostrophe": ("a: 'it's'", (1, 8), "Text follows a closing quote."),
    "text after a brace": ("a: {b} c", (1, 8), "Text follows where the value has ended."),
    "line that is no key": (
        "a: b\nfoo\nc: d",
        (2, 1),
        'This line is neither "key: value" nor indented as text.',
    ),
    "text behind a bar": ("a: |x", (1, 5), 'After "|" or ">" the line must end.'),
    "stray bracket": ("a: ]", (1, 4), "A value is expected here."),
    "text after the end": ("{a: b} c", (1, 8), "This follows where the document has already ended."),
    "LaTeX": (
        r'a: "\lambda"',
        None,
        "A backslash in double quotes starts an escape that YAML does not know.",
    ),
    "full-width colon": (
        "- id: x\n  kind：recall\n  level: 1",
        (2, 7),
        'A full-width "：" is no sign of YAML.',
    ),
    "full-width colon first": ("- kind：recall\n  level: 1", (1, 7), 'A full-width "：" is no sign of YAML.'),
    "full-width space": (
        "a: 1\nkind:\u3000recall\nb: 1",
        (2, 6),
        "A full-width space (U+3000) neither indents nor separates.",
    ),
    "full-width indent": (
        "a:\n  - id: x\n\u3000\u3000kind: recall\n    level: 1",
        (3, 1),
        "A full-width space (U+3000) neither indents nor separates.",
    ),
    "full-width space after a dash": (
        "a:\n  -\u3000id: x\n    kind: recall",
        (2, 4),
        "A full-width space (U+3000) neither indents nor separates.",
    ),
    "full-width brace": ("a: ｛ja: あ, en: b｝", (1, 4), 'A full-width "｛" is no sign of YAML.'),
    "full-width brace at the end": (
        "a: {ja: あ, en: b｝\nb: 1",
        (1, 17),
        'A full-width "｝" is no sign of YAML.',
    ),
    "full-width comma": ("a: {ja: あ、en: b}", (1, 10), 'A full-width "、" is no sign of YAML.'),
    "full width in a text above is no cause": (
        "a: |\n  \u3000一つ、二つ：三つ\nb: c: d",
        (3, 5),
        'A ": " stands where no key can be.',
    ),
    "hash in braces": (
        "a: {ja: あ, en: the #3 one}\nb: 1",
        (1, 20),
        'A " #" begins a comment, and so ends the text.',
    ),
    "hash in quotes is no cause": (
        "a: {ja: 'x #3', en: b: c}",
        (1, 22),
        "The mapping opened on line 1 lacks a comma or its end here.",
    ),
    "short escape": (
        r'a: "\x4"',
        (1, 7),
        "A backslash in double quotes starts an escape that is not complete.",
    ),
}


@with_each_parser
@pytest.mark.parametrize(("source", "place", "message"), SYNTAX.values(), ids=SYNTAX.keys())
def test_a_syntax_error_is_one_sentence(source: str, place: tuple[int, int] | None, message: str) -> None:
    fault = only_fault(source)
    assert (fault.code, fault.message) == ("syntax", message)
    assert place is None or (fault.at.line, fault.at.column) == place


IN_BRACES = "Put the text into single quotes: {ja: '...', en: '...'}."
HINTS = {
    "a: {ja: あ, en: Note: falling}": IN_BRACES,
    "a: {ja: 値 {{t}} を, en: b}": IN_BRACES,
    "a: {ja: 'あ' い, en: b}": IN_BRACES,
    "a: {ja: あ, en: the #3 one}": IN_BRACES,
    "a: {ja: あ, en: b\nb: 1": 'Close it with "}" where it ends.',
    "a: [x: y: z]": "Put the text into single quotes: ['...', '...'].",
    "a: [x #1, y]\nb: 1": "Put the text into single quotes: ['...', '...'].",
    "a: [x, y\nb: 1": 'Close it with "]" where it ends.',
    "kind：recall\nb: 1": 'Type ": " instead.',
    "a: {ja: あ、en: b}": 'Type ", " instead.',
    "b: 1\nkind:\u3000recall\na: 1": "Type spaces of half width instead.",
}


@with_each_parser
@pytest.mark.parametrize(("source", "hint"), HINTS.items(), ids=HINTS.keys())
def test_a_syntax_error_is_told_what_to_do(source: str, hint: str) -> None:
    assert only_fault(source).hint == hint


@with_each_parser
@pytest.mark.parametrize("escape", [r"\UFFFFFFFF", r"\U00110000", r"\ud800"])
def test_an_escape_beyond_unicode_is_a_fault(escape: str) -> None:
    assert only_fault(f'a: "{escape}"').code in {"syntax", "character"}


@with_each_parser
def test_faults_come_all_at_once_and_in_order() -> None:
    source = "a: &x 1\nb: \u200b!\na: *x\n<<: 1\nc: !t 2\nd: `"
    assert faults(source) == [
        (1, 4, "anchor"),
        (2, 4, "character"),
        (3, 1, "duplicate-key"),
        (3, 4, "alias"),
        (4, 1, "merge"),
        (5, 4, "tag"),
        (6, 4, "syntax"),
    ]


@with_each_parser
def test_the_tree_stays_beside_faults_for_finding_more() -> None:
    node, found = read_tree(b'a: 1\na: 2\nb: "\\e"\n<<: {c: 3}')
    assert (plain(node), len(found)) == ({"a": "1", "b": "\ufffd"}, 3)


@pytest.mark.parametrize("source", [r'a: "\frac"', r'a: "\lambda"', r'a: "\theta"', r'a: "\nu"', r'a: "\xi"'])
def test_latex_in_double_quotes_is_told_what_to_do(source: str) -> None:
    assert only_fault(source).hint == "LaTeX never stands in double quotes: use single quotes or a | block."


@pytest.mark.parametrize(
    "source", [r'a: "x\ny"', r'a: "\\theta"', r"a: '\theta'", r'a: "x\n\ty \\nu"', 'a: "\\u3042"']
)
def test_honest_escapes_are_fine(source: str) -> None:
    assert faults(source) == []


def test_faults_end_at_a_hundred() -> None:
    _, found = read_tree(b"a: 1\n" * 500)
    assert (len(found), found[-1].message) == (101, "Reading ended here, after 100 faults.")


def test_values_end_at_three_hundred_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 4)
    assert faults("[a, b, c]") == []
    assert faults("[a, b, c, d]") == [(1, 11, "nodes")]


@with_each_parser
@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 30_000,
        "- " * 30_000,
        "{a: " * 30_000,
        "? " * 30_000,
        "".join(f"%TAG !a{i}! b\n" for i in range(30_000)),
    ],
    ids=["brackets", "dashes", "braces", "questions", "directives"],
)
def test_bombs_are_refused_at_once(bomb: str) -> None:
    assert faults(bomb)[-1][2] in {"depth", "directive"}


def texts_of(node: Node | None) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            yield from (text for item in node.items for text in texts_of(item))
        case Mapping():
            for entry in node.entries:
                yield from (entry.key.text, *texts_of(entry.value))


LINES = st.lists(
    st.sampled_from(
        ["a: ", "- ", "  ", "\n", "[", "]", "{", "}", "'", '"', "\\x1b", "\\ud800", "\\U00110000", "|", ">"]
    )
    | st.sampled_from(
        ["&x ", "*x", "!t ", "<<: ", "? ", ": ", "%", "---\n", "...\n", "#", ",", "\t", "\r", "\u200b"]
    )
    | st.text(max_size=3)
).map("".join)


@given(st.binary() | LINES.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_it_raise(source: bytes) -> None:
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tree, "_PARSER", parser)
            node, found = read_tree(source)
        assert node is not None or found
        assert not any(UNSEEN.search(text) for text in texts_of(node))
        assert all(fault.message.endswith(".") and fault.at.line >= 1 <= fault.at.column for fault in found)


@given(LINES)
def test_both_parsers_build_the_same_tree(source: str) -> None:
    built = []
    for parser in PARSERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tree, "_PARSER", parser)
            built.append(read_tree(source.encode("utf-8", "surrogatepass")))
    if not any(found for _, found in built):
        assert all(plain(node) == plain(built[0][0]) for node, _ in built)


TREES = st.recursive(
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc試験", max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(TREES)
def test_what_is_written_is_read(value: object) -> None:
    node, found = read_tree(yaml.safe_dump(value, allow_unicode=True, default_style="'").encode())
    assert (plain(node), found) == (value, ())
