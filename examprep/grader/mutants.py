"""Small wrong programs made of a right one: what a learner might have typed instead.

Each mutant differs from the program in one place and is one program again. Nothing is run here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import msgspec

from examprep.grader.spans import Edit, Program

AXES = ("axis", "dim")
KEEPS = ("keepdims", "keepdim")
EPSILONS = ("eps", "epsilon")
TINY = 1e-2
"""A constant this small that is added is there against a division by zero."""
MOST_WHOLE = 1000
"""Larger numbers stand for 'very large', where one more or less is nothing."""
LIBRARIES = ("np", "numpy", "torch", "F")

OPERATORS: dict[type[ast.operator], tuple[bytes, bytes]] = {
    ast.Add: (b"+", b"-"),
    ast.Sub: (b"-", b"+"),
    ast.Mult: (b"*", b"/"),
    ast.Div: (b"/", b"*"),
    ast.FloorDiv: (b"//", b"*"),
    ast.BitAnd: (b"&", b"|"),
    ast.BitOr: (b"|", b"&"),
}
COMPARISONS: dict[type[ast.cmpop], tuple[bytes, bytes]] = {
    ast.Lt: (b"<", b"<="),
    ast.LtE: (b"<=", b"<"),
    ast.Gt: (b">", b">="),
    ast.GtE: (b">=", b">"),
    ast.Eq: (b"==", b"!="),
    ast.NotEq: (b"!=", b"=="),
}
_PAIRS = "max min,amax amin,maximum minimum,fmax fmin,argmax argmin,sum mean,var std,floor ceil"
REDUCTIONS = {one: other for pair in _PAIRS.split(",") for one, other in (pair.split(), pair.split()[::-1])}
REDUCING = frozenset(
    [
        "sum",
        "mean",
        "max",
        "min",
        "amax",
        "amin",
        "prod",
        "var",
        "std",
        "argmax",
        "argmin",
        "logsumexp",
        "any",
        "all",
        "norm",
    ]
)
TURNING = frozenset(
    ["T", "mT", "H", "transpose", "swapaxes", "permute", "moveaxis", "movedim", "swapdims", "t"]
)
BOUNDING = frozenset(["clip", "clamp", "nan_to_num", "detach"])
"""Calls that may be left out without anything else changing its shape."""
MAKING = frozenset(
    ["arange", "zeros", "ones", "eye", "full", "tensor", "zeros_like", "ones_like", "full_like"]
)
"""Calls whose results never carry a gradient."""


class Mutant(msgspec.Struct, frozen=True):
    """A program with one small change."""

    file: str
    line: int
    kind: str
    text: str
    """The changed line; with the file it is the mutant's name."""
    source: str


def mutants_of(
    file: str, source: str, *, gradients: bool = False, without: frozenset[str] = frozenset()
) -> tuple[Mutant, ...]:
    """Return the mutants of a program in the order of its lines, none twice.

    With `gradients`, those that cut the gradient are among them. Functions in `without` stay as they are.
    """
    program = Program(source)
    found: dict[str, Mutant] = {}
    for node, parent in _live(program.tree, without):
        for edit in _edits(program, node, parent, gradients=gradients):
            mutated = program.edited(edit)
            if mutated not in found and mutated != source and _is_program(mutated):
                found[mutated] = Mutant(file, *_placed(program, edit), mutated)
    return tuple(sorted(found.values(), key=lambda mutant: mutant.line))


def _placed(program: Program, edit: Edit) -> tuple[int, str, str]:
    line, text = program.place(edit)
    return line, edit.kind, text


def _is_program(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


_Pair = tuple[ast.AST, ast.AST]


def _live(node: ast.AST, without: frozenset[str]) -> Iterator[_Pair]:
    """Yield what decides the answer, each node with its parent; not signatures, checks and imports."""
    for child in _parts(node, without):
        yield child, node
        yield from _live(child, without)


def _parts(node: ast.AST, without: frozenset[str]) -> Iterator[ast.AST]:
    match node:
        case ast.Assert() | ast.Raise() | ast.Import() | ast.ImportFrom():
            return
        case ast.FunctionDef(name=name, body=body) | ast.ClassDef(name=name, body=body):
            yield from () if name in without else body
        case ast.Lambda(body=inner):
            yield inner
        case ast.AnnAssign(value=value):
            yield from (value,) if value else ()
        case ast.JoinedStr():
            return
        case _:
            yield from ast.iter_child_nodes(node)


def _edits(program: Program, node: ast.AST, parent: ast.AST, *, gradients: bool) -> Iterator[Edit]:
    match node:
        case ast.Constant() | ast.UnaryOp():
            yield from _number_edits(program, node, parent)
        case ast.BinOp():
            yield from _operator_edits(program, node)
        case ast.AugAssign():
            yield from _assigning_edits(program, node)
        case ast.Compare():
            yield from _comparison_edits(program, node)
        case ast.BoolOp():
            yield from _logic_edits(program, node)
        case ast.Call():
            yield from _call_edits(program, node)
        case ast.Attribute():
            yield from _attribute_edits(program, node, parent)
        case ast.Name(id="max" | "min" as name) if isinstance(parent, ast.Call) and parent.func is node:
            yield program.swapped("reduction", node, REDUCTIONS[name].encode())
    if gradients:
        yield from _cuts(program, node)


def _number_edits(program: Program, node: ast.Constant | ast.UnaryOp, parent: ast.AST) -> Iterator[Edit]:
    """Yield a whole number one more and one less, a minus left out, a switch turned."""
    value = _whole(node)
    if value is not None:
        if isinstance(parent, ast.UnaryOp) and _whole(parent) is not None:
            return  # the sign belongs to it
        kind = "axis" if isinstance(parent, ast.keyword) and parent.arg in AXES else "number"
        others = (value + 1,) if _is_open_size(value, parent) else (value + 1, value - 1)
        for other in others:
            yield program.swapped(kind, node, repr(other).encode())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Invert | ast.Not):
        yield program.swapped("sign", node, program.text(node.operand))
    elif isinstance(parent, ast.keyword) and parent.arg in KEEPS and isinstance(node, ast.Constant):
        yield program.swapped("keepdims", node, repr(not node.value).encode())


