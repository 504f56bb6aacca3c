"""Reading answers: in any width and any usual spelling, and what is no answer is never taken for one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.cli.plain import prompt_at
from examprep.core.draw import Question, draw_question
from examprep.core.item import (
    Blank,
    Choice,
    Cloze,
    Code,
    Item,
    ItemId,
    Match,
    Multi,
    Number,
    Option,
    Order,
    Pair,
    Recall,
    Text,
    TextSlip,
    TypedBlank,
)
from examprep.core.mark import Passed, SelfRated, mark, outcome_name
from examprep.core.memory import Rating
from examprep.core.reading import Reading, read_answer
from examprep.core.response import (
    Arranged,
    DontKnow,
    Filled,
    Paired,
    Picked,
    Rated,
    Response,
    Unreadable,
    Value,
    how_to_answer,
    is_typed,
    is_word_of,
    read_response,
    takes_letters,
    write_response,
)

ID = ItemId("conv/size")
ASK = Text("問", "?")
OPTIONS = tuple(Option(Text(word, word), right=word == "a") for word in "abcd")
WORD = TypedBlank(("softmax", "ソフトマックス"), (TextSlip("q", ASK),))


PHRASE = TypedBlank(("batch norm", "正規化"), ())
LIST = TypedBlank(("1,2",), ())


def ask(item: Item) -> Question:
    return draw_question(item, seed=0)


def choice(count: int = 4) -> Question:
    return ask(Choice(id=ID, level=1, ask=ASK, options=OPTIONS[:count]))


def steps(count: int) -> Question:
    return ask(Order(id=ID, level=1, ask=ASK, steps=(ASK,) * count))


def pairs(count: int) -> Question:
    return ask(Match(id=ID, level=1, ask=ASK, pairs=(Pair(ASK, ASK),) * count))


def cloze(*blanks: Blank) -> Question:
    return ask(Cloze(id=ID, level=1, ask=ASK, blanks=dict(enumerate(blanks, 1))))


def code(*counts: int) -> Question:
    blanks = {n: OPTIONS[:count] for n, count in enumerate(counts, 1)}
    return ask(Code(id=ID, level=4, ask=ASK, language="numpy", program="", blanks=blanks))


MULTI = ask(Multi(id=ID, level=1, ask=ASK, options=OPTIONS))
NUMBER = ask(Number(id=ID, level=3, ask=ASK, answer="0.5", tolerance=0.01))
CARD = ask(Recall(id=ID, level=1, ask=ASK, answer=ASK))


@dataclass(frozen=True)
class Read:
    question: Question
    line: str
    response: Response


READ = {
    "an option": Read(choice(), "2", Picked((2,))),
    "an option, full width": Read(choice(), "　２　", Picked((2,))),
    "an option with a full stop": Read(choice(), "2.", Picked((2,))),
    "an option with a zero before": Read(choice(), "02", Picked((2,))),
    "several options": Read(MULTI, "1,3", Picked((1, 3))),
    "several options, in any order": Read(MULTI, "3 1", Picked((1, 3))),
    "several options, one of them twice": Read(MULTI, "3, 1, 3", Picked((1, 3))),
    "several options, full width": Read(MULTI, "１、３・４", Picked((1, 3, 4))),
    "one of several": Read(MULTI, "4", Picked((4,))),
    "a number": Read(NUMBER, "-.50", Value(-0.5, "-0.5", 2)),
    "a number, full width": Read(NUMBER, "５０％", Value(0.5, "0.5", 2)),
    "an order": Read(steps(3), "3 1 2", Arranged((3, 1, 2))),
    "an order, full width": Read(steps(3), "３，１，２", Arranged((3, 1, 2))),
    "three steps run together": Read(steps(3), "312", Arranged((3, 1, 2))),
    "four steps run together": Read(steps(4), "４３１２", Arranged((4, 3, 1, 2))),
    "nine steps run together": Read(steps(9), "987654321", Arranged((9, 8, 7, 6, 5, 4, 3, 2, 1))),
    "ten steps": Read(steps(10), "10 9 8 7 6 5 4 3 2 1", Arranged((10, 9, 8, 7, 6, 5, 4, 3, 2, 1))),
    "pairs": Read(pairs(2), "1b 2a", Paired((2, 1))),
    "pairs, full width": Read(pairs(2), "１ｂ ２ａ", Paired((2, 1))),
    "pairs in capitals": Read(pairs(2), "1B2A", Paired((2, 1))),
    "pairs in another order": Read(pairs(3), "3a, 1c, 2b", Paired((3, 2, 1))),
    "pairs with signs": Read(pairs(3), "1-c、2: b・3 = a", Paired((3, 2, 1))),
    "a rating": Read(CARD, "3", Rated(Rating.GOOD)),
    "a rating, full width": Read(CARD, "１", Rated(Rating.AGAIN)),
    "a word": Read(cloze(WORD), "  SoftMax ", Filled(("SoftMax",))),
    "a word, full width": Read(cloze(WORD), "ｓｏｆｔｍａｘ", Filled(("ｓｏｆｔｍａｘ",))),
    "a word with a separator in it": Read(cloze(WORD), "a; b", Filled(("a; b",))),
    "two words": Read(cloze(WORD, WORD), "soft max; 最大", Filled(("soft max", "最大"))),
    "two words, full width": Read(cloze(WORD, WORD), "あ；い", Filled(("あ", "い"))),
    "two words apart": Read(cloze(WORD, WORD), " soft  max ", Filled(("soft", "max"))),
    "two words apart, full width": Read(cloze(WORD, WORD), "あ　い", Filled(("あ", "い"))),
    "two words and a comma": Read(cloze(WORD, WORD), "soft max, 最大", Filled(("soft max", "最大"))),
    "two words and a comma, full width": Read(cloze(WORD, WORD), "あ、い", Filled(("あ", "い"))),
    "three words, two ways apart": Read(cloze(WORD, WORD, WORD), "あ，い う、", Filled(("あ", "い", "う"))),
    "words one of which holds a space": Read(
        cloze(WORD, PHRASE), "batch norm、最大", Filled(("batch norm", "最大"))
    ),
    "words one of which holds a comma": Read(cloze(WORD, LIST), "最大 1,2", Filled(("最大", "1,2"))),
    "a word and a filling, apart": Read(cloze(WORD, OPTIONS), "0、２", Filled(("0", 2))),
    "a word and a filling": Read(cloze(WORD, OPTIONS), "0; ２", Filled(("0", 2))),
    "a filling": Read(cloze(OPTIONS), "4", Filled((4,))),
    "fillings of a program": Read(code(4, 2), "4 1", Filled((4, 1))),
    "fillings of a program, full width": Read(code(4, 2), "４、１", Filled((4, 1))),
}


@pytest.mark.parametrize("name", READ)
def test_it_reads(name: str) -> None:
    read = READ[name]
    assert read_response(read.question, read.line) == read.response


A_NUMBER = Text("番号（例: 2）", "an option's number (such as 2)")
NUMBERS = Text("正しい番号をすべて（例: 1,3）", "the numbers of all right options (such as 1,3)")
STEPS = Text("正しい順に番号（例: 3 2 1）", "their numbers in order (such as 3 2 1)")
PAIRS = Text("組み合わせをすべて（例: 1b 2a）", "all the pairs (such as 1b 2a)")
FOUR_PAIRS = Text("組み合わせをすべて（例: 1b 2c 3d 4a）", "all the pairs (such as 1b 2c 3d 4a)")
RATING = Text("1 もう一度  2 難しい  3 できた  4 簡単", "1 again  2 hard  3 good  4 easy")
A_WORD = Text("空欄に入る語", "the word for the blank")
WORDS = Text(
    "空欄2個の語を順に（空白・「、」区切り）",
    "the words for the 2 blanks (separated by spaces or commas)",
)
PHRASES = Text("空欄2個の語を順に（「、」区切り）", "the words for the 2 blanks (separated by commas)")
LISTS = Text("空欄2個の語を順に（空白区切り）", "the words for the 2 blanks (separated by spaces)")
BOTH = Text("空欄2個の語を順に（「;」区切り）", "the words for the 2 blanks (separated by semicolons)")
MIXED = Text(
    "空欄2個の番号か語を順に（空白・「、」区切り）",
    "a number or the word for each of the 2 blanks (separated by spaces or commas)",
)
FILLINGS = Text("空欄2個の番号を順に（例: 2 1）", "an option's number for each of the 2 blanks (such as 2 1)")


@dataclass(frozen=True)
class Refused:
    question: Question
    hint: Text
    lines: tuple[str, ...]


REFUSED = {
    "no option": Refused(
        choice(), A_NUMBER, ("", " ", "a", "1 2", "-1", "1.5", "２つ", "²", "１e", "\u200b")
    ),
    "no options": Refused(MULTI, NUMBERS, ("", ",", "1-3", "1 and 3", "ab")),
    "no order": Refused(steps(3), STEPS, ("", "321a", "a b c")),
    "no pairs": Refused(pairs(2), PAIRS, ("", "1a", "1a 2a", "1b 1a", "a1 b2", "1a 2b 3c", "1a 2b x", "12")),
    "pairs that contradict each other": Refused(pairs(2), PAIRS, ("1a 2b 1b 2a", "1a 1a 2b")),
    "some of the pairs": Refused(pairs(4), FOUR_PAIRS, ("1b 2a", "1b 2c 3d")),
    "no rating": Refused(CARD, RATING, ("", "0", "5", "1 2", "good")),
    "no word": Refused(cloze(WORD), A_WORD, ("", "　", "\t", "\u200b", "\x1b")),
    "a word too few or too many": Refused(
        cloze(WORD, WORD), WORDS, ("a", "a;", ";b", "a;b;c", "a; \u200b", "a b c", "、a")
    ),
    "a phrase alone": Refused(cloze(WORD, PHRASE), PHRASES, ("batch norm", "a b")),
    "lists": Refused(cloze(WORD, LIST), LISTS, ("1,2", "a, b c")),
    "what separates words by nothing but semicolons": Refused(cloze(PHRASE, LIST), BOTH, ("a b", "a, b")),
    "no filling": Refused(cloze(OPTIONS), A_NUMBER, ("", "softmax", "1 2")),
    "a filling too few or too many": Refused(code(4, 2), FILLINGS, ("", "1", "21", "1 1 1", "1 x")),
    "no filling beside a word": Refused(cloze(WORD, OPTIONS), MIXED, ("a; b", "1 b", "a; 1 2")),
    "no number": Refused(
        NUMBER, Text("数値を入力する（例: -0.5）。", "Type a number (such as -0.5)."), ("", "a")
    ),
}


@pytest.mark.parametrize(("name", "line"), [(name, line) for name in REFUSED for line in REFUSED[name].lines])
def test_it_asks_again_and_says_how(name: str, line: str) -> None:
    assert read_response(REFUSED[name].question, line) == Unreadable(REFUSED[name].hint)


def beyond(place: int, count: int) -> Text:
    return Text(
        f"「{place}」という選択肢はない（1〜{count}）。",
        f"There is no option {place} (they go from 1 to {count}).",
    )


LACKING_3 = Text("1〜3 をすべて並べる。まだないもの: 3", "Put all of 1 to 3 in order; still to come: 3.")


@pytest.mark.parametrize(
    ("question", "line", "told"),
    [
        (choice(), "5", beyond(5, 4)),
        (choice(), "0", beyond(0, 4)),
        (choice(), "９", beyond(9, 4)),
        (choice(), "999999999", beyond(999999999, 4)),
        (MULTI, "1 5", beyond(5, 4)),
        (MULTI, "0,1", beyond(0, 4)),
        (MULTI, "13", beyond(13, 4)),
        (code(4, 2), "1 3", beyond(3, 2)),
        (code(4, 2), "1 0", beyond(0, 2)),
        (steps(3), "1 2 3 4", beyond(4, 3)),
        (steps(3), "0 1 2", beyond(0, 3)),
        (steps(3), "1123", beyond(1123, 3)),
        (steps(3), "1 1 2", Text("1 が二度ある。", "1 stands there twice.")),
        (steps(3), "1 2", LACKING_3),
    ],
)
def test_what_is_not_among_the_numbers_is_named(question: Question, line: str, told: Text) -> None:
    assert read_response(question, line) == Unreadable(told)


@pytest.mark.parametrize(
    ("question", "line", "ja", "en"),
    [
        (
            NUMBER,
            "１２ｘ",
            "単位などを付けず、数値だけを入力する。x がコマンドなら、それだけを打つ。",
            "Type the number alone, without a unit. If x is a command, type it alone.",
        ),
        (
            choice(),
            "2 m",
            "「2 m」は答えとして読み取れない。答えの形: 番号（例: 2）。m がコマンドなら、それだけを打つ。",
            '"2 m" cannot be read as an answer. An answer is an option\'s number (such as 2). '
            "If m is a command, type it alone.",
        ),
        (
            choice(),
            "2a",
            "「2a」は答えとして読み取れない。答えの形: 番号（例: 2）",
            '"2a" cannot be read as an answer. An answer is an option\'s number (such as 2).',
        ),
        (
            cloze(WORD, OPTIONS),
            "ｆ",
            "「ｆ」は答えとして読み取れない。答えの形: 空欄2個の番号か語を順に（空白・「、」区切り）。"
            "f がコマンドなら、:f と打つ。",
            '"ｆ" cannot be read as an answer. An answer is a number or the word for each of the 2 blanks '
            "(separated by spaces or commas). If f is a command, type :f.",
        ),
    ],
)
def test_a_letter_that_is_no_command_there_is_said_to_be_none(
    question: Question, line: str, ja: str, en: str
) -> None:
    assert read_answer(question, line) == Reading(None, Text(ja, en))


QUESTIONS: dict[str, tuple[Question, type[Response]]] = {
    "choice": (choice(), Picked),
    "multi": (MULTI, Picked),
    "number": (NUMBER, Value),
    "order": (steps(4), Arranged),
    "match": (pairs(3), Paired),
    "recall": (CARD, Rated),
    "a typed blank": (cloze(WORD), Filled),
    "typed and chosen blanks": (cloze(WORD, OPTIONS, WORD), Filled),
    "chosen blanks": (cloze(OPTIONS, OPTIONS), Filled),
    "code": (code(4, 2, 3), Filled),
}
LINES = st.text(max_size=30) | st.text("01234９２ａbｃ ,、;；.-:=%²١\u200b\ud800", max_size=14)


@pytest.mark.parametrize("name", QUESTIONS)
@given(line=LINES)
def test_every_line_is_a_response_that_can_be_marked_or_a_hint(name: str, line: str) -> None:
    question, kind = QUESTIONS[name]
    read = read_response(question, line)
    if isinstance(read, Unreadable):
        assert read.hint.ja
        assert read.hint.en
    else:
        assert isinstance(read, kind)
        assert outcome_name(mark(question, read)) in {"right", "partial", "wrong", "rated"}


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name != "a typed blank"])
@given(line=st.text(st.characters(exclude_categories=["Nd"]), max_size=20))
def test_where_numbers_are_asked_nothing_else_is_an_answer(name: str, line: str) -> None:
    assert isinstance(read_response(QUESTIONS[name][0], line), Unreadable)


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("line", ["", " ", "　\t", "\u200b\u2060"])
def test_an_empty_line_is_never_an_answer(name: str, line: str) -> None:
    assert isinstance(read_response(QUESTIONS[name][0], line), Unreadable)


def full_width(line: str) -> str:
    """Write a line as a Japanese input method does."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in line).replace(" ", "　")


