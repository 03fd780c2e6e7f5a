"""What a web server answers, asked politely.

At most one request at a time for a host and a pause after each; a short time-out, and a total time
for a server that drips; HEAD first, and GET only when HEAD gave no page, without reading that page.
Redirects are followed here, one request at a time, so that the next host gets its turn and its
pause as well. Whoever looks in a log of the server sees who asked.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from finder.days import Clock
from finder.freshness.links.addresses import host
from finder.freshness.links.connecting import Guard, RefusedPeerError
from finder.within import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Seconds to wait for a connection, and then for each part of an answer.
TIMEOUT = (10.0, 20.0)
# Seconds for a whole request: each byte of an answer begins TIMEOUT anew.
LONGEST = 60.0
# Seconds from the end of one request to a host to the next, at least.
PAUSE = 2.0
MOST_REDIRECTS = 8
# The server says that the page is gone: https://www.rfc-editor.org/rfc/rfc9110#section-15.5
GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_PRIVATE = "adres op een eigen netwerk"


class Name(StrEnum):
    """What the name of a host leads to."""

    FOUND = "found"
    DEAD = "dead"
    UNSURE = "unsure"
    PRIVATE = "private"


class Outcome(StrEnum):
    """What came of asking.

    ``GONE`` is an answer 404 or 410, ``DEAD_NAME`` a host that does not exist; only these are hard.
    ``SOFT`` is all else that gave no page. ``LATER`` was not asked, because its host wants rest.
    """

    FINE = "fine"
    MOVED = "moved"
    GONE = "gone"
    DEAD_NAME = "dead-name"
    SOFT = "soft"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking, with the reason; for ``MOVED`` the reason is the new address."""

    outcome: Outcome
    reason: str = ""


# The server asks us to come back later.
TOO_MANY = Answer(Outcome.SOFT, "429")
UNAVAILABLE = Answer(Outcome.SOFT, "503")
# After these a HEAD is followed by a GET: many servers answer only that one well.
_AGAIN = frozenset({Outcome.GONE, Outcome.SOFT})


