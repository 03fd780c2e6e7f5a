"""MkDocs in strict mode, the check of every link, and the swap."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from finder.errors import PublishError
from finder.publishing.linking import check_links
from finder.publishing.mkdocs import run_mkdocs
from finder.publishing.swapping import swap
from finder.settings import Tiles, read_settings

from tests.sites import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TODAY = dt.date(2026, 11, 22)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


# --- links -------------------------------------------------------------------------------------

SITE = {
    "index.html": "<h1 id=begin>Begin</h1>",
    "9000/index.html": '<h1 id=gent>Gent</h1><a name="oud anker"></a>',
    "9000/2/index.html": "<p>Meer</p>",
    "gemeenten/index.html": "<h2 id=limburg>Limburg</h2>",
    "kaarten/gent.html": "<p>Kaart</p>",
    "assets/site.css": "",
    "assets/één foto.png": "",
    "data/a&b.yml": "",
    "data/a#b?c.yml": "",
    "404.html": "<p>Niet gevonden</p>",
}

# The page on which the link stands, the link, and whether it leads somewhere.
LINKS = [
    ("index.html", "9000/", True),
    ("index.html", "./9000/", True),
    ("index.html", ".", True),
    ("index.html", "./", True),
    ("index.html", "9000/index.html", True),
    ("index.html", "1234/", False),
    ("index.html", "9000", False),  # a static host answers a folder only with its slash
    ("index.html", "9000/3/", False),
    ("9000/index.html", "../", True),
    ("9000/index.html", "..", True),
    ("9000/index.html", "2/", True),
    ("9000/2/index.html", "../../gemeenten/", True),
    ("9000/2/index.html", "../gemeenten/", False),
    ("9000/index.html", "../../", False),
    ("9000/index.html", "../kaarten/gent.html", True),
    ("9000/index.html", "../kaarten/brugge.html", False),
    # anchors
    ("index.html", "#begin", True),
    ("index.html", "#", True),
    ("index.html", "#top", True),
    ("index.html", "#nergens", False),
    ("index.html", "gemeenten/#limburg", True),
    ("index.html", "gemeenten/#brabant", False),
    ("gemeenten/index.html", "../9000/#oud%20anker", True),
    ("gemeenten/index.html", "../9000/#begin", False),
    ("9000/2/index.html", "..#gent", True),
    # queries do not change the page
    ("index.html", "gemeenten/?q=Gent", True),
    ("index.html", "?q=Gent", True),
    ("index.html", "?q=Gent#begin", True),
    ("index.html", "gemeente/?q=Gent", False),
    ("index.html", "gemeenten/?q=Gent#brabant", False),
    # encoded names
    ("index.html", "assets/%C3%A9%C3%A9n%20foto.png", True),
    ("index.html", "assets/één foto.png", True),
    ("index.html", "assets/een%20foto.png", False),
    ("index.html", "data/a&amp;b.yml", True),
    ("index.html", "data/a%23b%3Fc.yml", True),
    ("index.html", "data/a#b?c.yml", False),
    # other hosts and other programs are not looked at
    ("index.html", "https://example.org/9000/", True),
    ("index.html", "//example.org/1234/", True),
    ("index.html", "tel:+3292000000", True),
    ("index.html", "mailto:info@example.org?subject=a", True),
    ("index.html", "data:image/png;base64,AA==", True),
]


@pytest.mark.parametrize(("page", "link", "alive"), LINKS)
def test_a_link_is_dead_exactly_when_no_page_file_or_anchor_is_there(
    tmp_path: Path, page: str, link: str, alive: bool
) -> None:
    site = write(tmp_path, {**SITE, page: f'{SITE[page]}<a href="{link}">x</a>'})
    assert [finding.file for finding in check_links(site)] == ([] if alive else [page])


ASSETS = [
    '<link rel=stylesheet href="{}">',
    '<script src="{}"></script>',
    '<img src="{}">',
    '<form action="{}"></form>',
    '<iframe src="{}"></iframe>',
    '<object data="{}"></object>',
    '<video poster="{}"></video>',
    '<svg><use href="{}"/></svg>',
]


@pytest.mark.parametrize("element", ASSETS)
def test_every_element_that_loads_something_is_checked(tmp_path: Path, element: str) -> None:
    site = write(tmp_path, {**SITE, "index.html": element.format("assets/site.css")})
    assert check_links(site) == []
    write(tmp_path, {"index.html": element.format("assets/weg.css")})
    assert len(check_links(site)) == 1


@pytest.mark.parametrize(
    ("srcset", "dead"),
    [
        ("assets/site.css 1x, assets/site.css 2x", 0),
        ("assets/site.css 1x, assets/weg.png 2x", 1),
        ("assets/weg.png 480w", 1),
    ],
)
def test_each_picture_of_a_srcset_is_checked(tmp_path: Path, srcset: str, dead: int) -> None:
    site = write(tmp_path, {**SITE, "index.html": f'<img srcset="{srcset}">'})
    assert len(check_links(site)) == dead


@pytest.mark.parametrize(
    ("base", "link", "alive"),
    [
        ("/", "/9000/", True),
        ("/", "/", True),
        ("/", "/1234/", False),
        ("/steun-dichtbij/", "/steun-dichtbij/9000/", True),
        ("/steun-dichtbij/", "/steun-dichtbij/", True),
        ("/steun-dichtbij/", "/steun-dichtbij/1234/", False),
        ("/steun-dichtbij/", "/9000/", False),
        ("/steun-dichtbij/", "/", False),
    ],
)
def test_an_absolute_link_begins_with_the_path_of_the_home_page(
    tmp_path: Path, base: str, link: str, alive: bool
) -> None:
    site = write(tmp_path, {**SITE, "404.html": f'<a href="{link}">x</a>'})
    assert (check_links(site, base) == []) is alive


def test_a_dead_link_says_the_page_the_link_and_what_to_do(tmp_path: Path) -> None:
    site = write(tmp_path, {"index.html": '<a href="weg/">x</a><a href="#weg">y</a>'})
    found = check_links(site)
    assert [(f.file, '"weg/"' in f.message or '"#weg"' in f.message) for f in found] == [
        ("index.html", True),
        ("index.html", True),
    ]
    assert all(finding.hint and finding.is_error for finding in found)


# --- the swap ----------------------------------------------------------------------------------


class _NoExchange:
    """A C library without renameat2, as on a Mac."""


def _without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_args, **_options: _NoExchange())


@pytest.fixture(params=["exchange", "rename"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A system that can exchange two folders in one step, and one that cannot."""
    if request.param == "rename":
        _without_exchange(monkeypatch)
    return str(request.param)


