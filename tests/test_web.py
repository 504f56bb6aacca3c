"""The app in a browser: who is let in, what both sides say, and one question answered in Chromium."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType, WSServerHandshakeError, web

from examprep.cli import serve as command
from examprep.core.item import Lang
from examprep.errors import UsageError
from examprep.web import server as serving
from examprep.web import tab
from examprep.web.gate import Entry, Gate, Refusal, Visit
from examprep.web.pages import STATIC, app_page, entry_page, refusal_page
from examprep.web.server import AppServer, listen
from tests.browser import chromium, keep
from tests.conftest import Command

TOKEN = "0123456789abcdef" * 2
GATE = Gate(8421, TOKEN)
NO_ASCII = "鍵"
HOST, OWN = "127.0.0.1:8421", "http://127.0.0.1:8421"

VISITS = {
    "our page": (Visit(host=HOST, cookie=TOKEN), Entry.BY_COOKIE),
    "by the other name of loopback": (Visit(host="localhost:8421", cookie=TOKEN), Entry.BY_COOKIE),
    "the printed address": (Visit(host=HOST, token=TOKEN), Entry.BY_URL),
    "our own socket": (Visit(host=HOST, origin=OWN, cookie=TOKEN, is_socket=True), Entry.BY_COOKIE),
    "no token": (Visit(host=HOST), Refusal.KEY),
    "a wrong token": (Visit(host=HOST, token=TOKEN[:-1]), Refusal.KEY),
    "a wrong token beside the right cookie": (Visit(host=HOST, token=TOKEN[1:], cookie=TOKEN), Refusal.KEY),
    "an empty token": (Visit(host=HOST, token=""), Refusal.KEY),
    "a token that is no ASCII": (Visit(host=HOST, token=NO_ASCII), Refusal.KEY),
    "a wrong cookie": (Visit(host=HOST, cookie="0" * 32), Refusal.KEY),
    "an empty cookie": (Visit(host=HOST, cookie=""), Refusal.KEY),
    "a name that points here": (Visit(host="evil.example:8421", cookie=TOKEN), Refusal.HOST),
    "a name that begins like ours": (Visit(host="127.0.0.1.evil.example:8421", token=TOKEN), Refusal.HOST),
    "another port": (Visit(host="127.0.0.1:9", cookie=TOKEN), Refusal.HOST),
    "no port": (Visit(host="127.0.0.1", cookie=TOKEN), Refusal.HOST),
    "no host": (Visit(host=None, cookie=TOKEN), Refusal.HOST),
    "another page": (Visit(host=HOST, origin="https://evil.example", cookie=TOKEN), Refusal.ORIGIN),
    "another page with the token": (Visit(host=HOST, origin="null", token=TOKEN), Refusal.ORIGIN),
    "another page's socket": (
        Visit(host=HOST, origin="http://evil.example", cookie=TOKEN, is_socket=True), Refusal.ORIGIN,
    ),
    "another port's socket": (
        Visit(host=HOST, origin="http://127.0.0.1:9", cookie=TOKEN, is_socket=True), Refusal.ORIGIN,
    ),
    "the page under one name, the socket under the other": (
        Visit(host=HOST, origin="http://localhost:8421", cookie=TOKEN, is_socket=True), Refusal.ORIGIN,
    ),
    "a socket of no page": (Visit(host=HOST, cookie=TOKEN, is_socket=True), Refusal.ORIGIN),
    "a socket with the token alone": (
        Visit(host=HOST, origin=OWN, token=TOKEN, is_socket=True), Refusal.KEY,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VISITS)
def test_who_is_let_in(name: str) -> None:
    visit, verdict = VISITS[name]

    assert GATE.judge(visit) is verdict


# --- the server, with an app that repeats what it hears

ECHO = """
import json, os, sys
def say(kind, body): os.write(1, kind + len(body).to_bytes(4, "big") + body)
os.write(1, b"__GANGLION__\\n")
sys.stderr.write("last words\\x1b[2J")
while head := sys.stdin.buffer.read(5):
    body = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"D":
        say(b"D", b"heard " + body)
    elif json.loads(body)["type"] == "quit":
        break
    else:
        say(b"D", body)
    if body == b"x":
        say(b"M", b'{"type": "exit"}')
