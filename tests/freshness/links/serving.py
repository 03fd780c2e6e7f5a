"""A web server on this computer that can misbehave in every way, and knows whom it served."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from finder.freshness.links.asking import Name

# Seconds; a test that needs them all has failed.
WAIT = 30
DEAD = "dood.example"

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """The server: what it answers by method and path, what it was asked, and by whom.

    ``answers`` has an answer for ``GET /a``, or for ``/a`` when any method gets the same. Without
    one the answer is a page.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    released: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def url(self, path: str, host: str = "127.0.0.1", scheme: str = "http") -> str:
        """The address of a path; ``localhost`` is the same server by another name."""
        return f"{scheme}://{host}:{self.port}{path}"

    def late(self, handler: BaseHTTPRequestHandler) -> None:
        """Say nothing until the test is over."""
        self.released.wait(WAIT)
        handler.close_connection = True

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request, and note it."""
        self.asked.append(f"{handler.command} {handler.path}")
        self.agents.add(handler.headers["User-Agent"])
        exact = self.answers.get(f"{handler.command} {handler.path}")
        (exact or self.answers.get(handler.path) or says(200))(handler)


def says(status: int, location: str = "", body: bytes = b"", **headers: str) -> Answer:
    """An answer with this status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if location:
            handler.send_header("Location", location)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    return answer


def drops(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def drips(handler: BaseHTTPRequestHandler) -> None:
    """Send a head without an end: a byte, a moment, another byte."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(50 * WAIT):
            handler.wfile.write(b"x")
            time.sleep(0.02)
    handler.close_connection = True


def babbles(handler: BaseHTTPRequestHandler) -> None:
    """Say something that is no HTTP."""
    handler.wfile.write(b"HALLO\r\n\r\n")
    handler.close_connection = True


def resolve(name: str) -> Name:
    """Names as a test needs them: this computer is found, and one name is dead."""
    return {
        "127.0.0.1": Name.FOUND,
        "localhost": Name.FOUND,
        DEAD: Name.DEAD,
        "thuis.example": Name.PRIVATE,
    }.get(name, Name.UNSURE)


@contextmanager
def serving() -> Iterator[Web]:
    """The server, from here until the end of the block."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            web.serve(self)

        def do_HEAD(self) -> None:
            web.serve(self)

        def log_message(self, *_arguments: object) -> None:
            """A test is silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        web.released.set()
        server.shutdown()
        thread.join(WAIT)
        server.server_close()
