"""A geocoding service on this computer that can misbehave in every way, and a clock of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from finder.days import Clock

# Seconds; a test that needs them all has failed.
WAIT = 30

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class FakeClock:
    """Time that passes only when somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, sleep=self.sleep)


class Service:
    """The service: what it was asked, and what it answers.

    ``answers`` has a list of answers for a path; they are given in order and the last one for ever
    after. Without one the answer is that nothing was found, in the form of that path.
    """

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.agents: set[str] = set()
        self.released = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    def says(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def late(self, handler: BaseHTTPRequestHandler) -> None:
        """Say nothing until the test is over."""
        self.released.wait(WAIT)
        handler.close_connection = True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                query = {key: values[0] for key, values in parse_qs(parts.query).items()}
                service.asked.append((parts.path, query))
                service.agents.add(self.headers["User-Agent"])
                answers = service.answers.get(parts.path) or [NOTHING[parts.path]]
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                answer(self)

            def log_message(self, *_arguments: object) -> None:
                """A test is silent."""

        return Handler


@contextmanager
def serving() -> Iterator[Service]:
    """The service, from here until the end of the block."""
    service = Service()
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.released.set()
        service.server.shutdown()
        thread.join(WAIT)
        service.server.server_close()


def says_text(text: str, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        body = text.encode()
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def says_json(content: Any, status: int = 200, **headers: str) -> Answer:
    return says_text(json.dumps(content), status, Content_Type="application/json", **headers)


def drops(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise a hundred bytes and hang up after twenty."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b'{"LocationResult": [{')
    handler.close_connection = True


FLANDERS, NOMINATIM = "/geolocation/v4/Location", "/search"
NOTHING = {FLANDERS: says_json({"LocationResult": []}), NOMINATIM: says_json([])}

CUT_OFF = '{"LocationResult": [{"Municipality": "Gent", "Zipcode": "90'
HTML = "<!doctype html><html lang=nl><title>Aanmelden</title><p>Meld je aan op dit netwerk.</html>"

# Every way to give no answer, with the name of the error that says so.
FAILURES = [
    ("429", says_text("slow down", 429, Retry_After="7"), "GeocoderRateLimited"),
    ("500", says_text("oops", 500), "GeocoderServiceError"),
    ("503", says_text("busy", 503, Retry_After="7"), "GeocoderTimedOut"),
    ("403", says_text("who are you", 403), "GeocoderInsufficientPrivileges"),
    ("cut-off JSON", says_text(CUT_OFF), "GeocoderParseError"),
    ("HTML", says_text(HTML), "GeocoderParseError"),
    ("another JSON", says_json({"error": "unknown"}), "GeocoderParseError"),
    ("JSON of odd parts", says_json({"LocationResult": ["Gent", 5]}), "GeocoderParseError"),
    ("null", says_json(None), "GeocoderParseError"),
    ("drop", drops, "GeocoderUnavailable"),
    ("break off", breaks_off, "GeocoderServiceError"),
]


def flemish(
    street: str, number: str | None, postcode: str, lat: float, lon: float
) -> dict[str, Any]:
    """One result of the Flemish service, with the keys of the real one."""
    here = {"Lat_WGS84": lat, "Lon_WGS84": lon, "X_Lambert72": 104568.31, "Y_Lambert72": 191863.42}
    kind = "basisregisters_huisnummer_aangeduidDoorBeheerder" if number else "basisregisters_straat"
    return {
        "Municipality": "Gent",
        "Zipcode": postcode,
        "Thoroughfarename": street,
        "Housenumber": number,
        "ID": 1156382,
        "FormattedAddress": f"{street} {number}, {postcode} Gent",
        "Location": here,
        "LocationType": kind,
        "BoundingBox": {"LowerLeft": here, "UpperRight": here},
    }


def found(*results: dict[str, Any]) -> Answer:
    """An answer of the Flemish service."""
    return says_json({"LocationResult": list(results)})


def osm(street: str, number: str | None, postcode: str, lat: float, lon: float) -> dict[str, Any]:
    """One result of Nominatim, with the keys of the real one."""
    address = {"road": street, "city": "Gent", "postcode": postcode, "country_code": "be"}
    return {
        "place_id": 123,
        "osm_type": "way",
        "lat": str(lat),
        "lon": str(lon),
        "class": "building" if number else "highway",
        "type": "yes" if number else "residential",
        "display_name": f"{number}, {street}, {postcode}, België",
        "address": {**address, "house_number": number} if number else address,
    }
