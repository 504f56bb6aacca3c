"""What LaTeX names and characters look like in a terminal.

Every glyph here is one column wide in the terminals we know of; the East Asian ambiguous
ones among them (Greek, ∑, √) cannot be avoided in maths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

import msgspec


class Kind(IntEnum):
    """What a glyph is to its neighbours; the number is its row in the table of gaps."""

    ORD = 0
    """A letter, a number, anything that stands for a value."""
    FUNC = 1
    """The name of a function, written before its argument."""
    BIG = 2
    """A large operator, such as a sum."""
    BIN = 3
    REL = 4
    PUNCT = 5
    OPEN = 6
    CLOSE = 7
    INNER = 8
    """A fraction, a matrix, dots: set apart even from letters."""
    FENCE = 9
    """A bracketed expression, both brackets included."""
    BARS = 10
    """Bars: `|` and `‖` before they are matched, then an absolute value or a norm."""
    PREFIX = 11
    """A sign with nothing to its left to add to or to subtract from."""


class Glyph(msgspec.Struct, frozen=True):
    """One symbol, number or word."""

    text: str
    kind: Kind = Kind.ORD
    limits: bool = False
    """Its scripts stand below and above it."""


GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ",
    "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ", "varrho": "ϱ",
    "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

ORDINARY = {
    "forall": "∀", "exists": "∃", "partial": "∂", "nabla": "∇", "infty": "∞", "emptyset": "∅",
    "varnothing": "∅", "ell": "ℓ", "hbar": "ℏ", "Re": "Re", "Im": "Im", "top": "⊤", "bot": "⊥",
    "angle": "∠", "prime": "′", "dagger": "†", "neg": "¬", "lnot": "¬", "vdots": "⋮", "ddots": "⋱",
    "%": "%", "_": "_", "#": "#", "&": "&", "$": "$",
}  # fmt: skip

RELATIONS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡",
    "sim": "~", "simeq": "≃", "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈", "notin": "∉",
    "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "mid": "|",
    "parallel": "∥", "perp": "⊥", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "mapsto": "↦", "gets": "←",
    "implies": "⇒", "iff": "⇔", "uparrow": "↑", "downarrow": "↓", "because": "∵", "therefore": "∴",
    "triangleq": "≜", "coloneqq": ":=", "mod": "mod", "bmod": "mod",
}  # fmt: skip

OPERATORS = {
    "cup": "∪", "cap": "∩", "setminus": "∖", "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓",
    "ast": "*", "star": "⋆", "circ": "∘", "bullet": "•", "odot": "⊙", "oplus": "⊕", "otimes": "⊗",
    "oslash": "⊘", "wedge": "∧", "vee": "∨", "land": "∧", "lor": "∨",
}  # fmt: skip

OPENERS = {
    "(": "(", "[": "[", "\\{": "{", "\\lfloor": "⌊", "\\lceil": "⌈", "\\langle": "⟨", "\\lvert": "|",
    "\\lVert": "‖",
}  # fmt: skip

CLOSERS = {
    ")": ")", "]": "]", "\\}": "}", "\\rfloor": "⌋", "\\rceil": "⌉", "\\rangle": "⟩", "\\rvert": "|",
    "\\rVert": "‖",
}  # fmt: skip

BARS = {"|": "|", "\\|": "‖"}

DELIMITERS = OPENERS | CLOSERS | BARS | {".": "", "<": "⟨", ">": "⟩"}
"""What may follow `\\left` and `\\right`."""

PUNCTUATION = {",": ",", ";": ";", "\\colon": ":"}

DOTS = {"ldots": "…", "dots": "…", "cdots": "⋯"}

SUMS = {"sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂"}
INTEGRALS = {"int": "∫", "oint": "∮"}

EXTREMES = ("lim", "max", "min", "sup", "inf", "argmax", "argmin", "Pr", "det")
"""Functions that take their subscript below."""
FUNCTIONS = ("log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "dim", "ker", "arg")

SPACES = {"\\quad": 3, "\\qquad": 6, "\\,": 1, "\\:": 1, "\\;": 1, "\\ ": 1, "\\\n": 1, "~": 1, "\\!": 0}

ACCENTS = {
    "hat": "^", "widehat": "^", "bar": "_", "overline": "_", "tilde": "~", "widetilde": "~", "vec": "→",
    "dot": "·", "underline": "‾",
}  # fmt: skip
"""The mark of an accent; all but the last stand above."""

COMBINING = {"^": "\u0302", "_": "\u0304", "~": "\u0303", "·": "\u0307"}
"""Marks that every terminal sets over one letter without moving the next."""

SIZES = frozenset({"\\big", "\\Big", "\\bigl", "\\bigr", "\\Bigl", "\\Bigr"})

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′*†∘",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′*†°",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

BLACKBOARD = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ1", "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ𝟙", strict=True))
SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
"""Script letters of the basic plane; the others stay as they are."""


def _macros(table: Mapping[str, str], kind: Kind, *, limits: bool = False) -> dict[str, Glyph]:
    return {f"\\{name}": Glyph(text, kind, limits) for name, text in table.items()}


def _tokens(table: Mapping[str, str], kind: Kind) -> dict[str, Glyph]:
    return {token: Glyph(text, kind) for token, text in table.items()}


def _named(names: Iterable[str], *, limits: bool) -> dict[str, Glyph]:
    return {f"\\{name}": Glyph(name, Kind.FUNC, limits) for name in names}


GLYPHS: dict[str, Glyph] = {
    **_macros(GREEK | ORDINARY, Kind.ORD),
    **_macros(RELATIONS, Kind.REL),
    **_macros(OPERATORS, Kind.BIN),
    **_macros(DOTS, Kind.INNER),
    **_macros(SUMS, Kind.BIG, limits=True),
    **_macros(INTEGRALS, Kind.BIG),
    **_named(EXTREMES, limits=True),
    **_named(FUNCTIONS, limits=False),
    **_tokens(OPENERS, Kind.OPEN),
    **_tokens(CLOSERS, Kind.CLOSE),
    **_tokens(BARS, Kind.BARS),
    **_tokens(PUNCTUATION, Kind.PUNCT),
    **{char: Glyph(char, Kind.REL) for char in "=<>:"},
    **{char: Glyph(char, Kind.BIN) for char in "+-*"},
}
"""Every token that is one symbol."""
