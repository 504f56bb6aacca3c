"""`bank check` finds everything that is wrong with a bank, where it stands, and nothing else."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from examprep.errors import UsageError
from examprep.loader.check import Checked, check_content
from examprep.loader.finding import Finding
from examprep.loader.tree import Mapping, Node, Scalar, Sequence, read_tree

GOOD = Path(__file__).with_name("data").joinpath("good")
BANK = (GOOD / "banks" / "nets.yaml").read_text(encoding="utf-8")
SYLLABUS = (GOOD / "syllabus" / "e.yaml").read_text(encoding="utf-8")
NETS = "banks/nets.yaml"


def edited(source: str, old: str, new: str) -> str:
    assert source.count(old) == 1, f"{old!r} stands {source.count(old)} times"
    return source.replace(old, new)


def place(source: str, snippet: str) -> tuple[int, int]:
    """Return line and column of a snippet that stands once."""
    before, found, after = source.partition(snippet)
    assert found, f"{snippet!r} stands nowhere"
    assert snippet not in after, f"{snippet!r} stands twice"
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write a content folder, the good syllabus in it."""
    for name, source in {"syllabus/e.yaml": SYLLABUS, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source, encoding="utf-8")
    return folder.resolve()


def check(
    folder: Path, files: dict[str, str], *targets: str, drills: frozenset[str] = frozenset()
) -> Checked:
    content = write(folder, files)
    return check_content(content, [content / name for name in targets], base=content, drills=drills)


def found(checked: Checked) -> list[str]:
    """Show findings without their hints."""
    return [str(finding) for finding in checked.findings]


def test_the_good_bank_is_clean(tmp_path: Path) -> None:
    checked = check(tmp_path, {NETS: BANK})
    assert checked.findings == ()
    assert checked.counts == {
        "files": 1,
        "concepts": 1,
        "items": 8,
        "parametrised": 1,
        **dict.fromkeys(("choice", "cloze", "code", "match", "multi", "number", "order", "recall"), 1),
    }


@dataclass(frozen=True)
class Case:
    """A small edit of the good bank that spoils it, and the only finding there must be."""

    name: str
    old: str
    new: str
    """May hold a `¦`: the finding stands where it does."""
    fault: str
    """Code and message."""
    hint: str | None = None
    at: str = ""
    """Where the finding stands, when that is not in the edited part."""


KEBAB = "lower-case ASCII letters, digits and single dashes"
IDENTITY = [
    Case("an id in capitals", "id: floor", "id: ¦Floor", "bad-id: `Floor` is not an id", KEBAB),
    Case("an id with two dashes", "id: floor", "id: ¦a--b", "bad-id: `a--b` is not an id", KEBAB),
    Case("an id with a slash", "id: floor", "id: ¦a/b", "bad-id: `a/b` is not an id", KEBAB),
    Case("an id in Japanese", "id: floor", "id: ¦床", "bad-id: `床` is not an id", KEBAB),
    Case("an empty id", "id: floor", "id: ¦''", "bad-id: `` is not an id", KEBAB),
    Case(
        "the id of the flashcard",
        "id: front",
        "id: ¦card",
        "bad-id: `card` is the id of an item that is generated",
    ),
    Case(
        "the id of the drill",
        "id: front",
        "id: ¦drill",
        "bad-id: `drill` is the id of an item that is generated",
    ),
    Case("a concept with spaces", "id: conv", "id: ¦conv layer", "bad-id: `conv layer` is not an id", KEBAB),
    Case("a bank in capitals", "bank: nets", "bank: ¦Nets", "bad-id: `Nets` is not an id", KEBAB),
    Case(
        "an id twice",
        "id: facts",
        "id: ¦floor",
        "duplicate-id: item `conv/floor` stands here and at banks/nets.yaml:13",
        "ids are never reused",
    ),
    Case(
        "level 0",
        "level: 3",
        "level: ¦0",
        "level: level 0 is not one of 1 to 4",
        "1 recall, 2 understand, 3 apply or compute, 4 analyse or read code",
    ),
    Case(
        "level 5",
        "level: 3",
        "level: ¦5",
        "level: level 5 is not one of 1 to 4",
        "1 recall, 2 understand, 3 apply or compute, 4 analyse or read code",
    ),
    Case("a day in words", '"2026-01"', "¦today", "as-of: `today` is no date", "write 2026-11-21"),
    Case("a month 13", '"2026-01"', "¦2026-13", "as-of: `2026-13` is no date", "write 2026-11-21"),
    Case(
        "a day 30 in February",
        '"2026-01"',
        "¦2026-02-30",
        "as-of: `2026-02-30` is no date",
        "write 2026-11-21",
    ),
    Case(
        "a date in full width", '"2026-01"', "¦２０２６", "as-of: `２０２６` is no date", "write 2026-11-21"
    ),
    Case(
        "a date without dashes", '"2026-01"', "¦20260101", "as-of: `20260101` is no date", "write 2026-11-21"
    ),
    Case("an item's source that is empty", '"CS231n, lecture 5"', '¦" "', "no-source: a source is empty"),
    Case(
        "no source",
        '["Goodfellow et al. (2016), Deep Learning, chapter 9"]',
        "¦[]",
        "no-source: `sources` names no source",
    ),
    Case(
        "an empty source",
        '["Goodfellow et al. (2016), Deep Learning, chapter 9"]',
        '¦[""]',
        "no-source: `sources` names no source",
    ),
    Case("no topic", "[e.dl.conv]", "¦[]", "no-topic: `syllabus` names no topic"),
    Case(
        "a topic that is unknown",
        "[e.dl.conv]",
        "[e.dl.conv, ¦e.dl.pol]",
        "unknown-topic: topic `e.dl.pol` does not exist",
        'Did you mean "e.dl.pool"?',
    ),
    Case(
        "a topic twice",
        "[e.dl.conv]",
        "[e.dl.conv, e.dl.pool, ¦e.dl.conv]",
        "twice: topic `e.dl.conv` stands here twice",
    ),
    Case(
        "a concept that is unknown",
        "    note:\n",
        "    requires:\n      - ¦con\n    note:\n",
        "unknown-concept: concept `con` does not exist",
        'Did you mean "conv"?',
    ),
    Case(
        "a drill that is unknown",
        "    note:\n",
        "    drills: [¦conv2]\n    note:\n",
        "unknown-drill: drill `conv2` does not exist",
        'Did you mean "conv2d"?',
    ),
    Case(
        "a concept that requires itself",
        "    note:\n",
        "    requires: ¦[conv]\n    note:\n",
        "cycle: `requires` goes in a circle: conv > conv",
    ),
    Case(
        "too few items",
        BANK[BANK.index("      - id: floor") : BANK.index("      - id: front")],
        "",
        "few-items: concept `conv` has 1 items of 1 kinds",
        "two items of different kinds at least",
        at="id: conv",
    ),
]

EMPTY_WHY = "{ja: 床関数で切り捨てる。, en: The floor drops them.}"
SAY_WHY = "add `why: {ja: ..., en: ...}`: what decides the answer"
CONFUSION = "say which confusion leads to it"
REASONS = [
    Case(
        "an answer without a reason",
        f"        why: {EMPTY_WHY}\n",
        "",
        "no-why: `conv/floor` does not say why its answer is right",
        SAY_WHY,
        at="id: floor",
    ),
    Case(
        "a wrong option without a reason",
        "en: They are padded}\n            why: {ja: 埋めるのはパディングである。, en: Padding does that.}\n",
        "en: They are padded}\n",
        "option-why: a wrong option has no `why`",
        CONFUSION,
        at="text: {ja: 0で",
    ),
    Case(
        "a wrong filling of a sentence without a reason",
        "en: grows}\n              why: {ja: 間引くからである。, en: It skips places.}",
        "en: grows}",
        "option-why: a wrong option has no `why`",
        CONFUSION,
        at="text: {ja: 大きく",
    ),
    Case(
        "a wrong filling of a program without a reason",
        "{text: w - k, why: {ja: 1が足りない。, en: One is missing.}}",
        "¦{text: w - k}",
        "option-why: a wrong option has no `why`",
        CONFUSION,
    ),
    Case(
        "a number without slips",
        BANK[BANK.index("        slips:\n          - value") : BANK.index("        why: {ja: 置ける")],
        "",
        "no-slips: `conv/width` knows no wrong answer's reason",
        "name a typical way to be wrong: slips: [{value: ..., why: ...}]",
        at="id: width",
    ),
    Case(
        "a typed blank without slips",
        BANK[BANK.index("            slips: [{text: padding") : BANK.index("          2:\n")],
        "",
        "no-slips: `conv/word` knows no wrong answer's reason",
        "name a typical way to be wrong: slips: [{text: ..., why: ...}]",
        at="id: word",
    ),
    Case(
        "an order without slips",
        BANK[
            BANK.index("        slips:\n          - {swap: [2, 3]") : BANK.index("        why: {ja: 層の順")
        ],
        "",
        "no-slips: `conv/steps` knows no wrong answer's reason",
        "name a typical way to be wrong: slips: [{swap: [1, 2], why: ...}]",
        at="id: steps",
    ),
    Case(
        "a matching whose slips are an empty list",
        "- {swap: [1, 2], why: {ja: 大きい方が入力である。, en: The larger one is the input.}}",
        "[]",
        "no-slips: `conv/pairs` knows no wrong answer's reason",
        "name a typical way to be wrong: slips: [{swap: [1, 2], why: ...}]",
        at="id: pairs",
    ),
    Case("a reason that is left empty", EMPTY_WHY, "¦{ja: '', en: ''}", "empty: a text is empty"),
    Case(
        "a reason of spaces", EMPTY_WHY, "¦{ja: ' 　', en: The floor drops them.}", "empty: a text is empty"
    ),
    Case("a reason still to be written", EMPTY_WHY, "¦{ja: '...', en: '...'}", "empty: a text is empty"),
]

