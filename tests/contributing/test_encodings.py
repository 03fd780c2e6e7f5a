"""The letters of a CSV that some program wrote: read right, or refused; never guessed wrong."""

from __future__ import annotations

import pytest
from finder.contributing.encodings import decoded
from finder.contributing.tables import TableError, read
from finder.text import broken_letters
from hypothesis import given
from hypothesis import strategies as st

from tests.building import rules
from tests.contributing.test_tables import HEADER, ROW

TEXTS = [
    "Café Zoë", "Eén", "crèche", "cliënt", "vóór", "à la carte", "Curaçao", "être", "île", "Zoë",
    "Müller", "naïef", "coöperatie", "4 à 5 euro", "’t Hoekske", "“Kom binnen”", "50 €", "20 °C",
    "gewoon", "Ça va", "Eén voor één", "een – twee", "De Eén & Ünal",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "name",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"],
)
def test_letters_are_read_right_or_not_at_all(text: str, name: str) -> None:
    """Whatever program wrote them."""
    line = f"naam;soorten;Het huis met de naam {text} en de rest\n"
    try:
        raw = line.encode(name)
    except UnicodeEncodeError:
        return
    assert decoded(raw) in {line, None}
    if name not in {"mac_roman", "cp850"}:
        assert decoded(raw) == line


@pytest.mark.parametrize("name", ["mac_roman", "cp850"])
@pytest.mark.parametrize("text", ["Café Zoë", "Müller"])
def test_old_letters_of_ordinary_words_are_read(text: str, name: str) -> None:
    line = f"Het {text} is open\n"
    assert decoded(line.encode(name)) == line


RARE = [
    "Resto du Cœur, Café Zoë, crèche",
    "Ûze Plekke, één café",
    "Tel 1 m³ in één café, vóór 9 uur",
]


@pytest.mark.parametrize("text", RARE)
def test_a_rare_letter_beside_plain_ones_is_read(text: str) -> None:
    """As Excel for Windows writes the table of the whole site, in which some names have one."""
    line = f"Het {text} is open\n"
    assert decoded(line.encode("cp1252")) == line


@pytest.mark.parametrize("text", RARE)
@pytest.mark.parametrize("name", ["mac_roman", "cp850"])
def test_a_rare_letter_is_never_read_wrong(text: str, name: str) -> None:
    line = f"Het {text} is open\n"
    try:
        raw = line.encode(name)
    except UnicodeEncodeError:
        return
    assert decoded(raw) in {line, None}


def test_a_rare_letter_alone_tells_nothing() -> None:
    """It may be another one: this byte is a letter of Windows, and a sign of other systems."""
    assert decoded("Resto du Cœur\n".encode("cp1252")) is None


def test_one_bad_byte_makes_no_other_letters_of_the_rest() -> None:
    good = "Café Zoë, crèche, cliënt\n" * 3
    assert decoded(good.encode() + b"\xe9") is None


@pytest.mark.parametrize("text", ["CafÃ© ZoÃ«", "â€™t Hoekske", "20 Â°C", "Caf\ufffd", "Ã¼"])
def test_letters_that_were_read_twice_are_refused(text: str) -> None:
    assert broken_letters(text)
    with pytest.raises(TableError) as caught:
        read(f"{HEADER}\n{ROW}\n".replace("Huis", text).encode(), "tabel.csv")
    (finding,) = caught.value.findings
    assert (finding.rule, "UTF-8" in finding.hint) == ("table", True)


@pytest.mark.parametrize("text", [*TEXTS, "SÃO", "Ana Â", "1 â 2"])
def test_letters_of_other_words_are_fine(text: str) -> None:
    assert broken_letters(text) == ""


def test_letters_that_nobody_can_tell_are_refused() -> None:
    with pytest.raises(TableError) as caught:
        read(f"{HEADER}\n{ROW}\n".encode() + b"\x81\x8d\x8f", "tabel.csv")
    assert rules(caught.value.findings) == ["table"]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_nothing(raw: bytes) -> None:
    assert decoded(raw) is None or isinstance(decoded(raw), str)
