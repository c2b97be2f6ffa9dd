"""The web server of a preview: this machine only, reading only, and only paths that the site has."""

from __future__ import annotations

import socket
import socketserver
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition
from typing import Any

from toolkit.pipeline import SHIPPED
from toolkit.serve.live import with_live
from toolkit.serve.panel import Shown, news
from toolkit.serve.preview import Preview
from toolkit.serve.requests import ADDRESS, METHODS, Asked, page_asked, path_of, refusal
from toolkit.site.frame import ROOT
from toolkit.sources.tree import WorkingTree

LIVE = "/_live/"
PATIENCE = 15
"""Seconds after which an open page is sent an empty line, so that one that was closed is noticed."""
GRACE = 1
"""Seconds that the end waits for answers that are being made."""
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
}
HEADERS = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1 and nowhere else. Raises OSError when the port is taken."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        shipped = WorkingTree(SHIPPED)
        self.live = {f"{LIVE}{name}": shipped.read(f"templates/serve/{name}") for name in ("live.js", "live.css")}
        self._connections: set[socket.socket] = set()
        self._change = Condition()
        super().__init__((ADDRESS, port), Handler)

    def server_bind(self) -> None:
        """Binds without the look-up of a name that the standard library makes, which may ask the network."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remembers the connection, so that the end need not wait for one that is silent."""
        with self._change:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forgets a connection and ends it."""
        super().shutdown_request(request)
        with self._change:
            self._connections.discard(request)
            self._change.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a browser that goes away in the middle of an answer."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def end(self) -> None:
        """Stops listening, wakes whoever waits, and returns when every answer has ended. Not to be called by a handler."""
        self.preview.close()
        self.shutdown()
        with self._change:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the browser was quicker
            self._change.wait_for(lambda: not self._connections, GRACE)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        asked = Asked(
            self.command,
            self.path,
            tuple(self.headers.get_all("Host", ())),
            self.headers.get("Sec-Fetch-Site", ""),
            self.headers.get("Sec-Fetch-Mode", ""),
            self.headers.get("Sec-Fetch-Dest", ""),
        )
        status = refusal(asked, self.server.server_port)
        if status is not None:
            self.send_error(status)
            return
        path = path_of(self.path)
        if path is None:
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif path == "/":
            self._send(b"", "txt", HTTPStatus.FOUND, ("Location", f"/{ROOT}/{self.server.preview.locale}/index.html"))
        elif path == f"{LIVE}events":
            self._events(page_asked(self.path))
        elif path in self.server.live:
            self._send(self.server.live[path], path.rpartition(".")[2])
        else:
            self._page(path)

    # What only reads is answered by the path; every other method is refused by it too.
    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = do_GET

    def _page(self, path: str) -> None:
        output = output_path(path)
        page = self.server.preview.page(output)
        if page is None:
            paper = None if output.startswith(f"{ROOT}/") else self.server.preview.paper(output)
            if paper is not None:
                self._send(paper, output.rpartition(".")[2])
                return
            page = self.server.preview.missing()
            output = f"{ROOT}/404.html"
        data = with_live(page.data, path, page.digest) if output.endswith(".html") else page.data
        self._send(data, output.rpartition(".")[2], HTTPStatus(page.status))

    def _events(self, path: str) -> None:
        """Tells an open page how it stands, now and after every update, until the browser or the preview ends."""
        if not path or self.command == "HEAD":
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        self._head(HTTPStatus.OK, "text/event-stream", ())
        preview, output, seen = self.server.preview, output_path(path), -1
        with preview.opened(output):
            while (number := preview.wait(seen, PATIENCE)) is not None:
                self.wfile.write(news(self._stands(output)) if number != seen else b":\n\n")
                self.wfile.flush()
                seen = number

    def _stands(self, output: str) -> Shown:
        return self.server.preview.page(output) or self.server.preview.missing()

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, *more: tuple[str, str]) -> None:
        self._head(status, TYPES.get(kind, "application/octet-stream"), (("Content-Length", str(len(data))), *more))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, more: tuple[tuple[str, str], ...]) -> None:
        self.send_response(status)
        # A browser shows a PDF by a page of its own, which this policy would leave without styles.
        policy = () if kind == TYPES["pdf"] else (("Content-Security-Policy", POLICY),)
        for name, value in (("Content-Type", kind), *HEADERS, *policy, ("Connection", "close"), *more):
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuses, in as few words as there are, and without repeating any of the request's."""
        status = HTTPStatus(code)
        more = (("Allow", ", ".join(METHODS)),) if status == HTTPStatus.METHOD_NOT_ALLOWED else ()
        self.close_connection = True
        if self.request_version != "HTTP/0.9":
            self._send(f"{status.value} {status.phrase}\n".encode("ascii"), "txt", status, *more)

    def version_string(self) -> str:
        """Returns what the answers call the server: no version, which nobody need know."""
        return "channelbook"

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the terminal is for what is wrong with the workspace."""


def output_path(path: str) -> str:
    """Returns the output path that a path of the server stands for: of a folder, its index."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