THIRD = "{ja: 平均される, en: They are averaged}"
SHORTER = "up to 25 columns give nothing away beside the shortest"
OWN_CASE = "state a case of its own, or use `multi`"
CAUGHT = "catch-all: an option stands for others (all or none of the above)"
ASK = BANK[
    BANK.index("{ja: 幅が割り切れない") : BANK.index("\n        options:\n          - text: {ja: 読まれず")
]
EMPHASISE = "put the negation between ** and **"
MARK_RIGHT = "mark what is right with `right: true`"
OPTIONS = [
    Case(
        "two right options of a choice",
        f"- text: {THIRD}\n",
        f"- text: {THIRD}\n            right: true\n",
        "right-options: a choice has one right option, this one 2",
        "`multi` may have more",
        at="- text: {ja: 読まれずに残る",
    ),
    Case(
        "no right option of a choice",
        "They are not read}\n            right: true",
        "They are not read}\n            why: {ja: 誤り。, en: Wrong.}",
        "right-options: a choice has one right option, this one 0",
        MARK_RIGHT,
        at="- text: {ja: 読まれずに残る",
    ),
    Case(
        "one right option of a multi",
        "Local connections}\n            right: true",
        "Local connections}\n            why: {ja: 誤り。, en: Wrong.}",
        "right-options: a multi has two or more right options, this one 1",
        "`choice` has one",
        at="- text: {ja: 重みの共有",
    ),
    Case(
        "no right option of a multi",
        BANK[BANK.index("          - text: {ja: 重みの共有") : BANK.index("          - text: {ja: 全結合")],
        "          - {text: {ja: 共有, en: sharing}, why: {ja: 違う。, en: No.}}\n",
        "right-options: a multi has two or more right options, this one 0",
        MARK_RIGHT,
        at="- {text: {ja: 共有",
    ),
    Case(
        "no wrong option of a multi",
        "Full connections}\n            why:",
        "Full connections}\n            right: true\n            why:",
        "right-options: there is no wrong option",
        at="- text: {ja: 重みの共有",
    ),
    Case(
        "the same option twice",
        THIRD,
        "¦{ja: 0で埋められる, en: They are padded}",
        "same-option: the same text stands twice (ja): 0で埋められる",
    ),
    Case(
        "the same option but for English",
        THIRD,
        "¦{ja: 平均される, en: They  are padded}",
        "same-option: the same text stands twice (en): They are padded",
    ),
    Case(
        "the same option but for its marks",
        THIRD,
        "¦{ja: '`0`で**埋められる**', en: They are averaged}",
        "same-option: the same text stands twice (ja): 0で埋められる",
    ),
    Case(
        "the same option but for the width of its digits",
        THIRD,
        "¦{ja: ０で埋められる, en: They are averaged}",
        "same-option: the same text stands twice (ja): 0で埋められる",
    ),
    Case(
        "the same step twice",
        "{ja: プーリングする, en: Pool}",
        "¦{ja: 活性化する, en: Pool}",
        "same-option: the same text stands twice (ja): 活性化する",
    ),
    Case(
        "the same left side twice",
        "left: $S$",
        "left: ¦$K$",
        "same-option: the same text stands twice (ja): K",
    ),
    Case(
        "the same partner twice",
        "right: {ja: ストライド, en: stride}",
        "right: ¦{ja: 大きさ, en: kernel}",
        "same-option: the same text stands twice (en): kernel",
    ),
    Case(
        "an option that stands out by its length",
        "{ja: 読まれずに残る, en: They are not read}",
        "{ja: 読まれずに残る, en: They are not read by the kernel at all}",
        "option-length: an option stands out by its width: 38 columns beside 15 (en)",
        SHORTER,
        at="text: {ja: 読まれずに残る",
    ),
    Case(
        "all of the above",
        THIRD,
        "{ja: 上記のすべて, en: All of the above}",
        CAUGHT,
        OWN_CASE,
        at="text: {ja: 上記",
    ),
    Case(
        "none of these", THIRD, "{ja: 平均される, en: None of these.}", CAUGHT, OWN_CASE, at="text: {ja: 平均"
    ),
    Case("neither", THIRD, "{ja: いずれでもない, en: They vanish}", CAUGHT, OWN_CASE, at="text: {ja: いずれ"),
    Case(
        "a negation that is easy to overlook",
        ASK,
        "¦{ja: 余った列について誤っているものはどれか。, en: What is wrong about them?}",
        "negation: `誤っているもの` is easy to overlook",
        EMPHASISE,
    ),
    Case(
        "a negation in English",
        ASK,
        "¦{ja: 余った列はどう扱われるか。, en: Which of these is not done?}",
        "negation: `Which of these is not` is easy to overlook",
        EMPHASISE,
    ),
    Case(
        "a negation beside what is emphasised",
        ASK,
        "¦{ja: '**余った列**について誤りはどれか。', en: What is **wrong** about them?}",
        "negation: `誤りはどれ` is easy to overlook",
        EMPHASISE,
    ),
    Case(
        "a blank in what has none",
        ASK,
        "¦{ja: 余った列は ___1___ 。, en: Columns left over ___1___.}",
        "blank: a blank stands where none can be filled",
    ),
]

