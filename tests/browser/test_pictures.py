"""The pictures in CONTRIBUTING.md show what there is today.

A picture carries the words that stood in it. When those change, its test fails; to make it anew:
``RENEW_PICTURES=1 .venv/bin/python -m pytest tests/browser/test_pictures.py``. Pixels are not
compared: another Chromium draws letters in another way.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from finder.publishing.assembling import Tree
from finder.publishing.mkdocs import run_mkdocs
from finder.rendering import theme
from finder.rendering.pages import every
from new import main as ask

from tests.sites import BELOW, ROOT, SMALL_DAY, BuiltSite, copy_repository, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

PICTURES = ROOT / ".github" / "pictures"
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SLUG = "het-voorbeeldhuis-gent"
REPOSITORY = "https://github.example/steun-dichtbij/steun-dichtbij"
# How many questions of a form are shown.
SHOWN = 4
MOST_BYTES = 120_000
STYLE = """
body {margin: 0; font: 15px/1.45 sans-serif; color: #1f2328; background: #fff}
main {width: 560px; padding: 16px}
h1 {font-size: 20px; margin: 0 0 12px} p {margin: 0 0 8px} b {display: block}
section {border: 1px solid #d1d9e0; border-radius: 6px; padding: 10px 14px; margin-bottom: 8px}
i {font-style: normal; display: block; border: 1px solid #d1d9e0; border-radius: 6px;
padding: 6px 10px; color: #59636e; margin: 4px 0 14px}
small {font-size: 13px; color: #59636e; display: block}
div {margin-bottom: 14px}
pre {margin: 0; font: 14px/1.4 monospace; white-space: pre-wrap}
"""


def form(name: str) -> dict[str, Any]:
    """A form as GitHub reads it."""
    found = yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


# --- what is shown -----------------------------------------------------------------------------


def the_forms() -> str:
    """What GitHub shows after "New issue": each form with what it is for."""
    found = [form(name) for name in ("nieuw.yml", "fout.yml", "gestopt.yml", "nagekeken.yml")]
    rows = (f"<section><b>{one['name']}</b>{one['description']}</section>" for one in found)
    return f"<h1>New issue</h1>{''.join(rows)}"


def a_form() -> str:
    """The beginning of the form for a correction."""
    one = form("fout.yml")
    body = "".join(map(_question, one["body"][:SHOWN]))
    return f"<h1>{one['name']}</h1><p>{one['description']}</p>{body}"


def _question(one: dict[str, Any]) -> str:
    told = one["attributes"]
    if one["type"] == "markdown":
        return "<p>" + re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", told["value"]) + "</p>"
    star = " *" if one.get("validations", {}).get("required") else ""
    head = f"<b>{told['label']}{star}</b><small>{told.get('description', '')}</small>"
    if one["type"] == "checkboxes":
        ticks = "".join(f"<br>☐ {option['label']}" for option in told["options"])
        return f"<div>{head}{ticks.removeprefix('<br>')}</div>"
    return f"{head}<i>{told.get('placeholder', '') or '&nbsp;'}</i>"


def the_questions() -> str:
    """The first questions of `make new`, as they really go."""
    answers = "Het Voorbeeldhuis\n6\n"
    command = ["--today", SMALL_DAY.isoformat(), "--root", str(ROOT)]
    said = CliRunner(env={"COLUMNS": "64"}).invoke(ask, command, input=answers).output
    shown, found, _ = said.partition("In welk dorp")
    assert found
    return f"<pre>$ make new\n{html.escape(shown.rstrip())}</pre>"


DRAWN: dict[str, Callable[[], str]] = {
    "formulieren.png": the_forms,
    "formulier.png": a_form,
    "vragen.png": the_questions,
}


# --- a picture with its words ------------------------------------------------------------------


@dataclass(frozen=True)
class Picture:
    """The bytes of a PNG, and the words in it."""

    png: bytes
    words: str

    def save(self, path: Path) -> None:
        """Write the picture with its words as its description."""
        start = len(b"\x89PNG\r\n\x1a\n") + 25  # the mark and the size
        text = b"Description\x00\x00\x00\x00\x00" + self.words.encode()
        check = struct.pack(">I", zlib.crc32(b"iTXt" + text))
        chunk = struct.pack(">I", len(text)) + b"iTXt" + text + check
        path.write_bytes(self.png[:start] + chunk + self.png[start:])


def described(path: Path) -> str:
    """The words that stood in a picture when it was made."""
    raw, place = path.read_bytes(), 8
    while place < len(raw):
        (size,) = struct.unpack(">I", raw[place : place + 4])
        if raw[place + 4 : place + 8] == b"iTXt":
            return raw[place + 8 : place + 8 + size].rpartition(b"\x00")[2].decode()
        place += size + 12
    return ""


def taken(shown: Locator) -> Picture:
    """A picture of a part of a page."""
    return Picture(shown.screenshot(), " ".join(shown.inner_text().split()))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The page of the short example in the guide."""
    work = tmp_path_factory.mktemp("pictures")
    nothing = work / "nothing"
    nothing.mkdir()
    root = copy_repository(work / "repository", nothing)
    (path, text) = re.findall(r"```yaml\n# (initiatives/\S+)\n(.*?)```", GUIDE, re.DOTALL)[0]
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text, encoding="utf-8")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^  repository: .*$", f"  repository: {REPOSITORY}", settings)
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    docs = root / "build" / "docs"
    shutil.copytree(root / "docs" / "assets", docs / "assets")
    for name in ("index.md", *re.findall(r"(?:-|:) (\S+\.md)$", settings, re.MULTILINE)):
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text("# Begin\n")
    site = site_of(root)
    for file in theme.files(site):
        Tree(docs).put(*file)
    for page in every.pages(site):
        if page.address == f"initiatieven/{SLUG}/":
            (docs / page.path).parent.mkdir(parents=True)
            (docs / page.path).write_text(page.source, encoding="utf-8")
    run_mkdocs(root / "mkdocs.yml", docs, work / "site", SMALL_DAY)
    return BuiltSite(work / "site", BELOW)


@pytest.fixture
def picture(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Picture]:
    """One of the pictures, as it would be today."""
    name = request.param
    context = browser.new_context(viewport={"width": 592, "height": 800}, locale="nl-BE")
    page = context.new_page()
    if name in DRAWN:
        page.set_content(f"<style>{STYLE}</style><main>{DRAWN[name]()}</main>")
        yield taken(page.locator("main"))
    else:
        home = request.getfixturevalue("home")(request.getfixturevalue("example"))
        page.set_viewport_size({"width": 400, "height": 800})
        page.goto(f"{home}initiatieven/{SLUG}/")
        yield taken(page.locator("aside.q"))
    context.close()


@pytest.mark.parametrize(
    ("picture", "name"),
    [(name, name) for name in (*DRAWN, "melden.png")],
    indirect=["picture"],
)
def test_a_picture_shows_the_words_of_today(picture: Picture, name: str) -> None:
    """To make it anew, see above."""
    if os.environ.get("RENEW_PICTURES"):
        picture.save(PICTURES / name)
    assert described(PICTURES / name) == picture.words
    assert (PICTURES / name).stat().st_size < MOST_BYTES


def test_the_guide_shows_each_picture_and_says_what_is_in_it() -> None:
    """For who does not see it."""
    shown = dict(re.findall(r'<img src="\.github/pictures/([^"]+)"[^>]* alt="([^"]+)"', GUIDE))
    assert set(shown) == {*DRAWN, "melden.png"}
    assert all(len(words) > len("Een formulier") for words in shown.values())
