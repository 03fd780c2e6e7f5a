"""What pages weigh, and what is written from that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from finder.publishing.looking import weigh
from finder.publishing.weighing import kind_of, table
from finder.rendering.offline import TOOLS, list_file

if TYPE_CHECKING:
    from tests.sites import BuiltSite


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "home"),
        ("9000/index.html", "postcode"),
        ("9000/2/index.html", "postcode/page"),
        ("gemeenten/index.html", "gemeenten"),
        ("gemeenten/gent/index.html", "gemeenten/page"),
        ("404.html", "404.html"),
    ],
)
def test_pages_of_one_kind_are_counted_together(name: str, kind: str) -> None:
    """The kind follows from the address."""
    assert kind_of(name) == kind


def test_the_table_tells_the_heaviest_of_each_kind() -> None:
    """Median and heaviest, and the heaviest with its styles, but for pages that hold these."""
    weights = {"9000/index.html": 10, "9030/index.html": 30, "kaart/index.html": 5}
    assert table(weights, 9).splitlines()[1:] == ["kaart,1,5,5,14", "postcode,2,20,30,30"]


def test_the_weight_of_a_kept_municipality_is_that_of_its_pages(built_site: BuiltSite) -> None:
    """Every page in a list exists, and the bytes are what travels."""
    kept = json.loads(built_site.file("offline/gent.json").read_text(encoding="utf-8"))
    weights = [weigh(built_site.file(page).read_bytes()) for page in kept["pages"]]
    tools = [weigh(built_site.file(tool).read_bytes()) for tool in TOOLS]
    assert kept["bytes"] == sum(weights) + sum(tools)
    assert "gemeenten/gent/" in kept["pages"]
    assert {"9000/", "9030/"} <= set(kept["pages"])
    assert any(page.startswith("initiatieven/") for page in kept["pages"])


def test_every_municipality_can_be_kept(built_site: BuiltSite) -> None:
    """There is a list for each page of a municipality."""
    towns = {path.parent.name for path in built_site.folder.glob("gemeenten/*/index.html")}
    assert towns == {path.stem for path in built_site.folder.glob("offline/*.json")}


def test_the_version_of_a_list_changes_with_any_of_its_files() -> None:
    """A copy is of one version; what is kept of another municipality has no say."""
    names = [*TOOLS, "9000/index.html", "9030/index.html"]
    weights = dict.fromkeys(names, 1)

    def version(changed: str = "") -> str:
        content = list_file(["9000/"], lambda name: b"x" if name == changed else b"", weights)
        return str(json.loads(content)["version"])

    assert version() == version() == version("9030/index.html")
    assert len({version(), version("9000/index.html"), version(TOOLS[0])}) == 3
