"""LaTeX source -> tree.

Total and bounded: every string gives a tree or a TexError that says what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from examprep.core.tex import symbols
from examprep.core.tex.row import RowInProgress
from examprep.core.tex.source import RESERVED, TOO_DEEP, Cursor, TexError
from examprep.core.tex.symbols import Glyph, Kind
from examprep.core.tex.tree import (
    Accent,
    Binomial,
    Brace,
    Fence,
    Form,
    Fraction,
    Grid,
    Limits,
    Node,
    Root,
    Row,
    Script,
    Space,
    stands_higher,
)
from examprep.errors import near_miss


def parse(source: str) -> Row:
    """Return the tree of a formula, or raise TexError."""
    parser = _Parser(source)
    row = parser.row()
    parser.expect("", "", 0)
    if not row.items:
        raise TexError("The formula is empty.", 0)
    if stands_higher(row, _MAX_LEVELS):
        raise TexError(TOO_DEEP, 0)
    return row


_MAX_LEVELS = 240
"""How many nodes may stand inside one another: drawing them must stay clear of Python's own limit."""

_MAX_COLUMNS = 32
_ENVIRONMENTS = {form.value: form for form in Form}

_STRAY = {
    "}": '"}" closes nothing.',
    "&": '"&" parts the cells of an environment; for the character write \\&.',
    "\\\\": '"\\\\" ends a row of an environment and stands outside of one.',
    "\\right": "\\right stands without its \\left.",
    "\\end": "\\end stands without its \\begin.",
}
_PARTING = ("&", "\\\\")
_STOPPERS = {"", *_STRAY}


