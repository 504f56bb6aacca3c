"""Banks to and from other programs: finds the banks, converts, and tells what could not be kept."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from examprep.core.bank import Bank, Concept
from examprep.core.item import Item, Lang, Text
from examprep.core.library import Library, card_of, merge_banks
from examprep.core.syllabus import is_under
from examprep.errors import ContentError, UsageError, near_miss, near_miss_ja
from examprep.exchange.compose import compose
from examprep.exchange.formats import Origin, Target
from examprep.exchange.pose import pose, shelved
from examprep.exchange.posed import Change, Posed, Reading, Written
from examprep.exchange.skeleton import Head, write_skeleton
from examprep.loader.drafts import is_draft
from examprep.loader.finding import finding_of
from examprep.loader.paths import bank_paths, banks_at, read_file
from examprep.loader.rules import SLUG, SLUG_HINT
from examprep.loader.tree import read_tree
from examprep.loader.usable import read_bank
from examprep.loader.wording import is_unwritten

MAX_VARIANTS = 100
MAX_SHOWN = 20


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a conversion made, and what it could not keep."""

    format: str
    items: int
    questions: int
    changes: tuple[Change, ...]
    """Of single questions."""
    notes: tuple[Text, ...] = ()
    """Of all of them."""
    drafts: tuple[str, ...] = ()
    """Items left out: something in them is still to be written."""
    unfinished: tuple[str, ...] = ()
    """Items with a text that is still to be written in the language."""


_ONE_LANGUAGE = Text(
    "1つの言語だけを書き出した。もう1つは --lang で。", "One language was written; --lang chooses the other."
)
_LEVELS = Text("難しさの段階と出典は移らない。", "Levels and sources stay here.")
_CUT = Text("Moodle はタグを50文字で切る。", "Moodle cuts tags after 50 characters.")
_DRAWN = Text(
    "数式は文字で描いた。印刷した問題は採点されない。",
    "Formulas are drawn with characters; what is printed is not marked.",
)
_CARDS = Text(
    "Anki は採点しない。問題はどれもカードになり、誤りの理由は裏面に並ぶ。概念カードも加えた。",
    "Anki marks nothing: every question became a card, the reasons for wrong answers on its back. "
    "The cards of the concepts were added.",
)
_TEX = Text(
    "文章の装飾と数式はここでの記法（`$...$` など）のままである。",
    "Texts keep the marks used here, such as `$...$`.",
)
_NOTES: dict[Target, tuple[Text, ...]] = {
    Target.GIFT: (_ONE_LANGUAGE, _LEVELS, _CUT),
    Target.MOODLE: (_ONE_LANGUAGE, _LEVELS, _CUT),
    Target.ANKI: (_ONE_LANGUAGE, _CARDS),
    Target.TSV: (_ONE_LANGUAGE, _TEX),
    Target.HTML: (_ONE_LANGUAGE, _LEVELS, _DRAWN),
    Target.JSON: (_ONE_LANGUAGE, _TEX),
}


class Banks(msgspec.Struct, frozen=True):
    """Banks to export, among everything they may refer to."""

    banks: tuple[Bank, ...]
    library: Library

    @property
    def title(self) -> Text:
        """The titles of all of them."""
        titles = [bank.title for bank in self.banks]
        return Text("、".join(title.ja for title in titles), ", ".join(title.en for title in titles))


def find_banks(content: Path, names: Sequence[str], library: Library, *, added: Sequence[Path] = ()) -> Banks:
    """Return the banks named by file, by folder, by id or by area; raises `UsageError`."""
    known = [*bank_paths(content / "banks"), *added]
    paths = {path: None for name in names for path in _paths_of(known, name)}
    return Banks(tuple(map(_read, paths)), library)


def _paths_of(known: Sequence[Path], name: str) -> list[Path]:
    found = [path for path in known if name in (path.stem, path.parent.name)]
    if found:
        return found
    path = Path(name)
    if path.is_dir() and (inside := banks_at(path)):
        return inside
    if path.is_file():
        return [path]
    names = sorted({path.stem for path in known} | {path.parent.name for path in known})
    listed = ", ".join(names)
    raise UsageError(
        f'no bank "{name}": neither a file nor one of those that are known.{near_miss(name, names)} '
        f"Known are: {listed}",
        f"「{name}」という問題集はない。ファイルでもない。{near_miss_ja(name, names)}あるもの: {listed}",
    )


def _read(path: Path) -> Bank:
    try:
        bank, faults = read_bank(read_file(path), drafts=True)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    if bank is None or faults:
        first = finding_of(str(path), faults[0])
        raise ContentError(f"{first}; see all with: examprep bank check {shlex.quote(str(path))}")
    return bank


# --- export ---


