r"""What was found before: ``initiatives/coordinates.csv``, one line an address, kept in git.

The file has one form, so that changes are small and merge easily: sorted by address, five decimals
(about a metre), UTF-8, ``\n``. The address is written as
:func:`finder.places.spots.address_key` does.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.findings import Finding, Severity
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Point, box_around, distance_km
from finder.places.spots import Precision, location
from finder.text import name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from finder.files.model import Location
    from finder.places.gazetteer import Gazetteer

FILE = "initiatives/coordinates.csv"
COLUMNS = ("address", "latitude", "longitude", "precision", "source", "date")
_MEND = "Schrap deze regel en draai scripts/geocode.py."


# How far a point may lie from the nearest village with its postcode, in kilometres. Measured on
# the gazetteer: from a postcode to the nearest other one it is 2.1 km in the middle, 4.3 km or less
# for 95 of 100, and nowhere more than 9.3 km (Essen). What lies further belongs to another place.
FARTHEST_KM = 10.0
# From here on, in kilometres, a point may belong to another village with the same postcode. A part
# of a city may reach 1.7 km (Gentbrugge); of 345 points nine lay further, each in another village.
OTHER_VILLAGE_KM = 2.0


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose a point is: what to name beside it, and the licence under which it may be used."""

    name: str
    licence: str
    url: str


