"""Programs that look alike are found, and what everybody writes is not held against anybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examprep.core.similar import (
    RUN,
    WINDOW,
    Lines,
    Same,
    _merged,
    find_same,
    find_similar,
    fingerprints_of,
    tokens_of,
)
from tests.conftest import Command

ONE = '''
import numpy as np

def softmax(x):
    """Mine."""
    shifted = x - x.max(axis=-1, keepdims=True)
    powers = np.exp(shifted)
    total = powers.sum(axis=-1, keepdims=True)
    for row in range(len(total)):
        if not np.isfinite(total[row]).all():
            raise ValueError("a row has no finite sum")
    return powers / total
'''
RENAMED = '''
import numpy as library

# my very own work


def softmax(values):
    """Written by me."""
    z = values - values.max(axis=-2, keepdims=True)

    e = library.exp(z)   # powers
    s = e.sum(axis=-2, keepdims=True)
    for i in range(len(s)):
        if not library.isfinite(s[i]).all():
            raise ValueError("no sum")
    return e / s
'''
OTHER = """
import numpy as np

def softmax(x):
    out = np.empty_like(x)
    flat, target = x.reshape(-1, x.shape[-1]), out.reshape(-1, x.shape[-1])
    for place, row in enumerate(flat):
        powers = [np.exp(value - max(row)) for value in row]
        target[place] = [power / sum(powers) for power in powers]
    return out