def export_banks(
    banks: Banks, target: Target, lang: Lang, variants: int, at: datetime
) -> tuple[bytes, Report]:
    """Return banks as a file of another program, and what it could not hold."""
    if not 1 <= variants <= MAX_VARIANTS:
        raise UsageError(f"--variants is a number from 1 to {MAX_VARIANTS}, not {variants}")
    questions: list[Posed] = []
    changes: list[Change] = []
    unfinished: list[str] = []
    drafts: list[str] = []
    items = 0
    for concept, item in _items(banks, cards=target is Target.ANKI):
        if is_draft(item):
            drafts.append(item.id)
            continue
        posed, lost = pose(item, lang, variants)
        where = _shelf(concept, banks.library, lang), _tags(concept), _sources(concept, item)
        questions += [shelved(question, *where) for question in posed]
        changes += lost
        items += 1
        if is_unwritten(item, lang):
            unfinished.append(item.id)
    shelves = list(dict.fromkeys(question.shelf for question in questions))
    questions.sort(key=lambda question: shelves.index(question.shelf))
    written = _write(target, questions, lang, banks.title.read(lang), at)
    report = Report(
        format=target.value,
        items=items,
        questions=len(questions),
        changes=(*changes, *written.changes),
        notes=_NOTES[target],
        drafts=tuple(drafts),
        unfinished=tuple(unfinished),
    )
    return written.content, report


def _items(banks: Banks, *, cards: bool) -> Iterator[tuple[Concept, Item]]:
    """Yield every item with its concept."""
    own = merge_banks(banks.banks, {}).concepts
    for bank in banks.banks:
        for concept in bank.concepts:
            if cards:
                yield concept, card_of(concept)
            yield from ((concept, item) for item in concept.items)
        for extension in bank.extensions:
            host = own.get(extension.extend) or banks.library.concepts.get(extension.extend)
            if host is None:
                message = f'the bank "{bank.id}" extends "{extension.extend}", which is no concept'
                raise ContentError(f"{message}; see with: examprep bank check")
            yield from ((host, item) for item in extension.items)


def _shelf(concept: Concept, library: Library, lang: Lang) -> str:
    """Return the title of the syllabus area a concept stands in first."""
    areas = [area for syllabus in library.syllabuses.values() for area in syllabus.areas]
    for topic in concept.syllabus:
        for area in areas:
            if is_under(topic, area.id):
                return area.title.read(lang)
    return concept.title.read(lang)


def _sources(concept: Concept, item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*item.sources, *concept.sources)))


def _tags(concept: Concept) -> tuple[str, ...]:
    return (concept.id, *concept.syllabus)


def _write(target: Target, questions: list[Posed], lang: Lang, title: str, at: datetime) -> Written:
    match target:
        case Target.GIFT:
            from examprep.exchange.gift import write_gift  # noqa: PLC0415 - one format a run

            return write_gift(questions)
        case Target.MOODLE:
            from examprep.exchange.moodle import write_moodle  # noqa: PLC0415

            return write_moodle(questions)
        case Target.ANKI:
            from examprep.exchange.anki import write_anki  # noqa: PLC0415

            return write_anki(questions, lang, at)
        case Target.TSV:
            from examprep.exchange.table import write_table  # noqa: PLC0415

            return write_table(questions)
        case Target.HTML:
            from examprep.exchange.page import write_page  # noqa: PLC0415

            return write_page(questions, lang, title)
        case Target.JSON:
            from examprep.exchange.sheet import write_json  # noqa: PLC0415

            return write_json(questions)