@pytest.mark.usefixtures("system")
def test_swap_puts_the_new_site_in_place_and_leaves_nothing_else(tmp_path: Path) -> None:
    new = write(tmp_path / "work" / "site", {"index.html": "new", "a/index.html": "new"})
    site = write(tmp_path / "out" / "site", {"index.html": "old", "weg/index.html": "old"})
    swap(new, site)
    assert contents(site) == {"index.html": b"new", "a/index.html": b"new"}
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["site"]
    assert not new.exists()


@pytest.mark.usefixtures("system")
def test_swap_makes_the_first_site_and_the_folders_above_it(tmp_path: Path) -> None:
    new = write(tmp_path / "new", {"index.html": "new"})
    swap(new, tmp_path / "a" / "b" / "site")
    assert contents(tmp_path / "a" / "b" / "site") == {"index.html": b"new"}


@pytest.mark.usefixtures("system")
def test_swap_forgets_what_an_interrupted_swap_left_behind(tmp_path: Path) -> None:
    write(tmp_path / "site.old", {"index.html": "older"})
    new, site = tmp_path / "new", write(tmp_path / "site", {"index.html": "old"})
    swap(write(new, {"index.html": "new"}), site)
    assert contents(site) == {"index.html": b"new"}


@pytest.mark.usefixtures("system")
def test_the_old_site_stands_when_there_is_no_new_one(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    with pytest.raises(OSError, match="new"):
        swap(tmp_path / "new", site)
    assert contents(tmp_path) == {"site/index.html": b"old"}


def _watch(monkeypatch: pytest.MonkeyPatch, site: Path, seen: list[bool]) -> None:
    """Note whether there is a site before and after each change of the disk."""

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            seen.append(site.exists())
            result = function(*args, **options)
            seen.append(site.exists())
            return result

        return call

    monkeypatch.setattr(Path, "rename", watched(Path.rename))
    monkeypatch.setattr(shutil, "rmtree", watched(shutil.rmtree))


def test_where_folders_can_be_exchanged_there_is_a_site_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write(tmp_path / "site", {"index.html": "old"})
    seen: list[bool] = []
    _watch(monkeypatch, site, seen)
    swap(write(tmp_path / "new", {"index.html": "new"}), site)
    assert seen
    assert all(seen)


def test_a_site_on_another_disk_is_swapped_too(tmp_path: Path) -> None:
    memory = Path("/dev/shm")  # noqa: S108 (on Linux a disk of its own)
    elsewhere = (memory if memory.is_dir() else tmp_path) / f"steun-{os.getpid()}"
    site = write(elsewhere / "site", {"index.html": "old"})
    try:
        swap(write(tmp_path / "new", {"index.html": "new"}), site)
        assert contents(elsewhere) == {"site/index.html": b"new"}
    finally:
        shutil.rmtree(elsewhere)


def test_the_old_site_is_put_aside_for_the_next_build_to_remove(tmp_path: Path) -> None:
    new = write(tmp_path / "work" / "site", {"index.html": "new"})
    site = write(tmp_path / "site", {"index.html": "old"})
    swap(new, site, tmp_path / "work" / "old")
    assert contents(tmp_path) == {"site/index.html": b"new", "work/old/index.html": b"old"}


def test_where_an_older_site_lies_aside_the_old_one_is_removed(tmp_path: Path) -> None:
    new = write(tmp_path / "work" / "site", {"index.html": "new"})
    site = write(tmp_path / "site", {"index.html": "old"})
    write(tmp_path / "work" / "old", {"index.html": "older"})
    swap(new, site, tmp_path / "work" / "old")
    assert contents(tmp_path) == {"site/index.html": b"new", "work/old/index.html": b"older"}


# --- MkDocs ------------------------------------------------------------------------------------

PAGE = "<html lang=nl><title>{{ page.title }}</title>{{ page.content }}</html>"


def project(folder: Path, index: str) -> Path:
    """The smallest project that MkDocs publishes: one page of Markdown and a theme of one line."""
    write(
        folder,
        {
            "mkdocs.yml": (
                "site_name: Klein\nsite_url: https://klein.example/\n"
                "theme: {name: null, custom_dir: theme}\nplugins: []\n"
                "validation: {links: {not_found: warn, anchors: warn}}\n"
            ),
            "theme/main.html": PAGE,
            "docs/index.md": index,
            "docs/ander.md": "# Ander\n\n## Deel\n",
        },
    )
    return folder / "mkdocs.yml"


def publish(config: Path, advance: Callable[[int], None] = lambda _done: None) -> int:
    docs, site = config.parent / "docs", config.parent / "site"
    return run_mkdocs(config, docs, site, TODAY, advance).number


def test_mkdocs_publishes_the_tree_and_counts_its_pages(tmp_path: Path) -> None:
    done: list[int] = []
    pages = publish(project(tmp_path, "# Begin\n\n[ander](ander.md#deel)\n"), done.append)
    assert (pages, done) == (2, [1, 2])
    assert (tmp_path / "site" / "ander" / "index.html").is_file()


@pytest.mark.parametrize(
    "link", ["[weg](weg.md)", "[deel](ander.md#weg)", "![foto](weg.png)", "[zelf](#weg)"]
)
def test_strict_mode_stops_on_a_warning_and_says_which(tmp_path: Path, link: str) -> None:
    with pytest.raises(PublishError) as stopped:
        publish(project(tmp_path, f"# Begin\n\n{link}\n"))
    assert "weg" in stopped.value.findings[0].message
    assert stopped.value.findings[0].is_error


def test_a_wrong_setting_stops_the_build_and_says_which(tmp_path: Path) -> None:
    config = project(tmp_path, "# Begin\n")
    config.write_text(config.read_text() + "plugins: [bestaat-niet]\n")
    with pytest.raises(PublishError, match="bestaat-niet"):
        publish(config)


def test_the_sitemap_has_the_day_that_was_given(tmp_path: Path) -> None:
    write(tmp_path, {"theme/sitemap.xml": "{{ build_date_utc.date() }} {{ config.site_url }}"})
    publish(project(tmp_path, "# Begin\n"))
    dates = {name for name in contents(tmp_path / "site") if name.startswith("sitemap")}
    assert dates <= {"sitemap.xml", "sitemap.xml.gz"}
    if dates:
        assert b"2026-11-22" in contents(tmp_path / "site")["sitemap.xml"]


@pytest.mark.parametrize("before", [None, "12345"])
def test_the_environment_is_as_it_was_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)
    publish(project(tmp_path, "# Begin\n"))
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


