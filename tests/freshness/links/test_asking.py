"""What comes of asking a web server, and how politely it is asked."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from finder.days import Clock
from finder.freshness.links.asking import (
    MOST_REDIRECTS,
    PAUSE,
    Answer,
    Asker,
    Name,
    Outcome,
    look_up,
)

from tests.freshness.links.serving import DEAD, babbles, drips, drops, resolve, says

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.freshness.links.serving import Web
    from tests.places.geocoding.serving import FakeClock

FINE = Answer(Outcome.FINE)


def soft(reason: str) -> Answer:
    return Answer(Outcome.SOFT, reason)


# --- the status --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, FINE),
        (204, FINE),
        (404, Answer(Outcome.GONE, "404")),
        (410, Answer(Outcome.GONE, "410")),
        *((code, soft(str(code))) for code in (304, 400, 401, 403, 405, 418, 429, 451)),
        *((code, soft(str(code))) for code in (500, 502, 503, 504, 999)),
    ],
)
def test_only_404_and_410_say_that_a_page_is_gone(
    web: Web, asker: Asker, status: int, expected: Answer
) -> None:
    web.answers["/"] = says(status)
    assert asker.ask(web.url("/")) == expected


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_a_page_that_refuses_head_gets_another_chance(web: Web, asker: Asker, status: int) -> None:
    """Many servers answer only GET well."""
    web.answers["HEAD /"] = says(status)
    web.answers["GET /"] = says(200)
    assert asker.ask(web.url("/")) == FINE
    assert web.asked == ["HEAD /", "GET /"]


def test_a_page_that_answers_head_is_not_fetched(web: Web, asker: Asker) -> None:
    assert asker.ask(web.url("/")) == FINE
    assert web.asked == ["HEAD /"]


def test_of_a_page_only_the_head_is_read(web: Web, asker: Asker) -> None:
    """A server that never ends its page does not keep us."""
    web.answers["HEAD /"] = says(405)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        web.late(handler)

    web.answers["GET /"] = endless
    assert asker.ask(web.url("/")) == FINE


# --- no answer ---------------------------------------------------------------------------------


def test_a_server_that_hangs_up(web: Web, asker: Asker) -> None:
    web.answers["/"] = drops
    assert asker.ask(web.url("/")) == soft("geen verbinding")
    assert web.asked == ["HEAD /", "GET /"]


def test_a_server_that_talks_nonsense(web: Web, asker: Asker) -> None:
    web.answers["/"] = babbles
    assert asker.ask(web.url("/")).outcome is Outcome.SOFT


def test_a_server_that_takes_too_long(web: Web, asker: Asker) -> None:
    web.answers["/"] = web.late
    assert asker.ask(web.url("/")) == soft("te traag")


def test_a_certificate_that_is_none(web: Web, asker: Asker) -> None:
    """What listens there speaks no TLS at all."""
    assert asker.ask(web.url("/", scheme="https")) == soft("certificaat")


def test_nobody_listens(web: Web, asker: Asker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert asker.ask(f"http://127.0.0.1:{port}/") == soft("geen verbinding")
    assert web.asked == []


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (DEAD, Answer(Outcome.DEAD_NAME, "deze naam bestaat niet")),
        ("onzeker.example", soft("naam niet gevonden")),
        ("thuis.example", soft("adres op een eigen netwerk")),
    ],
)
def test_a_name_without_a_server_is_not_asked(asker: Asker, host: str, expected: Answer) -> None:
    assert asker.ask(f"http://{host}/") == expected


@pytest.mark.parametrize("url", ["ftp://x.be/", "mailto:a@b.be", "http://", "http://[x", "x", ""])
def test_what_is_no_web_address_is_never_a_dead_name(asker: Asker, url: str) -> None:
    assert asker.ask(url) == soft("geen adres van een website")


@pytest.mark.parametrize(
    ("errors", "expected"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Name.DEAD),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Name.UNSURE),
        (socket.gaierror(socket.EAI_FAIL, "failed"), Name.UNSURE),
        (UnicodeError("label too long"), Name.UNSURE),
        (OSError("odd"), Name.UNSURE),
    ],
)
def test_only_a_name_that_does_not_exist_is_dead(
    monkeypatch: pytest.MonkeyPatch, errors: Exception, expected: Name
) -> None:
    """A name server that does not answer says nothing about the name."""

    def fails(*_arguments: object) -> None:
        raise errors

    monkeypatch.setattr(socket, "getaddrinfo", fails)
    assert look_up("x.be") is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (["8.8.8.8"], Name.FOUND),
        (["2001:4860:4860::8888", "8.8.4.4"], Name.FOUND),
        (["127.0.0.1"], Name.PRIVATE),
        (["10.0.0.1"], Name.PRIVATE),
        (["192.168.1.1"], Name.PRIVATE),
        (["169.254.169.254"], Name.PRIVATE),
        (["::1"], Name.PRIVATE),
        (["fe80::1%eth0"], Name.PRIVATE),
        (["8.8.8.8", "10.0.0.1"], Name.PRIVATE),
    ],
)
def test_a_server_on_the_own_network_is_never_asked(
    monkeypatch: pytest.MonkeyPatch, found: list[str], expected: Name
) -> None:
    """A page of a stranger, or where it leads, may not make us ask there."""
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments: answers)
    assert look_up("x.be") is expected


# --- redirects ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 308])
def test_a_page_that_moved_for_good_tells_where(web: Web, asker: Asker, status: int) -> None:
    web.answers["/oud"] = says(status, "/nieuw#top")
    assert asker.ask(web.url("/oud")) == Answer(Outcome.MOVED, web.url("/nieuw"))


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_page_that_is_elsewhere_for_now_did_not_move(web: Web, asker: Asker, status: int) -> None:
    web.answers["/oud"] = says(status, "/nieuw")
    assert asker.ask(web.url("/oud")) == FINE


@pytest.mark.parametrize(("first", "second"), [(301, 302), (302, 301)])
def test_one_step_for_now_makes_the_whole_way_for_now(
    web: Web, asker: Asker, first: int, second: int
) -> None:
    web.answers["/a"] = says(first, "/b")
    web.answers["/b"] = says(second, "/c")
    assert asker.ask(web.url("/a")) == FINE
    assert web.asked == ["HEAD /a", "HEAD /b", "HEAD /c"]


@pytest.mark.parametrize("target", ["/a/", "/a"])
def test_only_another_slash_or_name_for_the_same_server_is_no_move(
    web: Web, asker: Asker, target: str
) -> None:
    start = "/a" if target == "/a/" else "/a/"
    web.answers[start] = says(301, target)
    assert asker.ask(web.url(start)) == FINE


def test_a_redirect_to_what_is_gone_is_gone(web: Web, asker: Asker) -> None:
    web.answers["/a"] = says(301, "/b")
    web.answers["/b"] = says(410)
    assert asker.ask(web.url("/a")) == Answer(Outcome.GONE, "410")


def test_a_redirect_to_a_dead_name(web: Web, asker: Asker) -> None:
    web.answers["/a"] = says(302, f"https://{DEAD}/x")
    assert asker.ask(web.url("/a")).outcome is Outcome.DEAD_NAME


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "mailto:x@y.be", "http://[", "file:///etc/passwd", "//"]
)
def test_a_redirect_to_what_is_no_website(web: Web, asker: Asker, target: str) -> None:
    web.answers["/a"] = says(301, target)
    assert asker.ask(web.url("/a")).outcome is Outcome.SOFT


def test_a_redirect_into_the_own_network_is_not_followed(web: Web, asker: Asker) -> None:
    web.answers["/a"] = says(301, "http://thuis.example/beheer")
    assert asker.ask(web.url("/a")) == soft("adres op een eigen netwerk")


def test_redirects_that_never_end(web: Web, asker: Asker) -> None:
    web.answers["/a"] = says(301, "/b")
    web.answers["/b"] = says(301, "/a")
    assert asker.ask(web.url("/a")) == soft("te veel doorverwijzingen")
    assert len(web.asked) == MOST_REDIRECTS


def test_a_redirect_that_says_not_where(web: Web, asker: Asker) -> None:
    web.answers["/a"] = says(302)
    assert asker.ask(web.url("/a")) == soft("302")


# --- politeness --------------------------------------------------------------------------------


def test_a_server_sees_who_asks(web: Web, asker: Asker) -> None:
    web.answers["HEAD /"] = says(403)
    asker.ask(web.url("/"))
    assert web.agents == {"wij/1.0 (+https://steun.example/)"}


def test_nobodys_password_goes_along(
    web: Web, asker: Asker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a maintainer keeps for other programs is not for a page of a stranger."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login iemand password geheim\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    seen = []

    def looks(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers.get("Authorization"))
        says(200)(handler)

    web.answers["/"] = looks
    assert asker.ask(web.url("/")) == FINE
    assert seen == [None]


def test_there_is_a_pause_between_two_requests_to_a_host(
    web: Web, asker: Asker, clock: FakeClock
) -> None:
    """Also between HEAD and GET, and between the steps of a redirect; never before the first."""
    asker.ask(web.url("/a"))
    assert clock.slept == []
    asker.ask(web.url("/b"))
    assert clock.slept == [PAUSE]
    web.answers["HEAD /c"] = says(403)
    asker.ask(web.url("/c"))
    assert clock.slept == [PAUSE] * 3
    web.answers["/d"] = says(301, "/e")
    asker.ask(web.url("/d"))
    assert clock.slept == [PAUSE] * 5


def test_another_host_does_not_wait(web: Web, asker: Asker, clock: FakeClock) -> None:
    asker.ask(web.url("/"))
    asker.ask(web.url("/", host="localhost"))
    assert clock.slept == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_gets_it(web: Web, asker: Asker, status: int) -> None:
    """Nothing more of that host is asked in this run; other hosts go on."""
    web.answers["/a"] = says(status)
    assert asker.ask(web.url("/a")) == soft(str(status))
    before = len(web.asked)
    assert asker.ask(web.url("/b")) == Answer(Outcome.LATER)
    assert len(web.asked) == before
    assert asker.ask(web.url("/b", host="localhost")) == FINE


def test_too_many_requests_is_not_answered_with_one_more(web: Web, asker: Asker) -> None:
    web.answers["/"] = says(429)
    asker.ask(web.url("/"))
    assert web.asked == ["HEAD /"]


class Counting(Asker):
    """Counts how many requests to a host run at the same time."""

    def __init__(self) -> None:
        super().__init__("wij", resolve, Clock(), pause=0.0)
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.counting = threading.Lock()

    def _request(self, method: str, url: str) -> Answer | tuple[int, str]:
        name = urlsplit(url).hostname or ""
        with self.counting:
            self.now[name] += 1
            self.most[name] = max(self.most[name], self.now[name])
        found = super()._request(method, url)
        with self.counting:
            self.now[name] -= 1
        return found


def test_a_host_is_asked_by_one_thread_at_a_time(web: Web) -> None:
    """Also when a redirect from another host leads there."""
    asker = Counting()
    web.answers["/weg"] = says(302, web.url("/", host="localhost"))
    urls = [web.url("/weg")] * 6 + [web.url("/", host="localhost")] * 12
    together = threading.Barrier(len(urls))

    def ask(url: str) -> None:
        together.wait(30)
        asker.ask(url)

    threads = [threading.Thread(target=ask, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(web.asked) == 6 + 6 + 12
    assert asker.most == {"127.0.0.1": 1, "localhost": 1}


def test_a_server_that_drips_does_not_keep_us(web: Web, clock: FakeClock) -> None:
    """Each byte comes in time, and the answer never; the next address of that host is asked."""
    asker = Asker("wij", resolve, clock.clock, timeout=(5.0, 5.0), longest=0.3)
    web.answers["/"] = drips
    assert asker.ask(web.url("/")) == soft("te traag")
    assert asker.ask(web.url("/anders")) == FINE


def test_a_name_that_is_looked_up_for_ever_is_unsure(clock: FakeClock) -> None:
    never = threading.Event()

    def resolves(_name: str) -> Name:
        never.wait(30)
        return Name.FOUND

    asker = Asker("wij", resolves, clock.clock, longest=0.1)
    assert asker.ask("https://traag.example/") == soft("naam niet gevonden")
    never.set()


def test_a_name_that_leads_elsewhere_the_second_time_is_not_asked(
    web: Web, clock: FakeClock
) -> None:
    """The name is judged by one look-up and connected to by another (DNS rebinding)."""
    names = {"localhost": Name.FOUND, "127.0.0.1": Name.PRIVATE, "::1": Name.PRIVATE}
    asker = Asker("wij", names.__getitem__, clock.clock)
    assert asker.ask(web.url("/geheim", host="localhost")) == soft("adres op een eigen netwerk")
    assert web.asked == []
