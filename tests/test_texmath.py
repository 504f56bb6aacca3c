"""LaTeX in a terminal. `python tests/test_texmath.py` draws the golden formulas anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from examprep.core.tex.source import MAX_DEPTH, MAX_SOURCE
from examprep.core.tex.symbols import GLYPHS
from examprep.core.texmath import TexError, check, draw, inline

# Golden formulas

GOLDEN = Path(__file__).parent / "data" / "texmath" / "formulas.txt"

HEAD = """\
Formulas of the exams: LaTeX source, one-line form, drawing (">" marks the axis).
To add one, write its "==" and "tex" lines and run `python tests/test_texmath.py`, which draws
all of them anew. Read every change as a mathematician would before you keep it.
"""


def golden_entries() -> list[str]:
    return GOLDEN.read_text(encoding="utf-8").split("\n== ")[1:]


def named_source(entry: str) -> tuple[str, str]:
    name, source, *_ = entry.split("\n")
    return name, source.removeprefix("tex  ")


def drawn_entry(name: str, source: str) -> str:
    drawing = draw(source)
    margins = ["  > " if y == drawing.baseline else "    " for y in range(len(drawing.lines))]
    body = [f"{margin}{line}".rstrip() for margin, line in zip(margins, drawing.lines, strict=True)]
    return "\n".join([name, f"tex  {source}", f"line {inline(source)}", *body, ""])


def drawn_page() -> str:
    return "\n== ".join([HEAD, *(drawn_entry(*named_source(entry)) for entry in golden_entries())])


def test_formulas_of_the_exams_are_drawn_as_they_were_read_and_approved() -> None:
    for entry in golden_entries():
        assert drawn_entry(*named_source(entry)) == entry


def test_the_golden_formulas_are_many_and_fit_a_terminal() -> None:
    sources = [named_source(entry)[1] for entry in golden_entries()]
    assert len(sources) >= 70
    assert max(draw(source).width for source in sources) <= 80


# One line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (r"\frac{a+b}{2}", "(a + b)/2"),
        (r"\frac{1}{1+e^{-x}}", "1/(1 + e⁻ˣ)"),
        (r"\frac{1}{2\sigma^2}", "1/(2σ²)"),
        (r"\frac{1}{2}x", "(1/2)x"),
        (r"2\frac{a}{b}", "2(a/b)"),
        (r"x + \frac{a}{b} - y", "x + a/b - y"),
        (r"x \cdot \frac{a}{b}", "x · (a/b)"),
        (r"\frac{a}{b}\,dx", "(a/b) dx"),
        (r"{1 + \frac{a}{b}}c", "1 + (a/b)c"),
        (r"\frac{\frac{a}{b}}{\frac{c}{d}}", "(a/b)/(c/d)"),
        (r"\frac{\log x}{y}", "(log x)/y"),
        (r"\frac{\sqrt{x}}{y}", "(√x)/y"),
        (r"\frac{1}{\sqrt{n}}", "1/√n"),
        (r"\frac{\sum_i x_i}{n}", "(∑ᵢ xᵢ)/n"),
        (r"\frac{p(x)}{q(x|y)}", "p(x)/q(x | y)"),
        (r"\frac{1}{x(1-x)}", "1/(x(1 - x))"),
        (r"\frac{\partial^2 L}{\partial x \partial y}", "∂²L/∂x∂y"),
        (r"\frac{dy}{dx}", "dy/dx"),
        (r"\frac{1}{dx}", "1/(dx)"),
        (r"\frac{\text{正解数}}{\text{true positives}}", "正解数/(true positives)"),
    ],
)
def test_brackets_keep_what_a_bar_held_together(source: str, line: str) -> None:
    assert inline(source) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (r"x_i^2", "xᵢ²"),
        (r"x_{t-1}^{(l)}", "xₜ₋₁⁽ˡ⁾"),
        (r"x'_i", "x′ᵢ"),
        (r"x_{i,j}^2", "x²_(i,j)"),
        (r"x_b y", "x_b y"),
        (r"\pi_\theta(a)", "π_θ(a)"),
        (r"w^* x", "w* x"),
        (r"e^{-x^2}", "e^(-x²)"),
        (r"e^{q}", "e^q"),
        (r"{x+y}^2", "(x + y)²"),
        (r"\frac{a}{b}^2", "(a/b)²"),
        (r"\sqrt{x}^2", "(√x)²"),
        (r"{x^a}^b", "(xᵃ)ᵇ"),
        (r"{x_i}^2", "xᵢ²"),
        (r"W^\top", "Wᵀ"),
        (r"n_{\mathrm{in}}", "n_in"),
        (r"w_{\text{次の}}x", "w_次の x"),
        (r"\sum_{i=1}^{n} x_i", "∑ᵢ₌₁ⁿ xᵢ"),
        (r"\sum_{k \in K} x_k", "∑_(k∈K) xₖ"),
        (r"\max_a (x + a)", "maxₐ (x + a)"),
        (r"\overbrace{a + a}^{n}", "overbrace(a + a, n)"),
        (r"\overset{!}{=}", "=^!"),
    ],
)
def test_scripts_stay_with_their_base(source: str, line: str) -> None:
    assert inline(source) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"\sqrt{d_k}", "√dₖ"),
        (r"\sqrt{x^2}", "√(x²)"),
        (r"\sqrt{a}b", "√(a)b"),
        (r"\sqrt{a} + b", "√a + b"),
        (r"\sqrt[3]{8}", "∛8"),
        (r"\sqrt[n]{x}", "x^(1/n)"),
        (r"\sqrt[n+1]{x y}", "(xy)^(1/(n + 1))"),
    ],
)
def test_a_root_covers_what_its_roof_covered(source: str, line: str) -> None:
    assert inline(source) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (r"a=b", "a = b"),
        (r"a-b", "a - b"),
        (r"-x", "-x"),
        (r"a=-b", "a = -b"),
        (r"f(-x, -y)", "f(-x, -y)"),
        (r"a&b", None),
        (r"2\log x", "2 log x"),
        (r"\log(x)", "log(x)"),
        (r"\sin^2 x", "sin² x"),
        (r"2\mathrm{TP}", "2 TP"),
        (r"\mathrm{d}x", "dx"),
        (r"\mathrm{softmax}(x)", "softmax(x)"),
        (r"1{,}000", "1,000"),
        (r"p(x|y)", "p(x | y)"),
        (r"|x| + \|y\|_2^2", "|x| + ‖y‖₂²"),
        (r"\|a\|\|b\|", "‖a‖ ‖b‖"),
        (r"x_{a=b}", "x_(a=b)"),
        (r"a \quad b", "a   b"),
        (r"17 \bmod 5 = 2", "17 mod 5 = 2"),
        (r"f \colon X \to Y", "f: X → Y"),
        (r"\bigl( x \bigr)", "(x)"),
        (r"\|\cdot\|", "‖·‖"),
    ],
)
def test_signs_have_the_spaces_of_tex(source: str, line: str | None) -> None:
    if line is None:
        assert check(source) is not None
    else:
        assert inline(source) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "[a b; c d]"),
        (r"\begin{bmatrix} 1 & -1 \\ x & y \end{bmatrix}", "[1, -1; x, y]"),
        (r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}", "|a b; c d|"),
        (r"\begin{cases} a & x > 0 \\ b, & \text{otherwise} \end{cases}", "{a (x > 0); b (otherwise)}"),
        (r"\begin{cases} x & (x > 0) \\ 0 \end{cases}", "{x (x > 0); 0}"),
        (r"\begin{aligned} a &= b \\ &= c \\ \end{aligned}", "a = b; = c"),
        (r"\binom{n}{k}^2", "binom(n, k)²"),
        (r"\hat{y} \hat{x} \hat{y_i} \vec{v} \overline{AB}", "ŷx̂ŷᵢvec(v)bar(AB)"),
    ],
)
def test_grids_and_marks_are_spelled_out(source: str, line: str) -> None:
    assert inline(source) == line


# Two dimensions


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (r"-\frac{1}{n}", ["  1", "- ─", "  n"]),
        (r"\frac{a}{b}\frac{c}{d}", ["a  c", "─  ─", "b  d"]),
        (r"\frac{\frac{a}{b}}{c}", [" a ", " ─ ", " b ", "───", " c "]),
        (r"\sqrt{x}", [" _", "√x"]),
        (r"\sqrt[3]{x}", ["³_", "√x"]),
        (r"\sqrt{a}b", [" _  ", "√a b"]),
        (r"x^q_b", [" q", "x ", " b"]),
        (r"x^2_b", ["x²", " b"]),
        (r"\left(\frac{a}{b}\right)^2_i", ["⎛ a ⎞²", "⎜ ─ ⎟ ", "⎝ b ⎠ᵢ"]),
        (r"(x_b)", ["(x )", "  b "]),
        (r"\left[ 1 \right.", ["[1"]),
        (r"\int_0^1 x", ["∫₀¹ x"]),
        (r"\binom{n}{k}", ["⎛n⎞", "⎜ ⎟", "⎝k⎠"]),
        (r"\vec{AB}", ["─→", "AB"]),
        (r"\underline{ab}", ["ab", "‾‾"]),
        (r"\text{確率}\frac{1}{2}", ["     1", "確率 ─", "     2"]),
        (r"\underbrace{確率}_{p}", ["確率", "╰┬─╯", " p  "]),
        (r"\begin{matrix} 1 \\ 2 \\ 3 \end{matrix}", ["1", "2", "3"]),
    ],
)
def test_small_drawings(source: str, lines: list[str]) -> None:
    assert list(draw(source).lines) == lines


# What authors may write

ALLOWED = r"""
\log \ln \exp \sin \cos \tan \tanh \sinh \cosh \det \dim \ker \Pr \mod \bmod \sum \prod \int \oint
\bigcup \bigcap \coprod \lim \max \min \sup \inf \arg \argmax \argmin \alpha \beta \gamma \delta \epsilon
\zeta \eta \theta \iota \kappa \lambda \mu \nu \xi \pi \rho \sigma \tau \upsilon \phi \chi \psi \omega
\Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega \varepsilon \vartheta \varphi
\varrho \varsigma \le \leq \ge \geq \ne \neq \approx \equiv \sim \simeq \cong \propto \ll \gg \in \notin
\ni \subset \subseteq \supset \supseteq \cup \cap \setminus \times \cdot \div \pm \mp \ast \star \circ
\bullet \odot \oplus \otimes \oslash \wedge \vee \neg \lnot \forall \exists \mid \parallel \perp \to
\rightarrow \leftarrow \leftrightarrow \Rightarrow \Leftarrow \Leftrightarrow \mapsto \gets \implies \iff
\uparrow \downarrow \partial \nabla \infty \emptyset \varnothing \ell \hbar \Re \Im \top \bot \angle
\prime \dagger \langle \rangle \lVert \rVert \lvert \rvert \| \{ \} \% \_ \# \& \$ \ldots \cdots \vdots
\ddots \dots \colon \land \lor \because \therefore \triangleq \coloneqq \lfloor \rfloor \lceil \rceil
"""

WITH_ARGUMENTS = r"""
\frac12 \dfrac12 \tfrac12 \sqrt2 \sqrt[n]2 \binom12 \left(1\right) \left[1\right] \left\{1\right\}
\left|1\right| \left\|1\right\| \left.1\right. \left\lfloor1\right\rfloor \left\lceil1\right\rceil
\left\langle1\right\rangle \big( \Big( \bigl( \bigr) \Bigl( \Bigr) \text{1} \mathrm{1} \mathbf{1}
\boldsymbol{1} \mathcal{1} \mathbb{1} \operatorname{f} \textbf{1} \hat1 \bar1 \tilde1 \vec1 \dot1
\widehat1 \overline1 \widetilde1 \underline1 \underbrace{1}_2 \overbrace{1}^2 \underset12 \overset12
\stackrel12 \pmod1 1\quad2 1\qquad2 1\,2 1\;2 1\:2 1\!2
"""


def test_every_symbol_authors_may_use_is_one_glyph_of_certain_width() -> None:
    for macro in ALLOWED.split():
        glyph = GLYPHS[macro].text
        assert wcswidth(glyph) == len(glyph) >= 1, macro


def test_every_construct_authors_may_use_is_drawn() -> None:
    for source in WITH_ARGUMENTS.split():
        assert draw(source).width >= 1, source
        assert check(source) is None, source


LOOK_ALIKE = {
    r"\le \leq", r"\ge \geq", r"\ne \neq", r"\rightarrow \to", r"\gets \leftarrow", r"\implies \Rightarrow",
    r"\iff \Leftrightarrow", r"\land \wedge", r"\lor \vee", r"\lnot \neg", r"\emptyset \varnothing",
    r"\dots \ldots", r"\bmod \mod", r"\epsilon \varepsilon", r"\phi \varphi", r"\bot \perp", r"* \ast",
    r": \colon", r"\lvert \mid \rvert |", r"\lVert \rVert \|",
}  # fmt: skip


def test_only_synonyms_look_alike() -> None:
    by_text: dict[str, list[str]] = {}
    for macro, glyph in GLYPHS.items():
        by_text.setdefault(glyph.text, []).append(macro)
    alike = {" ".join(sorted(macros, key=str.casefold)) for macros in by_text.values() if len(macros) > 1}
    assert alike == LOOK_ALIKE


# Errors


@pytest.mark.parametrize(
    ("source", "message", "offset"),
    [
        ("", "The formula is empty.", 0),
        (" \n ", "The formula is empty.", 0),
        (r"a + \fracc{1}{2}", r'\fracc is not known. Did you mean "\frac"?', 4),
        (r"\frac{1}", r"\frac lacks an argument.", 8),
        (r"x^", '"^" lacks an argument.', 2),
        (r"\sqrt{x", '"{" is never closed.', 5),
        (r"x}", '"}" closes nothing.', 1),
        (r"{a \right) }", '"{" is never closed.', 0),
        (r"\left( x", r"\left is never closed.", 0),
        (r"x \right)", r"\right stands without its \left.", 2),
        (r"\left x \right)", r'\left lacks its bracket; one that is not drawn is written "\left.".', 6),
        (r"\sqrt[3{x}", r'"[" of \sqrt is never closed.', 0),
        (r"x_1_2", 'A second "_" on one symbol; braces must say what belongs to what.', 3),
        (r"x^1^2", 'A second "^" on one symbol; braces must say what belongs to what.', 3),
        (r"a \, ^2", "A script stands behind nothing; write {} before it if that is meant.", 5),
        (r"\begin{casse} a \end{casse}", 'The environment "casse" is not known. Did you mean "cases"?', 0),
        (r"\begin{cases} a", r"\begin{cases} is never closed.", 0),
        (r"\begin{cases} a \end{matrix}", r"\end{matrix} cannot close \begin{cases}.", 20),
        (r"\end{cases}", r"\end stands without its \begin.", 0),
        (r"a & b", r'"&" parts the cells of an environment; for the character write \&.', 2),
        (r"a \\ b", r'"\\" ends a row of an environment and stands outside of one.', 2),
        (r"\text a", r"\text lacks its {...}.", 6),
        (r"\text{a", '"{" is never closed.', 5),
        (r"\text{x \alpha}", r"\alpha cannot stand inside a text; close the text before it.", 8),
        ("50%", r'"%" starts a comment in LaTeX; for the character write \%.', 2),
        ("$x$", r'"$" cannot stand inside a formula; for the character write \$.', 0),
        ("x\\", "A backslash stands alone.", 1),
        ("\theta", r'U+0009 stands where a backslash was lost: "\theta" was read as an escape.', 0),
        ("\frac12", r'U+000C stands where a backslash was lost: "\frac" was read as an escape.', 0),
        ("x\u0302", "U+0302 is a combining character; write the composed letter or an accent macro.", 1),
        ("x\u200b", "U+200B has no certain width in a terminal and cannot be drawn.", 1),
        ("😀", "U+1F600 has no certain width in a terminal and cannot be drawn.", 0),
        (r"\begin{matrix}" + "&" * 40 + r"\end{matrix}", "A grid has at most 32 columns.", 46),
        ("x" * (MAX_SOURCE + 1), "The formula is longer than 4000 characters.", MAX_SOURCE),
        ("{" * 61 + "x" + "}" * 61, "The formula is nested more than 60 levels deep.", 60),
        ("(" * 61 + "x" + ")" * 61, "The formula is nested more than 60 levels deep.", 60),
        ("\\sqrt" * 61 + " x", "The formula is nested more than 60 levels deep.", 306),
        (r"\|\sqrt{a" * 60 + r"}^2\|" * 60, "The formula is nested more than 60 levels deep.", 0),
    ],
)
def test_an_author_is_told_what_is_wrong_and_where(source: str, message: str, offset: int) -> None:
    error = check(source)
    assert error is not None
    assert (error.message, error.offset) == (message, offset)
    for render in (draw, inline):
        with pytest.raises(TexError, match=re.escape(message)):
            render(source)


@pytest.mark.parametrize(
    ("opening", "closing"), [("{", "}^2"), ("(", ")"), (r"\frac{1}{", "}"), (r"\sqrt{", "}")]
)
def test_what_is_allowed_to_nest_is_drawn_without_exhausting_the_stack(opening: str, closing: str) -> None:
    source = opening * MAX_DEPTH + "x" + closing * MAX_DEPTH
    assert "x" in "".join(draw(source).lines)
    assert "x" in inline(source)


# Laws


def assert_sound(source: str) -> None:
    drawing, line = draw(source), inline(source)
    assert {wcswidth(row) for row in drawing.lines} == {drawing.width}
    assert 0 <= drawing.baseline < len(drawing.lines)
    assert "\n" not in line
    assert wcswidth(line) >= 0


FRAGMENTS = [
    *GLYPHS, *WITH_ARGUMENTS.split(), *"{}{}{}[]^_'&abx129 .,!/~%$#\t日\u3000é\u0301\U0001f600",
    "\\\\", r"\frac", r"\sqrt{", r"\begin{cases}", r"\end{cases}", r"\begin{aligned}", r"\end{aligned}",
    r"\left(", r"\right)", r"\text{もし }", r"\underbrace{", r"\hat{", r"\overset", r"\mathrm{", r"\mathbb",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join) | st.text(max_size=20))
def test_any_source_is_drawn_or_refused_at_a_place(source: str) -> None:
    error = check(source)
    if error is None:
        assert_sound(source)
    else:
        assert 0 <= error.offset <= len(source)


def compound(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    shapes = [
        r"\frac{%s}{%s}", r"{%s}_{%s}", r"{%s}^{%s}", r"\sqrt[%s]{%s}", r"\binom{%s}{%s}", r"%s + %s",
        r"%s %s", r"\left( %s \right] %s", r"\sum_{%s} %s", r"\underbrace{%s}_{%s}", r"|%s| \hat{%s}",
        r"\begin{cases} %s & %s \\ a \end{cases}", r"\begin{aligned} %s &= %s \end{aligned}",
        r"\overset{%s}{=} \max_{%s}",
    ]  # fmt: skip
    return st.builds(lambda shape, left, right: shape % (left, right), st.sampled_from(shapes), part, part)


SYMBOLS = st.sampled_from(
    ["x", "2", r"\theta", r"\text{確率}", r"\mathrm{TP}", r"\log", r"\hat{y}", r"\ldots", "-"]
)


@settings(max_examples=200, deadline=None)
@given(st.recursive(SYMBOLS, compound, max_leaves=12))
def test_every_balanced_formula_is_drawn(source: str) -> None:
    assert_sound(source)


if __name__ == "__main__":
    GOLDEN.write_text(drawn_page(), encoding="utf-8")