"""


def prints(**sources: str) -> dict[str, dict[int, list[Lines]]]:
    return {name: fingerprints_of(source) for name, source in sources.items()}


def test_other_names_comments_and_layout_hide_nothing() -> None:
    [pair] = find_similar(prints(ann=ONE, bob=RENAMED, cem=OTHER))

    assert (pair.first, pair.second, pair.share) == ("ann", "bob", 1.0)
    assert pair.places == ((Lines(2, 12),), (Lines(2, 16),))


@pytest.mark.parametrize("turned", [False, True])
def test_the_shorter_program_is_found_whole_in_the_longer_one(*, turned: bool) -> None:
    programs = [ONE, RENAMED + OTHER]

    [pair] = find_similar(prints(**dict(zip(("ann", "bob"), programs[:: -1 if turned else 1], strict=True))))

    assert pair.share == 1.0


def test_as_many_tokens_as_a_fingerprint_stands_for_have_one_from_their_first_to_their_last_line() -> None:
    assert fingerprints_of("pass\n" * (RUN - 1)) == {}
    assert list(fingerprints_of("pass\n" * RUN).values()) == [[Lines(1, RUN)]]


def test_lines_beside_each_other_are_told_as_one_piece() -> None:
    lines = [Lines(9, 9), Lines(1, 3), Lines(4, 5), Lines(2, 3), Lines(10, 12), Lines(7, 7)]

    assert _merged(lines) == (Lines(1, 5), Lines(7, 7), Lines(9, 12))


def test_what_everybody_was_given_tells_nothing() -> None:
    assert find_similar(prints(ann=ONE, bob=RENAMED), given=fingerprints_of(ONE)) == []


def test_what_many_hand_in_tells_nothing() -> None:
    crowd = {f"student {n}": ONE for n in range(5)}

    assert find_similar(prints(**crowd)) == []


SHORT = "def f(x):\n    return x + 1\n"


@pytest.mark.parametrize(
    ("sources", "groups"),
    [
        pytest.param([ONE] * 6, [("aaaaaa", ["aaaaaa"])], id="a ring to the letter"),
        pytest.param([ONE, ONE, RENAMED], [("aab", ["aa"])], id="some to the letter, one renamed"),
        pytest.param([ONE, RENAMED], [("ab", [])], id="renamed"),
        pytest.param(
            [OTHER, OTHER, ONE, RENAMED, RENAMED], [("abb", ["bb"]), ("cc", ["cc"])], id="two rings"
        ),
        pytest.param([ONE, OTHER, ONE + "\n\nx = f.y(1)\n"], [], id="one of them has a line more"),
        pytest.param([SHORT] * 6, [], id="too short to tell"),
        pytest.param([""] * 3, [], id="empty"),
    ],
)
def test_the_same_program_is_told_however_many_hand_it_in(
    sources: list[str], groups: list[tuple[str, list[str]]]
) -> None:
    kinds = {ONE: "a", RENAMED: "b", OTHER: "c"}
    named = {f"{kinds.get(source, 'd')}{number:02}": source for number, source in enumerate(sources)}

    found = find_same(named, prints(**named))

    assert [
        ("".join(name[0] for name in same.students), ["".join(n[0] for n in each) for each in same.verbatim])
        for same in found
    ] == groups


def test_what_everybody_was_given_is_no_copy() -> None:
    named = {f"student {number}": ONE for number in range(6)}

    assert find_same(named, prints(**named), given=fingerprints_of(ONE)) == []
    assert find_same(named, prints(**named), given=fingerprints_of(SHORT)) == [
        Same(tuple(named), (tuple(named),))
    ]


@pytest.mark.parametrize(
    ("holders", "others", "prints_each", "tells"),
    [
        (2, 0, 6, True),
        (2, 0, 5, False),
        (4, 0, 6, True),
        (5, 0, 6, False),
        (5, 15, 6, True),
        (25, 79, 6, True),
        (26, 78, 6, False),
    ],
)
def test_a_run_tells_something_while_few_have_it(
    *, holders: int, others: int, prints_each: int, tells: bool
) -> None:
    same = {number: [Lines(1, 1)] for number in range(prints_each)}
    programs = {f"h{n}": same for n in range(holders)} | {f"o{n}": {} for n in range(others)}

    assert bool(find_similar(programs)) is tells


def test_words_of_the_language_and_of_libraries_stay_and_own_names_do_not() -> None:
    texts = [token.text for token in tokens_of("return x.shape + f(None)")]

    assert texts == ["return", "name", ".", "shape", "+", "name", "(", "None", ")"]


def test_short_programs_are_alike_by_nature() -> None:
    short = "def f(x):\n    return x + 1\n"

    assert find_similar(prints(ann=short, bob=short)) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        pytest.param("x = (1\n", [1, 1, 1, 1], id="a parenthesis that never closes"),
        pytest.param("if x:\n        y\n    z\n", [1, 1, 1, 2], id="lines that fit no level"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_half_a_program_is_read_as_far_as_it_goes(source: str, lines: list[int]) -> None:
    assert [token.line for token in tokens_of(source)] == lines


@given(before=st.integers(0, 30), after=st.integers(0, 30), start=st.integers(0, 200))
def test_whatever_is_shared_for_long_enough_is_found(before: int, after: int, start: int) -> None:
    shared = [f"a.m{start + n}" for n in range(RUN + WINDOW)]  # three tokens each
    one = "; ".join([*(f"b.p{n}" for n in range(before)), *shared, *(f"c.q{n}" for n in range(after))])
    two = "; ".join([*(f"d.r{n}" for n in range(after)), *shared, *(f"e.s{n}" for n in range(before))])

    assert set(fingerprints_of(one)) & set(fingerprints_of(two))


@given(st.text(max_size=300))
def test_any_text_has_fingerprints_or_none(source: str) -> None:
    assert all(line.first <= line.last for found in fingerprints_of(source).values() for line in found)


@pytest.mark.end
def test_a_class_lists_who_to_look_at(examprep: Command, tmp_path: Path) -> None:
    sources = {"ann": ONE, "bob": RENAMED, "cem": OTHER, "dan": ONE + "\n\nprint(softmax.name)\n"}
    sources |= {f"kim{number}": ONE for number in range(2)} | {"lee": SHORT, "mei": "x = 1\0"}
    for name, source in sources.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "softmax.py").write_text(source)

    ran = examprep("class", "similar", str(tmp_path / "class"), "--lang", "en")
    fields = json.loads(examprep("class", "similar", str(tmp_path / "class"), "--json").out)

    assert ran.code == 0
    assert ran.out.splitlines()[:6] == [
        "softmax: 8 programs; groups of the same program: 1; other pairs alike: 2",
        "too short to compare: lee",
        "unreadable: mei",
        "the same program but for names, numbers, comments and layout: ann, bob, kim0,",
        "kim1",
        "  of these the same to the letter: ann, kim0, kim1",
    ]
    [found] = fields["problems"]
    assert (fields["schema"], found["too_short"], found["unreadable"]) == (2, ["lee"], ["mei"])
    assert [(pair["first"], pair["second"]) for pair in found["pairs"]] == [("ann", "dan"), ("bob", "dan")]
    assert found["same"] == [
        {"students": ["ann", "bob", "kim0", "kim1"], "verbatim": [["ann", "kim0", "kim1"]]}
    ]


@pytest.mark.end
def test_pairs_that_are_not_the_same_stand_side_by_side(examprep: Command, tmp_path: Path) -> None:
    for name, source in {"ann": ONE, "bob": RENAMED + OTHER, "cem": OTHER}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "softmax.py").write_text(source)

    ran = examprep("class", "similar", str(tmp_path / "class"), "--lang", "en")

    assert "softmax: 3 programs; groups of the same program: 0; other pairs alike: 2" in ran.out
    assert [line.split() for line in ran.out.splitlines() if "ann" in line] == [
        ["|", "100%", "|ann", "|2-12", "|bob", "|2-16", "|"]
    ]


@pytest.mark.end
def test_nothing_to_compare_is_said(examprep: Command, tmp_path: Path) -> None:
    (tmp_path / "class" / "ann").mkdir(parents=True)
    (tmp_path / "class" / "ann" / "sofmax.py").write_text(ONE)

    ran = examprep("class", "similar", str(tmp_path / "class"))

    assert ran.code == 2
    assert f"{tmp_path / 'class'}/<学生>/softmax.py のように置く。いまあるのは ann/sofmax.py。" in ran.err