def _is_open_size(value: float, parent: ast.AST) -> bool:
    """Tell whether a number is the size `reshape` works out, which any negative number asks for."""
    return value == -1 and isinstance(parent, ast.Call) and _name_of(parent.func) in {"reshape", "view"}


def _name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def _whole(node: ast.AST) -> int | float | None:
    """Return the value of a number without a fraction, its sign included."""
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as inner):
            value = _whole(inner)
            return None if value is None else -value
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value if abs(value) <= MOST_WHOLE and value == int(value) else None
    return None


def _operator_edits(program: Program, node: ast.BinOp) -> Iterator[Edit]:
    """Yield another operator, a factor left out, an epsilon left out."""
    yield from _other_word(program, "operator", OPERATORS.get(type(node.op)), node.left, node.right)
    match node.op:
        case ast.Mult():
            yield program.swapped("scale", node, program.text(node.left))
            yield program.swapped("scale", node, program.text(node.right))
        case ast.Div() | ast.FloorDiv():
            yield program.swapped("scale", node, program.text(node.left))
        case ast.Add() if _is_epsilon(node.right):
            yield program.swapped("epsilon", node, program.text(node.left))
        case ast.Add() if _is_epsilon(node.left):
            yield program.swapped("epsilon", node, program.text(node.right))


def _is_epsilon(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=float(value)):
            return 0 < abs(value) <= TINY
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in EPSILONS
    return False


def _other_word(
    program: Program, kind: str, words: tuple[bytes, bytes] | None, left: ast.expr, right: ast.expr
) -> Iterator[Edit]:
    """Yield the edit that puts another word between two operands."""
    if words is not None and (place := program.between(left, right, words[0])):
        yield Edit(kind, *place, words[1])


def _assigning_edits(program: Program, node: ast.AugAssign) -> Iterator[Edit]:
    yield from _other_word(program, "operator", OPERATORS.get(type(node.op)), node.target, node.value)


def _comparison_edits(program: Program, node: ast.Compare) -> Iterator[Edit]:
    sides = [node.left, *node.comparators]
    for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
        yield from _other_word(program, "comparison", COMPARISONS.get(type(op)), left, right)


def _logic_edits(program: Program, node: ast.BoolOp) -> Iterator[Edit]:
    words = (b"and", b"or") if isinstance(node.op, ast.And) else (b"or", b"and")
    for left, right in zip(node.values, node.values[1:], strict=False):
        yield from _other_word(program, "logic", words, left, right)


def _call_edits(program: Program, node: ast.Call) -> Iterator[Edit]:
    """Yield a call left out that turns or bounds its array, dimensions kept that were not."""
    if not isinstance(node.func, ast.Attribute):
        return
    name = node.func.attr
    if name in TURNING | BOUNDING and (array := _array_of(node)):
        yield program.swapped("transpose" if name in TURNING else "bounds", node, program.text(array))
    if name in REDUCING and _reduces_an_inner_axis(node):
        end = program.span(node)[1] - 1
        comma = b"" if program.raw[:end].rstrip().endswith(b",") else b", "
        keep = b"keepdim=True" if b"torch" in program.raw else b"keepdims=True"
        yield Edit("keepdims", end, end, comma + keep)


def _array_of(node: ast.Call) -> ast.expr | None:
    """Return the array a method or a function of a library works on."""
    assert isinstance(node.func, ast.Attribute)
    if isinstance(node.func.value, ast.Name) and node.func.value.id in LIBRARIES:
        return node.args[0] if node.args else None
    return node.func.value


def _reduces_an_inner_axis(node: ast.Call) -> bool:
    """Tell whether a reduction names one axis that is not the first, and drops it.

    The first axis broadcasts the same whether it was kept or not.
    """
    names = {keyword.arg for keyword in node.keywords}
    named = [keyword.value for keyword in node.keywords if keyword.arg in AXES]
    wholes = [_whole(value) for value in named or node.args[-1:]]
    return not names & set(KEEPS) and bool(wholes) and wholes[0] not in {None, 0}


def _attribute_edits(program: Program, node: ast.Attribute, parent: ast.AST) -> Iterator[Edit]:
    """Yield another reduction, and a transpose left out that is no call."""
    end = program.span(node)[1]
    if node.attr in REDUCTIONS:
        yield Edit("reduction", end - len(node.attr), end, REDUCTIONS[node.attr].encode())
    if node.attr in {"T", "mT", "H"} and not (isinstance(parent, ast.Call) and parent.func is node):
        yield program.swapped("transpose", node, program.text(node.value))


def _cuts(program: Program, node: ast.AST) -> Iterator[Edit]:
    """Yield a value that carries no gradient any more."""
    match node:
        case ast.Assign(targets=[ast.Name()], value=ast.Call() | ast.BinOp() as value):
            sides = [value]
        case ast.BinOp(left=left, right=right):
            sides = [side for side in (left, right) if isinstance(side, ast.Call)]
        case _:
            return
    for side in sides:
        if not (isinstance(side, ast.Call) and _name_of(side.func) in MAKING):
            yield program.swapped("detach", side, program.text(side) + b".detach()")
