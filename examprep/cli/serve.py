"""`examprep serve`: the app in a browser."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from examprep.cli import console
from examprep.cli.options import InLang
from examprep.env import read_env
from examprep.errors import UsageError

PORT = 8421


def serve(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65_535, help="Where to listen; 0 is any free port.")
    ] = PORT,
    *,
    lang: InLang,
) -> None:
    """Show the app in your browser, on this machine alone: the same HOME, the same progress.

    Open the URL it shows: it holds a token, and nothing is shown without.
    Every tab is an app of its own. Ctrl-C ends it. Needs the extra `web`.

    Example: examprep serve
    """
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise UsageError(
            "the browser needs textual-serve; install it with: pip install 'examprep[web]'",
            "ブラウザで使うには textual-serve が要る: pip install 'examprep[web]'",
        )
    from examprep.cli.screen import Screen  # noqa: PLC0415 - not on the way to --help
    from examprep.web.gate import Gate  # noqa: PLC0415
    from examprep.web.server import listen  # noqa: PLC0415
    from examprep.web.server import serve as run  # noqa: PLC0415

    env, screen = read_env(), Screen(lang)
    with listen(port) as bound:
        gate = Gate(bound.getsockname()[1], env.entropy().hex())

        def ready() -> None:
            screen.say(
                "ブラウザでこの URL を開く（他人に渡さない）。Ctrl-C で終わる。",
                "Open this URL in your browser, and give it to nobody. Ctrl-C ends.",
            )
            console.show_line(gate.invitation)

        run(bound, gate, lang, ready, console.remark)
    screen.say("終了した。", "Ended.")