FLOOR_WHY = "why: {ja: 床関数で切り捨てる。, en: The floor drops them.}"
UNREAD = "write `$...$`, outside **strong**"
TEXTS = [
    Case(
        "an unknown macro in an option",
        THIRD,
        "¦{ja: $\\xyzzy$, en: $\\xyzzy$}",
        r"formula: `\xyzzy`: \xyzzy is not known.",
    ),
    Case(
        "a formula that is not closed",
        FLOOR_WHY,
        "why: ¦{ja: $n で切り捨てる。, en: The floor drops $n$.}",
        "dollar: a $ is not closed",
        UNREAD,
    ),
    Case(
        "a formula within strong",
        FLOOR_WHY,
        "why: ¦{ja: '**$n$ で**切り捨てる。', en: The floor drops $n$.}",
        "dollar: a $ is not closed",
        UNREAD,
    ),
    Case(
        "code that is not closed",
        FLOOR_WHY,
        "why: ¦{ja: 床関数で切り捨てる。, en: The `floor drops them.}",
        "backtick: a ` is not closed",
        "write `...`, outside **strong**",
    ),
    Case(
        "strong that is not closed",
        FLOOR_WHY,
        "why: ¦{ja: 床関数で**切り捨てる。, en: The floor drops them.}",
        "strong: a ** is not closed",
        "write **...**",
    ),
    Case(
        "LaTeX outside of a formula",
        FLOOR_WHY,
        "why: ¦{ja: 床関数 \\lfloor で切り捨てる。, en: The floor drops them.}",
        "formula: `\\lfloor` stands outside of a formula",
        "write `$...$`",
    ),
    Case(
        "kana in English",
        FLOOR_WHY,
        "why: ¦{ja: 床関数で切り捨てる。, en: The floor で drops.}",
        "not-english: the English text is Japanese: e floor で drops.",
    ),
    Case(
        "English that is Japanese without kana",
        FLOOR_WHY,
        "why: ¦{ja: 床関数で切り捨てる。, en: 床関数 floor 切捨処理}",
        "not-english: the English text is Japanese: 床関数 floor 切捨",
    ),
    Case(
        "Japanese that is English",
        FLOOR_WHY,
        "why: ¦{ja: The floor drops them., en: The floor drops them.}",
        "not-japanese: the Japanese text is English: The floor drops them.",
    ),
    Case(
        "a reason that is no sentence",
        FLOOR_WHY,
        "why: ¦{ja: $n$, en: The floor drops $n$.}",
        "not-japanese: the Japanese text is no sentence: $n$",
    ),
    Case(
        "a reason that is no sentence in English",
        FLOOR_WHY,
        "why: ¦{ja: 床関数 $n$ である。, en: '$n$, 1.'}",
        "not-english: the English text is no sentence: $n$, 1.",
    ),
    Case(
        "a reason of an option that is no sentence",
        "en: Averaging is what pooling does.",
        "en: $n$.",
        "not-english: the English text is no sentence: $n$.",
        at="{ja: 平均は",
    ),
    Case(
        "a reason of a filling that is no sentence",
        "en: One is missing.",
        "en: $1$.",
        "not-english: the English text is no sentence: $1$.",
        at="{ja: 1が",
    ),
    Case(
        "a reason of a slip that is no sentence",
        "{ja: 活性化が先である。",
        "¦{ja: A",
        "not-japanese: the Japanese text is no sentence: A",
    ),
    Case(
        "a blank in an option",
        THIRD,
        "¦{ja: 平均 ___1___, en: mean ___1___}",
        "blank: a blank stands where none can be filled",
    ),
    Case(
        "a blank in a note",
        "      en: The output is $\\lfloor (W - K)/S \\rfloor + 1$ wide.",
        "      en: The output is $\\lfloor (W - K)/S \\rfloor + 1$ wide ___1___.",
        "blank: a blank stands where none can be filled",
        at="ja: 出力の幅",
    ),
    Case(
        "an option in English only",
        THIRD,
        "¦They are averaged",
        "not-japanese: the Japanese text is English: They are averaged",
    ),
    Case(
        "a formula that differs",
        "{ja: 置ける位置は $W - K + 1$ 通りある。, en: There are $W - K + 1$ places.}",
        "¦{ja: 置ける位置は $W - K + 1$ 通りある。, en: There are these places.}",
        "formula-differs: en lacks the formula `W-K+1`",
    ),
    Case(
        "a number that differs",
        FLOOR_WHY,
        "why: ¦{ja: 列は残る。, en: 12 columns are left.}",
        "number-differs: ja lacks the number `12`",
    ),
    Case(
        "a decimal that differs",
        FLOOR_WHY,
        "why: ¦{ja: 0.5倍になる。, en: It is halved.}",
        "number-differs: en lacks the number `0.5`",
    ),
    Case(
        "kana in the English of a title",
        "en: Networks}",
        "en: ネットワーク}",
        "not-english: the English text is Japanese: ネットワーク",
        at="{ja: ネットワーク",
    ),
    Case(
        "an empty title of a concept",
        "title: {ja: 畳み込み, en: Convolution}",
        "title: ¦{ja: 畳み込み, en: ''}",
        "empty: a text is empty",
    ),
    Case(
        "an unknown macro in a note",
        "      en: The output is $\\lfloor (W - K)/S \\rfloor + 1$ wide.",
        "      en: The output is $\\lfloor (W - K)/S \\rfloor + 1$ wide, $\\xyzzy$.",
        r"formula: `\xyzzy`: \xyzzy is not known.",
        at="ja: 出力の幅",
    ),
]

NUMBER_ASK = BANK[BANK.index("          ja: 幅 {{W}}") : BANK.index("        answer: W - K + 1")]
ASK_TEXT = "ja: 幅 {{W}} の入力に"
BRACES = "LaTeX keeps single braces apart: `{ {`; parameters are declared under `params`"
DOUBLE = "braces: a double brace is no parameter here"
WHERE = "where: W - K != 4"
PARAMS = "params: {W: int 8..12, K: odd 3..5}"
ANSWER = "answer: W - K + 1"
WHY_NUMBER = "置ける位置は $W - K + 1$ 通りある。, en: There are $W - K + 1$ places.}"
EXCLUDE = "exclude such draws with `where`, or narrow the ranges"
DECIMALS = "ask for some decimals and give `tolerance`, such as 0.0006 for three"
TWO_LINES = "          - value: W - K\n            why"
DRAWS = [
    Case(
        "braces without parameters",
        FLOOR_WHY,
        "why: ¦{ja: '床関数 {{n}} 。', en: The floor drops them.}",
        DOUBLE,
        BRACES,
    ),
    Case(
        "a parameter that one language lacks",
        "meets an input {{W}} wide",
        "meets an input",
        "placeholder-differs: en lacks the placeholder `W`",
        at=ASK_TEXT,
    ),
    Case(
        "an unknown name in a text",
        WHY_NUMBER,
        "'置ける位置は {{V}} 通りある。', en: 'There are {{V}} places.'}",
        "expression: `V` is not a parameter",
        "parameters here: K, W",
        at="{ja: '置ける",
    ),
    Case(
        "no expression in a text",
        WHY_NUMBER,
        "'置ける位置は {{W -}} 通りある。', en: 'There are {{W -}} places.'}",
        "expression: `W -`: It cannot be read: invalid syntax.",
        at="{ja: '置ける",
    ),
    Case(
        "a condition in a text",
        WHY_NUMBER,
        "'置ける位置は {{W > K}} 通りある。', en: 'There are {{W > K}} places.'}",
        "expression: `W > K` is a condition, not a number",
        at="{ja: '置ける",
    ),
    Case(
        "an exponent that takes one digit only",
        WHY_NUMBER,
        "'置ける位置は $2^{{W}}$ 通りある。', en: 'There are $2^{{W}}$ places.'}",
        "formula: `2^{{W}}`: only the first digit is taken",
        "give the placeholder braces of its own, as in `^{ {{n}} }`",
        at="{ja: '置ける",
    ),
    Case(
        "digits that run together",
        WHY_NUMBER,
        "'置ける位置は $2 {{W}}$ 通りある。', en: 'There are $2 {{W}}$ places.'}",
        "formula: `2 {{W}}`: the digits of two numbers run together",
        "write `\\times` between them",
        at="{ja: '置ける",
    ),
    Case(
        "a form nobody knows",
        PARAMS,
        "params: {W: int 8..12, ¦K: even 3..5}",
        "params: `even 3..5` is not a form of parameter; known are int a..b, odd a..b, float a..b step c, "
        "choice x, y, z",
    ),
    Case(
        "a choice of numbers without quotes",
        PARAMS,
        "params: {W: int 8..12, K: choice 3, ¦5}",
        "params: a comma ended the form before `5`",
        'put it in quotes: "choice 3, 5"',
    ),
    Case(
        "whole numbers with a step",
        PARAMS,
        "params: {W: int 8..12, ¦K: int 1..9 step 2}",
        "params: only float has a step; write the values of `1..9 step 2` out with choice",
    ),
    Case(
        "a range the wrong way round",
        PARAMS,
        "params: {W: int 8..12, ¦K: odd 5..3}",
        "params: the range `5..3` is empty",
    ),
    Case(
        "a range without end",
        PARAMS,
        "params: {W: int 8..12, ¦K: int 3..99999999}",
        "params: the range `3..99999999` holds more than 100000 values",
    ),
    Case(
        "a range without a whole number",
        PARAMS,
        "params: {W: int 8..12, ¦K: odd 4..4}",
        "params: the range `4..4` holds no odd number",
    ),
    Case(
        "a parameter called like a constant",
        PARAMS,
        "params: {W: int 8..12, K: odd 3..5, ¦e: int 1..2}",
        "params: `e` cannot name a parameter",
    ),
    Case(
        "a parameter called like a function",
        PARAMS,
        "params: {W: int 8..12, K: odd 3..5, ¦max: int 1..2}",
        "params: `max` cannot name a parameter",
    ),
    Case(
        "a parameter in Japanese",
        PARAMS,
        "params: {W: int 8..12, K: odd 3..5, ¦幅: int 1..2}",
        "params: `幅` cannot name a parameter",
    ),
    Case(
        "a parameter nobody is shown",
        PARAMS,
        "params: {W: int 8..12, K: odd 3..5, ¦S: int 1..2}",
        "params: `S` is drawn but not shown in the question",
        "write {{S}} where it is asked for",
    ),
    Case(
        "a where that is a number", WHERE, "where: ¦W - K", "expression: `W - K` is a number, not a condition"
    ),
    Case(
        "a where about nothing known",
        WHERE,
        "where: ¦W > S",
        "expression: `S` is not a parameter",
        "parameters here: K, W",
    ),
    Case(
        "a where that nothing satisfies",
        WHERE,
        "where: ¦W < K",
        "where: `where` holds in 0 of 10 draws",
        "widen the ranges or the condition",
    ),
    Case(
        "a where that hardly anything satisfies",
        f"{PARAMS}\n        {WHERE}",
        "params: {W: int 8..40, K: odd 3..5}\n        where: ¦W == 9 and K == 3",
        "where: `where` holds in 1 of 66 draws",
        "widen the ranges or the condition",
    ),
    Case(
        "a where that has no value for a draw",
        WHERE,
        "where: ¦1 / (W - 9) < 2",
        "where: `where` fails for a draw: Division by zero.",
    ),
    Case(
        "a where without parameters",
        "        program: |\n",
        "        where: ¦1 < 2\n        program: |\n",
        "where: `where` needs `params`",
    ),
    Case(
        "an answer about nothing known",
        ANSWER,
        "answer: ¦W - K + S",
        "expression: `S` is not a parameter",
        "parameters here: K, W",
    ),
    Case(
        "an answer that is a condition",
        ANSWER,
        "answer: ¦W > K",
        "expression: `W > K` is a condition, not a number",
    ),
    Case(
        "an answer that is no expression",
        ANSWER,
        "answer: ¦W ^ K",
        'expression: `W ^ K`: "^" is not part of the language. A power is written **.',
    ),
    Case(
        "an answer that has no value for a draw",
        ANSWER,
        "answer: 1 // (W - 9) + 99",
        "expression: a draw fails: Division by zero. (W=9, K=3)",
        at="id: width",
    ),
    Case(
        "a slip about nothing known",
        TWO_LINES,
        "          - value: ¦W - S\n            why",
        "expression: `S` is not a parameter",
        "parameters here: K, W",
    ),
    Case(
        "a negative tolerance",
        ANSWER,
        f"{ANSWER}\n        tolerance: ¦-0.5",
        "tolerance: a tolerance is never negative",
    ),
    Case(
        "a parameter with a brace too few",
        WHY_NUMBER,
        "'置ける位置は {{W} 通りある。', en: 'There are {{W} places.'}",
        "braces: `{W}` is not filled in",
        "write `{{W}}`",
        at="{ja: '置ける",
    ),
    Case(
        "an expression with a brace too few",
        WHY_NUMBER,
        "'置ける位置は {{W + 1} 通りある。', en: 'There are {{W + 1} places.'}",
        DOUBLE,
        BRACES,
        at="{ja: '置ける",
    ),
    Case(
        "an expression that opens with one brace",
        WHY_NUMBER,
        "'置ける位置は {W + 1}} 通りある。', en: 'There are {W + 1}} places.'}",
        DOUBLE,
        BRACES,
        at="{ja: '置ける",
    ),
    Case(
        "a parameter in code with a brace too few",
        WHY_NUMBER,
        "'置ける位置は `{{W+1}` 通り。', en: 'There are `{{W+1}` places.'}",
        DOUBLE,
        BRACES,
        at="{ja: '置ける",
    ),
    Case(
        "a text that has no value for one draw of ten",
        WHY_NUMBER,
        "'置ける位置は {{6 // (W + K - 11)}} 通り。', en: 'There are {{6 // (W + K - 11)}} places.'}",
        "expression: a draw fails: Division by zero. (W=8, K=3)",
        at="id: width",
    ),
    Case(
        "a slip that is right in one draw of ten",
        TWO_LINES,
        "          - ¦value: (W - 10) * 20 + W - K + 1 if K == 5 else 0\n            why",
        "slip-is-right: slip (W - 10) * 20 + W - K + 1 if K == 5 else 0 equals the answer: W=10, K=5 gives 6",
        EXCLUDE,
    ),
    Case(
        "two slips that agree in one draw of ten",
        "          - value: W\n",
        "          - ¦value: (W - 10) * 20 + W - K if K == 5 else 0\n",
        "same-slip: slips W - K and (W - 10) * 20 + W - K if K == 5 else 0 agree: W=10, K=5 gives 5",
        EXCLUDE,
    ),
    Case(
        "an answer that is too large for one draw of ten",
        ANSWER,
        "answer: (W - K) ** 1023 if W - K == 9 else 2 * W",
        "expression: a draw fails: The result is too large. (W=12, K=3)",
        at="id: width",
    ),
    Case(
        "a number with many decimals in one draw of ten",
        WHY_NUMBER,
        "'{{6 / (1 + (W - K) // 9 * 6)}} 通り。', en: '{{6 / (1 + (W - K) // 9 * 6)}} places.'}",
        "long-number: `6 / (1 + (W - K) // 9 * 6)` is shown with many digits: 0.857142857143 for W=12, K=3",
        "round it, or narrow the ranges",
        at="{ja: '{{6",
    ),
    Case(
        "an answer with decimals in one draw of ten",
        ANSWER,
        "answer: ¦99.5 if W - K == 9 else 99",
        "tolerance: the answer is not whole and has no tolerance: 99.5 with W=12, K=3",
        DECIMALS,
    ),
    Case(
        "a tolerance nobody can meet in one draw of ten",
        ANSWER,
        "answer: 700 / 6 if W - K == 9 else 99\n        tolerance: ¦0.0000001",
        "tolerance: more than 6 digits must be typed: 116.667 with W=12, K=3",
        DECIMALS,
    ),
    Case(
        "a tolerance as wide as the answer in one draw of ten",
        ANSWER,
        "answer: 2 if W - K == 9 else 99\n        tolerance: ¦0.5",
        "tolerance: the tolerance is wider than 20% of the answer: 2 with W=12, K=3",
        "narrow it, or exclude answers near 0",
    ),
    Case(
        "a slip within the tolerance",
        f"{ANSWER}\n        slips:\n",
        "answer: 10 * W\n        tolerance: 1\n        slips:\n"
        "          - ¦{value: 10 * W + 1, why: {ja: 足しすぎ。, en: One too many.}}\n",
        "slip-is-right: slip 10 * W + 1 equals the answer: W=11, K=3 gives 110",
        EXCLUDE,
    ),
]

