"""A reader's law: whoever evaluates the one-line form of a formula gets its value.

Whether for them `1/2x` is a half of x or the inverse of 2x, and `√xy` the root of x or of xy.
Values are numbers modulo a prime; roots and powers are made-up functions, so that no two
different formulas agree by luck.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examprep.core.texmath import inline

PRIME = 1_000_003
VALUES = dict(zip("abxnq", (17, 29, 101, 4242, 777), strict=True))

Valued: TypeAlias = tuple[str, int]
"""LaTeX source and its value."""


def power(base: int, exponent: int) -> int:
    return (base * base * 31 + exponent * 271 + base * exponent * 7 + 5) % PRIME


def root(value: int) -> int:
    return (value * value * 13 + 91 * value + 3) % PRIME


def quotient(top: int, bottom: int) -> int:
    return top * pow(bottom, PRIME - 2, PRIME) % PRIME


def sum_of(a: Valued, b: Valued) -> Valued:
    return f"({a[0]}+{b[0]})", (a[1] + b[1]) % PRIME


def difference_of(a: Valued, b: Valued) -> Valued:
    return f"({a[0]}-{b[0]})", (a[1] - b[1]) % PRIME


def product_of(a: Valued, b: Valued) -> Valued:
    return f"{a[0]} {b[0]}", a[1] * b[1] % PRIME


def dot_product_of(a: Valued, b: Valued) -> Valued:
    return rf"{a[0]} \cdot {b[0]}", a[1] * b[1] % PRIME


def fraction_of(a: Valued, b: Valued) -> Valued:
    return rf"\frac{{{a[0]}}}{{{b[0]}}}", quotient(a[1], b[1])


def fraction_of_sums(a: Valued, b: Valued) -> Valued:
    value = quotient((a[1] + b[1]) % PRIME, (b[1] - a[1]) % PRIME)
    return rf"\frac{{{a[0]}+{b[0]}}}{{-{a[0]}+{b[0]}}}", value


def power_of(a: Valued, b: Valued) -> Valued:
    base = a[0] if a[0] in VALUES else f"({a[0]})"
    return f"{base}^{{{b[0]}}}", power(a[1], b[1])


def root_of(a: Valued, _b: Valued) -> Valued:
    return rf"\sqrt{{{a[0]}}}", root(a[1])


def root_of_difference(a: Valued, b: Valued) -> Valued:
    return rf"\sqrt{{{a[0]}-{b[0]}}}", root((a[1] - b[1]) % PRIME)


SHAPES = [
    sum_of, difference_of, product_of, product_of, dot_product_of, fraction_of, fraction_of, fraction_of_sums,
    power_of, root_of, root_of_difference,
]  # fmt: skip

FORMULAS: st.SearchStrategy[Valued] = st.recursive(
    st.sampled_from([*VALUES.items()]),
    lambda part: st.builds(lambda shape, a, b: shape(a, b), st.sampled_from(SHAPES), part, part),
    max_leaves=9,
)


SMALL = "ᵃᵇˣⁿ⁺⁻⁽⁾"
"""Superscripts of the formulas; q has none and is written `^q`."""


def full_size(run: re.Match[str]) -> str:
    return "^(" + unicodedata.normalize("NFKC", run.group()).replace("\u2212", "-") + ")"


class Reader:
    """Evaluates a one-line form as a person would; `greedy` ones see products wherever they can."""

    def __init__(self, line: str, *, greedy: bool) -> None:
        self.rest = re.sub(f"[{SMALL}]+", full_size, line).replace(" ", "")
        self.greedy = greedy

    def sum(self) -> int:
        value = -self.product() if self.takes("-") else self.product()
        while self.rest[:1] in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            value += sign * self.product()
        return value % PRIME

    def product(self) -> int:
        value = self.factor()
        while self.rest and self.rest[0] not in "+-)":
            if self.takes("/"):
                value = quotient(value, self.factor())
            else:
                self.takes("·")
                value = value * self.factor() % PRIME
        return value

    def factor(self) -> int:
        value = self.power()
        while self.greedy and self.rest and self.rest[0] not in "+-)/·":
            value = value * self.power() % PRIME
        return value

    def power(self) -> int:
        value = self.atom()
        while self.takes("^"):
            value = power(value, self.atom())
        return value

    def atom(self) -> int:
        if self.takes("√"):
            return root(self.factor() if self.greedy and self.rest[0] != "(" else self.atom())
        if not self.takes("("):
            return VALUES[self.take()]
        value = self.sum()
        assert self.takes(")")
        return value

    def takes(self, sign: str) -> bool:
        return self.rest[:1] == sign and bool(self.take())

    def take(self) -> str:
        first, self.rest = self.rest[0], self.rest[1:]
        return first


@pytest.mark.parametrize("greedy", [False, True])
@settings(max_examples=200, deadline=None)
@given(formula=FORMULAS)
def test_the_one_line_form_has_the_value_of_the_formula(formula: Valued, *, greedy: bool) -> None:
    source, value = formula
    reader = Reader(inline(source), greedy=greedy)
    assert (reader.sum(), reader.rest) == (value, ""), inline(source)