SEPARATORS = st.sampled_from([" ", ", ", "、", "・", "  "])


@given(st.sets(st.integers(1, 4), min_size=1), SEPARATORS)
def test_any_options_can_be_picked(places: set[int], separator: str) -> None:
    line = separator.join(map(str, places))
    assert read_response(MULTI, line) == Picked(tuple(sorted(places)))
    assert read_response(MULTI, full_width(line)) == Picked(tuple(sorted(places)))


@given(st.integers(2, 9).flatmap(lambda count: st.permutations(range(1, count + 1))), SEPARATORS)
def test_any_order_can_be_given_apart_or_run_together(places: list[int], separator: str) -> None:
    question = steps(len(places))
    for line in (separator.join(map(str, places)), "".join(map(str, places))):
        assert read_response(question, line) == Arranged(tuple(places))
        assert read_response(question, full_width(line)) == Arranged(tuple(places))


@given(st.integers(2, 12).flatmap(lambda count: st.permutations(range(1, count + 1))), SEPARATORS)
def test_any_pairs_can_be_given_in_any_order(places: list[int], separator: str) -> None:
    written = [f"{left}{chr(96 + place)}" for left, place in enumerate(places, 1)]
    for line in (separator.join(written), separator.join(reversed(written)).upper(), "".join(written)):
        assert read_response(pairs(len(places)), line) == Paired(tuple(places))
        assert read_response(pairs(len(places)), full_width(line)) == Paired(tuple(places))


