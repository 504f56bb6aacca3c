"""Our markup as HTML and back: nothing of ours is lost, and whatever is foreign is read or named."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.markup import parse_markup
from examprep.exchange.htmlread import from_html
from examprep.exchange.hypertext import to_html
from examprep.exchange.intake import MAX_BYTES, ForeignError, decode
from examprep.exchange.marks import literal

NASTY = "#=~{}\\:%!-[]()<>&\"'*_|;,.!? \n\tabcあ漢ー＃＝｛＂０１é🙂"
words = st.text(NASTY, min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("plain & <b>", "plain &amp; &lt;b&gt;"),
        ("a **strong** word", "a <b>strong</b> word"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("in $a_1 < b$ line", r"in \(a_1 &lt; b\) line"),
        ("first\n\n$x^2$。\n\nlast", "<p>first</p>\n<p>\\[x^2\\]。</p>\n<p>last</p>"),
        ("```python\na = {}\n\nb\n```", '<pre><code class="language-python">a = {}\n\nb</code></pre>'),
        (r"not math: \(x\)", r"not math: \<span>(</span>x\)"),
    ],
)
def test_our_markup_becomes_html_and_is_read_back(markup: str, html: str) -> None:
    assert to_html(markup) == html
    assert parse_markup(from_html(html)[0]) == parse_markup(markup)
    assert from_html(html)[1] == frozenset()


@pytest.mark.parametrize(
    ("html", "markup", "lost"),
    [
        ("a<br>b", "a\n\nb", set()),
        ("<ul><li>one<li>two</ul>", "- one\n- two", set()),
        ("x <y and z", "x <y and z", set()),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```", set()),
        ("$$E = mc^2$$", "$E = mc^2$", set()),
        ("<anki-mathjax>x</anki-mathjax>", "$x$", set()),
        ("costs $5 or $6", "costs ＄5 or ＄6", {"mark"}),
        ("`a` ** b {{c}}", "｀a｀ ＊＊ b { {c}}", {"mark"}),
        ('see <img src="a.png" alt="a cat">', "see [a cat]", {"image"}),
        ("<script>alert(1)</script>safe<style>p{}</style>", "safe", {"media"}),
        ("<table><tr><td>1<td>2</table>", "1\n\n2", {"table"}),
        ("x<sup>2</sup> <i>so</i> <a href='u'>here</a>", "x2 so here", {"script", "slant", "link"}),
        ("a&nbsp;&amp;&#x3042;", "a\xa0&あ", set()),
        ("a\u202eb", "a\ufffdb", set()),
        ("<![weird", "<![weird", set()),
    ],
)
def test_foreign_html_is_read_and_what_is_lost_has_a_word(html: str, markup: str, lost: set[str]) -> None:
    assert from_html(html) == (markup, frozenset(lost))


@given(words)
@settings(max_examples=100)
def test_plain_text_of_any_characters_survives(text: str) -> None:
    plain, _ = literal(text)

    assert from_html(to_html(plain)) == (plain, frozenset())


@given(st.text(max_size=80))
@settings(max_examples=100)
def test_reading_html_never_fails_and_gives_text_that_stays_the_same(source: str) -> None:
    text, _ = from_html(source)

    assert parse_markup(from_html(to_html(text))[0]) == parse_markup(text)


def test_text_made_to_be_slow_is_read_in_linear_time() -> None:
    """Each of these once took a minute of a parser that looks ahead to the end again and again."""
    units = ("<!--", r"\(", "$$", "<zz ", '<a x="', "<?", "</", "<b><i>", "<li>", "a<b>", "<img x", "&#")
    began = time.process_time()

    for unit in units:
        from_html(unit * (100_000 // len(unit)))

    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        (b"a\nb\xff", "the byte 0xff is not UTF-8; save it as UTF-8", 2),
        ("a\n日本語".encode("cp932"), "the byte 0x93 is not UTF-8; it may be Shift_JIS; save it as UTF-8", 2),
        ("a".encode("utf-16"), "the file is UTF-16, not UTF-8; save it as UTF-8", 1),
        (b"a\n\nb\0", "this is a binary file, not text", 3),
        (
            b"a" * (MAX_BYTES + 1),
            f"the file has {MAX_BYTES + 1:,} bytes, more than the {MAX_BYTES:,} that",
            0,
        ),
    ],
    ids=["latin", "shift-jis", "utf-16", "binary", "too large"],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(source: bytes, message: str, line: int) -> None:
    with pytest.raises(ForeignError) as caught:
        decode(source)

    assert (caught.value.message.startswith(message), caught.value.line) == (True, line)


def test_a_mark_at_the_start_and_any_line_ends_are_fine() -> None:
    assert decode("\ufeffa\r\nb\rc".encode()) == "a\nb\nc"
