"""The banks a command works with; what had to be left out is said once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from examprep.cli import console
from examprep.cli.patience import preparing
from examprep.core.item import Lang
from examprep.core.library import Library
from examprep.core.remarks import left_out_words
from examprep.env import Env
from examprep.errors import ContentError
from examprep.words import in_japanese


def library_of(env: Env) -> Library:
    """Return all banks as one library, and say on standard error which cannot be used."""
    from examprep.shelf import open_shelf  # noqa: PLC0415 - not on the way to --help

    with preparing(env.settings.lang):
        shelf = open_shelf(env)
    tell_left_out(shelf.left_out, env.settings.lang)
    return shelf.library


def tell_left_out(left_out: Sequence[object], lang: Lang) -> None:
    """Say on standard error which banks cannot be used, and why."""
    for left in map(str, left_out):
        ja = f"examprep: 使えない問題集: {in_japanese(left)}"
        console.remark(console.say(ja, f"examprep: left out: {left}", lang))
    if left_out:
        look = "examprep bank paths"
        ja, en = f"examprep: 置き場所の一覧: {look}", f"examprep: see all places of banks with: {look}"
        console.remark(console.say(ja, en, lang))


@contextmanager
def leaving_out(lang: Lang) -> Iterator[Callable[[ContentError], None]]:
    """Take note of drills that cannot be read, and name them on standard error when all else is said."""
    left_out: list[ContentError] = []
    yield left_out.append
    for words in map(left_out_words, left_out):
        console.remark(words.en if lang is Lang.EN else words.ja)
