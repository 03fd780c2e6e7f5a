"""The BeSt Address file of the Belgian regions, on this computer: every official address.

``openaddress-bevlg.zip`` and ``openaddress-bebru.zip`` of https://opendata.bosa.be (a new one each
week; some 600 MB of text in the former) hold one CSV file each, in UTF-8, with the columns below.
openaddresses reads the same columns:
https://github.com/openaddresses/openaddresses/blob/master/sources/be/vlg/bosa-region-flanders-nl.json.
``status`` is ``current`` for an address that exists. In Brussels a street has a Dutch and a French
name. A building with boxes has a line for each box.
"""

from __future__ import annotations

import csv
import io
import math
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.errors import FinderError
from finder.places.gazetteer import Point
from finder.places.geocoding.accepting import Candidate, accept, question
from finder.places.geocoding.normalising import read_number, street_key
from finder.places.spots import NoNetwork, location
from geopy.geocoders.base import Geocoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from finder.places.gazetteer import Gazetteer
    from finder.places.spots import Query
    from geopy.adapters import BaseSyncAdapter
    from geopy.location import Location

NAME = "best"
# Another official file in the same columns: the addresses of Flanders before BeSt.
CRAB = "crab"
STREETS = ("streetname_nl", "streetname_fr")
HOUSE, BOX, POSTCODE = "house_number", "box_number", "postcode"
LAT, LON = "EPSG:4326_lat", "EPSG:4326_lon"
STATUS = "status"
NEEDED = frozenset({STREETS[0], HOUSE, BOX, POSTCODE, LAT, LON})
# Rows between two reports of progress.
_REPORT_EVERY = 20_000

Key = tuple[str, str]


class BestFileError(FinderError):
    """A file that is no BeSt Address file; the text says so in plain Dutch."""


@dataclass
class Addresses:
    """The addresses of the streets that are looked for, and only those.

    Attributes:
        found: the addresses by postcode and :func:`street_key`.
        skipped: how many rows could not be read, or have no coordinates.
    """

    found: dict[Key, list[Candidate]] = field(default_factory=lambda: defaultdict(list))
    skipped: int = 0


class BestGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """The addresses of BeSt files as a geocoder of geopy."""

    def __init__(
        self,
        addresses: Addresses,
        gazetteer: Gazetteer,
        *,
        name: str = NAME,
        adapter_factory: Callable[..., BaseSyncAdapter] = NoNetwork,
    ) -> None:
        super().__init__(adapter_factory=adapter_factory)
        self.name = name
        self.addresses = addresses
        self.gazetteer = gazetteer

    def geocode(self, query: Query) -> Location | None:
        """The door or the street of an address, when the files know exactly that one."""
        asked = question(query, self.gazetteer)
        if asked is None:
            return None
        key = street_key(asked.street)
        known = self.addresses.found
        candidates = (one for code in asked.postcodes for one in known.get((code, key), ()))
        found = accept(asked, candidates, self.gazetteer)
        return found and location(asked.line, found.point, found.precision, self.name)


def read(
    paths: Iterable[Path],
    queries: Iterable[Query],
    gazetteer: Gazetteer,
    advance: Callable[[int, int], None] = lambda _done, _all: None,
) -> Addresses:
    """The addresses in BeSt files that lie in a street and postcode of the queries.

    The files are read row by row, so that memory does not grow with them.

    Args:
        paths: the zip files as downloaded.
        queries: the addresses to look for.
        gazetteer: the places.
        advance: told now and then how many bytes of a file are read, and of how many.

    Raises:
        BestFileError: a file is no zip file, is cut off, or has other columns.
    """
    asked = (question(query, gazetteer) for query in queries)
    wanted = {(code, street_key(one.street)) for one in asked if one for code in one.postcodes}
    addresses = Addresses()
    for path in paths:
        try:
            _read_zip(path, wanted, addresses, advance)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise BestFileError(
                f"{path.name} is geen zip-bestand dat wij kunnen lezen. Download het opnieuw."
            ) from error
        except (csv.Error, UnicodeDecodeError) as error:
            raise BestFileError(f"{path.name} heeft geen leesbare tabel. Download het.") from error
    return addresses


def _read_zip(
    path: Path, wanted: set[Key], addresses: Addresses, advance: Callable[[int, int], None]
) -> None:
    with zipfile.ZipFile(path) as archive:
        tables = [info for info in archive.infolist() if info.filename.lower().endswith(".csv")]
        if not tables:
            raise BestFileError(f"In {path.name} zit geen CSV-bestand. Download het opnieuw.")
        for info in tables:
            with archive.open(info) as raw:
                text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
                for number, row in enumerate(_rows(text, path.name, wanted, addresses)):
                    _add(row, wanted, addresses)
                    if number % _REPORT_EVERY == 0:
                        advance(raw.tell(), info.file_size)


def _rows(
    text: Iterable[str], name: str, wanted: set[Key], addresses: Addresses
) -> Iterator[dict[str, str]]:
    """The rows of the postcodes in use; there are millions, so the others are dropped at once."""
    reader = csv.reader(text)
    header = next(reader, [])
    missing = sorted(NEEDED - set(header))
    if missing:
        raise BestFileError(
            f"In {name} ontbreken kolommen: {', '.join(missing)}."
            " Neem openaddress-bevlg.zip of openaddress-bebru.zip."
        )
    postcodes, postcode = {code for code, _ in wanted}, header.index(POSTCODE)
    for row in reader:
        if len(row) != len(header):
            addresses.skipped += 1
        elif row[postcode] in postcodes:
            yield dict(zip(header, row, strict=True))


def _add(row: Mapping[str, str], wanted: set[Key], addresses: Addresses) -> None:
    """Keep a row when it is of a street that is looked for."""
    if row.get(STATUS, "") not in {"", "current"}:
        return
    names = [name for name in (row.get(column, "") for column in STREETS) if name]
    keys = {(row[POSTCODE], street_key(name)) for name in names} & wanted
    if not keys:
        return
    candidate = _candidate(row, names)
    if candidate is None:
        addresses.skipped += 1
        return
    for key in keys:
        addresses.found[key].append(candidate)


def _candidate(row: Mapping[str, str], names: Sequence[str]) -> Candidate | None:
    """The address in a row; None when its coordinates cannot be read."""
    try:
        point = Point(float(row[LAT]), float(row[LON]))
    except ValueError:
        return None
    if not all(math.isfinite(degrees) for degrees in point):
        return None
    return Candidate(tuple(names), read_number(row[HOUSE], row[BOX]), row[POSTCODE], point)