FILLING = "            - {text: w - k, why: {ja: 1が足りない。, en: One is missing.}}"
PROGRAM = BANK[BANK.index("        program: |") : BANK.index("        check: |")]
PARAMETER = "        params: {a: int 1..3}\n" + PROGRAM.replace("|\n", "|\n          A = {{a}}\n")
CHECK = BANK[BANK.index("        check: |") : BANK.index("        why: {ja: 端から")]
BLANKS = [
    Case(
        "a blank that one language lacks",
        "en: The step is the ___1___ and the output ___2___.",
        "en: The step is the ___1___.",
        "blank: blank 2 does not stand in the text",
        "mark its place with ___2___",
        at="{ja: カーネルをずらす",
    ),
    Case(
        "a mark with an underscore too few",
        "en: The step is the ___1___ and",
        "en: The step is the ___1___ (___1__) and",
        "blank: underscores stand here that mark no blank",
        "a blank is marked ___1___",
        at="{ja: カーネルをずらす",
    ),
    Case(
        "a mark with a full-width digit",
        "output ___2___.",
        "output ___2___ (___２___).",
        "blank: underscores stand here that mark no blank",
        "a blank is marked ___1___",
        at="{ja: カーネルをずらす",
    ),
    Case(
        "a mark without an entry",
        "output ___2___.",
        "output ___2___ (___3___).",
        "blank: ___3___ has no entry under `blanks`",
        at="1:\n            accept",
    ),
    Case(
        "a word still to be written",
        "accept: [ストライド, stride]",
        "accept: [ストライド, ¦…]",
        "empty: `…` stands where something is to be written",
    ),
    Case(
        "a blank that accepts nothing",
        "accept: [ストライド, stride]",
        "¦accept: []",
        "blank: blank 1 accepts nothing",
    ),
    Case(
        "a word of nothing", "[ストライド, stride]", "[ストライド, ¦'']", "empty: a word of blank 1 is empty"
    ),
    Case("a slip of spaces", "{text: padding,", "{text: ¦'　',", "empty: a word of blank 1 is empty"),
    Case(
        "a word that cannot be typed",
        "[ストライド, stride]",
        "[ストライド, ¦step; stride]",
        "blank: `step; stride` cannot be typed: `;` separates the blanks",
    ),
    Case(
        "a slip that is accepted",
        "{text: padding,",
        "¦{text: ＳＴＲＩＤＥ,",
        "slip-is-right: `ＳＴＲＩＤＥ` is accepted as right too",
    ),
    Case(
        "a slip twice",
        "border.}}]",
        "border.}}, ¦{text: Padding, why: {ja: 端に足す。, en: It pads.}}]",
        "same-slip: `Padding` is a slip already",
    ),
    Case(
        "a parameter in a word without parameters",
        "[ストライド, stride]",
        "[ストライド, ¦'{{W}}']",
        DOUBLE,
        BRACES,
    ),
    Case(
        "a parameter in a slip without parameters",
        "{text: padding,",
        "{text: ¦'{{W}}',",
        DOUBLE,
        BRACES,
    ),
    Case(
        "no blank at all",
        BANK[
            BANK.index("        ask: {ja: カーネルをずらす") : BANK.index(
                "        why: {ja: ストライドの定義"
            )
        ],
        "        ask: {ja: ずらす幅は, en: The step is}\n        blanks: ¦{}\n",
        "blank: there is no blank",
    ),
    Case(
        "two right fillings",
        "en: grows}\n",
        "en: grows}\n              right: true\n",
        "right-options: blank 2 has 2 right fillings; it needs one",
        at="2:\n            - text",
    ),
    Case(
        "no wrong filling",
        BANK[
            BANK.index("            - text: {ja: 大きく") : BANK.index("        why: {ja: ストライドの定義")
        ],
        "",
        "blank: blank 2 has no wrong filling",
        at="2:\n            - text",
    ),
    Case(
        "the same filling twice",
        "{ja: 大きくなる, en: grows}",
        "¦{ja: 小さくなる, en: grows}",
        "same-option: the same text stands twice (ja): 小さくなる",
    ),
    Case(
        "an unknown macro in a filling",
        "{ja: 大きくなる, en: grows}",
        "¦{ja: $\\xyzzy$, en: $\\xyzzy$}",
        r"formula: `\xyzzy`: \xyzzy is not known.",
    ),
    Case(
        "a language nobody knows",
        "language: numpy",
        "language: ¦jax",
        "language: `jax` is not known",
        "one of numpy, torch, keras, tensorflow",
    ),
    Case(
        "a language that is not run",
        "language: numpy",
        "language: ¦keras",
        "runs: keras programs are read, not run",
        "add `runs: false`",
    ),
    Case(
        "a program that evades being run",
        "language: numpy",
        "language: numpy\n        runs: ¦false",
        "runs: numpy programs are run when checked",
        "remove `runs: false` and write a `check`",
    ),
    Case(
        "a program without a check",
        CHECK,
        "",
        "no-check: a program that runs needs a `check`",
        "asserts that hold for the right filling and fail for every wrong one",
        at="id: loop",
    ),
    Case(
        "a check of spaces",
        CHECK,
        "        check: '  '\n",
        "no-check: a program that runs needs a `check`",
        "asserts that hold for the right filling and fail for every wrong one",
        at="id: loop",
    ),
    Case(
        "a blank that the program lacks",
        "return ___1___",
        "return 1",
        "blank: blank 1 does not stand in the text",
        "mark its place with ___1___",
        at="|\n          def out_size",
    ),
    Case(
        "a mark of the program without an entry",
        "return ___1___",
        "return ___1___ + ___2___",
        "blank: ___2___ has no entry under `blanks`",
        at="1:\n            - {text: w - k",
    ),
    Case(
        "a filling that differs between the languages",
        "{text: w - k, why",
        "{text: ¦{ja: w - k, en: w-k}, why",
        "code-differs: a filling is code, the same in both languages",
        "write `text: w-k`",
    ),
    Case(
        "a filling of nothing",
        FILLING,
        FILLING.replace("w - k", "¦''"),
        "empty: a filling is empty",
    ),
    Case(
        "a filling twice, spaced differently",
        FILLING,
        FILLING.replace("w - k", "¦w-k+1"),
        "same-option: the same text stands twice (ja): w-k+1",
    ),
    Case(
        "a program that is only read, and no Python",
        BANK[BANK.index("language: numpy") : BANK.index("        check: |")],
        BANK[BANK.index("language: numpy") : BANK.index("        check: |")]
        .replace("language: numpy", "language: keras\n        runs: false")
        .replace("{text: w - k, why", "¦{text: w - (k, why"),
        "code-syntax: with the filling `w - (k` this is no Python: '(' was never closed (<program>, line 2)",
    ),
    Case(
        "a program with a parameter that is unknown",
        "        program: |\n          def out_size(w, k):\n",
        "        params: {a: int 1..3}\n        program: ¦|\n          A = {{a}} + {{b}}\n"
        "          def out_size(w, k):\n",
        "expression: `b` is not a parameter",
        "parameters here: a",
    ),
    Case(
        "a check with a parameter that is unknown",
        PROGRAM + CHECK,
        PARAMETER + CHECK.replace("|\n", "¦|\n          assert {{c}}\n"),
        "expression: `c` is not a parameter",
        "parameters here: a",
    ),
    Case(
        "a filling with a parameter that is unknown",
        PROGRAM,
        PARAMETER.replace("{text: w - k,", "{text: ¦'{{c}}',"),
        "expression: `c` is not a parameter",
        "parameters here: a",
    ),
    Case(
        "two to arrange",
        "          - {ja: プーリングする, en: Pool}\n        slips:\n          - {swap: [2, 3]",
        "        slips:\n          - {swap: [1, 2]",
        "too-few: 2 to arrange can be guessed; give three or more",
        at="id: steps",
    ),
    Case(
        "ten to arrange",
        "          - {ja: プーリングする, en: Pool}\n",
        "".join(f"          - {{ja: 層{n}, en: layer {n}}}\n" for n in range(8)),
        "too-many: 10 to arrange are too many; give up to 9",
        at="id: steps",
    ),
    Case(
        "a swap with itself",
        "swap: [2, 3], why",
        "swap: [2, 2], why",
        "swap: swap 2, 2 is not two places from 1 to 3",
        at="{swap: [2, 2]",
    ),
    Case(
        "a swap beyond the end",
        "swap: [2, 3], why",
        "swap: [3, 4], why",
        "swap: swap 3, 4 is not two places from 1 to 3",
        at="{swap: [3, 4]",
    ),
    Case(
        "a swap before the start",
        "{swap: [2, 3], why",
        "¦{swap: [0, 1], why",
        "swap: swap 0, 1 is not two places from 1 to 3",
    ),
    Case(
        "a swap twice",
        "          - {swap: [1, 2], why",
        "          - {swap: [2, 1], why: {ja: 逆である。, en: Reversed.}}\n          - ¦{swap: [1, 2], why",
        "same-slip: swap 1, 2 is a slip already",
    ),
]

