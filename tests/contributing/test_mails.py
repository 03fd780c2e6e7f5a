"""A mail: its words, whichever way it is saved, and nothing of who sent it among them."""

from __future__ import annotations

import datetime as dt

import pytest
from finder.contributing.mails import Mail, MailError, mail_of
from hypothesis import given
from hypothesis import strategies as st

HEAD = "From: Iemand <iemand@example.org>\nSubject: Klopt niet: Huis\n"
SENDER = ("Iemand", "iemand@example.org")


def saved(kind: str, body: str, coding: str = "utf-8") -> bytes:
    """A saved mail."""
    head = f"{HEAD}MIME-Version: 1.0\nContent-Type: {kind}; charset={coding}\n\n"
    return head.encode() + body.encode(coding)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Dag\n", "Dag\n"),
        ("\ufeffcaf\u00e9".encode(), "caf\u00e9"),
        ("caf\u00e9".encode("cp1252"), "caf\u00e9"),
        ("caf\u00e9".encode("utf-16"), "caf\u00e9"),
        (b"", ""),
    ],
)
def test_a_copied_text_is_read_as_it_stands(raw: bytes, text: str) -> None:
    assert mail_of(raw) == Mail(text)


def test_a_saved_mail_has_a_subject_and_a_sender() -> None:
    assert mail_of(saved("text/plain", "Dag\n")) == Mail("Dag\n", "Klopt niet: Huis", None, SENDER)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Fri, 20 Nov 2026 23:30:00 +0100", dt.date(2026, 11, 20)),
        ("20 Nov 2026 10:00", dt.date(2026, 11, 20)),
        ("gisteren", None),
        ("Mon, 30 Nov 99999999999 10:00:00 +0100", None),
        ("Mon, 30 Nov 2026 10:00:00 +999999999999", None),
    ],
)
def test_the_day_is_that_of_who_sent_it(date: str, day: dt.date | None) -> None:
    assert mail_of(f"Date: {date}\n".encode() + saved("text/plain", "Dag")).day == day


def test_a_page_becomes_lines() -> None:
    """A block or a break begins a line; a line of the markup does not; nothing hidden is words."""
    body = (
        "<?xml version='1.0' encoding='utf-8'?><html><head><title>x</title></head><body>"
        "<style>p {}</style><p>Een\ntwee <b>drie</b><br>vier</p><!-- vijf --><ul><li>zes</ul>"
        "<script>zeven</script></body></html>"
    )
    lines = [line for line in mail_of(saved("text/html", body)).text.split("\n") if line]
    assert lines == ["Een twee drie", "vier", "zes"]


@pytest.mark.parametrize(
    "raw",
    [
        saved("text/html", ""),
        saved("text/html", "<p " * 5000),
        saved("text/html", "<div>" * 5000 + "Dag"),
        HEAD.encode() + b"Content-Type: text/plain; charset=x\n\nDag",
        HEAD.encode() + b"Content-Type: image/png\n\nDag",
        HEAD.encode() + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--b\n",
        b"From: " + b"(" * 5000 + b"\nSubject: x\n\nDag",
        b"From: a@b.be\nSubject: " + b"(" * 5000 + b"\nDate: " + b"(" * 5000 + b"\n\nDag",
        HEAD.encode()
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
        ),
        HEAD.encode() + b"Content-Type: message/rfc822\n\n" * 3000,
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_goes(raw: bytes) -> None:
    assert isinstance(mail_of(raw).text, str)


def test_what_only_outlook_reads_is_told() -> None:
    with pytest.raises(MailError, match="Outlook"):
        mail_of(b"\xd0\xcf\x11\xe0" + bytes(100))


@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html", "multipart/mixed"]))
def test_any_bytes_give_a_mail(body: bytes, kind: str) -> None:
    raw = f"{HEAD}Content-Type: {kind}; boundary=a\n\n".encode() + body
    assert isinstance(mail_of(raw).text, str)