# --- what the prompt says

HOW = {
    "choice": (choice(), A_NUMBER),
    "multi": (MULTI, NUMBERS),
    "number": (NUMBER, Text("数値（例: -0.5）", "a value (such as -0.5)")),
    "order": (steps(3), STEPS),
    "match": (pairs(2), PAIRS),
    "match of four": (pairs(4), FOUR_PAIRS),
    "recall": (CARD, RATING),
    "a typed blank": (cloze(WORD), A_WORD),
    "typed blanks": (cloze(WORD, WORD), WORDS),
    "typed and chosen blanks": (cloze(WORD, OPTIONS), MIXED),
    "a chosen blank": (cloze(OPTIONS), A_NUMBER),
    "chosen blanks": (code(4, 2), FILLINGS),
    "three chosen blanks": (
        code(4, 2, 3),
        Text(
            "空欄3個の番号を順に（例: 2 1 2）",
            "an option's number for each of the 3 blanks (such as 2 1 2)",
        ),
    ),
}


@pytest.mark.parametrize("name", HOW)
def test_the_prompt_says_how_to_answer(name: str) -> None:
    question, how = HOW[name]
    assert how_to_answer(question) == how


@pytest.mark.parametrize("name", [name for name in HOW if "such as" in HOW[name][1].en])
def test_the_prompt_s_example_can_be_typed(name: str) -> None:
    question, how = HOW[name]
    for example in (how.en.partition("such as ")[2], how.ja.partition("例: ")[2]):
        assert not isinstance(read_response(question, example.rstrip(")）")), Unreadable)


