"""The BeSt Address file: its real columns, and everything that makes it awkward."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from finder.places.geocoding import best
from finder.places.geocoding.best import BestFileError, BestGeocoder
from finder.places.spots import NoNetwork
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder

from tests.building import real_gazetteer

if TYPE_CHECKING:
    from pathlib import Path

# As in the files of 2026, in their order.
COLUMNS = (
    "EPSG:31370_x",
    "EPSG:31370_y",
    "EPSG:4326_lat",
    "EPSG:4326_lon",
    "address_id",
    "box_number",
    "house_number",
    "municipality_id",
    "municipality_name_de",
    "municipality_name_fr",
    "municipality_name_nl",
    "postcode",
    "postname_fr",
    "postname_nl",
    "street_id",
    "streetname_de",
    "streetname_fr",
    "streetname_nl",
    "region_code",
    "status",
)


def row(
    street: str, number: str, postcode: str, lat: object, lon: object, **more: str
) -> list[str]:
    """One line of the file; ``more`` are other columns."""
    values = {
        "EPSG:31370_x": "104568.31000",
        "EPSG:31370_y": "191863.42000",
        "EPSG:4326_lat": str(lat),
        "EPSG:4326_lon": str(lon),
        "house_number": number,
        "municipality_name_nl": "Gent",
        "postcode": postcode,
        "streetname_nl": street,
        "region_code": "BE-VLG",
        "status": "current",
        **more,
    }
    return [values.get(column, "") for column in COLUMNS]


ROWS = [
    row("Kerkstraat", "10", "9000", 51.0543, 3.7174),
    row("Kerkstraat", "10", "9000", 51.0543, 3.7174),  # twice the same
    row("Kerkstraat", "12", "9000", 51.0545, 3.7176, box_number="1"),
    row("Kerkstraat", "12", "9000", 51.0546, 3.7177, box_number="2"),
    row("Kerkstraat", "14", "9000", 51.0500, 3.7000, status="retired"),
    row("Kerkstraat", "16", "9000", "", ""),
    row("Kerkstraat", "18", "9000", 0, 0),
    row("Sint-Pietersnieuwstraat", "41", "9000", 51.0460, 3.7260),
    # One street, two municipalities: the even side is Gentbrugge's, the odd side Merelbeke's.
    row("Grensstraat", "2", "9050", 51.0300, 3.7600),
    row("Grensstraat", "2", "9820", 51.0290, 3.7610, municipality_name_nl="Merelbeke-Melle"),
    # Two streets of one name in one postcode, since two villages became one municipality.
    row("Dorpsstraat (Mere)", "1", "9420", 50.9240, 3.9720, municipality_name_nl="Erpe-Mere"),
    row("Dorpsstraat (Burst)", "1", "9420", 50.9080, 3.9230, municipality_name_nl="Erpe-Mere"),
    row(
        "Bergense Steenweg",
        "475",
        "1070",
        50.83595,
        4.31653,
        box_number="RDC",
        streetname_fr="Chaussée de Mons",
        municipality_name_nl="Anderlecht",
        region_code="BE-BRU",
    ),
]


def write_zip(path: Path, rows: list[list[str]], columns: tuple[str, ...] = COLUMNS) -> Path:
    """A file as one downloads it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("openaddress-bevlg.csv", text.getvalue())
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_zip(tmp_path / "openaddress-bevlg.zip", ROWS)


def query(street: str, postcode: str = "9000", place: str = "Gent") -> dict[str, str]:
    parts = {"street": street, "postalcode": postcode, "city": place}
    return {key: value for key, value in parts.items() if value}


def locate(path: Path, asked: dict[str, str]) -> tuple[float, float, str] | None:
    geocoder = BestGeocoder(best.read([path], [asked], real_gazetteer()), real_gazetteer())
    found = geocoder.geocode(asked)
    return (found.latitude, found.longitude, found.raw["precision"]) if found else None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (query("Kerkstraat 10"), (51.0543, 3.7174, "door")),
        (query("Kerkstr. 10"), (51.0543, 3.7174, "door")),
        (query("Kerkstraat 12 bus 2"), (51.0546, 3.7177, "door")),
        (query("Kerkstraat 12/1"), (51.0545, 3.7176, "door")),
        (query("St.-Pietersnieuwstr. 41"), (51.0460, 3.7260, "door")),
        (query("Kerkstraat 14"), (51.0545, 3.7176, "street")),
        (query("Kerkstraat 16"), (51.0545, 3.7176, "street")),
        (query("Kerkstraat 18"), (51.0545, 3.7176, "street")),
        (query("Kerkstraat"), (51.0545, 3.7176, "street")),
        (query("Kerkplein 10"), None),
        (query("Kerkstraat 10", "9050", "Gentbrugge"), None),
        (query("Grensstraat 2", "9050", "Gentbrugge"), (51.0300, 3.7600, "door")),
        (query("Grensstraat 2", "9820", "Merelbeke"), (51.0290, 3.7610, "door")),
        (query("Grensstraat 2", "", "Gent"), (51.0300, 3.7600, "door")),
        (query("Dorpsstraat 1", "9420", "Mere"), None),
        (query("Chaussée de Mons 475", "1070", "Anderlecht"), (50.83595, 4.31653, "door")),
        (query("Bergense Steenweg 475", "1070", "Anderlecht"), (50.83595, 4.31653, "door")),
        ({"postalcode": "9000", "city": "Gent"}, None),
    ],
)
def test_addresses(
    file: Path, asked: dict[str, str], expected: tuple[float, float, str] | None
) -> None:
    assert locate(file, asked) == expected


