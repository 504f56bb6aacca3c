"""One item as its author wants to see it: what is asked, what is right, and why everything else is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.core.answer import letter, right_answer
from examprep.core.document import document, escaped
from examprep.core.draw import Question, draw_question, show_number
from examprep.core.item import (
    Choice,
    Cloze,
    Code,
    Item,
    Lang,
    Match,
    Multi,
    Number,
    Option,
    Order,
    SwapSlip,
    Text,
    TypedBlank,
    kind_of,
)
from examprep.core.library import Library
from examprep.render import KIND_NAMES, say
from examprep.report.writing import STYLE, Writer, table


def item_page(library: Library, item: Item, seed: int, lang: Lang) -> str:
    """Return an item as a page: the question that a seed draws, its answer, every slip with its reason."""
    concept, writer = library.concepts[item.concept], Writer(lang)
    question = draw_question(item, seed)
    name = say(concept.title.ja, concept.title.en, lang)
    parts = [f"<h1>{escaped(name)}</h1>", *_facts(question, writer), *_asked(question, writer)]
    parts += [writer.heading("正しい答え", "Answer"), *_answer(question, writer)]
    if question.item.why is not None:
        parts += [writer.heading("解説", "Why"), f"<div>{writer.text(question.item.why)}</div>"]
    parts += _slips(question, writer)
    parts += [writer.heading("要点", "What to know"), f"<div>{writer.text(concept.note)}</div>"]
    parts += _sources(item.sources or concept.sources, writer)
    return document(f"{item.id} - {name}", "\n".join(parts), lang, STYLE, maker="examprep bank show")


def _facts(question: Question, writer: Writer) -> Iterator[str]:
    item = question.item
    kind = writer.say(*KIND_NAMES[kind_of(item)])
    level = writer.say(f"レベル {item.level}", f"level {item.level}")
    yield f'<p class="faint"><code>{escaped(item.id)}</code>　{kind}　{level}　seed {question.seed}'
    if item.as_of:
        yield "　" + writer.say(f"{item.as_of} 時点", f"as of {item.as_of}")
    yield "</p>"
    if question.values:
        values = ", ".join(f"{name} = {show_number(value)}" for name, value in question.values.items())
        yield f'<p class="faint"><code>{escaped(values)}</code></p>'


def _asked(question: Question, writer: Writer) -> Iterator[str]:
    item = question.item
    yield f"<section><div>{writer.text(item.ask)}</div>"
    match item:
        case Choice(options=options) | Multi(options=options):
            yield _options([options[index] for index in question.order], writer)
        case Order(steps=steps):
            yield _listed([writer.text(steps[index]) for index in question.order])
        case Match(pairs=pairs):
            yield _listed([writer.text(pair.left) for pair in pairs])
            rights = [writer.text(pairs[index].right) for index in question.order]
            yield _listed(rights, ' type="a"')
        case Code(program=program):
            yield f"<pre><code>{escaped(program.rstrip())}</code></pre>"
            yield from _blanks(question, item, writer)
        case Cloze():
            yield from _blanks(question, item, writer)
        case _:
            pass
    yield "</section>"


def _blanks(question: Question, item: Cloze | Code, writer: Writer) -> Iterator[str]:
    for number, order in zip(sorted(item.blanks), question.orders, strict=True):
        blank = item.blanks[number]
        if len(item.blanks) > 1:
            yield f'<p class="mark">({number})</p>'
        if isinstance(blank, TypedBlank):
            accepted = "".join(f"<li><code>{escaped(word)}</code></li>" for word in blank.accept)
            yield f"<p>{writer.say('正しいとする語', 'Accepted')}</p><ul>{accepted}</ul>"
            yield _reasons([(f"<code>{escaped(slip.text)}</code>", slip.why) for slip in blank.slips], writer)
        else:
            code = isinstance(item, Code)
            yield _options([blank[index] for index in order], writer, code=code)


def _options(options: list[Option], writer: Writer, *, code: bool = False) -> str:
    """Return options in the order they are shown, each with why it is wrong."""
    entries = []
    for option in options:
        words = _filling(option.text, writer) if code else writer.text(option.text)
        sign = f' <span class="right mark">✓ {writer.say("正解", "right")}</span>' if option.right else ""
        why = "" if option.why is None else f'<div class="faint">{writer.text(option.why)}</div>'
        entries.append(f"{words}{sign}{why}")
    return _listed(entries)


def _filling(text: Text, writer: Writer) -> str:
    source = text.en if writer.lang is Lang.EN else text.ja
    return (
        f"<pre><code>{escaped(source)}</code></pre>" if "\n" in source else f"<code>{escaped(source)}</code>"
    )


def _listed(entries: list[str], style: str = "") -> str:
    return f'<ol class="options"{style}>' + "".join(f"<li>{entry}</li>" for entry in entries) + "</ol>"


def _answer(question: Question, writer: Writer) -> Iterator[str]:
    code = isinstance(question.item, Code)
    for text in right_answer(question):
        yield f"<div>{_filling(text, writer) if code else writer.text(text)}</div>"
    match question.item:
        case Number(answer=formula, tolerance=tolerance):
            yield f'<p class="faint"><code>{escaped(formula)}</code>　±{show_number(tolerance)}</p>'
        case _:
            pass


def _slips(question: Question, writer: Writer) -> Iterator[str]:
    """Yield the known mistakes that do not stand beside an option."""
    rows: list[tuple[str, Text]] = []
    match question.item:
        case Number():
            assert question.key is not None
            rows = [(escaped(show_number(slip.value)), slip.why) for slip in question.key.slips]
        case Order(slips=swaps) | Match(slips=swaps):
            rows = [(_swapped(question, swap), swap.why) for swap in swaps]
        case _:
            pass
    if rows:
        yield writer.heading("知られた誤り", "Known slips")
        yield _reasons(rows, writer)


def _swapped(question: Question, slip: SwapSlip) -> str:
    """Return the two that are confused, as they are called in the question."""
    places = sorted(question.order.index(n - 1) for n in slip.swap)
    is_match = isinstance(question.item, Match)
    names = [letter(place) if is_match else str(place + 1) for place in places]
    return escaped(" ↔ ".join(names))


def _reasons(rows: list[tuple[str, Text]], writer: Writer) -> str:
    if not rows:
        return ""
    heads = writer.heads(("誤り", "slip"), ("理由", "why it is wrong"))
    return table(heads, [(given, writer.text(why)) for given, why in rows], kind="words")


def _sources(sources: tuple[str, ...], writer: Writer) -> Iterator[str]:
    if sources:
        yield writer.heading("出典", "Sources")
        yield "<ul>" + "".join(f"<li>{escaped(source)}</li>" for source in sources) + "</ul>"
