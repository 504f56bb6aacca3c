"""One HTML file that is read anywhere: everything in it, nothing fetched, nothing run."""

from __future__ import annotations

from examprep.core.item import Lang
from examprep.core.text import clean

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the reader's browser is told: the page needs nothing, so whatever asks for more is not ours."""
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))


def escaped(text: str) -> str:
    """Return text as it is, for a page: never markup, and nothing in it that cannot be seen."""
    text = clean(text)
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    return text


def document(title: str, body: str, lang: Lang, style: str, *, maker: str = "examprep") -> str:
    """Return a whole page; the title is text, the body HTML. Japanese stands for both languages."""
    return f"""<!doctype html>
<html lang="{"en" if lang is Lang.EN else "ja"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{escaped(maker)}">
<title>{escaped(title)}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