DRAWN = """
  - extend: conv
    items:
      - id: sum
        kind: choice
        level: 3
        params: {a: int 1..9, b: int 1..9}
        where: a != 2 and b != 1 and a != b and b != 2
        ask: {ja: "{{a}} と {{b}} の積はどれか。", en: "What is {{a}} times {{b}}?"}
        options:
          - {text: "{{a * b}}", right: true}
          - {text: "{{a + b}}", why: {ja: 和である。, en: That is the sum.}}
          - {text: "{{2 * b}}", why: {ja: 2倍である。, en: That is twice as much.}}
        why: {ja: 積を計算する。, en: Multiply.}
"""
DRAWN_CASES = [
    Case(
        "options that are drawn the same in one draw of many",
        "a != 2 and b != 1 and a != b and b != 2",
        "a != 2 and b != 1 and b != 2 and a != 1",
        "same-option: two of these are drawn the same: a=4, b=4 gives 8",
        "exclude such draws with `where`",
        at='"{{2 * b}}"',
    ),
    Case(
        "an option that stands out by its length when drawn",
        '"{{a + b}}"',
        "'{{a + b}} (Exponential Moving Average)'",
        "option-length: an option stands out by its width: 31 columns beside 2 (ja)",
        SHORTER,
        at="{text: '{{a + b}} (Exponential",
    ),
    Case(
        "an option with an unknown name",
        '"{{a + b}}"',
        '¦"{{a + c}}"',
        "expression: `c` is not a parameter",
        "parameters here: a, b",
    ),
    Case(
        "a parameter that only the reason shows",
        "{a: int 1..9, b: int 1..9}",
        "{a: int 1..9, b: int 1..9, ¦n: int 2..3}",
        "params: `n` is drawn but not shown in the question",
        "write {{n}} where it is asked for",
    ),
]


ONE_BLANK = """
  - extend: conv
    items:
      - id: sign
        kind: cloze
        level: 1
        ask: {ja: 文の終わりは ___1___ である。, en: A statement ends with ___1___.}
        blanks: {1: {accept: [";"], slips: [{text: ":", why: {ja: 逆である。, en: Other way round.}}]}}
        why: {ja: 構文である。, en: So says the syntax.}
"""


@dataclass(frozen=True)
class Fine:
    """A small edit of the good bank that spoils nothing."""

    name: str
    old: str
    new: str


