"""The file of kept coordinates: one form, and every mistake is told with its line."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest
from finder.checking import catalogue
from finder.findings import Severity
from finder.places import coordinates
from finder.places.coordinates import Kept
from finder.places.gazetteer import Gazetteer, Point
from finder.places.locating import KeptCoordinates
from finder.places.spots import Precision
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.building import REPOSITORY, ROOT, TODAY, real_gazetteer, rules

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "address,latitude,longitude,precision,source,date\n"
GENT = '"Kerkstraat 1, 9000 Gent",51.05430,3.71740,door,best,2026-11-22\n'
AALST = '"Markt 2, 9300 Aalst",50.93600,4.03550,street,nominatim,2026-11-22\n'


def kept(address: str = "Kerkstraat 1, 9000 Gent", **changes: object) -> Kept:
    values = {
        "point": Point(51.0543, 3.7174),
        "precision": Precision.DOOR,
        "source": "best",
        "date": TODAY,
        **changes,
    }
    return Kept(address, **values)  # type: ignore[arg-type]  # as the test says


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "initiatives").mkdir()
    return tmp_path


def found(root: Path, text: str) -> list[tuple[str, int, str]]:
    """Rule, line and field of everything that is wrong in a file with this text."""
    (root / coordinates.FILE).write_text(text, encoding="utf-8")
    return [(f.rule, f.line, f.field) for f in coordinates.check(root, real_gazetteer())]


def test_a_line_is_read_as_it_was_written(root: Path) -> None:
    path = root / coordinates.FILE
    coordinates.write(path, [kept("Markt 2, 9300 Aalst"), kept()])
    lines, findings = coordinates.read(path)
    assert findings == []
    assert lines == [(2, kept()), (3, kept("Markt 2, 9300 Aalst"))]
    assert path.read_text() == HEADER + GENT + GENT.replace(
        "Kerkstraat 1, 9000 Gent", "Markt 2, 9300 Aalst"
    )


def test_five_decimals() -> None:
    line = kept(point=Point(51.0543219, 3.7))
    assert coordinates.as_text([line]).splitlines()[1].split(",")[2:4] == ["51.05432", "3.70000"]


def test_build_and_geocoding_read_the_same(root: Path) -> None:
    path = root / coordinates.FILE
    coordinates.write(path, [kept()])
    query = {"street": "Kerkstraat 1", "postalcode": "9000", "city": "Gent"}
    place = KeptCoordinates.load(path).geocode(query)
    assert place
    assert (place.latitude, place.longitude) == (51.0543, 3.7174)
    assert place.raw == {"precision": "door", "source": "best"}


def test_without_a_file_nothing_is_kept_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert coordinates.read(tmp_path / "none.csv") == ([], [])
    assert coordinates.check(tmp_path, real_gazetteer()) == []


def test_a_good_file_has_no_findings(root: Path) -> None:
    village = '"Nergensstraat, Gent",51.05430,3.71740,village,gazetteer,2026-11-22\n'
    hook = (
        '"Hennemarkt, hoek Broedersstraat, 3300 Tienen",50.80700,4.93700,street,best,2026-11-22\n'
    )
    assert found(root, HEADER + GENT + AALST + village + hook) == []


@pytest.mark.parametrize(
    ("line", "rule", "field"),
    [
        (GENT.replace("51.05430", "x"), "kept-line", "latitude"),
        (GENT.replace("51.05430", "nan"), "kept-line", "latitude"),
        (GENT.replace("51.05430", "5_1.05"), "kept-line", "latitude"),
        (GENT.replace("51.05430", ""), "kept-line", "latitude"),
        (GENT.replace("3.71740", "3,71740"), "kept-line", ""),
        (GENT.replace("3.71740", "3°43'"), "kept-line", "longitude"),
        (GENT.replace("door", "deur"), "kept-line", "precision"),
        (GENT.replace(",best", ","), "kept-line", "source"),
        (GENT.replace("2026-11-22", "22-11-2026"), "kept-line", "date"),
        (GENT.replace("2026-11-22", "20261122"), "kept-line", "date"),
        (GENT.replace("2026-11-22", "2026-02-30"), "kept-line", "date"),
        ("Kerkstraat\n", "kept-line", ""),
        ("\n", "kept-line", ""),
        ('"",51.05430,3.71740,door,best,2026-11-22\n', "kept-line", ""),
        ("<<<<<<< HEAD\n", "kept-line", ""),
        (AALST, "kept-twice", "address"),
        (GENT.replace("51.05430,3.71740", "3.71740,51.05430"), "kept-outside", "latitude"),
        (GENT.replace("51.05430", "48.85660"), "kept-outside", "latitude"),
        (GENT.replace("51.05430,3.71740", "51.40000,2.60000"), "kept-far", "latitude"),
        (GENT.replace("51.05430,3.71740", "50.93600,4.03550"), "kept-far", "latitude"),
        (GENT.replace("9000 Gent", "9999 Gent"), "kept-place", "address"),
        (GENT.replace("9000 Gent", "Parijs"), "kept-place", "address"),
    ],
)
def test_what_can_be_wrong_with_a_line(root: Path, line: str, rule: str, field: str) -> None:
    assert found(root, HEADER + AALST + line) == [(rule, 3, field)]


def test_everything_is_told_at_once(root: Path) -> None:
    text = HEADER + GENT.replace("door", "x") + GENT.replace("51.05430", "48.0") + AALST * 2
    assert [line for _, line, _ in found(root, text)] == [2, 5, 3]


def test_a_quote_in_the_wrong_place_is_told_and_the_lines_after_it_too(root: Path) -> None:
    odd = '"Markt "2", 9300 Aalst",50.93600,4.03550,street,best,2026-11-22\n'
    wrong = GENT.replace("door", "deur")
    assert found(root, HEADER + odd + wrong + AALST) == [
        ("kept-line", 2, ""),
        ("kept-line", 3, "precision"),
    ]


def test_a_quote_that_is_not_closed_is_told_without_a_traceback(root: Path) -> None:
    assert [rule for rule, _, _ in found(root, HEADER + AALST + '"Kerkstraat "1, x\n')] == [
        "kept-line"
    ]


def test_other_columns(root: Path) -> None:
    assert found(root, "adres,lat,lon\n")[0] == ("kept-header", 1, "")
    assert found(root, "")[0] == ("kept-header", 1, "")


def test_what_is_no_text(root: Path) -> None:
    (root / coordinates.FILE).write_bytes(HEADER.encode() + b"\xff\xfe")
    assert rules(coordinates.check(root, real_gazetteer())) == ["file-encoding"]


def test_what_is_no_file(root: Path) -> None:
    (root / coordinates.FILE).mkdir()
    assert rules(coordinates.check(root, real_gazetteer())) == ["file-unreadable"]


def test_a_place_that_is_gone_is_only_a_warning(root: Path) -> None:
    """Municipalities merge; the build goes on."""
    (root / coordinates.FILE).write_text(HEADER + GENT.replace("9000 Gent", "9999 Gent"))
    assert [f.severity for f in coordinates.check(root, real_gazetteer())] == [Severity.WARNING]


def test_the_check_of_all_files_tells_it_too(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(REPOSITORY, root)
    (root / coordinates.FILE).write_text(HEADER + GENT.replace("51.05430", "48.0") + "x\n")
    findings = catalogue.load(root, TODAY, real_gazetteer()).findings
    mine = [f for f in findings if f.file == coordinates.FILE]
    assert [(f.rule, f.line) for f in mine] == [("kept-outside", 2), ("kept-line", 3)]
    assert all(f.is_error and f.hint for f in mine)


def test_the_real_file_has_the_one_form() -> None:
    path = ROOT / coordinates.FILE
    lines, findings = coordinates.read(path)
    assert findings == []
    assert path.read_text(encoding="utf-8") == coordinates.as_text(line for _, line in lines)


def test_a_crash_while_writing_leaves_the_old_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / coordinates.FILE
    path.write_text(HEADER + GENT)

    def fails(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="No space"):
        coordinates.write(path, [kept("Markt 2, 9300 Aalst")])
    assert path.read_text() == HEADER + GENT
    assert [one.name for one in path.parent.iterdir()] == ["coordinates.csv"]


ANY_LINE = st.builds(
    Kept,
    address=st.text(
        st.characters(codec="utf-8", exclude_characters="\r\n\0"), min_size=1, max_size=40
    ),
    point=st.builds(
        Point,
        st.floats(-90, 90).map(lambda degrees: round(degrees, 5)),
        st.floats(-180, 180).map(lambda degrees: round(degrees, 5)),
    ),
    precision=st.sampled_from(Precision),
    source=st.sampled_from(list(coordinates.CREDITS)),
    date=st.dates(min_value=dt.date(1900, 1, 1)),
)


@settings(max_examples=30)
@given(st.lists(ANY_LINE, unique_by=lambda line: line.address))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Kept]
) -> None:
    path = tmp_path_factory.mktemp("kept") / "coordinates.csv"
    coordinates.write(path, lines)
    again, findings = coordinates.read(path)
    assert findings == []
    assert coordinates.by_address(again) == {line.address: line for line in lines}
    first = path.read_bytes()
    coordinates.write(path, reversed(lines))
    assert path.read_bytes() == first


@pytest.mark.parametrize("source", ["", "test", "Best", "iemand"])
def test_a_point_without_a_known_source_is_refused(tmp_path: Path, source: str) -> None:
    """Who publishes a point must name whose it is, so that must be known."""
    path = tmp_path / "coordinates.csv"
    path.write_text(f'{HEADER}"Markt 1, 9000 Gent",51.05,3.72,door,{source},2026-11-20\n')
    lines, findings = coordinates.read(path)
    assert lines == []
    assert [(finding.rule, finding.field) for finding in findings] == [("kept-line", "source")]


def test_every_source_says_whose_it_is_and_under_which_licence() -> None:
    for credit in coordinates.CREDITS.values():
        assert credit.name
        assert credit.licence
        assert credit.url.startswith("https://")


@pytest.mark.parametrize(
    ("address", "point", "expected"),
    [
        ("Kerkstraat 3, 3290 Diest", "51.00300,5.08100", ["kept-village"]),  # in Schaffen
        ("Kerkstraat 3, 3290 Schaffen", "51.00300,5.08100", []),
        ("Grote Markt 1, 3290 Diest", "50.98930,5.05070", []),
        ("Brusselsesteenweg 1, 9050 Gentbrugge", "51.03600,3.74500", []),  # between two parts
        ("Dorp 1, 9000 Gent", "51.05000,3.72000", []),
        ("Dorp 1, Diest", "51.00300,5.08100", []),  # no postcode says which village
    ],
)
def test_a_point_in_another_village_of_its_postcode_is_a_warning(
    tmp_path: Path, gazetteer: Gazetteer, address: str, point: str, expected: list[str]
) -> None:
    path = tmp_path / coordinates.FILE
    path.parent.mkdir()
    path.write_text(f'{HEADER}"{address}",{point},street,crab,2026-11-30\n')
    found = coordinates.check(tmp_path, gazetteer)
    assert [finding.rule for finding in found] == expected
    assert not any(finding.is_error for finding in found)