class _Parser:
    """Recursive descent; one method a construct."""

    def __init__(self, source: str) -> None:
        self.cursor = Cursor(source)
        self.face: Mapping[str, str] = {}
        """What letters become inside `\\mathbb` and `\\mathcal`."""
        self.words = False
        """Whether letters in a row are one word, as inside `\\mathrm`."""

    def row(self, stop: str = "") -> Row:
        """Read up to a token that cannot belong to a row, or to `stop` outside brackets."""
        row = RowInProgress(self.cursor, words=self.words)
        while (text := self.cursor.peek()) not in _STOPPERS and not (text == stop and row.is_flat):
            offset = self.cursor.offset
            if text in ("^", "_", "'"):
                row.add(self.scripts(row.take_base(offset)), offset)
            elif text in symbols.SIZES:
                self.cursor.take()
            else:
                row.add(self.atom(), offset)
        return row.finish()

    def expect(self, closer: str, opener: str, offset: int) -> None:
        """Step over what must stand here to close what was opened at an offset."""
        text = self.cursor.peek()
        if text != closer and (text in _PARTING or not opener):
            raise TexError(_STRAY[text], self.cursor.offset)
        if text != closer:
            raise TexError(f"{opener} is never closed.", offset)
        self.cursor.take()

    def atom(self) -> Node:
        """Read one symbol, group or macro with its arguments."""
        offset = self.cursor.offset
        text = self.cursor.take()
        if text in symbols.GLYPHS:
            return symbols.GLYPHS[text]
        if text == "{":
            return self.group(offset)
        if text in _MACROS:
            return _MACROS[text](self, text, offset)
        if text in symbols.SPACES:
            return Space(symbols.SPACES[text])
        if text.startswith("\\"):
            raise TexError(_unknown(text), offset)
        if text in RESERVED:
            raise TexError(RESERVED[text], offset)
        return Glyph(self.face.get(text, text))

    def group(self, offset: int) -> Node:
        """Read the rest of `{...}`; a single symbol in braces loses its spacing, as in `1{,}000`."""
        self.cursor.enter(offset)
        row = self.row()
        self.expect("}", '"{"', offset)
        self.cursor.leave()
        if len(row.items) != 1:
            return row
        only = row.items[0]
        return Glyph(only.text) if isinstance(only, Glyph) and only.kind is not Kind.ORD else only

    def argument(self, macro: str) -> Node:
        """Read one argument: a group or a single symbol."""
        while (text := self.cursor.peek()) in symbols.SIZES:
            self.cursor.take()
        offset = self.cursor.offset
        if text in _STOPPERS or text in ("^", "_", "'"):
            raise TexError(f"{macro} lacks an argument.", offset)
        self.cursor.enter(offset)
        node = self._braced(offset) if text == "{" else self.atom()
        self.cursor.leave()
        return node

    def _braced(self, offset: int) -> Node:
        self.cursor.take()
        row = self.row()
        self.expect("}", '"{"', offset)
        return row.items[0] if len(row.items) == 1 else row

    def scripts(self, base: Node) -> Node:
        """Read all scripts and primes behind a base."""
        primes = 0
        sub: Node | None = None
        sup: Node | None = None
        while (mark := self.cursor.peek()) in ("^", "_", "'"):
            offset = self.cursor.offset
            self.cursor.take()
            if mark == "'":
                primes += 1
            elif (sup if mark == "^" else sub) is not None:
                raise TexError(
                    f'A second "{mark}" on one symbol; braces must say what belongs to what.', offset
                )
            elif mark == "^":
                sup = self.argument('"^"')
            else:
                sub = self.argument('"_"')
        if primes:
            prime = Glyph("′" * primes)
            sup = prime if sup is None else Row((prime, sup))
        return _scripted(base, sub, sup)

    # One method a family of macros; each is called with the macro and its offset.

    def text(self, macro: str, _offset: int) -> Node:
        text = self.cursor.take_text(macro)
        return Space(len(text)) if text.isspace() else Glyph(text) if text else Row()

    def operator(self, macro: str, _offset: int) -> Node:
        starred = self.cursor.peek() == "*" and bool(self.cursor.take())
        name = self.cursor.take_text(macro).strip()
        if not name:
            return Row()
        return Glyph(name, Kind.FUNC, starred or name.replace(" ", "") in symbols.EXTREMES)

    def roman(self, macro: str, _offset: int) -> Node:
        return self._styled(macro, {}, words=True)

    def bold(self, macro: str, _offset: int) -> Node:
        return self._styled(macro, {}, words=False)

    def blackboard(self, macro: str, _offset: int) -> Node:
        return self._styled(macro, symbols.BLACKBOARD, words=False)

    def calligraphic(self, macro: str, _offset: int) -> Node:
        return self._styled(macro, symbols.SCRIPT, words=False)

    def _styled(self, macro: str, face: Mapping[str, str], *, words: bool) -> Node:
        outer = self.face, self.words
        self.face, self.words = face, words
        node = self.argument(macro)
        self.face, self.words = outer
        return node

    def fraction(self, macro: str, _offset: int) -> Node:
        return Fraction(self.argument(macro), self.argument(macro))

    def binomial(self, macro: str, _offset: int) -> Node:
        return Binomial(self.argument(macro), self.argument(macro))

    def root(self, macro: str, offset: int) -> Node:
        index: Node | None = None
        if self.cursor.peek() == "[":
            self.cursor.take()
            index = self.row(stop="]")
            self.expect("]", '"[" of \\sqrt', offset)
        return Root(self.argument(macro), index)

    def accent(self, macro: str, _offset: int) -> Node:
        return _accented(macro[1:], self.argument(macro))

    def brace(self, macro: str, _offset: int) -> Node:
        return Brace(self.argument(macro), over=macro == "\\overbrace")

    def stacked(self, macro: str, _offset: int) -> Node:
        mark = self.argument(macro)
        base = self.argument(macro)
        return Limits(base, mark, None) if macro == "\\underset" else Limits(base, None, mark)

    def modulus(self, macro: str, _offset: int) -> Node:
        body = Row((Glyph("mod", Kind.REL), self.argument(macro)))
        return Row((Space(1), Fence("(", ")", body)))

    def left(self, _macro: str, offset: int) -> Node:
        self.cursor.enter(offset)
        opener = self._delimiter("\\left")
        body = self.row()
        self.expect("\\right", "\\left", offset)
        closer = self._delimiter("\\right")
        self.cursor.leave()
        return Fence(opener, closer, body)

    def _delimiter(self, macro: str) -> str:
        text = self.cursor.peek()
        if text not in symbols.DELIMITERS:
            raise TexError(
                f'{macro} lacks its bracket; one that is not drawn is written "{macro}.".', self.cursor.offset
            )
        return symbols.DELIMITERS[self.cursor.take()]

    def environment(self, macro: str, offset: int) -> Node:
        self.cursor.enter(offset)
        name = self.cursor.take_text(macro)
        if name not in _ENVIRONMENTS:
            hint = near_miss(name, _ENVIRONMENTS)
            raise TexError(f'The environment "{name}" is not known.{hint}', offset)
        form = _ENVIRONMENTS[name]
        grid = Grid(form, self._cells(form))
        self.expect("\\end", f"\\begin{{{name}}}", offset)
        end = self.cursor.offset
        if (closed := self.cursor.take_text("\\end")) != name:
            raise TexError(f"\\end{{{closed}}} cannot close \\begin{{{name}}}.", end)
        self.cursor.leave()
        return grid

    def _cells(self, form: Form) -> tuple[tuple[Row, ...], ...]:
        rows: list[list[Row]] = [[]]
        while True:
            if len(rows[-1]) == _MAX_COLUMNS:
                raise TexError(f"A grid has at most {_MAX_COLUMNS} columns.", self.cursor.offset)
            rows[-1].append(self._cell(form, column=len(rows[-1])))
            if self.cursor.peek() == "&":
                self.cursor.take()
            elif self.cursor.peek() == "\\\\":
                self.cursor.take()
                rows.append([])
            else:
                break
        if len(rows) > 1 and len(rows[-1]) == 1 and not rows[-1][0].items:
            rows.pop()
        return tuple(map(tuple, rows))

    def _cell(self, form: Form, column: int) -> Row:
        row = self.row()
        if form is Form.ALIGNED and column % 2 and row.items:
            # An empty left operand, so that the sign a line starts with keeps its spaces.
            return Row((Row(), *row.items))
        return row