_FLEMISH = (
    "Gratis Open Data Licentie Vlaanderen 1.0",
    "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0",
)
_OPEN_DATABASE = ("Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/")
_OSM = Credit("© OpenStreetMap-bijdragers", *_OPEN_DATABASE)
# Every source that a point may have. ``crab`` is the official address file of Flanders of 2014 or
# later, in the columns of BeSt; ``osm`` a point that somebody looked up in OpenStreetMap.
CREDITS = {
    "best": Credit("BeSt Address, FOD BOSA", "zie de website", "https://opendata.bosa.be/"),
    "crab": Credit("Adrespunten: CRAB, Digitaal Vlaanderen", *_FLEMISH),
    "flanders": Credit("Adressenregister, Digitaal Vlaanderen", *_FLEMISH),
    "osm": _OSM,
    "nominatim": _OSM,
    "gazetteer": Credit(
        "GeoNames", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl"
    ),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the file.

    Attributes:
        address: as :func:`finder.places.spots.address_key` writes it.
        point: where it is.
        precision: how near to the door that is.
        source: who said so, one of :data:`CREDITS`.
        date: the day on which it was asked.
    """

    address: str
    point: Point
    precision: Precision
    source: str
    date: dt.date

    @property
    def location(self) -> Location:
        """The line as a geocoder answers it."""
        found: Location = location(self.address, self.point, self.precision, self.source)
        return found

    @property
    def row(self) -> tuple[str, ...]:
        """The line, column by column."""
        degrees = (f"{value:.5f}" for value in self.point)
        return (self.address, *degrees, self.precision.value, self.source, self.date.isoformat())


def check(root: Path, gazetteer: Gazetteer) -> list[Finding]:
    """All that is wrong in the file of the repository ``root``; nothing when there is no file."""
    lines, findings = read(root / FILE)
    return [*findings, *(f for number, kept in lines for f in _place(kept, number, gazetteer))]


def read(path: Path) -> tuple[list[tuple[int, Kept]], list[Finding]]:
    """The lines that can be read, each with its number, and what is wrong with the others."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return [], []
    except UnicodeDecodeError:
        return [], [_finding("file-encoding", 0, "Dit bestand is geen UTF-8.", "Bewaar het zo.")]
    except OSError as error:
        message = f"Wij kunnen dit bestand niet lezen: {error.strerror}."
        return [], [_finding("file-unreadable", 0, message, "Bewaar het opnieuw.")]
    lines: list[tuple[int, Kept]] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, row in _rows(text):
        found = _kept(row, line, seen)
        if isinstance(found, Kept):
            lines.append((line, found))
        else:
            findings.append(found)
    return lines, [*_header(text), *findings]


def write(path: Path, lines: Iterable[Kept]) -> None:
    """Write the file in its one form, all of it or nothing.

    A crash halfway leaves the old file; what is written is on the disk before it takes its place.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        with new.open("w", encoding="utf-8", newline="") as stream:
            stream.write(as_text(lines))
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def as_text(lines: Iterable[Kept]) -> str:
    """The text of the file, sorted by address."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(kept.row for kept in sorted(lines, key=lambda kept: kept.address))
    return stream.getvalue()


def by_address(lines: Iterable[tuple[int, Kept]]) -> dict[str, Kept]:
    """The lines by their address."""
    return {kept.address: kept for _, kept in lines}


def postcodes_of(code: str, place: str, gazetteer: Gazetteer) -> frozenset[str]:
    """The postcodes in which an address can lie; none when its place is unknown.

    Without a postcode these are all of the municipality: "Gent" may be Gentbrugge.
    """
    if code:
        return frozenset({code} & gazetteer.postcodes.keys())
    village = gazetteer.place(place)
    if village is None:
        return frozenset()
    return frozenset(
        postcode.code
        for postcode in gazetteer.postcodes.values()
        if postcode.municipality.name == village.municipality
    )


def is_sane(point: Point, postcodes: Collection[str], gazetteer: Gazetteer) -> bool:
    """Whether a point lies in the box of Flanders and Brussels and near one of the postcodes.

    Near is at most :data:`FARTHEST_KM` from the nearest village with that postcode.
    """
    if not FLANDERS_AND_BRUSSELS.holds(point):
        return False
    villages = (v for code in postcodes for v in gazetteer.postcodes[code].villages)
    return any(_is_near(point, village.point) for village in villages)


def _is_near(point: Point, village: Point) -> bool:
    """Whether two points are at most :data:`FARTHEST_KM` apart.

    The corners of a box of 0.6 times that are nearer still, so that most points need no geodesic.
    """
    inside = box_around(village, 0.6 * FARTHEST_KM).holds(point)
    return inside or distance_km(point, village) <= FARTHEST_KM


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row below the header with the number of its line; empty when it has odd quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row = []
        if row is None:
            return
        if reader.line_num > 1:
            yield reader.line_num, row


def _header(text: str) -> Iterator[Finding]:
    if text.partition("\n")[0] != ",".join(COLUMNS):
        yield _finding(
            "kept-header",
            1,
            "De eerste regel heeft niet de goede kolommen.",
            f"Schrijf daar: {','.join(COLUMNS)}",
        )


def _kept(row: list[str], line: int, seen: dict[str, int]) -> Kept | Finding:
    """The line, or what is wrong with it; ``seen`` has the lines of the addresses before it."""
    if len(row) != len(COLUMNS) or not row[0]:
        message = f"Deze regel heeft niet de {len(COLUMNS)} kolommen die hij moet hebben."
        return _finding("kept-line", line, message, _MEND)
    values = dict(zip(COLUMNS, row, strict=True))
    for column, message in _unreadable(values):
        return _finding("kept-line", line, message, _MEND, column)
    first = seen.setdefault(row[0], line)
    if first != line:
        message = f"Dit adres staat er al, op regel {first}."
        return _finding("kept-twice", line, message, "Schrap een van de twee.", "address")
    point = Point(float(values["latitude"]), float(values["longitude"]))
    date = dt.date.fromisoformat(values["date"])
    return Kept(row[0], point, Precision(values["precision"]), values["source"], date)


def _unreadable(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The columns whose value has not the right form, with the reason."""
    for column, most in (("latitude", 90), ("longitude", 180)):
        is_number = re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", values[column])
        if not is_number or abs(float(values[column])) > most:
            yield column, f'"{values[column]}" is geen getal zoals 51.05432.'
    if values["precision"] not in set(Precision):
        yield "precision", f'"{values["precision"]}" kan hier niet: {", ".join(Precision)}.'
    if values["source"] not in CREDITS:
        yield "source", f'De bron "{values["source"]}" kennen wij niet: {", ".join(CREDITS)}.'
    try:
        is_date = dt.date.fromisoformat(values["date"]).isoformat() == values["date"]
    except ValueError:
        is_date = False
    if not is_date:
        yield "date", f'"{values["date"]}" is geen datum zoals 2026-11-20.'


def _place(kept: Kept, line: int, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Whether the point of a line can be right."""
    postcodes = postcodes_of(*_postcode_and_place(kept.address), gazetteer)
    if not FLANDERS_AND_BRUSSELS.holds(kept.point):
        message = "Dit punt ligt niet in Vlaanderen of Brussel."
        yield _finding("kept-outside", line, message, _MEND, "latitude")
    elif not postcodes:
        message = f'De plaats in "{kept.address}" kennen wij niet (meer).'
        yield _finding("kept-place", line, message, _MEND, "address", Severity.WARNING)
    elif not is_sane(kept.point, postcodes, gazetteer):
        message = f'Dit punt ligt meer dan {FARTHEST_KM:.0f} km van de plaats in "{kept.address}".'
        yield _finding("kept-far", line, message, _MEND, "latitude")
    elif other := _nearer_village(kept, gazetteer):
        message = f'Dit punt ligt dichter bij {other} dan bij de plaats in "{kept.address}".'
        hint = "Kijk na of de straat in die plaats ligt. Zo niet: schrap deze regel."
        yield _finding("kept-village", line, message, hint, "latitude", Severity.WARNING)


def _nearer_village(kept: Kept, gazetteer: Gazetteer) -> str:
    """Another village of the same postcode that lies nearer to the point; empty when none does.

    A village does not end halfway to the next one: only what is more than twice as near, and more
    than :data:`OTHER_VILLAGE_KM` from its own place, is worth a look.
    """
    postcode, place = _postcode_and_place(kept.address)
    villages = gazetteer.postcodes[postcode].villages if postcode in gazetteer.postcodes else ()
    own = [v for v in villages if name_key(v.name) == name_key(place)]
    if not own:
        return ""
    far = min(distance_km(kept.point, village.point) for village in own)
    near, name = min((distance_km(kept.point, village.point), village.name) for village in villages)
    return name if far > OTHER_VILLAGE_KM and 2 * near < far else ""


def _postcode_and_place(address: str) -> tuple[str, str]:
    """The end of an address: ``9000`` and ``Gent`` of "Kerkstraat 1, 9000 Gent"."""
    town = address.rpartition(", ")[2]
    found = re.fullmatch(r"(?:([0-9]{4}) )?(.*)", town)
    return (found[1] or "", found[2]) if found else ("", town)


def _finding(
    rule: str,
    line: int,
    message: str,
    hint: str,
    field: str = "",
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(rule, FILE, line, field, message, hint, severity)
