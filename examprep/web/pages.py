"""The three pages of the server; nothing in them comes from another host."""

from __future__ import annotations

from examprep.core.document import escaped
from examprep.core.item import Lang
from examprep.render import say

STATIC = {
    "terminal.js": ("static/js/textual.js", "text/javascript"),
    "terminal.css": ("static/css/xterm.css", "text/css"),
    "mono.ttf": ("static/fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
}
"""What the page fetches besides `focus.js`: its name, where it lies in textual-serve, and what it is."""

FOCUS = """new MutationObserver((_, watch) => {
  if (!document.body?.classList.contains("-first-byte")) return;
  watch.disconnect();
  document.querySelector(".xterm-helper-textarea")?.focus();
}).observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ["class"] });
"""
"""Keys go to the app without a click, from when it first shows something; before, nothing could be sent."""

_FONT = """@font-face { font-family: "Roboto Mono"; src: url("/static/mono.ttf"); font-weight: 100 700; }"""
_STYLE = """
html, body { margin: 0; height: 100%; overflow: hidden; background: #000; color: #ddd; }
body, a { font: 16px/1.6 "Roboto Mono", "Noto Sans Mono CJK JP", "BIZ UDGothic", "Osaka-Mono", monospace; }
a { color: #7ab7ff; } p { margin: 1rem; }
.textual-terminal { opacity: 0; } body.-first-byte .textual-terminal { opacity: 1; }
#opening, #closed { position: fixed; left: 0; right: 0; bottom: 0; z-index: 10; background: #222;
  margin: 0; padding: .5rem 1rem; }
body.-first-byte #opening, body.-closed #opening, #closed { display: none; }
body.-closed #closed { display: block; }
"""


def app_page(lang: Lang, socket: str) -> str:
    """Return the page that shows the app."""
    opening = say("開いている…", "Opening…", lang)
    closed = say("終了した。記録は残っている。", "Closed. Your progress is kept.", lang)
    again = say("もう一度開く", "Open again", lang)
    body = f"""<div id="terminal" class="textual-terminal" data-session-websocket-url="{escaped(socket)}"
 data-font-size="16"></div>
<p id="opening">{opening}</p>
<p id="closed">{closed} <a href="/">{again}</a></p>"""
    scripts = "".join(f'<script src="/static/{name}"></script>' for name in ("terminal.js", "focus.js"))
    fetched = f'<style>{_FONT}</style>\n<link rel="stylesheet" href="/static/terminal.css">\n{scripts}'
    return _page(body, lang, fetched)


def entry_page(lang: Lang) -> str:
    """Return the page that goes on to the app.

    It goes on by itself and is not redirected to: a cookie for this site alone is not sent where the way
    began on another site, such as a terminal that is a page itself.
    """
    words = say("開く", "Open", lang)
    return _page(f'<p><a href="/">{words}</a></p>', lang, '<meta http-equiv="refresh" content="0;url=/">')


def refusal_page(lang: Lang) -> str:
    """Return the page for who is not let in; it tells nothing."""
    words = say(
        "このアドレスでは開けない。examprep serve が端末に表示した URL を開く。",
        "This address opens nothing. Open the URL that examprep serve shows in the terminal.",
        lang,
    )
    again = say("もう一度", "Try again", lang)
    return _page(f'<p>{words} <a href="/">{again}</a></p>', lang, "")


def _page(body: str, lang: Lang, head: str) -> str:
    return f"""<!doctype html>
<html lang="{"en" if lang is Lang.EN else "ja"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>examprep</title>
<style>{_STYLE}</style>
{head}
</head>
<body>
{body}
</body>
</html>
"""
