"""Who is let in: only who holds the token, on this machine, at our own address and from our own page.

Other pages in the same browser can reach a server on loopback, under a name of their own (DNS rebinding)
and with a socket (no browser forbids that), and other ports are the same site to a cookie. So the name asked
for, the origin and the token are all looked at, on every request.
"""

from __future__ import annotations

import hmac
from enum import StrEnum

import msgspec

NAMES = ("127.0.0.1", "localhost")
"""What the server answers to; it listens on loopback alone."""


class Refusal(StrEnum):
    """Why a visit is refused."""

    HOST = "another host was asked for"
    ORIGIN = "another page asks"
    KEY = "no token, or a wrong one"


class Entry(StrEnum):
    """How a visit is let in."""

    BY_URL = "url"
    """With the address that was printed; the browser is to keep the token as a cookie."""
    BY_COOKIE = "cookie"


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What a request says of itself; `None` is what it does not say."""

    host: str | None
    origin: str | None = None
    token: str | None = None
    cookie: str | None = None
    is_socket: bool = False
    """Whether a websocket is asked for; browsers always say from which page."""


class Gate(msgspec.Struct, frozen=True):
    """One server's address and its secret."""

    port: int
    token: str

    @property
    def address(self) -> str:
        """The page's address, without the secret."""
        return f"http://{NAMES[0]}:{self.port}/"

    @property
    def invitation(self) -> str:
        """The address that lets its holder in."""
        return f"{self.address}?token={self.token}"

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies do not tell ports apart."""
        return f"examprep-{self.port}"

    def judge(self, visit: Visit) -> Entry | Refusal:
        """Tell whether a visit is let in."""
        if visit.host not in [f"{name}:{self.port}" for name in NAMES]:
            return Refusal.HOST
        if visit.origin != f"http://{visit.host}" and (visit.origin is not None or visit.is_socket):
            return Refusal.ORIGIN
        if visit.token is not None and not visit.is_socket:
            return Entry.BY_URL if self._is_ours(visit.token) else Refusal.KEY
        if visit.cookie is not None and self._is_ours(visit.cookie):
            return Entry.BY_COOKIE
        return Refusal.KEY

    def _is_ours(self, secret: str) -> bool:
        return hmac.compare_digest(secret.encode("utf-8", "replace"), self.token.encode())