FINE = [
    Fine(
        "full-width digits",
        FLOOR_WHY,
        "why: {ja: １２列と０．５列が残る。, en: 12 and 0.5 columns are left.}",
    ),
    Fine("thousands", FLOOR_WHY, "why: {ja: 1000列が残る。, en: '1,000 columns are left.'}"),
    Fine("words for small numbers", FLOOR_WHY, "why: {ja: 2列が残る。, en: Two columns are left.}"),
    Fine("a symbol once more", FLOOR_WHY, "why: {ja: $S$ ずつ動く。, en: It moves by the stride.}"),
    Fine("kanji quoted in English", FLOOR_WHY, "why: {ja: 法律が決める。, en: The law (著作権法) says so.}"),
    Fine("kana in code in English", FLOOR_WHY, "why: {ja: '`あ` の埋め込み。', en: The embedding of `あ`.}"),
    Fine("stars in code", FLOOR_WHY, "why: {ja: '`2 ** n` 列が残る。', en: '`2 ** n` columns are left.'}"),
    Fine("a dollar in code", FLOOR_WHY, "why: {ja: '`$HOME` である。', en: 'It is `$HOME`.'}"),
    Fine("braces in code", FLOOR_WHY, "why: {ja: '`{{x}}` と書く。', en: 'Write `{{x}}`.'}"),
    Fine("a set", FLOOR_WHY, "why: {ja: 'S は {W, K} 。', en: 'S is {W, K}.'}"),
    Fine("a term in English", THIRD, "Batch Normalization"),
    Fine(
        "a negation that is emphasised",
        ASK,
        "{ja: 余った列について**誤っている**ものはどれか。, en: Which is **not** done?}",
    ),
    Fine("a formula as an option", THIRD, "$\\frac{1}{2}$"),
    Fine("a year for a day", '"2026-01"', "2026"),
    Fine("a full day", '"2026-01"', "2026-02-28"),
    Fine("a tolerance that fits", ANSWER, "answer: W / 3 + 99\n        tolerance: 0.0006"),
    Fine("a decimal that is exact", ANSWER, "answer: W / 8 + 99\n        tolerance: 0.0001"),
    Fine("another order of parameters", "meets an input {{W}} wide", "meets an input {{ W }} wide"),
    Fine("a parameter within an expression", "meets an input {{W}} wide", "meets an input {{W}} wide"),
    Fine(
        "an exponent in braces",
        WHY_NUMBER,
        "'置ける位置は $2^{ {{W}} }$ 通り。', en: 'There are $2^{ {{W}} }$ places.'}",
    ),
    Fine("a text in code with spaces", FILLING, FILLING.replace("w - k", "w -  k  - 0")),
    Fine("a drill that exists", "    note:\n", "    drills: [conv2d]\n    note:\n"),
    Fine(
        "a program that is read",
        BANK[BANK.index("language: numpy") : BANK.index("        ask: {ja: 空欄に")],
        "language: keras\n        runs: false\n",
    ),
    Fine(
        "a program that is read, with a parameter",
        BANK[BANK.index("        language: numpy") : BANK.index("        check: |")],
        "        language: keras\n        runs: false\n        ask: {ja: 選べ。, en: Choose.}\n" + PARAMETER,
    ),
    Fine(
        "a long whole number", WHY_NUMBER, "'{{W * 10 ** 9}} 通りある。', en: 'There are {{W * 10 ** 9}}.'}"
    ),
    Fine("a short decimal", WHY_NUMBER, "'{{W / 8}} 通りある。', en: 'There are {{W / 8}}.'}"),
    Fine(
        "nine to arrange",
        "          - {ja: プーリングする, en: Pool}\n",
        "".join(f"          - {{ja: 層{n}, en: layer {n}}}\n" for n in range(7)),
    ),
    Fine("a semicolon in the only blank", "", ONE_BLANK),
    Fine("an extension", "", DRAWN),
]
CASES = [*IDENTITY, *REASONS, *OPTIONS, *TEXTS, *DRAWS, *BLANKS]


def assert_found(case: Case, bank: str, folder: Path) -> None:
    source = edited(bank, case.old, case.new)
    line, column = place(source, case.at or "¦")
    code, _, message = case.fault.partition(": ")
    checked = check(folder, {NETS: source.replace("¦", "")}, drills=frozenset({"conv2d"}))
    assert checked.findings == (Finding(NETS, line, column, code, message, case.hint),)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_spoils_a_bank_is_found(case: Case, tmp_path: Path) -> None:
    assert_found(case, BANK, tmp_path)


@pytest.mark.parametrize("case", DRAWN_CASES, ids=lambda case: case.name)
def test_what_spoils_drawn_options_is_found(case: Case, tmp_path: Path) -> None:
    assert_found(case, BANK + DRAWN, tmp_path)


@pytest.mark.parametrize("fine", FINE, ids=lambda fine: fine.name)
def test_what_spoils_nothing_is_let_through(fine: Fine, tmp_path: Path) -> None:
    source = edited(BANK, fine.old, fine.new) if fine.old else BANK + fine.new
    assert check(tmp_path, {NETS: source}, drills=frozenset({"conv2d"})).findings == ()


def test_all_findings_come_at_once_and_in_order(tmp_path: Path) -> None:
    source = BANK
    for old, new in (
        ("bank: nets", "bank: Nets"),
        ("[e.dl.conv]", "[e.dl.con]"),
        ("level: 3", "level: 0"),
        (WHERE, "where: W < K"),
        ("swap: [2, 3]", "swap: [3, 3]"),
        ("as_of:", "asof:"),
    ):
        source = edited(source, old, new)
    findings = check(tmp_path, {NETS: source}).findings
    assert [(finding.code, (finding.line, finding.column)) for finding in findings] == [
        ("bad-id", place(source, "Nets")),
        ("unknown-topic", place(source, "e.dl.con]")),
        ("level", place(source, "0\n        params")),
        ("where", place(source, "W < K")),
        ("swap", place(source, "{swap: [3, 3]")),
        ("unknown-key", place(source, "asof")),
    ]


def test_a_bank_without_a_title_is_checked_all_the_same(tmp_path: Path) -> None:
    source = edited(edited(BANK, "title: {ja: ネットワーク, en: Networks}\n", ""), "level: 3", "level: 9")
    assert found(check(tmp_path, {NETS: source})) == [
        f"{NETS}:1:1: missing: `title` is missing",
        f"{NETS}:38:16: level: level 9 is not one of 1 to 4",
    ]


UNREADABLE = [  # what cannot be read hides nothing beside it, and is no wrong number of anything
    ("title: {ja: 畳み込み, en: Convolution}", "title: {ja: 畳み込み}", "missing: `en` is missing"),
    ('sources: ["Goodfellow et al. (2016), Deep Learning, chapter 9"]', "", "missing: `sources` is missing"),
    ("syllabus: [e.dl.conv]", "syllabus: e.dl.conv", "shape: `syllabus` must be a list"),
    (
        BANK[BANK.index("    note:") : BANK.index("    sources:")],
        "    note: 幅である。\n",
        "one-language: `note` has no English",
    ),
    ("{text: padding, why: {ja:", "{text: padding, why: {jp:", "missing: `ja` is missing"),
    ("- {swap: [1, 2], why: {ja: 大き", "- {swap: [1], why: {ja: 大き", "shape: `swap` must be a list of 2"),
    ("- {ja: プーリングする, en: Pool}", "- プーリング", "one-language: `steps` has no English"),
    ("{ja: 読まれずに残る, en: They", "{ja: 読まれずに残る, eng: They", "missing: `en` is missing"),
    ("{text: w - k + 1, right: true}", "{right: true}", "missing: `text` is missing"),
]


@pytest.mark.parametrize(("old", "new", "fault"), UNREADABLE, ids=[case[2] for case in UNREADABLE])
def test_what_cannot_be_read_hides_nothing_and_makes_no_other_finding(
    old: str, new: str, fault: str, tmp_path: Path
) -> None:
    source = edited(edited(BANK, old, new), "level: 3", "level: 7")
    told = [
        f"{one.code}: {one.message}"
        for one in check(tmp_path, {NETS: source}).findings
        if one.code != "unknown-key"
    ]
    assert sorted(told) == sorted([fault, "level: level 7 is not one of 1 to 4"])


def test_a_new_state_of_a_bank_is_checked_in_the_stead_of_the_one_that_was_added(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {NETS: BANK})
    old, new = tmp_path.resolve() / "old.yaml", tmp_path.resolve() / "new.yaml"
    old.write_text(bank("mine", "mine-pool"), encoding="utf-8")
    new.write_text(bank("mine", "mine-pool").replace("level: 1", "level: 7", 1), encoding="utf-8")
    checked = check_content(content, [new], base=content, context=[old])
    assert [str(finding) for finding in checked.findings] == [
        f"{new}:12:38: level: level 7 is not one of 1 to 4"
    ]
    assert f"bank `mine` was added from {old}, too; the copy given is checked in its stead" in checked.notes


def bank(id: str, concept: str, *, requires: str = "") -> str:
    """Write a small bank of one concept."""
    return (
        f"format: 1\nbank: {id}\ntitle: {{ja: 題, en: Title}}\nconcepts:\n"
        f"  - id: {concept}\n    title: {{ja: 題, en: Title}}\n    syllabus: [e.dl.pool]\n"
        f"    requires: [{requires}]\n    note: {{ja: 注, en: Note}}\n    sources: [Book]\n    items:\n"
        "      - {id: r, kind: recall, level: 1, ask: {ja: 何か, en: What}, answer: $1$}\n"
        "      - {id: c, kind: choice, level: 1, ask: {ja: 何か, en: What}, why: {ja: 注, en: Note},\n"
        "         options: [{text: A, right: true}, {text: B, why: {ja: 注, en: Note}}]}\n"
    )


