"""A static host on this machine, as plain as GitHub Pages: files, and a page for the rest."""

from __future__ import annotations

import functools
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.limits import ANSWER

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from tests.sites import BuiltSite


@dataclass
class Faults:
    """What goes wrong at a host.

    Attributes:
        status: the answer to everything; 0 when all is well.
        heard: called with each path before it is answered.
    """

    status: int = 0
    heard: Callable[[str], None] = lambda _path: None


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site below its path. What is not there gets ``404.html``."""

    def __init__(self, *args: object, site: BuiltSite, faults: Faults) -> None:
        self.site = site
        self.faults = faults
        super().__init__(*args, directory=str(site.folder))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path
        if not inside.startswith(self.site.base):
            return str(self.site.folder / "outside the site")
        return super().translate_path("/" + inside.removeprefix(self.site.base))

    def do_GET(self) -> None:
        self.faults.heard(self.path)
        if self.faults.status:
            self.send_error(self.faults.status)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = (self.site.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its own name)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    """A server that says nothing of visitors who went away halfway."""

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(site: BuiltSite, faults: Faults | None = None) -> Iterator[str]:
    """Serve a site on a free port; gives the address of its home page."""
    handler = functools.partial(_Handler, site=site, faults=faults or Faults())
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{site.base}"
    finally:
        server.shutdown()
        thread.join(ANSWER)
        server.server_close()
