"""An analysis in words and cells, for every place that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from examprep.analysis.report import Analysis, Discrimination, ItemReport, State
from examprep.core.item import Text

STATES = {
    State.CHANGED: Text(
        "いまの問題集では内容が違う版への解答。",
        "Answers to a version other than the one in the library now.",
    ),
    State.UNKNOWN: Text("問題集にない問題。", "The library has no such item."),
}


def correlation_cell(found: Discrimination | None) -> str:
    """Return a correlation as tables show it."""
    return "–" if found is None else f"{found.correlation:.2f}"


def difficulty_cell(item: ItemReport) -> str:
    """Return a difficulty with its standard error; one that is only a bound says so."""
    if item.difficulty is None or item.error is None:
        return "–"
    if item.extreme:
        return f"{'<' if item.difficulty < 0 else '>'}{item.difficulty:.1f}"
    return f"{item.difficulty:.2f} ±{item.error:.2f}"


def summary_of(analysis: Analysis) -> Iterator[Text]:
    """Yield what there is to say of all items together."""
    judged, items = len(analysis.judged), len(analysis.items)
    yield Text(
        f"学習者 {analysis.learners}人、最初の解答 {analysis.answers}件、問題 {items}題"
        f"（うち {analysis.min_answers}件以上あり判断した {judged}題）",
        f"Learners: {analysis.learners}, first answers: {analysis.answers}, items: {items} "
        f"(with {analysis.min_answers} answers or more, and judged: {judged})",
    )
    yield from _on_reliability(analysis)
    yield from _on_scale(analysis)
    yield from _on_left_out(analysis)


def _on_reliability(analysis: Analysis) -> Iterator[Text]:
    found = analysis.reliability
    if found is None:
        yield Text(
            "アルファ係数は求めない。20人以上が同じ5題以上を解いた組がない。",
            "No alpha: there are no 20 learners who were all asked the same 5 items.",
        )
        return
    items, learners = len(found.items), len(found.learners)
    yield Text(
        f"アルファ係数（KR-20） {found.alpha:.2f}。同じ {items}題をすべて解いた {learners}人から。",
        f"Cronbach's alpha (KR-20) {found.alpha:.2f}, from the {learners} learners who were all "
        f"asked the same {items} items.",
    )
    judged = len(analysis.judged)
    if found.whole is not None and items < judged:
        yield Text(
            f"ほかも同様なら、判断した {judged}題すべてでは {found.whole:.2f}（スピアマン・ブラウンの式）。",
            f"Were the others like these, all {judged} judged items would have {found.whole:.2f} "
            "(Spearman-Brown).",
        )


def _on_scale(analysis: Analysis) -> Iterator[Text]:
    found = analysis.scale
    if found is None:
        yield Text(
            "難度は求めない。20人以上、答えの分かれた5題以上が要る。",
            "No difficulties: they take 20 learners and 5 items that some had right and some had not.",
        )
        return
    yield Text(
        "難度はラッシュモデル（周辺最尤法）による。単位はロジット、0 は学習者の平均の能力。"
        f"能力の標準偏差 {found.spread:.2f}、そのうち解答が伝える割合 {found.reliability:.0%}。",
        "Difficulties are by the Rasch model (marginal maximum likelihood), in logits; 0 is the learners' "
        f"mean ability. Its standard deviation is {found.spread:.2f}; answers tell {found.reliability:.0%} "
        "of its variance.",
    )
    if not found.converged:
        yield Text(
            "推定が収束しなかった。学習者の間に差がほとんどない。",
            "The estimates did not come to rest: the learners hardly differ.",
        )


LEFT_OUT = {
    "repeated": Text("二度目以降の解答", "answers to items met before"),
    "rated": Text("自己評価のカード", "flashcards, which rate themselves"),
    "drills": Text("演習", "drills"),
    "duplicates": Text("同じ行の重複", "lines given twice"),
}


def _on_left_out(analysis: Analysis) -> Iterator[Text]:
    counts = [(LEFT_OUT[reason], count) for reason, count in sorted(analysis.left_out.items())]
    if counts:
        ja = "、".join(f"{name.ja} {count}件" for name, count in counts)
        yield Text(f"数えないもの: {ja}", f"Not counted: {', '.join(f'{n.en} {c}' for n, c in counts)}")
    for pair in analysis.twins:
        one, other = pair.files
        yield Text(
            f"{one} と {other} は {pair.same}件の解答が時間まで同じ。同じ人なら、新しいほうだけを渡す。",
            f"{one} and {other} have {pair.same} answers that agree even in time: "
            "if they are one person's, give only the newer.",
        )