@dataclass
class _Turn:
    """The right to ask a host: one at a time, and not before its pause is over."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    not_before: float = float("-inf")
    wants_rest: bool = False


def look_up(name: str) -> Name:
    """What the name of a host leads to, asked from the system.

    A host on the own network or computer is ``PRIVATE``: a page of a stranger, or a redirect from
    one, must not make us ask there.
    """
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except socket.gaierror as error:
        return Name.DEAD if error.errno == socket.EAI_NONAME else Name.UNSURE
    except (OSError, UnicodeError):
        return Name.UNSURE
    own = (ipaddress.ip_address(address.partition("%")[0]) for address in found)
    return Name.FOUND if all(address.is_global for address in own) else Name.PRIVATE


class Asker:
    """Asks for addresses; may be used from several threads at once.

    Attributes:
        agent: who asks, as servers see it.
        resolve: what the name of a host leads to.
        clock: the time.
        pause: seconds between two requests to a host.
        timeout: seconds for a connection, and for each part of an answer.
        longest: seconds for a whole request.
    """

    def __init__(
        self,
        agent: str,
        resolve: Callable[[str], Name] = look_up,
        clock: Clock | None = None,
        pause: float = PAUSE,
        timeout: tuple[float, float] = TIMEOUT,
        longest: float = LONGEST,
    ) -> None:
        self.agent = agent
        self.resolve = resolve
        self.clock = clock or Clock()
        self.pause = pause
        self.timeout = timeout
        self.longest = longest
        self._turns: defaultdict[str, _Turn] = defaultdict(_Turn)
        self._lock = threading.Lock()

    def ask(self, url: str) -> Answer:
        """What came of asking for a page, wherever redirects lead."""
        here, moved = url, True
        for _ in range(MOST_REDIRECTS):
            answer = self._look(here)
            if isinstance(answer, Answer):
                is_moved = answer.outcome is Outcome.FINE and moved and _is_elsewhere(url, here)
                return Answer(Outcome.MOVED, here) if is_moved else answer
            status, target = answer
            moved = moved and status in _PERMANENT
            here = target
        return Answer(Outcome.SOFT, "te veel doorverwijzingen")

    def _look(self, url: str) -> Answer | tuple[int, str]:
        """The answer to one address, or the status and target of a redirect."""
        name = _name(url)
        if not name:
            return Answer(Outcome.SOFT, "geen adres van een website")
        with self._turn(url) as turn:
            if turn.wants_rest:
                return Answer(Outcome.LATER)
            wrong = _named(self._resolve(name))
            if wrong:
                return wrong
            found = self._request("HEAD", url)
            if isinstance(found, Answer) and found.outcome in _AGAIN and found != TOO_MANY:
                self.clock.sleep(self.pause)
                found = self._request("GET", url)
            turn.wants_rest = found in {TOO_MANY, UNAVAILABLE}
            return found

    def _resolve(self, name: str) -> Name:
        try:
            return within(self.longest, lambda: self.resolve(name))
        except TimeoutError:
            return Name.UNSURE

    def _request(self, method: str, url: str) -> Answer | tuple[int, str]:
        """The answer to one request; it is always there in time."""
        try:
            return within(self.longest, lambda: self._send(method, url))
        except TimeoutError:
            return Answer(Outcome.SOFT, "te traag")

    def _send(self, method: str, url: str) -> Answer | tuple[int, str]:
        headers = {"User-Agent": self.agent, "Accept": "text/html,*/*;q=0.8"}
        try:
            with requests.Session() as session:
                session.trust_env = False  # nobody's passwords go along
                for scheme in ("http://", "https://"):
                    session.mount(scheme, Guard(self._may_ask))
                # Of the page itself nothing is fetched: stream.
                response = session.request(
                    method,
                    url,
                    headers=headers,
                    allow_redirects=False,
                    stream=True,
                    timeout=self.timeout,
                )
                return _judged(response.status_code, response.headers.get("Location", ""), url)
        except RefusedPeerError:
            return Answer(Outcome.SOFT, _PRIVATE)
        except requests.exceptions.SSLError:
            return Answer(Outcome.SOFT, "certificaat")
        except requests.exceptions.Timeout:
            return Answer(Outcome.SOFT, "te traag")
        except requests.exceptions.ConnectionError:
            return Answer(Outcome.SOFT, "geen verbinding")
        except (requests.exceptions.RequestException, ValueError):
            return Answer(Outcome.SOFT, "antwoord niet begrepen")

    def _may_ask(self, address: str) -> bool:
        """Whether a computer may be asked, by the number of its address."""
        return self.resolve(address) is Name.FOUND

    @contextmanager
    def _turn(self, url: str) -> Iterator[_Turn]:
        """Wait until the host of an address may be asked, and keep others from it meanwhile."""
        with self._lock:
            turn = self._turns[host(url)]
        with turn.lock:
            wait = turn.not_before - self.clock.now()
            if wait > 0:
                self.clock.sleep(wait)
            try:
                yield turn
            finally:
                turn.not_before = self.clock.now() + self.pause


def _name(url: str) -> str:
    """The name of the host of a web address; empty when it is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def _named(name: Name) -> Answer | None:
    """What is wrong with a host; None when it can be asked."""
    return {
        Name.FOUND: None,
        Name.DEAD: Answer(Outcome.DEAD_NAME, "deze naam bestaat niet"),
        Name.UNSURE: Answer(Outcome.SOFT, "naam niet gevonden"),
        Name.PRIVATE: Answer(Outcome.SOFT, _PRIVATE),
    }[name]


def _judged(status: int, location: str, url: str) -> Answer | tuple[int, str]:
    """What a status says: https://www.rfc-editor.org/rfc/rfc9110#section-15."""
    if status in _REDIRECTS and location:
        return status, urldefrag(urljoin(url, location)).url
    if status in GONE:
        return Answer(Outcome.GONE, str(status))
    is_fine = 200 <= status < 300
    return Answer(Outcome.FINE) if is_fine else Answer(Outcome.SOFT, str(status))


def _is_elsewhere(url: str, target: str) -> bool:
    """Whether a page is somewhere else, and not only with another scheme, ``www`` or slash."""
    return _bare(url) != _bare(target)


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return host(url), parts.path.rstrip("/"), parts.query