"""
STUBBORN = (
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "os.write(1, b'__GANGLION__\\nD' + (5).to_bytes(4, 'big') + b'%5d' % os.getpid())\n"
    "time.sleep(600)"
)


class Site:
    """A server that runs, and who visits it."""

    def __init__(self, gate: Gate, session: ClientSession) -> None:
        self.gate = gate
        self.session = session
        self.told: list[str] = []

    @property
    def own(self) -> str:
        return self.gate.address.rstrip("/")

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": f"{self.gate.cookie}={self.gate.token}"}


def visiting(script: Callable[[Site], Awaitable[None]]) -> list[str]:
    """Run a server on a free port, and a script that visits it; return what the server told."""

    async def run() -> list[str]:
        with listen(0) as bound:
            gate = Gate(bound.getsockname()[1], TOKEN)
            async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
                site = Site(gate, session)
                application = AppServer(gate, Lang.EN, site.told.append).application()
                runner = web.AppRunner(application, access_log=None)
                await runner.setup()
                await web.SockSite(runner, bound).start()
                try:
                    await script(site)
                finally:
                    await runner.cleanup()
            return site.told

    return asyncio.run(run())


def app_is(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(tab, "command", lambda *_: [sys.executable, "-c", program])


PATHS = (
    "/",
    "/ws",
    "/static/terminal.js",
    "/static/focus.js",
    "/static/mono.ttf",
    "/nothing",
    "/static/../x",
)


def test_nothing_is_served_without_the_token() -> None:
    async def script(site: Site) -> None:
        strangers: tuple[dict[str, str], ...] = (
            {}, {"Cookie": f"{site.gate.cookie}=wrong"}, {"Cookie": f"examprep-1={TOKEN}"},
            {**site.cookie, "Host": "evil.example"}, {**site.cookie, "Origin": "http://evil.example"},
        )  # fmt: skip
        for path in PATHS:
            for headers in strangers:
                async with site.session.get(site.own + path, headers=headers) as answer:
                    assert (answer.status, TOKEN in await answer.text()) == (403, False)
        for path in PATHS[2:5]:
            async with site.session.get(site.own + path, headers=site.cookie) as answer:
                assert answer.status == 200
        for path in PATHS[5:]:
            async with site.session.get(site.own + path, headers=site.cookie) as answer:
                assert answer.status == 404

    assert visiting(script) == []


def test_the_token_of_the_address_becomes_a_cookie_and_leaves_the_address() -> None:
    async def script(site: Site) -> None:
        async with site.session.get(site.gate.invitation) as answer:
            kept, page = answer.headers["Set-Cookie"], await answer.text()
        assert kept.startswith(f"{site.gate.cookie}={TOKEN};")
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(kept.split("; "))
        assert 'http-equiv="refresh" content="0;url=/"' in page and TOKEN not in page
        async with site.session.get(site.own) as answer:
            page = await answer.text()
        assert f'data-session-websocket-url="ws://127.0.0.1:{site.gate.port}/ws"' in page
        assert TOKEN not in page

    visiting(script)


def test_every_answer_forbids_the_browser_other_hosts() -> None:
    async def script(site: Site) -> None:
        for path, headers in (("/", site.cookie), ("/", {}), ("/nothing", site.cookie)):
            async with site.session.get(site.own + path, headers=headers) as answer:
                policy = answer.headers["Content-Security-Policy"]
                own = f"ws://127.0.0.1:{site.gate.port} ws://localhost:{site.gate.port}"
                assert policy.startswith("default-src 'none'; ") and f"connect-src {own};" in policy
                assert not re.search(r"https?:|\*", policy)
                assert "frame-ancestors 'none'" in policy
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["Referrer-Policy"] == "no-referrer"

    visiting(script)


def test_the_page_names_no_other_host() -> None:
    for lang in Lang:
        page = app_page(lang, "ws://127.0.0.1:1/ws")

        assert set(re.findall(r"\w+://[^\"/]+", page)) == {"ws://127.0.0.1:1"}
    assert "/static" not in refusal_page(Lang.JA) + entry_page(Lang.JA)


@pytest.mark.parametrize("origin", [None, "http://evil.example", "http://127.0.0.1:9", "null"])
def test_a_socket_of_another_page_is_refused(origin: str | None) -> None:
    async def script(site: Site) -> None:
        with pytest.raises(WSServerHandshakeError) as refused:
            await site.session.ws_connect(site.own + "/ws", origin=origin, headers=site.cookie)
        assert refused.value.status == 403

    visiting(script)


def test_a_socket_without_the_cookie_is_refused() -> None:
    async def script(site: Site) -> None:
        with pytest.raises(WSServerHandshakeError) as refused:
            await site.session.ws_connect(f"{site.own}/ws?token={TOKEN}", origin=site.own)
        assert refused.value.status == 403

    visiting(script)


def test_what_is_typed_reaches_the_app_and_what_it_shows_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    app_is(monkeypatch, ECHO)

    async def script(site: Site) -> None:
        async with site.session.ws_connect(site.own + "/ws", origin=site.own, headers=site.cookie) as page:
            for nonsense in ("", "{", "[]", '["stdin"]', '["resize", {"width": -1, "height": 9}]', "[[1]]"):
                await page.send_str(nonsense)
            await page.send_bytes(b"\xff")
            await page.send_json(["ping", "7"])
            assert await page.receive_json() == ["pong", "7"]
            await page.send_json(["stdin", "あ"])
            assert await page.receive_bytes() == "heard あ".encode()
            await page.send_json(["resize", {"width": 100, "height": 30}])
            resized = json.loads(await page.receive_bytes())
            assert resized == {"type": "resize", "width": 100, "height": 30}
            await page.send_json(["stdin", "x"])
            assert await page.receive_bytes() == b"heard x"
            assert (await page.receive()).type is WSMsgType.CLOSE  # the app ended

    assert visiting(script) == ["last words\x1b[2J"]  # made visible where it is shown


def test_an_app_that_does_not_leave_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    app_is(monkeypatch, STUBBORN)
    monkeypatch.setattr(tab, "GRACE", 0.1)
    found: list[int] = []

    async def script(site: Site) -> None:
        async with site.session.ws_connect(site.own + "/ws", origin=site.own, headers=site.cookie) as page:
            found.append(int(await page.receive_bytes()))

    visiting(script)

    assert not is_alive(found[0])


def test_an_app_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    app_is(monkeypatch, "raise SystemExit('no such thing')")

    async def script(site: Site) -> None:
        async with site.session.ws_connect(site.own + "/ws", origin=site.own, headers=site.cookie) as page:
            assert (await page.receive()).type is WSMsgType.CLOSE

    assert visiting(script) == ["no such thing"]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# --- the command


def test_a_port_in_use_is_said_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UsageError, match=f"port {port} cannot be used: Address already in use; .*--port 0"
        ) as refused:
            listen(port)

    assert refused.value.ja.startswith(f"ポート {port} は使えない")


def test_it_listens_on_loopback_alone() -> None:
    with listen(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)

    with pytest.raises(UsageError, match=re.escape("pip install 'examprep[web]'")):
        command.serve(port=0, lang=Lang.JA)


def test_what_the_page_needs_is_in_the_pinned_package() -> None:
    for place, _ in STATIC.values():
        assert serving._fetch(place)


@contextmanager
def served(examprep: Command, *args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `examprep serve` on a free port; yield it and the address it shows."""
    process = examprep.start("serve", "--port", "0", *args)
    assert process.stdout is not None
    try:
        shown = re.search(r"http://\S+", process.stdout.readline() + process.stdout.readline())
        assert shown is not None, process.communicate(timeout=10)
        yield process, shown[0]
    finally:
        process.kill()
        process.communicate()