def test_it_is_a_geocoder_of_geopy_that_asks_nobody() -> None:
    geocoder = BestGeocoder(best.Addresses(), real_gazetteer())
    assert isinstance(geocoder, Geocoder)
    assert isinstance(geocoder.adapter, NoNetwork)
    with pytest.raises(GeocoderUnavailable):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


def test_only_the_streets_that_are_asked_are_kept(file: Path) -> None:
    asked = [query("Kerkstraat 10"), query("Grensstraat 2", "", "Gent")]
    addresses = best.read([file], asked, real_gazetteer())
    assert set(addresses.found) == {("9000", "kerkstraat"), ("9050", "grensstraat")}
    assert addresses.skipped == 1


def test_several_files_are_one(tmp_path: Path, file: Path) -> None:
    other = write_zip(tmp_path / "b.zip", [row("Nieuwstraat", "1", "1000", 50.85, 4.355)])
    asked = [query("Kerkstraat 10"), query("Nieuwstraat 1", "1000", "Brussel")]
    geocoder = BestGeocoder(best.read([file, other], asked, real_gazetteer()), real_gazetteer())
    assert all(geocoder.geocode(one) for one in asked)


def test_the_same_rows_in_another_order_give_the_same_points(tmp_path: Path, file: Path) -> None:
    turned = write_zip(tmp_path / "turned.zip", ROWS[::-1])
    for asked in (query("Kerkstraat"), query("Kerkstraat 12"), query("Kerkstraat 12 bus 9")):
        assert locate(turned, asked) == locate(file, asked)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    rows = [row("Kerkstraat", str(i), "9000", 51.05, 3.72) for i in range(25_000)]
    told: list[tuple[int, int]] = []
    path = write_zip(tmp_path / "long.zip", rows)
    asked = [query("Kerkstraat 10")]
    best.read([path], asked, real_gazetteer(), lambda done, of: told.append((done, of)))
    assert len(told) == 2
    assert 0 < told[0][0] < told[1][0] <= told[0][1] == told[1][1]


def test_short_rows_are_counted_and_left_out(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "short.zip", [ROWS[0], ROWS[0][:7], []])
    addresses = best.read([path], [query("Kerkstraat 10")], real_gazetteer())
    assert addresses.skipped == 2
    assert len(addresses.found[("9000", "kerkstraat")]) == 1


def test_a_file_without_status_or_french_names_will_do(tmp_path: Path) -> None:
    columns = tuple(column for column in COLUMNS if column in best.NEEDED)
    rows = [[value for c, value in zip(COLUMNS, ROWS[0], strict=True) if c in best.NEEDED]]
    assert locate(write_zip(tmp_path / "few.zip", rows, columns), query("Kerkstraat 10"))


def _text(path: Path) -> None:
    path.write_text("geen zip")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut_off(path: Path) -> None:
    write_zip(path, ROWS)
    path.write_bytes(path.read_bytes()[:-40])


def _damaged(path: Path) -> None:
    write_zip(path, ROWS * 50)
    content = bytearray(path.read_bytes())
    content[200:220] = b"\0" * 20
    path.write_bytes(content)


def _no_table(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lees-mij.txt", "hallo")


def _other_columns(path: Path) -> None:
    write_zip(path, [["1", "2"]], ("straat", "nummer"))


def _nothing_in_it(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("openaddress-bevlg.csv", "")


def _latin(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        text = ",".join(COLUMNS) + "\n" + ",".join(row("Café", "1", "9000", 51, 3.7)) + "\n"
        archive.writestr("openaddress-bevlg.csv", text.encode("latin-1"))


BROKEN = [_text, _empty, _cut_off, _damaged, _no_table, _other_columns, _nothing_in_it, _latin]


@pytest.mark.parametrize("breaks", BROKEN)
def test_a_file_that_is_none_says_so_in_dutch(tmp_path: Path, breaks: object) -> None:
    path = tmp_path / "openaddress-bevlg.zip"
    assert callable(breaks)
    breaks(path)
    with pytest.raises(BestFileError, match=r"openaddress-bevlg\.zip .*\."):
        best.read([path], [query("Kerkstraat 10")], real_gazetteer())
