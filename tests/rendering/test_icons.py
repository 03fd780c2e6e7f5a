"""The one file with all drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.etree
import pytest
from finder.rendering.icons import FILE, drawings

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    import jinja2

    from tests.sites import BuiltSite

NAMES = "//*[local-name()='symbol']/@id"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> jinja2.Environment:
    """What finds the templates."""
    root: Path = copy_repository(tmp_path_factory.mktemp("icons"), SMALL / "initiatives")
    return site_of(root).environment


def test_every_drawing_that_a_page_points_at_is_there(built_site: BuiltSite) -> None:
    known = set(lxml.etree.parse(built_site.file(FILE)).xpath(NAMES))
    asked: set[str] = set()
    for address in built_site.sample():
        asked.update(built_site.tree(address).xpath("//use/@href"))
    assert {link.partition("#")[0].lstrip("./") for link in asked} == {FILE}
    assert {link.partition("#")[2] for link in asked} <= known


def test_a_kind_without_a_drawing_gets_a_circle(environment: jinja2.Environment) -> None:
    file = lxml.etree.fromstring(drawings(environment, ["maatje", "nieuw"]))
    assert {"maatje", "nieuw", "phone", "keep"} <= set(file.xpath(NAMES))
    paths = "string(//*[@id='{}']/*/@d)"
    assert file.xpath(paths.format("nieuw")).startswith("M12 20a8 8")
    assert not file.xpath(paths.format("maatje")).startswith("M12 20a8 8")