def test_a_concept_in_two_banks_is_found_in_the_later(tmp_path: Path) -> None:
    checked = check(tmp_path, {"banks/a.yaml": bank("a", "pool"), "banks/b.yaml": bank("b", "pool")})
    assert found(checked) == [
        "banks/b.yaml:5:9: duplicate-id: concept `pool` stands here and at banks/a.yaml:5",
        "banks/b.yaml:12:14: duplicate-id: item `pool/r` stands here and at banks/a.yaml:12",
        "banks/b.yaml:13:14: duplicate-id: item `pool/c` stands here and at banks/a.yaml:13",
    ]
    assert checked.findings[0].hint == "`extend: ID` adds items to a concept"


def test_a_bank_id_in_two_files_is_found(tmp_path: Path) -> None:
    checked = check(tmp_path, {"banks/a.yaml": bank("a", "pool"), "banks/b.yaml": bank("a", "unpool")})
    assert found(checked) == ["banks/b.yaml:2:7: duplicate-id: bank `a` stands here and at banks/a.yaml:2"]


def test_an_id_twice_on_one_line_is_found(tmp_path: Path) -> None:
    card = "{id: x, kind: recall, level: 1, ask: {ja: 何か, en: What}, answer: $1$}"
    source = f"{BANK}  - {{extend: conv, items: [{card}, {card}]}}\n"
    assert found(check(tmp_path, {NETS: source})) == [
        f"{NETS}:110:104: duplicate-id: item `conv/x` stands here and at {NETS}:110"
    ]


def test_an_item_that_an_extension_adds_again_is_found(tmp_path: Path) -> None:
    again = edited(DRAWN, "id: sum", "id: floor")
    header = "format: 1\nbank: more\ntitle: {ja: 題, en: Title}\nconcepts:"
    assert found(check(tmp_path, {NETS: BANK, "banks/z.yaml": header + again})) == [
        f"banks/z.yaml:7:13: duplicate-id: item `conv/floor` stands here and at {NETS}:13"
    ]


def test_a_clash_is_told_when_one_of_its_files_is_checked(tmp_path: Path) -> None:
    files = {name: bank(name[6], "pool") for name in ("banks/a.yaml", "banks/b.yaml")}
    files["banks/c.yaml"] = bank("c", "other")
    clash = "banks/b.yaml:5:9: duplicate-id: concept `pool` stands here and at banks/a.yaml:5"
    assert clash in found(check(tmp_path, files, "banks/a.yaml"))
    assert clash in found(check(tmp_path, files, "banks/b.yaml"))
    assert found(check(tmp_path, files, "banks/c.yaml")) == []


def test_an_extension_of_an_unknown_concept_is_found(tmp_path: Path) -> None:
    source = BANK + edited(DRAWN, "extend: conv", "extend: conf")
    (finding,) = check(tmp_path, {NETS: source}).findings
    assert str(finding) == f"{NETS}:111:13: unknown-concept: concept `conf` does not exist"
    assert finding.hint == 'Did you mean "conv"?'


def test_an_extension_that_adds_nothing_is_found(tmp_path: Path) -> None:
    source = BANK + "  - extend: conv\n    items: []\n"
    assert found(check(tmp_path, {NETS: source})) == [f"{NETS}:111:12: few-items: `extend` adds no item"]


def test_two_items_of_one_kind_are_too_few(tmp_path: Path) -> None:
    card = "{id: x, kind: recall, level: 1, ask: {ja: 何か, en: What}, answer: $1$}"
    source = bank("small", "pool")
    source = source[: source.index("      - {id: c,")] + f"      - {card}\n"
    assert found(check(tmp_path, {NETS: source})) == [
        f"{NETS}:5:5: few-items: concept `pool` has 2 items of 1 kinds"
    ]


def test_a_concept_has_the_items_that_other_banks_add(tmp_path: Path) -> None:
    start, end = BANK.index("      - id: floor"), BANK.index("      - id: front")
    header = "format: 1\nbank: more\ntitle: {ja: 題, en: Title}\nconcepts:\n  - extend: conv\n    items:\n"
    files = {NETS: BANK[:start] + BANK[end:], "banks/more.yaml": header + BANK[start:end]}
    assert check(tmp_path, files).findings == ()


def test_a_circle_of_requires_is_found_at_each_of_its_concepts(tmp_path: Path) -> None:
    files = {
        "banks/a.yaml": bank("a", "pool", requires="relu"),
        "banks/b.yaml": bank("b", "relu", requires="loss"),
        "banks/c.yaml": bank("c", "loss", requires="pool"),
        "banks/d.yaml": bank("d", "outside", requires="pool"),
    }
    assert found(check(tmp_path, files)) == [
        "banks/a.yaml:8:15: cycle: `requires` goes in a circle: pool > relu > loss > pool",
        "banks/b.yaml:8:15: cycle: `requires` goes in a circle: relu > loss > pool > relu",
        "banks/c.yaml:8:15: cycle: `requires` goes in a circle: loss > pool > relu > loss",
    ]


def test_a_bank_may_require_what_another_holds(tmp_path: Path) -> None:
    files = {"banks/a.yaml": bank("a", "pool", requires="relu"), "banks/b.yaml": bank("b", "relu")}
    assert check(tmp_path, files, "banks/a.yaml").findings == ()


def test_only_the_files_named_are_reported_and_counted(tmp_path: Path) -> None:
    files = {"banks/a.yaml": bank("Bad", "pool"), "banks/b/good.yaml": bank("good", "relu")}
    checked = check(tmp_path, files, "banks/b")
    assert (checked.findings, checked.counts["files"], checked.counts["items"]) == ((), 1, 2)
    assert [file.file for file in checked.files] == ["banks/b/good.yaml"]


def test_a_file_outside_of_the_content_is_checked_with_it(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {NETS: BANK})
    own = tmp_path.resolve() / "own.yaml"
    own.write_text(bank("own", "pool", requires="conf"), encoding="utf-8")
    (finding,) = check_content(content, [own], base=content).findings
    assert str(finding) == f"{own}:8:16: unknown-concept: concept `conf` does not exist"
    assert finding.hint == 'Did you mean "conv"?'


def test_a_target_with_banks_of_its_own_takes_the_place_of_the_content(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {NETS: BANK})
    copy = write(tmp_path / "copy", {NETS: edited(BANK, "level: 3", "level: 9")})
    (finding,) = check_content(content, [copy], base=copy).findings
    assert str(finding) == f"{NETS}:39:16: level: level 9 is not one of 1 to 4"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("banks/none.yaml", "no such file or folder: {}"),
        ("syllabus/deep", "no banks in {}: their names end in .yaml"),
    ],
)
def test_a_path_without_banks_is_refused(target: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "syllabus" / "deep").mkdir(parents=True)
    with pytest.raises(UsageError) as error:
        check(tmp_path, {NETS: BANK}, target)
    assert str(error.value) == message.format(tmp_path.resolve() / target)


def test_content_without_a_bank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no such file or folder: .*/banks$"):
        check(tmp_path, {})


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    content = write(tmp_path, {NETS: BANK})
    (content / "banks" / "gone.yaml").symlink_to(content / "nowhere")
    with pytest.raises(UsageError, match=r"cannot read .*nowhere: No such file or directory"):
        check_content(content, base=content)


TOPICS = [
    Case(
        "a topic twice",
        "- id: e.dl.pool",
        "- id: e.dl.conv",
        "topic `e.dl.conv` stands 2 times",
    ),
    Case(
        "a topic at the wrong place",
        "- id: e.dl.pool",
        "- id: e.ml.pool",
        "topic `e.ml.pool` stands below `e.dl`, which its id does not say",
    ),
    Case(
        "a scope nobody knows",
        "title: {ja: プーリング, en: Pooling}",
        "title: {ja: プーリング, en: Pooling}\n        scope: exams",
        "topic `e.dl.pool` has the scope `exams`, none of exam, optional, legacy",
    ),
    Case(
        "a topic that is the same as none",
        "title: {ja: プーリング, en: Pooling}",
        "title: {ja: プーリング, en: Pooling}\n        same_as: [g.pool]",
        "topic `e.dl.pool` is the same as `g.pool`, which does not exist",
    ),
]


@pytest.mark.parametrize("case", TOPICS, ids=lambda case: case.name)
def test_what_spoils_a_syllabus_is_found(case: Case, tmp_path: Path) -> None:
    syllabus = edited(SYLLABUS, case.old, case.new)
    checked = check(tmp_path, {NETS: BANK, "syllabus/e.yaml": syllabus})
    assert found(checked) == [f"syllabus/e.yaml:1:1: topic: {case.fault}"]


