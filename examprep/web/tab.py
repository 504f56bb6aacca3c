"""One tab: a process of the app behind one websocket, and what both say to each other.

The process speaks the protocol of textual's web driver: a line of greeting, then packets of a letter, four
bytes of length and a body; `D` is what a terminal shows or is typed, `M` is JSON about it. The browser's
client speaks JSON lists.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process

import msgspec
from aiohttp import WSMsgType, web

from examprep.core.item import Lang

GREETING = b"__GANGLION__\n"
GRACE = 3.0
"""Seconds the app has to leave by itself."""
MOST_WORDS = 8_000
"""Bytes of its last words that are kept."""
SIZES = range(2, 1_000)
"""Columns and rows a terminal may have."""

Message = list[object]


def command(lang: Lang, columns: int, rows: int) -> list[str]:
    """Return how the app is started: by the Python of this one, never from the folder one is in."""
    return [sys.executable, "-P", "-m", "examprep.web.child", lang.value, str(columns), str(rows)]


class Tab:
    """A running app and its last words."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._words = bytearray()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def open(cls, lang: Lang, columns: int, rows: int) -> Tab:
        """Start the app, out of reach of the terminal's own Ctrl-C: it is told when to leave."""
        return cls(
            await asyncio.create_subprocess_exec(
                *command(lang, columns, rows), stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
            )
        )

    async def serve(self, socket: web.WebSocketResponse) -> None:
        """Carry everything both ways until one side ends."""
        ways = {asyncio.create_task(self._show(socket)), asyncio.create_task(self._type(socket))}
        try:
            done, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in done:
                way.result()
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def close(self) -> str:
        """Let the app leave, by force if it must; return its last words."""
        with contextlib.suppress(OSError):
            await self._tell({"type": "quit"})
            self._stdin.close()
        await self._leave()
        await self._listening
        return self._words.decode("utf-8", "replace").strip()

    async def _leave(self) -> None:
        drained = asyncio.create_task(self._drain())  # what is not read would keep it from leaving
        for force in (self._process.terminate, self._process.kill):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), GRACE)
                break
            with contextlib.suppress(ProcessLookupError):
                force()
        await self._process.wait()
        await drained

    async def _drain(self) -> None:
        while await self._stdout.read(65_536):
            pass

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        while words := await self._process.stderr.read(4_096):
            self._words += words
            del self._words[:-MOST_WORDS]

    # --- from the app to the browser

    async def _show(self, socket: web.WebSocketResponse) -> None:
        """Send what the app shows until it ends."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            if await self._stdout.readline() != GREETING:
                return
            while True:
                kind, body = await self._packet()
                if kind == b"D":
                    await socket.send_bytes(body)
                elif kind == b"M" and _about(body) == "exit":
                    return

    async def _packet(self) -> tuple[bytes, bytes]:
        head = await self._stdout.readexactly(5)
        return head[:1], await self._stdout.readexactly(int.from_bytes(head[1:], "big"))

    # --- from the browser to the app

    async def _type(self, socket: web.WebSocketResponse) -> None:
        """Pass on what is typed until the page is closed; what is not understood is left out."""
        with contextlib.suppress(OSError):
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._understand(_read(message.data), socket)

    async def _understand(self, message: Message, socket: web.WebSocketResponse) -> None:
        match message:
            case ["stdin", str(keys)]:
                await self._send(b"D", keys.encode("utf-8", "replace"))
            case ["resize", {"width": int(columns), "height": int(rows)}] if (
                columns in SIZES and rows in SIZES
            ):
                await self._tell({"type": "resize", "width": columns, "height": rows})
            case ["ping", str(mark)]:
                await socket.send_str(msgspec.json.encode(["pong", mark]).decode())
            case ["focus" | "blur" as name]:
                await self._tell({"type": name})
            case _:
                pass

    async def _tell(self, meta: dict[str, object]) -> None:
        await self._send(b"M", msgspec.json.encode(meta))

    async def _send(self, kind: bytes, body: bytes) -> None:
        self._stdin.write(kind + len(body).to_bytes(4, "big") + body)
        await self._stdin.drain()

    @property
    def _stdin(self) -> asyncio.StreamWriter:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _stdout(self) -> asyncio.StreamReader:
        assert self._process.stdout is not None
        return self._process.stdout


def _read(text: str) -> Message:
    try:
        return msgspec.json.decode(text, type=Message)
    except msgspec.DecodeError:
        return []


def _about(body: bytes) -> object:
    try:
        return msgspec.json.decode(body, type=dict[str, object]).get("type")
    except msgspec.DecodeError:
        return None