@pytest.mark.parametrize("count", range(2, 10))
def test_the_example_of_a_match_has_as_many_pairs_as_the_question(count: int) -> None:
    example = how_to_answer(pairs(count)).en.partition("such as ")[2].rstrip(")")
    assert read_response(pairs(count), example) == Paired((*range(2, count + 1), 1))


TYPED = {"a typed blank", "typed blanks", "typed and chosen blanks"}


@pytest.mark.parametrize("name", HOW)
def test_words_are_typed_only_into_blanks_without_fillings(name: str) -> None:
    assert is_typed(HOW[name][0]) is (name in TYPED)


@pytest.mark.parametrize("line", ["softmax", " ＳＯＦＴＭＡＸ", "ｿﾌﾄﾏｯｸｽ", "q"])
def test_a_word_of_the_key_is_no_command(line: str) -> None:
    assert is_word_of(cloze(OPTIONS, WORD), line)


@pytest.mark.parametrize("line", ["", "soft", "u", "a"])
def test_other_words_may_be_commands(line: str) -> None:
    assert not is_word_of(cloze(OPTIONS, WORD), line)


def test_where_nothing_is_typed_every_word_may_be_a_command() -> None:
    assert not is_word_of(choice(), "a")
    assert not is_word_of(code(2), "a")


