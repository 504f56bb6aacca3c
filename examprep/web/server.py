"""The server: loopback alone, everything behind the gate, a process of the app for each tab."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from aiohttp import WSCloseCode, web

from examprep.core.item import Lang
from examprep.errors import UsageError
from examprep.web.gate import NAMES, Entry, Gate, Refusal, Visit
from examprep.web.pages import FOCUS, STATIC, app_page, entry_page, refusal_page
from examprep.web.tab import SIZES, Tab

Tell = Callable[[str], None]
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LEAVING = 10.0
"""Seconds that tabs have to leave when the server ends."""
LONGEST = 1 << 20
"""Bytes of one message of a browser: a long paste."""


class AppServer:
    """Shows the app to who is let in."""

    def __init__(self, gate: Gate, lang: Lang, tell: Tell) -> None:
        self._gate = gate
        self._lang = lang
        self._tell = tell
        self._sockets: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """Return what aiohttp is to run."""
        app = web.Application(middlewares=[self._guard])
        app.router.add_get("/", self._page)
        app.router.add_get("/ws", self._socket)
        app.router.add_get("/static/{name}", self._static)
        app.on_response_prepare.append(self._sign)
        app.on_shutdown.append(self._close_tabs)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Let nothing through but what the gate lets in, whatever is asked for."""
        verdict = self._gate.judge(self._visit(request))
        if isinstance(verdict, Refusal):
            return web.Response(text=refusal_page(self._lang), content_type="text/html", status=403)
        if verdict is Entry.BY_URL:
            return self._welcome()
        return await handler(request)

    def _visit(self, request: web.Request) -> Visit:
        return Visit(
            host=request.headers.get("Host"),
            origin=request.headers.get("Origin"),
            token=request.query.get("token"),
            cookie=request.cookies.get(self._gate.cookie),
            is_socket=request.path == "/ws" or "Upgrade" in request.headers,
        )

    def _welcome(self) -> web.Response:
        """Give the token to the browser to keep, and go on to an address without it."""
        response = web.Response(text=entry_page(self._lang), content_type="text/html")
        response.set_cookie(self._gate.cookie, self._gate.token, httponly=True, samesite="Strict", path="/")
        return response

    async def _sign(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Forbid the browser everything that the pages do not need, on every response."""
        sockets = " ".join(f"ws://{name}:{self._gate.port}" for name in NAMES)
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src data:; connect-src {sockets}; frame-ancestors 'none'; base-uri 'none'; "
            "form-action 'none'"
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.pop("Server", None)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return web.Response(text=app_page(self._lang, f"ws://{request.host}/ws"), content_type="text/html")

    async def _static(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name == "focus.js":
            return web.Response(text=FOCUS, content_type="text/javascript")
        known = STATIC.get(name)
        if known is None:
            raise web.HTTPNotFound
        place, kind = known
        return web.Response(body=_fetch(place), content_type=kind)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        connection = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST)
        await connection.prepare(request)
        self._sockets.add(connection)
        try:
            await self._show(connection, _cells(request, "width", 80), _cells(request, "height", 24))
        finally:
            self._sockets.discard(connection)
            await connection.close()
        return connection

    async def _show(self, connection: web.WebSocketResponse, columns: int, rows: int) -> None:
        """Run the app in a tab, and tell what it died of."""
        tab = await Tab.open(self._lang, columns, rows)
        try:
            await tab.serve(connection)
        finally:
            words = await asyncio.shield(tab.close())
            if words:
                self._tell(words)

    async def _close_tabs(self, _app: web.Application) -> None:
        leaving = [connection.close(code=WSCloseCode.GOING_AWAY, message=b"") for connection in self._sockets]
        await asyncio.gather(*leaving, return_exceptions=True)


def _cells(request: web.Request, name: str, usual: int) -> int:
    """Return how many cells a browser has room for."""
    with contextlib.suppress(ValueError):
        found = int(request.query.get(name, ""))
        if found in SIZES:
            return found
    return usual


@cache
def _fetch(place: str) -> bytes:
    found = find_spec("textual_serve")
    assert found is not None and found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / place).read_bytes()


# --- its life


def listen(port: int) -> socket.socket:
    """Return a socket on loopback; raises `UsageError` where the port cannot be had."""
    try:
        return socket.create_server((NAMES[0], port))
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number else str(error)
        raise UsageError(
            f"port {port} cannot be used: {reason}; name another with --port, or any free one with --port 0",
            f"ポート {port} は使えない: {reason}。--port で別の番号を、--port 0 で空いているものを選ぶ。",
        ) from error


def serve(bound: socket.socket, gate: Gate, lang: Lang, ready: Callable[[], None], tell: Tell) -> None:
    """Serve until Ctrl-C or a request to end; then every tab leaves."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(bound, AppServer(gate, lang, tell), ready))


async def _serve(bound: socket.socket, server: AppServer, ready: Callable[[], None]) -> None:
    silent = logging.getLogger("examprep.web")  # what strangers send is no news
    silent.disabled = True
    runner = web.AppRunner(server.application(), access_log=None, logger=silent, shutdown_timeout=LEAVING)
    await runner.setup()
    try:
        await web.SockSite(runner, bound).start()
        ready()
        await _end()
    finally:
        await runner.cleanup()


async def _end() -> None:
    """Wait to be ended; Ctrl-C ends the waiting itself."""
    ended = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