def test_a_syllabus_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    syllabus = edited(SYLLABUS, "exam: e", "exam: x")
    checked = check(tmp_path, {NETS: BANK, "syllabus/e.yaml": syllabus})
    assert found(checked) == [
        f"{NETS}:7:16: unknown-topic: topic `e.dl.conv` does not exist",
        "syllabus/e.yaml:2:7: value: `exam` must be one of e, g",
    ]


def item_of(kind: str, number: int, level: int) -> str:
    return f"- {{id: i{number}, kind: {kind}, level: {level}, why: {{ja: 注, en: Note}}, "


def choices(
    count: int, right: Callable[[int], int], *, longest: Callable[[int], bool], options: int = 4
) -> str:
    """Write choices whose right option stands at a place, in some cases the longest."""
    lines = []
    for number in range(count):
        texts = [f"{letter}{number}" for letter in "ABCDE"[:options]]
        place = right(number)
        texts[place] += " plus" if longest(number) else ""
        shown = ", ".join(
            f"{{text: {text}, right: true}}"
            if index == place
            else f"{{text: {text}, why: {{ja: 注, en: Note}}}}"
            for index, text in enumerate(texts)
        )
        ask = f"ask: {{ja: 何か, en: What}}, options: [{shown}]}}"
        lines.append("      " + item_of("choice", number, 3) + ask)
    return "\n".join(lines) + "\n"


def large(items: str) -> str:
    """Write a bank of some items beside the two of every small bank."""
    return bank("large", "pool") + items


def habits(folder: Path, items: str) -> list[str]:
    return [
        f"{finding.code}: {finding.message}"
        for finding in check(folder, {"banks/a.yaml": large(items)}).findings
    ]


def never(_number: int) -> bool:
    return False


def test_right_options_that_are_spread_give_nothing_away(tmp_path: Path) -> None:
    assert habits(tmp_path, choices(40, lambda n: n % 4, longest=lambda n: n % 5 < 2)) == []


def test_a_place_that_is_right_too_often_is_found(tmp_path: Path) -> None:
    found = habits(tmp_path, choices(40, lambda n: max(n % 5 - 1, 0), longest=never))
    assert found == [
        "positions: the right option stands at place 1 in 40% of 40 choices of four; "
        "keep each place between 20% and 30%"
    ]


def test_a_place_that_is_right_too_seldom_is_found(tmp_path: Path) -> None:
    found = habits(tmp_path, choices(42, lambda n: n % 3, longest=never))
    assert [message.partition(" in ")[0] for message in found] == [
        f"positions: the right option stands at place {place}" for place in (1, 2, 3, 4)
    ]
    assert "at place 4 in 0% of 42" in found[3]


def test_places_are_measured_among_options_of_four(tmp_path: Path) -> None:
    items = choices(40, lambda _n: 0, longest=never, options=5)
    assert habits(tmp_path, items) == []


def test_a_right_option_that_is_mostly_the_longest_is_found(tmp_path: Path) -> None:
    found = habits(tmp_path, choices(39, lambda n: n % 4, longest=lambda n: n < 17))
    assert found == [
        f"longest: the right option is the longest in 42% of 40 choices ({lang}); at most 40%"
        for lang in ("en", "ja")
    ]
    assert habits(tmp_path, choices(39, lambda n: n % 4, longest=lambda n: n < 16)) == []


def recalls(count: int, level: int, first: int = 0) -> str:
    ask = "ask: {ja: 何か, en: What}, answer: $1$}"
    return "".join(
        "      " + item_of("recall", number, level) + ask + "\n" for number in range(first, first + count)
    )


def test_levels_that_are_mixed_are_fine(tmp_path: Path) -> None:
    items = recalls(10, 1) + recalls(14, 2, 10) + recalls(14, 3, 24)
    assert habits(tmp_path, items) == []


def test_too_much_recall_is_found(tmp_path: Path) -> None:
    items = recalls(18, 1) + recalls(20, 4, 18)
    assert habits(tmp_path, items) == ["levels: 50% of 40 items ask for recall; at most 30%"]


def test_too_little_to_apply_is_found(tmp_path: Path) -> None:
    items = recalls(28, 2) + recalls(10, 3, 28)
    assert habits(tmp_path, items) == ["levels: 25% of 40 items apply or analyse; at least 35%"]


def test_a_bank_too_small_to_have_habits_gets_a_note(tmp_path: Path) -> None:
    items = choices(30, lambda _n: 0, longest=lambda _n: True).replace("level: 3", "level: 1")
    checked = check(tmp_path, {"banks/a.yaml": large(items), "banks/b.yaml": bank("small", "relu")})
    assert checked.findings == ()
    assert checked.notes == (
        "levels are not measured below 40 items: large, small",
        "positions and lengths are not measured below 40 choices: large, small",
    )


def test_banks_too_small_to_have_habits_may_have_them_together(tmp_path: Path) -> None:
    items = choices(36, lambda n: n % 4, longest=never).replace("level: 3", "level: 2")
    checked = check(tmp_path, {"banks/a.yaml": large(items), "banks/b.yaml": bank("small", "relu")})
    assert [f"{finding.code}: {finding.message}" for finding in checked.findings] == [
        "levels: all banks together: 0% of 40 items apply or analyse; at least 35%"
    ]


def test_a_bank_of_many_items_but_few_choices_gets_its_own_note(tmp_path: Path) -> None:
    checked = check(tmp_path, {"banks/a.yaml": large(recalls(38, 3))})
    assert checked.notes == ("positions and lengths are not measured below 40 choices: large",)


def test_a_bank_that_is_measured_gets_no_note(tmp_path: Path) -> None:
    assert check(tmp_path, {"banks/a.yaml": large(choices(39, lambda n: n % 4, longest=never))}).notes == ()


CHUNKS = (
    *("{", "}", "[", "]", "{{", "}}", "$", "`", "**", "'", '"', ":", "- ", "___1___", "\\", "\n", "\t", "#"),
    *("&", "0", "-1", "1e99", "nan", "~", "true", "/", "W", "あ", "{{W}}", "{{1/0}}", "$\\frac{}$", "1..9"),
    *("\x00", "id: ", "\u200b", "\ud7ff"),
)


def spoiled_text(source: str, rng: random.Random) -> str:
    """Do one thing to a text: to a line, to a value, or to some characters."""
    lines = source.splitlines(keepends=True)
    one, two, at = rng.randrange(len(lines)), rng.randrange(len(lines)), rng.randrange(len(source))
    match rng.randrange(7):
        case 0:
            del lines[one]
        case 1:
            lines.insert(two, lines[one])
        case 2:
            lines[one], lines[two] = lines[two], lines[one]
        case 3:
            key, colon, _ = lines[one].partition(":")
            lines[one] = f"{key}{colon} {rng.choice(CHUNKS)}\n"
        case 4:
            lines[one] = lines[one][2:] if rng.random() < 0.5 else "  " + lines[one]
        case 5:
            return source[:at] + source[at + rng.randrange(1, 9) :]
        case 6:
            return source[:at] + rng.choice(CHUNKS) + source[at:]
    return "".join(lines)


def spoiled_tree(source: str, rng: random.Random) -> str:
    """Do one thing to a value of a bank: delete, double, wrap or replace it, by chance or by another."""
    root, _ = read_tree(source.encode())
    tree = plain(root)
    inside: Any = rng.choice([value for value in walk(tree) if isinstance(value, list | dict) and value])
    key: Any = rng.choice(list(inside) if isinstance(inside, dict) else range(len(inside)))
    match rng.randrange(4):
        case 0:
            del inside[key]
        case 1 if isinstance(inside, list):
            inside.insert(rng.randrange(len(inside) + 1), inside[key])
        case 1:
            inside[key + rng.choice("0x_ ")] = inside[key]
        case 2:
            inside[key] = [inside[key]]
        case 3:
            inside[key] = copy.deepcopy(rng.choice([*walk(tree), *CHUNKS, *CHUNKS, [], {}]))
    return json.dumps(tree, ensure_ascii=False)


def plain(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.value) for entry in node.entries}
    raise AssertionError


def walk(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(part)


@pytest.mark.parametrize("spoiled", [spoiled_text, spoiled_tree], ids=["text", "tree"])
def test_whatever_is_written_is_checked_without_a_crash(
    spoiled: Callable[[str, random.Random], str], tmp_path: Path
) -> None:
    for seed in range(100):
        rng = random.Random(seed)
        source = BANK + DRAWN.lstrip("\n")
        for _ in range(rng.randrange(1, 4)):
            source = spoiled(source, rng)
        lines = source.split("\n")
        for finding in check(tmp_path, {NETS: source}).findings:
            assert finding.file == NETS, seed
            assert 1 <= finding.line <= len(lines), seed
            assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, seed
            assert finding.code and finding.message, seed