_Reader: TypeAlias = Callable[[_Parser, str, int], Node]

_MACROS: dict[str, _Reader] = {
    **dict.fromkeys(("\\frac", "\\dfrac", "\\tfrac"), _Parser.fraction),
    **dict.fromkeys(("\\text", "\\textbf"), _Parser.text),
    **dict.fromkeys(("\\mathbf", "\\boldsymbol"), _Parser.bold),
    **dict.fromkeys(("\\underbrace", "\\overbrace"), _Parser.brace),
    **dict.fromkeys(("\\underset", "\\overset", "\\stackrel"), _Parser.stacked),
    **{f"\\{name}": _Parser.accent for name in symbols.ACCENTS},
    "\\mathrm": _Parser.roman,
    "\\mathbb": _Parser.blackboard,
    "\\mathcal": _Parser.calligraphic,
    "\\operatorname": _Parser.operator,
    "\\binom": _Parser.binomial,
    "\\sqrt": _Parser.root,
    "\\pmod": _Parser.modulus,
    "\\left": _Parser.left,
    "\\begin": _Parser.environment,
}


def _scripted(base: Node, sub: Node | None, sup: Node | None) -> Node:
    match base:
        case Glyph(limits=True) | Brace():
            return Limits(base, sub, sup)
        case Script(base=inner, sub=inner_sub, sup=None) if sub is None:
            return Script(inner, inner_sub, sup)
        case Row(items=items) if not items:
            return Script(base, sub, sup)
        case Row() | Fraction() | Root() | Script() | Grid(form=Form.MATRIX | Form.ALIGNED | Form.CASES):
            # Without brackets a reader would give the script to the last symbol alone.
            return Script(Fence("(", ")", Row((base,))), sub, sup)
        case _:
            return Script(base, sub, sup)


def _accented(name: str, body: Node) -> Node:
    r"""Put the accent of `\hat{y_i}` on the letter, where it is drawn anyway."""
    if isinstance(body, Script) and isinstance(body.base, Glyph):
        return Script(Accent(name, body.base), body.sub, body.sup)
    return Accent(name, body)


def _unknown(macro: str) -> str:
    if macro == "\\":
        return "A backslash stands alone."
    known = [*symbols.GLYPHS, *_MACROS, *symbols.SPACES, *symbols.SIZES, "\\right", "\\end"]
    return f"{macro} is not known.{near_miss(macro, (name for name in known if name.startswith(chr(92))))}"
