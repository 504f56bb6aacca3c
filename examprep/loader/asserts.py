"""The asserts of a `check`, made to say which of them failed: an assert by itself ends without a word."""

from __future__ import annotations

import ast
import warnings

LONGEST = 80
"""Characters of an assert that are repeated."""


def named_asserts(check: str) -> str:
    """Return a check that tests the same and names the line that fails; one that is no Python as it is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(check)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assert):
                node.msg = _said(node, check)
        return ast.unparse(ast.fix_missing_locations(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return check


def _said(node: ast.Assert, check: str) -> ast.expr:
    """Return what an assert says when it fails: its line, then its own message or what it tests."""
    place = f"line {node.lineno} of the check: "
    if node.msg is not None:
        return ast.JoinedStr([ast.Constant(place), ast.FormattedValue(node.msg, conversion=-1)])
    tested = " ".join((ast.get_source_segment(check, node) or "").split())
    return ast.Constant(place + (tested if len(tested) <= LONGEST else f"{tested[:LONGEST]}…"))