# --- import ---


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an import makes: for which concept, in which language, called what."""

    source: Path
    origin: Origin
    bank: str
    concept: str
    lang: Lang


_TRANSLATE = {
    Lang.JA: Text(
        "元の文章は日本語だけなので、英語の欄にも同じ文を入れた。訳すまで bank check が指摘する。",
        "The texts are in one language, taken as Japanese; the English ones repeat them, marked "
        '"to be translated". Until they are, bank check finds them.',
    ),
    Lang.EN: Text(
        "元の文章は英語だけなので、日本語の欄にも同じ文を入れた。訳すまで bank check が指摘する。",
        "The texts are in one language, taken as English; the Japanese ones repeat them, marked "
        '"to be translated". Until they are, bank check finds them.',
    ),
}
_LEVEL = Text(
    "難しさの段階は、書かれていなければ 2 とした。", "Every question whose level is not told is of level 2."
)
_CONCEPT = Text(
    "新しい概念なので、題名・要点・出典・シラバスの項目は空である。書き足す。",
    "The concept is new: its title, note, sources and syllabus topics are left for you to write.",
)


_TABLE = "a table names its columns first: question, answer, kind, text_1, key_1 and so on (docs/formats.md)"
_HOLDS = {
    Origin.GIFT: "a question of GIFT is written: Question? {=right ~wrong}",
    Origin.MOODLE: "Moodle exports questions as <question> within <quiz>: question bank, Export, Moodle XML",
    Origin.AIKEN: "a question of Aiken is a line, options such as `A. text`, and `ANSWER: A`",
    Origin.ANKI: "Anki exports notes: File, Export, as a package or as notes in plain text",
    Origin.CSV: _TABLE,
    Origin.TSV: _TABLE,
    Origin.JSON: "the JSON that is read is written by: examprep bank export --format json",
}
"""What a file of each format holds."""
MAX_NAMED = 6


def _dropped(reading: Reading) -> Iterator[Text]:
    """Yield what sorted the questions and has no place in a bank of one concept."""
    shelves = dict.fromkeys(found.question.shelf for found in reading.found if found.question.shelf)
    if shelves:
        named = [*list(shelves)[:MAX_NAMED], *(["..."] if len(shelves) > MAX_NAMED else [])]
        yield Text(
            f"カテゴリーは移らなかった（{'、'.join(named)}）。どの問題も --concept の概念に入る。分けるには、"
            "ファイルを分けてそれぞれの --concept で取り込む。",
            f"Categories were left out ({', '.join(named)}): every question belongs to the concept of "
            "--concept. To keep them apart, import a file for each.",
        )
    if any(found.question.tags for found in reading.found):
        yield Text("タグは移らなかった。", "Tags were left out.")


def read_questions(plan: Plan) -> Reading:
    """Return what a foreign file holds; raises `ContentError` with all its faults."""
    for word, name in ((plan.bank, "the name of --out"), (plan.concept, "--concept")):
        if not SLUG.fullmatch(word):
            raise UsageError(f'{name} makes the id "{word}", which is none; write {SLUG_HINT}')
    reading = _reader(plan.origin)(_bytes(plan.source))
    if reading.faults:
        raise ContentError(_faults(plan.source, reading))
    if not reading.found:
        raise ContentError(f"{plan.source}: no question that can be asked here; {_HOLDS[plan.origin]}")
    return reading


def compose_bank(plan: Plan, reading: Reading, *, known: bool) -> tuple[str, Report]:
    """Return a bank file with what was read; `known` tells whether its concept stands in a bank already."""
    composed = compose(reading.found, plan.concept)
    remark = f"Imported from {plan.source.name} ({plan.origin}) by examprep bank import."
    head = Head(plan.bank, plan.bank, plan.concept, known)
    report = Report(
        format=plan.origin.value,
        items=len(composed.items),
        questions=len(reading.found) + len(reading.skipped),
        changes=(*reading.skipped, *composed.changes),
        notes=(_TRANSLATE[plan.lang], _LEVEL, *_dropped(reading), *(() if known else (_CONCEPT,))),
    )
    text = write_skeleton(head, composed.items, plan.lang, remark)
    if len(text) > _LARGE:
        _require_readable(plan.source, text)
    return text, report


_LARGE = 200_000
"""Characters from which on a bank may be too large to be read again."""


def _require_readable(source: Path, text: str) -> None:
    node, faults = read_tree(text.encode())
    if node is None and faults:
        raise ContentError(
            f"the bank made of {source} could not be read again: {faults[-1].message} Import parts"
        )


MAX_READ = 256_000_000
"""No format is read beyond this; most end far before."""


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"{path} is no file" if path.exists() else f"no such file: {path}")
        with path.open("rb") as file:
            source = file.read(MAX_READ + 1)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    if len(source) > MAX_READ:
        raise ContentError(f"{path} has more than the {MAX_READ:,} bytes that are read")
    return source


def _faults(path: Path, reading: Reading) -> str:
    """Return all faults of a file as `file:line: message`."""
    lines = [f"{path}:{max(fault.line, 1)}: {fault.message}" for fault in reading.faults[:MAX_SHOWN]]
    more = len(reading.faults) - len(lines)
    rest = [f"and {more} more"] if more else []
    return "\n".join([*lines, *rest, "nothing was written; put that right and import again"])


def _reader(origin: Origin) -> Callable[[bytes], Reading]:
    match origin:
        case Origin.GIFT:
            from examprep.exchange.giftread import read_gift  # noqa: PLC0415 - one format a run

            return read_gift
        case Origin.MOODLE:
            from examprep.exchange.moodleread import read_moodle  # noqa: PLC0415

            return read_moodle
        case Origin.AIKEN:
            from examprep.exchange.aiken import read_aiken  # noqa: PLC0415

            return read_aiken
        case Origin.ANKI:
            from examprep.exchange.ankiread import read_anki  # noqa: PLC0415

            return read_anki
        case Origin.CSV | Origin.TSV:
            from examprep.exchange.table import read_table  # noqa: PLC0415

            return read_table
        case Origin.JSON:
            from examprep.exchange.sheet import read_json  # noqa: PLC0415

            return read_json