@pytest.mark.end
@pytest.mark.slow
def test_a_question_is_answered_in_the_browser(examprep: Command, tmp_path: Path) -> None:
    examprep("quiz", "--plain")  # from the second start on, HOME is what opens
    with served(examprep, "--lang", "en") as (process, address), chromium() as opened:
        page, own = opened.page, address.partition("?")[0]
        page.goto(address)
        page.wait_for_url(own)
        opened.wait_for("4 weeks")
        keep(page, tmp_path, "browser-home.png")
        page.keyboard.press("q")
        opened.wait_for("? don't know")
        page.keyboard.press("?")
        page.wait_for_timeout(1_000)
        if "Noted as not known" not in opened.shown:  # this kind is answered on a line
            page.keyboard.press("Enter")
        opened.wait_for("Noted as not known")
        keep(page, tmp_path, "browser-quiz.png")
        log = examprep("data", "log").out
        hosts = {url.split("/")[2] for url in opened.asked}
        assert len(log.splitlines()) == 1
        assert hosts == {own.split("/")[2]}
        assert opened.wrong == []
        assert page.evaluate("document.cookie") == ""  # nothing for scripts

        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        page.wait_for_selector("body.-closed")
    assert (process.returncode, out, err) == (0, "Ended.\n", "")


@pytest.mark.end
def test_an_error_of_the_app_is_shown_in_its_tab_too(examprep: Command) -> None:
    examprep.home.mkdir()
    (examprep.home / "config.toml").write_text("nonsense = 3\n")
    child = [sys.executable, "-m", "examprep.web.child", "en", "80", "24"]
    ran = subprocess.run(
        child, env=examprep.environment(), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )

    assert ran.returncode == 3
    assert ran.stdout.startswith(tab.GREETING + b"D\0\0")
    for told in (ran.stdout, ran.stderr):
        assert b"config.toml: nonsense: no such setting" in told and b"Traceback" not in told


@pytest.mark.end
def test_apps_leave_when_the_server_is_killed(examprep: Command) -> None:
    async def open_socket(address: str) -> None:
        own, _, token = address.partition("/?token=")
        name = f"examprep-{own.rpartition(':')[2]}"
        async with (
            ClientSession(headers={"Cookie": f"{name}={token}"}) as session,
            session.ws_connect(own + "/ws", origin=own) as page,
        ):
            assert (await page.receive()).type is WSMsgType.BINARY

            found.extend(children(process.pid))
            process.kill()

    found: list[int] = []
    with served(examprep) as (process, address):
        asyncio.run(open_socket(address))
    assert len(found) == 1
    until = time.monotonic() + 20
    while is_alive(found[0]) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(found[0])


def children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listed.splitlines()[1:])
    return [int(child) for child, parent in rows if int(parent) == pid]