@pytest.mark.parametrize("name", QUESTIONS)
def test_not_knowing_is_marked_as_passed_for_every_kind(name: str) -> None:
    assert mark(QUESTIONS[name][0], DontKnow()) == Passed()


@pytest.mark.parametrize("rating", Rating)
def test_a_card_s_rating_is_taken_as_it_is(rating: Rating) -> None:
    read = read_response(CARD, str(rating.value))
    assert read == Rated(rating)
    assert mark(CARD, Rated(rating)) == SelfRated(rating)


TAKES_LETTERS: list[tuple[str, bool]] = [
    ("e", True),
    ("Ｅ", True),
    ("dx", False),
    ("μ", True),
    ("CNN", False),
]


@pytest.mark.parametrize(("word", "takes"), TAKES_LETTERS)
def test_a_letter_is_taken_for_a_word_only_where_one_is_known(word: str, *, takes: bool) -> None:
    assert takes_letters(cloze(TypedBlank((word,)))) is takes
    assert takes_letters(cloze(TypedBlank(("softmax",), (TextSlip(word, ASK),)))) is takes
    assert not takes_letters(NUMBER)


def test_the_prompt_asks_for_a_colon_where_a_letter_may_be_the_answer() -> None:
    letters = prompt_at(cloze(TypedBlank(("e",))), can_rate=False)

    assert letters.en.endswith("  u undo  q quit  :k keys")
    assert letters.ja.endswith("  u 取り消し  q 終了  :k キー")
    assert prompt_at(NUMBER, can_rate=False).en.endswith("  u undo  q quit  k keys")


RESPONSES: list[tuple[Response, str]] = [
    (Picked((1, 3)), "1,3"),
    (Arranged((3, 1, 2)), "3 1 2"),
    (Paired((2, 1, 3)), "1b 2a 3c"),
    (Filled((2, 1)), "2 1"),
    (Filled((2, "zero padding")), "2; zero padding"),
]


@pytest.mark.parametrize(("response", "line"), RESPONSES)
def test_a_response_is_written_as_it_is_typed(response: Response, line: str) -> None:
    assert write_response(response) == line


def test_ten_steps_are_never_run_together() -> None:
    read = read_response(steps(10), "1234567890")

    assert isinstance(read, Unreadable)
    assert read == read_response(steps(10), "12345678900")