@pytest.mark.parametrize(
    ("extra", "email", "repository"),
    [
        ("", "", ""),
        ("extra: {contact_email: a@b.example}", "a@b.example", ""),
        ("extra: {repository: https://c.example/x/}", "", "https://c.example/x"),
    ],
)
def test_the_settings_come_from_the_configuration(
    tmp_path: Path, extra: str, email: str, repository: str
) -> None:
    config = project(tmp_path, "# Begin\n")
    config.write_text(f"{config.read_text()}{extra}\n")
    settings = read_settings(config)
    assert (settings.name, settings.url) == ("Klein", "https://klein.example/")
    assert (settings.contact_email, settings.repository) == (email, repository)


def test_the_pictures_of_the_maps_come_from_the_configuration(tmp_path: Path) -> None:
    config = project(tmp_path, "# Begin\n")
    assert read_settings(config).tiles == Tiles()
    tiles = "{url: 'https://t.example/{z}/{x}/{y}', credit: T, host: t.example}"
    config.write_text(f"{config.read_text()}extra: {{tiles: {tiles}}}\n")
    assert read_settings(config).tiles == Tiles("https://t.example/{z}/{x}/{y}", "T", "t.example")


def test_a_postcode_or_an_initiative_behind_the_map_of_everything_is_no_dead_anchor(
    tmp_path: Path,
) -> None:
    """Elsewhere it is one, and so is on the map what has no page."""
    links = {
        "kaart": "#9000",
        "9000": "../kaart/#9000",
        "initiatieven/huis": "../../kaart/#huis",
        "fout": "../9000/#9000",
        "weg": "../kaart/#9999",
        "verhuisd": "../kaart/#ander-huis",
    }
    for name, link in links.items():
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(f'<a href="{link}">Kaart</a>')
    dead = [finding.file for finding in check_links(tmp_path)]
    assert sorted(dead) == ["fout/index.html", "verhuisd/index.html", "weg/index.html"]
