"""A place of this machine where anything sent out would arrive: TCP, UDP and, in a folder, a UNIX socket."""

from __future__ import annotations

import contextlib
import socket
from pathlib import Path
from types import TracebackType
from typing import Self


class Listener:
    """Remembers nothing: asks the kernel whether anything came. Use it as a context."""

    def __init__(self, folder: Path | None = None) -> None:
        self._streams = [socket.create_server(("127.0.0.1", 0))]
        self.port: int = self._streams[0].getsockname()[1]
        self._packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._packets.bind(("127.0.0.1", self.port))
        if folder is not None:
            self._streams.append(socket.socket(socket.AF_UNIX))
            self._streams[1].bind(str(folder / "socket"))
            (folder / "socket").chmod(0o777)
            self._streams[1].listen()
        for each in (*self._streams, self._packets):
            each.settimeout(0)

    def heard(self) -> bool:
        """Tell whether a connection or a packet waits."""
        for stream in self._streams:
            with contextlib.suppress(BlockingIOError):
                stream.accept()[0].close()
                return True
        with contextlib.suppress(BlockingIOError):
            return bool(self._packets.recv(1))
        return False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (*self._streams, self._packets):
            each.close()
