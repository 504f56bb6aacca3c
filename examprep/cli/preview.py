"""`examprep bank show`: a question as the learner will see it, with all that is known of its answers."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from examprep.cli.library import library_of
from examprep.cli.options import InLang
from examprep.cli.output import refuse_existing, write_whole
from examprep.core.item import Cloze, Item, ItemId, Lang, TypedBlank
from examprep.core.text import clean
from examprep.env import Env, read_env, working_folder
from examprep.errors import ContentError, UsageError, unknown
from examprep.words import in_japanese

if TYPE_CHECKING:
    from rich.text import Text as Rich

    from examprep.core.bank import Bank, Concept
    from examprep.core.draw import Question
    from examprep.loader.tree import Fault

MOST_FAULTS = 8
"""Of a file that cannot be used; `bank check` tells all."""


def show(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="An id, such as softmax/temperature.")],
    bank: Annotated[
        Path | None,
        typer.Option("--bank", metavar="PATH", help="The bank file or folder, where it was not added."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Which draw: parameters and order.")] = 1,
    watch: Annotated[
        bool, typer.Option("--watch", help="Draw again at every save; n another draw, q quit.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write it as a page; with --watch anew."),
    ] = None,
    *,
    lang: InLang,
) -> None:
    """Show a question as the learner sees it, then its key, each known wrong answer with its reason, and why.

    Example: examprep bank show mine/first --bank mine.yaml --watch --lang both
    """
    env = read_env()
    if html is not None and not watch:
        refuse_existing(html)
    viewer = _Viewer(env, _file_of(env, item, bank), ItemId(item), lang, html)
    if watch:
        viewer.watch(seed)
    else:
        viewer.show(seed)


def _file_of(env: Env, item: str, bank: Path | None) -> Path:
    """Return the bank file an item stands in."""
    from examprep.loader.locate import locate_item  # noqa: PLC0415 - not on the way to --help
    from examprep.shelf import added_paths  # noqa: PLC0415

    if bank is not None and not bank.exists():
        raise UsageError(f"no such file or folder: {bank}", f"そのファイルもフォルダもない: {bank}")
    places = [env.paths.content, *added_paths(env)] if bank is None else [bank]
    found = locate_item(places, item)
    if found is None:
        raise _no_item(item, places)
    return found.path


def _no_item(item: str, places: list[Path]) -> UsageError:
    from examprep.loader.banks import parse_bank  # noqa: PLC0415
    from examprep.loader.paths import read_file  # noqa: PLC0415
    from examprep.loader.shelf import files_at  # noqa: PLC0415

    banks = (parse_bank(read_file(path)).bank for path in files_at(places))
    known = [own.id for bank in banks if bank for own in bank.items()]
    look = (
        "id は「概念/問題」。ほかのファイルは --bank で示す。",
        "An id is CONCEPT/ITEM; other files: --bank",
    )
    return unknown("問題", "item", item, known, look=look)


class _Viewer:
    """One item of one file, read anew each time."""

    def __init__(self, env: Env, path: Path, item: ItemId, lang: Lang, html: Path | None) -> None:
        from examprep.cli.screen import Screen  # noqa: PLC0415

        self.env = env
        self.html = html
        self.path = path
        self.item = item
        self.screen = Screen(lang)

    def show(self, seed: int) -> None:
        """Show a draw, and what is wrong with the file; raises `ContentError` where there is none."""
        from examprep.core.draw import draw_question  # noqa: PLC0415
        from examprep.core.expr import ExprError  # noqa: PLC0415
        from examprep.core.params import ParamError  # noqa: PLC0415
        from examprep.loader.drafts import is_draft  # noqa: PLC0415
        from examprep.loader.usable import read_bank  # noqa: PLC0415

        source = _bytes(self.path)
        bank, faults = read_bank(source, drafts=True)
        found = self._find(bank) if bank else None
        if found is None:
            raise ContentError(
                f"{self.path}: no item `{self.item}` that can be read\n{self._told(faults)}".strip()
            )
        own, concept = found
        if is_draft(own):  # else what is left to write of others is none of it
            _, faults = read_bank(source)
        try:
            question = draw_question(own, seed)
        except (ParamError, ExprError) as error:
            told = self._told(faults)  # which begins with the file and the line
            raise ContentError(
                told if faults else f"{self.path}: `{self.item}` cannot be drawn: {error}"
            ) from error
        if self.html is None:
            self.screen.lines(_lines(question, concept, self.screen.lang, self.screen.columns))
        else:
            self._write(self.html, own, concept, seed)
        if faults:
            self.screen.label("この問題集で見つかったもの", "Found in this bank")
            told = self._told(faults)
            self.screen.say(in_japanese(told), told)

    def _write(self, page: Path, item: Item, concept: Concept, seed: int) -> None:
        from examprep.core.library import Library  # noqa: PLC0415
        from examprep.report.item import item_page  # noqa: PLC0415

        write_whole(page, item_page(Library({concept.id: concept}, {}), item, seed, self.screen.lang))
        self.screen.say(f"書き出した: {clean(str(page))}", f"Written: {clean(str(page))}")

    def _find(self, bank: Bank) -> tuple[Item, Concept] | None:
        """Return the item and its concept, which another bank may hold."""
        from examprep.core.library import card_of  # noqa: PLC0415

        items = {own.id: own for own in bank.items()}
        items |= {card.id: card for card in map(card_of, bank.concepts)}
        if self.item not in items:
            return None
        item = items[self.item]
        own = {concept.id: concept for concept in bank.concepts}
        concept = own.get(item.concept) or library_of(self.env).concepts.get(item.concept)
        if concept is None:
            raise ContentError(f"{self.path}: it extends `{item.concept}`, which no bank has")
        return item, concept

    def watch(self, seed: int) -> None:
        """Show now and at every save, until `q` or the end of the input."""
        from examprep.cli.keyboard import keyboard  # noqa: PLC0415
        from examprep.workbench import stamp_of  # noqa: PLC0415

        seen = None
        with keyboard() as key:
            while True:
                now = stamp_of(self.path)
                if now != seen and now is not None:
                    self._show_or_say(seed)
                    seen = now
                pressed = key()
                if pressed is None or pressed == "q":
                    return
                if pressed == "n":
                    seed += 1
                    self._show_or_say(seed)

    def _show_or_say(self, seed: int) -> None:
        """Show a draw, or why there is none; a file that is half written is read at its next save."""
        if self.env.is_screen:
            self.screen.clear()
        try:
            self.show(seed)
        except (ContentError, OSError) as error:
            ja = error.ja if isinstance(error, ContentError) else str(error)
            self.screen.say(ja, str(error))
        self.screen.say(
            f"\nseed {seed}  保存すると描きなおす  n 次の数値と並び  q 終了",
            f"\nseed {seed}  redrawn at every save  n another draw  q quit",
        )

    def _told(self, faults: tuple[Fault, ...]) -> str:
        from examprep.loader.finding import finding_of, name_of  # noqa: PLC0415

        name = name_of(self.path, working_folder())
        lines = [str(finding_of(name, fault)) for fault in faults[:MOST_FAULTS]]
        return "\n".join([*lines, f"examprep bank check {shlex.quote(name)}"])


def _bytes(path: Path) -> bytes:
    from examprep.loader.paths import read_file  # noqa: PLC0415

    try:
        return read_file(path)
    except OSError as error:
        raise ContentError(
            f"cannot read {path}: {error.strerror}", f"{path} を読めない: {error.strerror}"
        ) from error


def _lines(question: Question, concept: Concept, lang: Lang, columns: int) -> Iterator[Rich]:
    from rich.text import Text as Rich  # noqa: PLC0415

    from examprep.core.draw import show_number  # noqa: PLC0415
    from examprep.core.item import Recall, kind_of  # noqa: PLC0415
    from examprep.render import (  # noqa: PLC0415
        HEADING,
        KIND_NAMES,
        back_lines,
        explanation_lines,
        known_lines,
        labelled,
        question_lines,
        say,
        wrapped,
    )

    item = question.item
    drawn = [f"{name}={show_number(value)}" for name, value in question.values.items()]
    level = say(f"段階 {item.level}", f"level {item.level}", lang)
    head = "  ".join([item.id, say(*KIND_NAMES[kind_of(item)], lang), level, f"seed {question.seed}", *drawn])
    yield from wrapped(Rich(head, style=HEADING), columns)
    yield from question_lines(question, lang, columns)
    yield Rich()
    if isinstance(item, Recall):
        yield from back_lines(item, lang, columns)
    yield from known_lines(question, lang, columns)
    if spellings := [Rich(line) for line in _spellings(item)]:
        yield from labelled(say("正解とする表記", "Accepted", lang), spellings, columns)
    yield from explanation_lines(concept, item, lang, columns)


def _spellings(item: Item) -> Iterator[str]:
    """Yield for each blank that is typed every spelling that is right."""
    blanks = item.blanks if isinstance(item, Cloze) else {}
    for number, blank in blanks.items():
        if isinstance(blank, TypedBlank) and len(blank.accept) > 1:
            yield f"({number})  {clean(', '.join(blank.accept))}"
