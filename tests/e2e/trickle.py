"""A server of a folder whose pages come in pieces, as over a slow line: what moves while a page comes in is seen to move."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PIECE = 12_000
PAUSE = 0.06
"""Twelve kilobytes, then three frames of the screen: less than a phone with one bar gets, and enough to paint in between."""


@contextmanager
def trickling(folder: Path) -> Iterator[str]:
    """Serves the folder on a free port of this machine while it is open, and gives the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            file = folder / self.path.lstrip("/").partition("#")[0]
            data = file.read_bytes() if file.is_file() else b""
            self.send_response(200 if data else 404)
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            page = file.suffix == ".html"
            for start in range(0, len(data), PIECE if page else len(data) or 1):
                self.wfile.write(data[start : start + PIECE] if page else data)
                self.wfile.flush()
                if page:
                    time.sleep(PAUSE)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing: what goes wrong is seen in the page."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
