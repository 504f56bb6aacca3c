"""The closed expression language of parametrised items: arithmetic and conditions, nothing else.

Every expression ends in bounded time with a finite number, a condition or an `ExprError`. Python's own
grammar reads what a lexical filter lets through; a white list turns it into closures; nothing is compiled.
"""

from __future__ import annotations

import ast
import keyword
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, NoReturn, TypeAlias

import msgspec

from examprep.core.arithmetic import CONSTANTS, FUNCTIONS, OPERATORS, NoValueError, Num, bounded, calculate
from examprep.errors import near_miss

MAX_CHARACTERS: Final = 400
MAX_NODES: Final = 120
MAX_DEPTH: Final = 24
_WORDS = frozenset({"and", "or", "not", "if", "else"})
RESERVED = frozenset({*FUNCTIONS, *CONSTANTS, *keyword.kwlist})
"""Names that no parameter may have."""

Values: TypeAlias = Mapping[str, Num]
Run: TypeAlias = Callable[[Values], Num]


class ExprError(ValueError):
    """An expression that cannot be read or has no value: a sentence, and the character it is about."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Expr(msgspec.Struct, frozen=True, eq=False):
    """An expression, read and ready to evaluate."""

    source: str
    names: frozenset[str]
    """The parameters it needs."""
    condition: bool
    """Whether it is true or false, not a number."""
    run: Run


@lru_cache(maxsize=4096)
def parse(source: str) -> Expr:
    """Return the expression, or raise ExprError with what is wrong and where."""
    text = _SPACE.sub(" ", source)
    _filter(text)
    start = len(text) - len(text.lstrip())
    compiler = _Compiler(start)
    part = compiler.part(_syntax_tree(text.strip(), start), 1)
    return Expr(source, frozenset(compiler.names), part.condition, part.run)


def evaluate(expr: Expr, values: Values) -> Num:
    """Return the value for these parameters, or raise ExprError."""
    return expr.run(values)


def compute(source: str, values: Values) -> Num:
    """Return the value of an expression in its written form, or raise ExprError."""
    return parse(source).run(values)


_SPACE = re.compile(r"\s")
_TOKEN = re.compile(
    r" +|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])|[A-Za-z_]\w*"
    r"|[()]|\*\*|//|[-+*/%,]|[<>!=]=|[<>]",
    re.ASCII,
)
_INSTEAD = {"^": "A power is written **.", "=": "Equality is written ==.", "×": "Write *.", "÷": "Write /."}


def _filter(text: str) -> None:
    """Refuse what is no token of the language: no quote, dot, bracket or colon reaches the parser."""
    if len(text) > MAX_CHARACTERS:
        raise ExprError(f"It has {len(text)} characters, more than {MAX_CHARACTERS}.", MAX_CHARACTERS)
    offset = depth = 0
    while offset < len(text):
        token = _TOKEN.match(text, offset)
        if token is None:
            _refuse_character(text, offset)
        depth += (token[0] == "(") - (token[0] == ")")
        if depth > MAX_DEPTH:
            raise ExprError(f"Parentheses are nested more than {MAX_DEPTH} deep.", offset)
        if keyword.iskeyword(token[0]) and token[0] not in _WORDS:
            raise ExprError(f'The word "{token[0]}" is not part of the language.', offset)
        offset = token.end()


def _refuse_character(text: str, offset: int) -> NoReturn:
    if number := re.match(r"\.?\d[\w.]*", text[offset:]):
        message = f'"{number[0]}" is not a plain decimal number.'
    else:
        message = f'"{text[offset]}" is not part of the language. {_INSTEAD.get(text[offset], "")}'.rstrip()
    raise ExprError(message, offset)


def _syntax_tree(text: str, start: int) -> ast.expr:
    if not text:
        raise ExprError("The expression is empty.", start)
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ExprError(f"It cannot be read: {error.msg}.", start + max((error.offset or 1) - 1, 0)) from None
    except (ValueError, MemoryError, RecursionError):
        raise ExprError("It is nested too deep to be read.", start) from None


class _Part(NamedTuple):
    run: Run
    condition: bool = False


class _Compiler:
    """Turns a syntax tree into closures, node by node of a white list."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.names: set[str] = set()
        self.nodes = 0

    def error(self, node: ast.expr, message: str) -> ExprError:
        return ExprError(message, self.start + node.col_offset)

    def part(self, node: ast.expr, depth: int) -> _Part:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.error(node, f"It has more than {MAX_NODES} parts.")
        if depth > MAX_DEPTH:
            raise self.error(node, f"It is nested more than {MAX_DEPTH} deep.")
        match node:
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                return _Part(self.truth(node, depth + 1), condition=True)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.either(test, body, orelse, depth + 1)
        return _Part(self.value(node, depth + 1))

    def number(self, node: ast.expr, depth: int) -> Run:
        run, condition = self.part(node, depth)
        if condition:
            raise self.error(node, "A number is needed here, not a condition.")
        return run

    def condition(self, node: ast.expr, depth: int) -> Run:
        run, condition = self.part(node, depth)
        if not condition:
            raise self.error(node, "A condition is needed here, not a number; write != 0.")
        return run

    def either(self, test: ast.expr, body: ast.expr, orelse: ast.expr, depth: int) -> _Part:
        asked = self.condition(test, depth)
        then, other = self.part(body, depth), self.part(orelse, depth)
        if then.condition is not other.condition:
            raise self.error(orelse, "Both sides of if and else must be numbers, or both conditions.")
        return _Part(lambda values: then.run(values) if asked(values) else other.run(values), then.condition)

    def truth(self, node: ast.expr, depth: int) -> Run:
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                return _compare(ops, [self.number(side, depth) for side in (left, *others)])
            case ast.BoolOp(op=ast.And(), values=sides):
                parts = [self.condition(side, depth) for side in sides]
                return lambda values: all(part(values) for part in parts)
            case ast.BoolOp(values=sides):
                parts = [self.condition(side, depth) for side in sides]
                return lambda values: any(part(values) for part in parts)
            case ast.UnaryOp(operand=operand):
                part = self.condition(operand, depth)
                return lambda values: not part(values)
        raise self.error(node, "This is not part of the language.")

    def value(self, node: ast.expr, depth: int) -> Run:
        match node:
            case ast.Constant(value=int() | float() as literal):
                return self.constant(node, literal)
            case ast.Name(id=name):
                return self.name(node, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                part = self.number(operand, depth)
                return lambda values: -part(values)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.number(operand, depth)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _SYMBOLS:
                symbol = _SYMBOLS[type(op)]
                return self.applied(node, symbol, OPERATORS[symbol], (left, right), depth)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self.call(node, name, args, depth)
        raise self.error(node, "This is not part of the language.")

    def constant(self, node: ast.expr, literal: Num) -> Run:
        try:
            value = bounded(literal)
        except NoValueError:
            raise self.error(node, "The number is too large.") from None
        return lambda _values: value

    def name(self, node: ast.expr, name: str) -> Run:
        if name in CONSTANTS:
            return self.constant(node, CONSTANTS[name])
        if name in FUNCTIONS:
            raise self.error(node, f'"{name}" is a function: write {name}(...).')
        self.names.add(name)

        def look_up(values: Values) -> Num:
            if name not in values:
                near = near_miss(name, [*values, *CONSTANTS])
                raise self.error(node, f'The name "{name}" is not known.{near}')
            try:
                return bounded(values[name])
            except NoValueError:
                raise self.error(node, f'The value of "{name}" is not a finite number in bounds.') from None

        return look_up

    def call(self, node: ast.expr, name: str, args: Sequence[ast.expr], depth: int) -> Run:
        function = FUNCTIONS.get(name)
        if function is None:
            raise self.error(node, f'There is no function "{name}".{near_miss(name, FUNCTIONS)}')
        if not function.least <= len(args) <= function.most:
            raise self.error(node, f"{name} takes {function.takes}, not {len(args)}.")
        return self.applied(node, name, function.compute, args, depth)

    def applied(
        self, node: ast.expr, name: str, compute: Callable[..., Num], operands: Sequence[ast.expr], depth: int
    ) -> Run:
        parts = [self.number(operand, depth) for operand in operands]

        def apply(values: Values) -> Num:
            try:
                return calculate(name, compute, [part(values) for part in parts])
            except NoValueError as error:
                raise self.error(node, str(error)) from None

        return apply


_SYMBOLS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Num, Num], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _compare(ops: Sequence[ast.cmpop], parts: Sequence[Run]) -> Run:
    """Chain comparisons as Python does: to the right only as long as they hold."""
    tests = [_COMPARISONS[type(op)] for op in ops]

    def compare(values: Values) -> bool:
        left = parts[0](values)
        for test, part in zip(tests, parts[1:], strict=True):
            right = part(values)
            if not test(left, right):
                return False
            left = right
        return True

    return compare
