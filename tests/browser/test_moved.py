"""An old address in a browser: it leads on, with and without scripts, below a folder too."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from finder.publishing.assembling import Tree
from finder.publishing.mkdocs import run_mkdocs
from finder.rendering import assets, icons, theme
from finder.rendering.pages import every, handwritten
from playwright.sync_api import expect

from tests.sites import BELOW, ROOT, SMALL, SMALL_DAY, BuiltSite, copy_repository, site_of

if TYPE_CHECKING:
    from tests.browser.visiting import Visitor

OLD, NEW = "initiatieven/oud-huis-gent/", "initiatieven/ocmw-gent/"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Only the old page and the one to which it leads, in the theme of the site."""
    work = tmp_path_factory.mktemp("moved")
    root = copy_repository(work / "repository", SMALL / "initiatives")
    (root / "initiatives" / "redirects.yml").write_text("redirects: {oud-huis-gent: ocmw-gent}\n")
    docs = root / "build" / "docs"
    shutil.copytree(root / "docs" / "assets", docs / "assets")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in ("index.md", *re.findall(r"- (\S+\.md)$", config, re.MULTILINE)):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("# Begin\n")
    site = site_of(root)
    (docs / icons.FILE).write_bytes(dict(assets.files(site))[icons.FILE])
    styles = (file for file in handwritten.files(site) if file[0] == handwritten.ALL_STYLE)
    for file in (*theme.files(site), *styles):
        Tree(docs).put(*file)
    for page in every.pages(site):
        if page.address in {OLD, NEW}:
            path = docs / page.path
            path.parent.mkdir(parents=True)
            path.write_text(page.source, encoding="utf-8")
    run_mkdocs(root / "mkdocs.yml", docs, work / "site", SMALL_DAY)
    return BuiltSite(work / "site", BELOW)


@pytest.mark.parametrize("javascript", [False, True])
def test_an_old_address_leads_on(visitor: Visitor, moved: BuiltSite, javascript: bool) -> None:
    visit = visitor.open(moved, None, javascript=javascript, wrong=javascript)
    visit.page.goto(visit.home + OLD, wait_until="commit")
    expect(visit.page).to_have_url(visit.home + NEW)
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("OCMW Gent")
    assert visit.elsewhere == []


def test_the_way_back_skips_the_old_address(visitor: Visitor, moved: BuiltSite) -> None:
    """Nobody is kept in a circle by the button of the browser."""
    visit = visitor.open(moved, "")
    visit.page.goto(visit.home + OLD, wait_until="commit")
    expect(visit.page).to_have_url(visit.home + NEW)
    visit.page.go_back()
    expect(visit.page).to_have_url(visit.home)
