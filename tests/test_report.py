"""Pages of HTML, a learner's report and an item: whole, asking for nothing, strangers' text as text."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from examprep.cli.report import report
from examprep.core.document import POLICY, document, escaped
from examprep.core.item import Choice, Item, ItemId, Lang, Option, Text, kind_of, texts_of
from examprep.core.library import Library
from examprep.core.markup import formulas
from examprep.core.score import AreaScore, Score
from examprep.core.syllabus import Exam
from examprep.env import Env, read_env
from examprep.errors import UsageError
from examprep.report import mathml
from examprep.report.facts import Facts, Mock, fetch_facts
from examprep.report.item import item_page
from examprep.report.mathml import math
from examprep.report.progress import progress_page
from examprep.store.store import Store
from tests.browser import chromium, keep
from tests.conftest import Command
from tests.test_insight import first_items, study

EVIL = "</title><script>alert(1)</script><img src=x onerror=alert(2)>&\x1b[2J\u202e\"'"


def body_of(page: str) -> ET.Element:
    """Return what a page shows; it is strict enough to be XML."""
    return ET.fromstring(page[page.index("<body>") : page.index("</html>")])  # noqa: S314 - our own


def words_of(page: str) -> str:
    return " ".join("".join(body_of(page).itertext()).split())


# --- the frame


def test_a_document_tells_the_browser_that_it_needs_nothing() -> None:
    page = document(EVIL, "<p>x</p>", Lang.BOTH, "p {}", maker=EVIL)

    assert page.startswith('<!doctype html>\n<html lang="ja">')
    assert f'content="{POLICY}"' in page and POLICY.startswith(
        "default-src 'none'; style-src 'unsafe-inline'"
    )
    assert "<script" not in page and "onerror=alert(2)&gt;" in page
    assert page.count("<title>") == page.count("</title>") == 1


def test_escaped_text_shows_what_could_not_be_seen() -> None:
    assert escaped("<a href=\"x\" id='y'>&\x1b\u202e\t|") == (
        "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;\\x1b\\u202e    |"
    )


# --- formulas


def test_every_formula_of_the_content_becomes_mathml(library: Library) -> None:
    concepts = library.concepts.values()
    texts = {text for concept in concepts for both in texts_of(concept) for text in (both.ja, both.en)}
    found = {formula for text in texts for formula in formulas(text)}

    drawn = {formula for formula in found if "<math" not in math(formula, alone=False)}

    assert len(found) > 2_000
    assert {name for formula in drawn for name in re.findall(r"\\(arg|mathbb\{1\})", formula)} == {
        "arg", "mathbb{1}",
    }  # fmt: skip
    assert len(drawn) <= 3


FORMULAS = {
    "a fraction": (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
    "less than": ("a < b", "<mo>&lt;</mo>"),
    "a function and its argument": (r"\log x", '<mi>log</mi><mspace width="0.167em"></mspace><mi>x</mi>'),
    "a function and its bracket": (r"\log(x)", '<mi>log</mi><mo stretchy="false">(</mo>'),
    "a bar that stays small": (r"\lVert x \rVert", '<mo stretchy="false">‖</mo>'),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_is_written_as(name: str) -> None:
    latex, wanted = FORMULAS[name]

    assert wanted in math(latex, alone=False)


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{x}", r"\text{<script>alert(1)</script>}", r"\text{&lt;script&gt;}",
        r"\style{color:red}{x}", r"\color{red;background:url(//evil)} x", r"\class{x}{y}", r"\foo{x",
        r"\frac{",
        r"<script>alert(1)</script>", r"\begin{matrix} <b>", "]]>", r"\mathbb{1}", "\x1b[2J", r"\tag{<i>}",
    ],
)  # fmt: skip
def test_no_formula_brings_anything_but_signs(latex: str) -> None:
    for alone in (True, False):
        page = math(latex, alone)
        tree = ET.fromstring(f"<p>{page}</p>")  # noqa: S314 - our own

        assert {element.tag for element in tree.iter()} <= {"p", "span", "code"} | mathml._ELEMENTS
        names = {name for element in tree.iter() for name in element.attrib}
        assert names <= {"class"} | set(mathml._ATTRIBUTES)
        assert "\x1b" not in page and "<script" not in page


def test_without_the_library_formulas_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mathml, "find_spec", lambda _: None)
    math.cache_clear()

    assert math(r"\alpha^2", alone=False) == "α²"
    math.cache_clear()


# --- an item


def one_of_each_kind(library: Library) -> dict[str, Item]:
    return {kind_of(item): item for item in library.items.values()}


@pytest.mark.parametrize("lang", list(Lang))
def test_an_item_of_every_kind_is_shown_with_its_answer_and_every_reason(
    library: Library, lang: Lang
) -> None:
    kinds = one_of_each_kind(library)
    assert len(kinds) == 8

    for item in kinds.values():
        page = item_page(library, item, 7, lang)
        shown = words_of(page)
        assert item.id in shown and "seed 7" in shown
        assert ("Answer" if lang is Lang.EN else "正しい答え") in shown
        assert not re.search(r"https?:|<script|src=|url\(", page)


def test_an_option_stands_with_why_it_is_wrong(library: Library) -> None:
    item = library.items[ItemId("backpropagation/delta-recursion")]
    assert isinstance(item, Choice)

    entries = [
        "".join(entry.itertext()) for entry in body_of(item_page(library, item, 3, Lang.EN)).iter("li")
    ]
    options = entries[: len(item.options)]

    assert sum("✓ right" in entry for entry in options) == 1
    wrong = [entry for entry in options if "✓" not in entry]
    reasons = [option.why.en.split("$")[0] for option in item.options if option.why is not None]
    assert all(any(reason in entry for entry in wrong) for reason in reasons) and len(reasons) == len(wrong)


def test_nothing_of_an_item_is_markup_of_the_page(library: Library) -> None:
    evil = Text(EVIL, EVIL)
    item = next(item for item in library.items.values() if isinstance(item, Choice))
    bad = msgspec.structs.replace(
        item, ask=evil, why=evil, options=(Option(evil, right=True), Option(evil, why=evil)), sources=(EVIL,)
    )

    page = item_page(library, bad, 1, Lang.BOTH)

    assert not {"script", "img", "title"} & {element.tag for element in body_of(page).iter()}
    assert "\x1b" not in page and "\u202e" not in page


# --- the report


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory, library: Library, cache: Path) -> Env:
    """Return the home of somebody who studies for E資格."""
    home = tmp_path_factory.mktemp("report") / "home"
    study(home, list(first_items(library, Exam.E, 0.3)))
    found = read_env({"EXAMPREP_HOME": str(home)})
    day = date.fromordinal(found.now().day) + timedelta(days=40)
    found.paths.config.write_text(f'[goal]\nexam = "e"\ndate = {day}\nminutes = 30\n', encoding="utf-8")
    return msgspec.structs.replace(found, paths=msgspec.structs.replace(found.paths, cache=cache))


@pytest.fixture(scope="module")
def facts(env: Env, library: Library) -> Facts:
    """Return what there is to tell of them, with some mocks."""
    with Store.reading(env.paths.progress) as store:
        found = fetch_facts(env, store, library, None)
    (own,) = found.exams
    areas = [area.topic for area in own.prospect.today.areas]
    mocks = tuple(
        Mock(
            date(2026, 9, 1 + 7 * n), 60 + n, 120,
            Score(tuple(AreaScore(area, 8 + 2 * n, 20) for area in areas), 100, 0.55, 0.65, "C"),
        )
        for n in range(3)
    )  # fmt: skip
    return msgspec.structs.replace(found, exams=(msgspec.structs.replace(own, mocks=mocks),))


@pytest.fixture(scope="module")
def pages(facts: Facts, library: Library) -> dict[Lang, str]:
    """Return the report in every language."""
    return {lang: progress_page(facts, library, lang) for lang in Lang}


@pytest.mark.end
@pytest.mark.parametrize("lang", list(Lang))
def test_a_report_is_one_page_that_fetches_nothing(pages: dict[Lang, str], lang: Lang) -> None:
    page = pages[lang]

    body_of(page)
    assert not re.search(r"https?:|<script|src=|url\(|@import", page)
    assert all(word in page for word in ("<svg", "<math", "prefers-color-scheme", "@media print"))


@pytest.mark.end
def test_a_report_tells_goal_readiness_mocks_days_and_memory(pages: dict[Lang, str], facts: Facts) -> None:
    shown, own = words_of(pages[Lang.EN]), facts.exams[0].prospect
    assert own.today.score is not None and facts.goal is not None

    assert f"{facts.goal.forecast.days_left} days left, 30 minutes a day" in shown
    score = own.today.score
    assert f"today{score.mean:.0%}{score.low:.0%}–{score.high:.0%}" in shown
    assert "40/100" in shown and "+15 points" in shown
    for heading in ("Due in the next 14 days", "Days studied", "Recall, predicted and true", "Weak concepts"):
        assert heading in shown
    assert f"Brier score {facts.overview.ever.brier:.3f}" in shown


@pytest.mark.end
def test_every_picture_has_its_numbers_beside_it(pages: dict[Lang, str]) -> None:
    for page in pages.values():
        body = body_of(page)
        inside = {svg for row in body.iter("tr") for svg in row.iter("svg")}
        for svg in set(body.iter("svg")) - inside:
            assert svg.get("role") == "img" and svg.get("aria-label")
        assert all(re.search(r"\d", "".join(row.itertext())) for row in rows_with_pictures(body))


def rows_with_pictures(body: ET.Element) -> Iterator[ET.Element]:
    return (row for row in body.iter("tr") if row.find(".//svg") is not None)


@pytest.mark.end
def test_a_beginner_is_told_how_to_begin(library: Library, cache: Path, tmp_path: Path) -> None:
    empty = read_env({"EXAMPREP_HOME": str(tmp_path)})
    empty = msgspec.structs.replace(empty, paths=msgspec.structs.replace(empty.paths, cache=cache))
    with Store.reading(empty.paths.progress) as store:
        found = fetch_facts(empty, store, library, None)

    shown = words_of(progress_page(found, library, Lang.EN))

    assert [own.exam for own in found.exams] == list(library.syllabuses)
    assert "Nothing yet; begin with examprep quiz." in shown
    assert "The score to expect is withheld" in shown and "None yet. Begin with: examprep exam e" in shown


# --- the command


def test_only_an_older_report_is_replaced(tmp_path: Path) -> None:
    notes, link = tmp_path / "notes.html", tmp_path / "link.html"
    notes.write_text("<p>mine</p>")
    link.symlink_to(notes)

    for taken in (notes, link):
        with pytest.raises(UsageError, match="is there already and was left as it is"):
            report(taken, None, lang=Lang.JA)
    with pytest.raises(UsageError):
        report(tmp_path, None, lang=Lang.JA)
    assert notes.read_text() == "<p>mine</p>"


@pytest.mark.end
def test_the_command_writes_a_report_and_writes_it_anew(examprep: Command, env: Env, tmp_path: Path) -> None:
    shutil.copytree(env.paths.progress.parent, examprep.home)
    shutil.copytree(env.paths.cache, examprep.home / "cache", dirs_exist_ok=True)
    page = tmp_path / "me.html"

    assert examprep("report", "--out", str(page)).out == f"{page}\n"
    first = page.read_text("utf-8")
    again = examprep("report", "--out", str(page), "--lang", "en", "--exam", "g")

    assert again.code == 0 and "学習の記録" in first
    assert "Learning report" in page.read_text("utf-8")
    assert not list(tmp_path.glob(".*.new"))


@pytest.mark.end
@pytest.mark.slow
def test_chromium_shows_both_pages_and_asks_for_nothing(
    pages: dict[Lang, str], library: Library, tmp_path: Path
) -> None:
    item = library.items[ItemId("gan/optimal-discriminator")]
    shown = {"report.html": pages[Lang.JA], "item.html": item_page(library, item, 3, Lang.JA)}
    for name, page in shown.items():
        (tmp_path / name).write_text(page, encoding="utf-8")

    with chromium() as opened:
        for name in shown:
            opened.page.goto((tmp_path / name).as_uri())
            size = opened.page.evaluate("document.querySelector('math mfrac').getBoundingClientRect().height")
            assert size > 10  # a fraction is drawn as one
            wide = opened.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 900
            keep(opened.page, tmp_path, f"{name}.png")
        assert opened.asked == [(tmp_path / name).as_uri() for name in shown]
        assert opened.wrong == []
