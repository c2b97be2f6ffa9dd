"""What the tests of the preview share: files that change, and a browser that is only its requests."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from toolkit.pipeline import SHIPPED

FIRST = "dealers/D-2025-0001/profile.yaml"
SECOND = "dealers/D-2025-0002/profile.yaml"
PAGE = "site/zh/dealers/D-2025-0001.html"
OTHER = "site/zh/dealers/D-2025-0002.html"
PATIENCE = 20


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replaces words of a file that has them."""
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """A preview's server, as seen from outside."""

    port: int

    def ask(self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """Asks for a path exactly as it is written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=headers is not None and "Host" in headers)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """Sends bytes and returns all that is answered."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    @contextmanager
    def news(self, path: str) -> Iterator[Iterator[dict[str, Any]]]:
        """Listens as an open page does; yields what it hears."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/_live/events?page=/{path}")
        answer = connection.getresponse()
        assert answer.status == 200
        try:
            yield _heard(answer)
        finally:
            answer.close()
            connection.close()


def _heard(answer: HTTPResponse) -> Iterator[dict[str, Any]]:
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


class Command:
    """`build serve` as a user starts it, at a free port."""

    def __init__(self, root: Path, log: Path, *options: str) -> None:
        self._log = log
        arguments = ("--root", str(root), "--lang", "en", "serve", *(options or ("--port", "0")))
        with log.open("wb") as stream:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "toolkit.cli", *arguments], cwd=SHIPPED, stdout=stream, stderr=stream
            )
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.says("Ctrl-C ends it"))
        assert found is not None
        self.site = Site(int(found[1]))

    def says(self, words: str) -> str:
        """Waits until the terminal shows some words, and returns all that it shows."""
        for _ in range(PATIENCE * 20):
            shown = self._log.read_text("utf-8")
            if words in shown:
                return shown
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"{words!r} is not in: {self._log.read_text('utf-8')}")

    def ended(self, number: signal.Signals) -> tuple[int, str]:
        """Sends a signal; returns the exit code and all that the terminal shows."""
        self._process.send_signal(number)
        return self._process.wait(PATIENCE), self._log.read_text("utf-8")

    def kill(self) -> None:
        """Leaves nothing behind, whatever a test came to."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(PATIENCE)
