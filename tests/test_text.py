"""Text to the terminal and back: nothing unseen, nothing too wide, nothing lost."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.text import UNSEEN, clean, fold, width, wrap, wrap_lines

JAPANESE = st.text(
    "日本語ニューラルネットワーク、。「」（）…ー abc, (word) １２％か\u3099e\u0301\u3000", max_size=60
)
EMOJI = st.text("a\u200d\ufe0f\u20e3👩💻👍\U0001f3fd🇯🇵❤क्षि각\u1100\u1161", max_size=20)
ANY = st.text(max_size=40) | JAPANESE | EMOJI | st.text(st.characters(codec=None), max_size=20)
COLUMNS = st.integers(2, 30)


SHOWN = {
    "escape sequence": ("\x1b[2J", r"\x1b[2J"),
    "link": ("\x1b]8;;http://x\x07", r"\x1b]8;;http://x\x07"),
    "C1": ("\x9b31m", r"\x9b31m"),
    "bidi": ("\u202eabc", r"\u202eabc"),
    "zero width": ("a\u200bb\ufeff", r"a\u200bb\ufeff"),
    "lone surrogate": ("\ud800", r"\ud800"),
    "tag": ("\U000e0041", r"\U000e0041"),
    "carriage return": ("right\rwrong", r"right\rwrong"),
    "tab and new line": ("a\tb\n", "a    b\n"),
    "markup": ("list[int] [/b]", "list[int] [/b]"),
    "Japanese, variants and marks": ("葛\U000e0100 が か\u3099 ﾊﾟ ①", "葛\U000e0100 が か\u3099 ﾊﾟ ①"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_clean_shows(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_unseen_is_every_control_format_surrogate_and_private_character() -> None:
    categories = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    missed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in categories
        and chr(code) not in "\t\n"
        and not UNSEEN.match(chr(code))
    ]
    assert missed == []


@pytest.mark.parametrize(
    "text", ["あ亜ｱＡ", "é e\u0301", "\xa0\u3000", "⠿█→∑", "葛\U000e0100", "👍🏽", "\ufffd"]
)
def test_what_can_be_seen_is_left_alone(text: str) -> None:
    assert clean(text) == text


@given(ANY)
def test_clean_twice_is_clean_once_and_leaves_nothing_unseen(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not UNSEEN.search(shown)
    assert "\t" not in shown


WIDTHS = {
    "": 0,
    "abc": 3,
    "日本": 4,
    "ｱ": 1,
    "か\u3099": 2,
    "e\u0301": 1,
    "a\nb": 2,
    "\x1b": 0,
    "日\x1b本": 4,
    "…": 1,
    "👩\u200d💻": 2,
    "👍\U0001f3fd": 2,
    "🇯🇵": 2,
    "\u1100\u1161": 2,
}


@pytest.mark.parametrize("text", WIDTHS)
def test_width_counts_columns(text: str) -> None:
    assert width(text) == WIDTHS[text]


@given(ANY)
def test_width_is_never_negative(text: str) -> None:
    assert width(text) >= 0


WRAPPED = {
    "nothing": ("", 10, [""]),
    "words stay whole": ("the loss goes down", 9, ["the loss", "goes down"]),
    "spaces hang over the end": ("abc   def", 3, ["abc", "def"]),
    "new lines are kept": ("a\n\nb\n", 9, ["a", "", "b", ""]),
    "an indent is kept": ("  for x in xs:\n    y", 9, ["  for x", "in xs:", "    y"]),
    "an indent wider than the line is dropped": ("     ab", 3, ["ab"]),
    "only spaces": ("   ", 2, [""]),
    "a long word breaks": ("a supercalifragilistic b", 6, ["a", "superc", "alifra", "gilist", "ic b"]),
    "between Japanese": ("日本語入力", 4, ["日本", "語入", "力"]),
    "between Japanese and Latin": ("学習率はlearning rate", 10, ["学習率は", "learning", "rate"]),
    "an odd column stays empty": ("日本語", 5, ["日本", "語"]),
    "、 starts no line": ("入力層、出力層", 6, ["入力", "層、出", "力層"]),
    "small ゃ and ー start no line": ("画キャと、ピーク", 6, ["画キャ", "と、", "ピーク"]),
    "」。 stay together": ("例「画像」。次", 8, ["例「画", "像」。次"]),
    "「 ends no line": ("出力「画像」", 6, ["出力", "「画", "像」"]),
    "… starts no line": ("学習する…と", 8, ["学習す", "る…と"]),
    "％ starts no line": ("精度95％です", 6, ["精度", "95％で", "す"]),
    "no bracket starts a line even in a long word": ("画像(image)です", 6, ["画像", "(imag", "e)です"]),
    "kinsoku gives way to the width": ("。。。。。", 4, ["。。", "。。", "。"]),
    "marks stay on their letter": ("か\u3099か\u3099か\u3099", 4, ["か\u3099か\u3099", "か\u3099"]),
    "marks stay on their letter where none may end the line": (
        "か\u3099\u0301か\u3099\u0301、",
        4,
        ["か\u3099\u0301", "か\u3099\u0301、"],
    ),
    "half-width ｡ ends a word": ("ab｡cdef", 5, ["ab｡", "cdef"]),
    "no break at a no-break space": ("a b\xa0c", 4, ["a", "b\xa0c"]),
    "ideographic spaces vanish at a break": ("日本\u3000語", 4, ["日本", "語"]),
    "columns below 2 count as 2": ("abc日", 0, ["ab", "c", "日"]),
}


@pytest.mark.parametrize(("text", "columns", "lines"), WRAPPED.values(), ids=WRAPPED.keys())
def test_wrap(text: str, columns: int, lines: list[str]) -> None:
    assert list(wrap_lines(text, columns)) == lines


def test_wrap_cuts_by_slices_of_the_text() -> None:
    assert wrap("ab cd\nef", 3) == (slice(0, 2), slice(3, 5), slice(6, 8))


@given(ANY, COLUMNS)
def test_every_line_fits(text: str, columns: int) -> None:
    assert [line for line in wrap_lines(text, columns) if width(line) > columns] == []


@given(ANY, COLUMNS)
def test_only_spaces_and_new_lines_are_lost_at_breaks(text: str, columns: int) -> None:
    end = 0
    for line in wrap(text, columns):
        assert end <= line.start <= line.stop
        assert text[end : line.start].strip() == ""
        end = line.stop
    assert text[end:].strip() == ""


@given(ANY, COLUMNS)
def test_no_line_ends_in_a_space_or_holds_a_new_line(text: str, columns: int) -> None:
    for line in wrap_lines(text, columns):
        assert line.rstrip(" \u3000") == line
        assert "\n" not in line


ATOMS = st.lists(
    st.sampled_from(["日", "層、", "「画像」", "ネット", "データ。", "（式）…", "a word ", "95％", "f(x)"])
)


@given(ATOMS.map("".join), st.integers(12, 30))
def test_kinsoku_holds_where_there_is_room(text: str, columns: int) -> None:
    lines = wrap_lines(text, columns)
    assert [line for line in lines if line.startswith(tuple("、。」）…ーッ％)"))] == []
    assert [line for line in lines if line.endswith(tuple("「（("))] == []


FOLDED = {
    "case": ("ReLU", "relu"),
    "full-width letters": ("Ｓｏｆｔｍａｘ", "softmax"),
    "full-width digits and signs": ("１，２！～", "1,2!~"),
    "spaces": (" batch \t\u3000 norm\n", "batch norm"),
    "half-width kana": ("ﾃﾞｰﾀ ﾌﾟｰﾙ", "データ プール"),
    "decomposed kana": ("か\u3099", "が"),
    "accents": ("e\u0301", "é"),
    "sharp s": ("Straße", "strasse"),
    "unseen characters": ("so\u200bft\x00max\u2028x", "softmax x"),
    "superscripts stay": ("10²", "10²"),
    "circled digits and units stay": ("①㌔", "①㌔"),
}


@pytest.mark.parametrize(("typed", "folded"), FOLDED.values(), ids=FOLDED.keys())
def test_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(ANY)
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("abcXYZ日本ｶﾞＡ１ ", max_size=20))
def test_fold_ignores_case_and_outer_space(text: str) -> None:
    assert fold(f"  {text.upper()}\n") == fold(text)


@given(st.text("0123456789²³⁴₂", min_size=1, max_size=6))
def test_fold_never_makes_a_power_a_digit(text: str) -> None:
    assert fold(text) == text
