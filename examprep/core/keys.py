"""What a learner can type instead of an answer, and how that is offered."""

from __future__ import annotations

from enum import Enum

from examprep.core.draw import Question
from examprep.core.item import Text
from examprep.core.response import is_word_of, takes_letters
from examprep.core.text import fold


class Command(Enum):
    """What a line can ask for instead of answering."""

    UNDO = "u"
    QUIT = "q"
    UNKNOWN = "?"
    HARD = "h"
    EASY = "e"
    FLAG = "f"
    SUSPEND = "s"
    BURY = "b"
    GLOSS = "t"
    EDIT = "o"
    KEYS = "k"


TO_TURN = Text("Enter 答えを見る  u 取り消し  q 終了", "Enter to turn  u undo  q quit")
TO_KEEP_AGAIN = Text(
    "Enter もう一度記録する  Ctrl-C やめる", "Enter to try to keep it again  Ctrl-C to give up"
)
TO_NOTE = Text("どこが疑わしいか（Enter だけでもよい）", "What is doubtful about it? (or just Enter)")
TO_GO_ON = Text(
    "Enter 次へ  u 取り消し  q 終了  f 疑問  s もう出さない  b 今日は出さない",
    "Enter next  u undo  q quit  f flag  s suspend  b bury for today",
)
TO_GO_ON_OR_RATE = Text(
    "Enter 次へ  h 難しかった  e 簡単だった  u 取り消し  q 終了  f 疑問  s もう出さない  b 今日は出さない",
    "Enter next  h it was hard  e it was easy  u undo  q quit  f flag  s suspend  b bury for today",
)
ALL_KEYS = (
    Text("? わからない（この回でもう一度出る）", "? don't know (it comes again)"),
    Text("u 直前の答えを取り消す", "u take the last answer back"),
    Text("h 直前は難しかった", "h the last was hard"),
    Text("e 直前は簡単だった", "e the last was easy"),
    Text("f 疑わしい問題と印を付ける", "f flag the question as doubtful"),
    Text("s もう出題しない", "s never ask it again"),
    Text("b 今日は出題しない", "b not again today"),
    Text("t 用語の日本語と英語", "t its terms in Japanese and English"),
    Text("o 問題をエディタで直す", "o correct the question in your editor"),
    Text("q 終了（今日のうちは続きから）", "q quit (today you can go on where you left)"),
    Text("語を答える問題では、前に : を付ける（:f など）", "where words are answers, put a colon before: :f"),
)
"""Everything that can be typed instead of an answer."""
OF_ANSWERS = (Command.UNKNOWN, Command.HARD, Command.EASY)
"""What means something else, or nothing, while a card is turned."""
MARKS = (Command.FLAG, Command.SUSPEND, Command.BURY, Command.GLOSS, Command.EDIT, Command.KEYS)
"""What a single letter of an answer is not taken for."""


def read_command(line: str) -> Command | None:
    """Read a command; a colon before it makes it one even where words are typed."""
    word = fold(line).removeprefix(":").strip()
    return Command(word) if word in {command.value for command in Command} else None


def command_at(question: Question, line: str) -> Command | None:
    """Read a command where a line could also be the answer: what can be one stays one."""
    if is_word_of(question, line):
        return None
    command = read_command(line)
    is_bare = not fold(line).startswith(":")
    return None if command in MARKS and is_bare and takes_letters(question) else command
