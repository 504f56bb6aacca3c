"""LaTeX as MathML, which browsers draw themselves; the only importer of `latex2mathml`.

What it makes is trusted with nothing: only the elements and attributes named here are written, their texts
escaped. A formula with anything else, and every one where the library is missing, is drawn with characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from xml.etree.ElementTree import Element

from examprep.core.document import escaped
from examprep.exchange.page import drawn_math

_ELEMENTS = frozenset(
    (
        *("math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "mstyle", "mfrac", "msqrt", "mroot"),
        *("msub", "msup", "msubsup", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mpadded"),
    )
)
_ATTRIBUTES = {
    "display": r"inline|block",
    "mathvariant": r"normal|bold|italic|bold-italic",
    "linethickness": r"[\d.]+(?:em|px)?",
    **dict.fromkeys(("fence", "stretchy", "accent", "accentunder", "displaystyle"), r"true|false"),
    **dict.fromkeys(("movablelimits", "symmetric", "largeop", "separator"), r"true|false"),
    "form": r"prefix|infix|postfix",
    "scriptlevel": r"[+-]?\d",
    "columnalign": r"(?:left|right|center)(?: (?:left|right|center))*",
    **dict.fromkeys(("minsize", "maxsize", "width", "lspace", "rspace"), r"-?[\d.]+(?:em|ex|px)?"),
    **dict.fromkeys(("rowspacing", "columnspacing"), r"[\d. ]+(?:em|ex|px|pt)?"),
}


def has_mathml() -> bool:
    """Whether formulas can be MathML here."""
    return find_spec("latex2mathml") is not None


@lru_cache(maxsize=1024)
def math(latex: str, alone: bool) -> str:  # noqa: FBT001 - a callback's place is fixed
    """Return a formula for a page; one that stands alone has a place of its own."""
    element = _element(latex, "block" if alone else "inline")
    if element is None:
        return drawn_math(latex, alone)
    element.set("display", "inline")
    if alone:
        element.set("displaystyle", "true")
        return f'<span class="alone">{_written(element)}</span>'
    return _written(element)


def _element(latex: str, display: str) -> Element | None:
    """Return the tree of a formula, or nothing where it holds what is not known here."""
    if not has_mathml():
        return None
    from latex2mathml.converter import Converter  # noqa: PLC0415 - an extra

    try:
        tree = Converter(display=display).convert_to_element(latex)
    except Exception:  # whatever a strange formula does to the library, it can still be drawn
        return None
    return tree if all(map(_is_known, tree.iter())) else None


def _is_known(element: Element) -> bool:
    named = all(_allows(name, value) for name, value in element.attrib.items())
    return element.tag in _ELEMENTS and named and "\\" not in (element.text or "")


def _allows(name: str, value: str) -> bool:
    if name == "xmlns":
        return True  # left out when written
    return name in _ATTRIBUTES and re.fullmatch(_ATTRIBUTES[name], value) is not None


def _written(element: Element) -> str:
    """Return a tree as HTML; the library keeps characters as entities in its texts."""
    text = unescape(element.text or "")
    if element.tag == "mo" and text in _BARS and "stretchy" not in element.attrib:
        element.set("stretchy", "false")
    marks = "".join(f' {name}="{value}"' for name, value in element.attrib.items() if name != "xmlns")
    return f"<{element.tag}{marks}>{escaped(text)}{''.join(_children(element))}</{element.tag}>"


_BARS = ("|", "\u2016", "\u2225")
"""Browsers stretch them wherever they stand."""
_CLOSING = (")", "]", "}", "|")
_GAP = '<mspace width="0.167em"></mspace>'


def _children(element: Element) -> Iterator[str]:
    """Yield what stands inside; in a row, names of functions have the gap beside them that TeX gives."""
    before: Element | None = None
    for child in element:
        if element.tag in _ROWS and before is not None and _are_apart(before, child):
            yield _GAP
        yield _written(child)
        before = child


_ROWS = ("math", "mrow", "mstyle", "mtd", "msqrt")


def _are_apart(before: Element, after: Element) -> bool:
    if _is_function(after):
        return before.tag not in ("mo", "mspace") or unescape(before.text or "") in _CLOSING
    return _is_function(before) and after.tag not in ("mo", "mspace")


def _is_function(element: Element) -> bool:
    base = element
    while base.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and len(base):
        base = base[0]
    return base.tag in ("mi", "mo") and len(base.text or "") > 1 and (base.text or "").isalpha()
