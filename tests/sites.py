"""Sites to test on: of real initiatives, a small one full of hostile text, and an empty one.

The real initiatives are a frozen selection, so that a change of the data changes no test; only
``test_live_data.py`` looks at the data of today.

Each is built by the command itself, from a copy of the repository outside it, so that a test never
touches `build/` or `site/`. With pytest-xdist the first process that needs a site builds it and the
others wait.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import functools
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import lxml.html
import pytest
from finder import days
from finder.checking import catalogue
from finder.files.reading import read_file
from finder.files.translations import mark
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.rendering.site import make_site
from finder.settings import read_settings
from finder.words.saying import Words

from tests.freezing import ASKED, FROZEN
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from finder.checking.catalogue import Catalogue
    from finder.rendering.site import Site

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "tests" / "fixtures" / "small"
# Where the small site lives: below a folder of its host, as on GitHub Pages.
BELOW = "/steun-dichtbij/"
# The small site is always built on this day, and that of the frozen selection on the other one: the
# day on which it was last renewed, or later.
SMALL_DAY = dt.date(2026, 11, 22)
FROZEN_DAY = dt.date(2026, 11, 30)
SEVERAL = 5
MOST_SAID = 3000


@dataclass(frozen=True)
class BuiltSite:
    """A finished site: its folder, and the path of its home page on its host."""

    folder: Path
    base: str = "/"

    @property
    def addresses(self) -> list[str]:
        """The address of every HTML page, such as ``9000/`` or ``kaarten/gent.html``."""
        files = (p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))
        return sorted(name.removesuffix("index.html") for name in files)

    def file(self, address: str) -> Path:
        """The file of a page."""
        return self.folder / (f"{address}index.html" if address[-1:] in {"", "/"} else address)

    def text(self, address: str) -> str:
        """The HTML of a page."""
        return self.file(address).read_text(encoding="utf-8")

    def tree(self, address: str) -> lxml.html.HtmlElement:
        """The elements of a page."""
        return lxml.html.document_fromstring(self.text(address))

    @property
    def kinds(self) -> dict[str, list[str]]:
        """The addresses of each kind of page, found by looking at the site.

        Pages whose addresses differ only in a number are of one kind (``#/`` the postcodes,
        ``#/#/`` their second pages), and so are the pages of a folder that has several
        (``gemeenten/*/``).
        """
        siblings = Counter(_parent(address) for address in self.addresses)
        found: dict[str, list[str]] = defaultdict(list)
        for address in self.addresses:
            parent = _parent(address)
            kind = re.sub(r"(?<![^/])\d+(?=/)", "#", address)
            kind = re.sub(r"^gemeenten/[^/]+/(?=[^/]+/$)", "gemeenten/*/", kind)
            if kind == address and parent and siblings[parent] > SEVERAL:
                kind = f"{parent}*/" if address.endswith("/") else f"{parent}*.html"
            found[kind].append(address)
        return dict(found)

    def examples(self) -> dict[str, list[str]]:
        """Of each kind of page the largest, the one with the longest word, and the smallest."""
        return _examples(self)

    def sample(self, most: int = 3) -> list[str]:
        """Examples of every kind of page, but for the maps: they have tests of their own."""
        kinds = self.examples().items()
        found = (examples[:most] for kind, examples in kinds if not kind.startswith("kaarten/"))
        return [address for examples in found for address in examples]


@functools.cache
def _examples(site: BuiltSite) -> dict[str, list[str]]:
    """The work of :meth:`BuiltSite.examples`, once for each site: it reads every page."""
    return {kind: _three(site, same) for kind, same in site.kinds.items()}


def _three(site: BuiltSite, addresses: list[str]) -> list[str]:
    sizes = {address: site.file(address).stat().st_size for address in addresses}
    words = {address: _longest_word(site.tree(address)) for address in addresses}
    largest, smallest = max(sizes, key=sizes.__getitem__), min(sizes, key=sizes.__getitem__)
    return list(dict.fromkeys([largest, max(words, key=words.__getitem__), smallest]))


def _longest_word(tree: lxml.html.HtmlElement) -> int:
    return max((len(word) for word in tree.text_content().split()), default=0)


def _parent(address: str) -> str:
    folder, slash, _ = address.rstrip("/").rpartition("/")
    return folder + slash


def copy_repository(
    to: Path, initiatives: Path | None = None, languages: tuple[str, ...] = ()
) -> Path:
    """A copy of what a build reads.

    Args:
        to: the folder of the copy.
        initiatives: the data; the words of the real taxonomy come with them. The frozen selection
            of real data when left out.
        languages: the other languages that are published; only Dutch when left out, for a page in
            each language would make every test that walks pages as many times longer.
    """
    to.mkdir(parents=True, exist_ok=True)
    for name in ("mkdocs.yml", "CONTRIBUTING.md", "NASLAG.md"):
        shutil.copy(ROOT / name, to)
    shutil.copytree(ROOT / ".github" / "pictures", to / ".github" / "pictures", dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs", to / "docs", dirs_exist_ok=True)
    shutil.copytree(initiatives or FROZEN / "initiatives", to / "initiatives", dirs_exist_ok=True)
    shutil.copy(ROOT / "initiatives" / "taxonomy.yml", to / "initiatives")
    settings = (to / "mkdocs.yml").read_text(encoding="utf-8")
    published = f"  languages: [{', '.join(languages)}]"
    settings = re.sub(r"(?m)^  languages: .*$", published, settings)
    (to / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return to


def built_with(
    root: Path, site: Path, today: dt.date = SMALL_DAY, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the build command on a copy of the repository."""
    command: list[str | Path] = [sys.executable, ROOT / "scripts" / "build.py"]
    return subprocess.run(
        [*command, "--root", root, "--site", site, "--today", today.isoformat()],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=PROGRAM,
    )


def site_of(root: Path) -> Site:
    """All that the pages of a copy of the repository are made of, on the day of the small site."""
    return site_with(catalogue.load(root, SMALL_DAY, Gazetteer.load()), root)


def site_with(found: Catalogue, root: Path = ROOT) -> Site:
    """All that the pages of what was found in a repository are made of, on that day."""
    gazetteer = Gazetteer.load()
    if found.has_errors or found.taxonomy is None:
        raise ValueError(found.findings)
    return make_site(
        found,
        gazetteer,
        offline_sources(root, gazetteer),
        Words.load(found.taxonomy),
        read_settings(root / "mkdocs.yml"),
        SMALL_DAY,
        root,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the frozen selection of real initiatives."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        root = copy_repository(folder / "repository")
        return built_with(root, folder / "site", FROZEN_DAY, SITE_URL="https://steun.example/")

    return BuiltSite(_once(tmp_path_factory, "frozen", make))


@pytest.fixture(scope="session")
def live_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the data of today, on the day of today."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        root = copy_repository(folder / "repository", ROOT / "initiatives")
        return built_with(root, folder / "site", days.today(), SITE_URL="https://steun.example/")

    return BuiltSite(_once(tmp_path_factory, "live", make))


@pytest.fixture(scope="session")
def build() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Builds a site: :func:`built_with`. Whoever asks for it gets the mark ``builds``."""
    return built_with


@pytest.fixture(scope="session")
def asked_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the frozen initiatives in ``fixtures/asked``, about which people ask things."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        root = copy_repository(folder / "repository", ASKED / "initiatives")
        return built_with(root, folder / "site", SITE_URL="https://steun.example/")

    return BuiltSite(_once(tmp_path_factory, "asked", make))


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of the hand-made initiatives in ``fixtures/small``, below a folder of its host."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        root = copy_repository(folder / "repository", SMALL / "initiatives")
        return built_with(root, folder / "site", SITE_URL=f"https://steun.example{BELOW}")

    return BuiltSite(_once(tmp_path_factory, "small", make), BELOW)


def _translate(root: Path) -> None:
    """A translation into French of one summary, and one whose Dutch changed since."""
    folder = root / "initiatives" / "translations" / "fr"
    folder.mkdir(parents=True)
    for slug, said, text in (
        ("lang-woord-merelbeke", "Une phrase traduite.", None),
        ("script-gent", "Une phrase trop vieille.", "Zo was het vroeger."),
    ):
        path = root / "initiatives" / "oost-vlaanderen" / f"{slug}.yml"
        document, _ = read_file(path, path.name)
        dutch = text or (document.text("summary") if document else "") or ""
        made = f"by: machine\nsummary:\n  of: {mark(dutch)}\n  text: {said}\n"
        (folder / f"{slug}.yml").write_text(made, encoding="utf-8")


@pytest.fixture(scope="session")
def tongues_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The small site in French and Arabic too."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        root = copy_repository(folder / "repository", SMALL / "initiatives", ("fr", "ar"))
        _translate(root)
        return built_with(root, folder / "site", SITE_URL="https://steun.example/")

    return BuiltSite(_once(tmp_path_factory, "tongues", make))


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of a repository with words but without a single initiative."""

    def make(folder: Path) -> subprocess.CompletedProcess[str]:
        nothing = folder / "nothing"
        nothing.mkdir()
        root = copy_repository(folder / "repository", nothing)
        return built_with(root, folder / "site", SITE_URL="https://steun.example/")

    return BuiltSite(_once(tmp_path_factory, "empty", make))


def _wait_for(lock: TextIO) -> None:
    """Lock a file; another process may have it while it builds.

    Raises:
        TimeoutError: it kept the file longer than a build may take.
    """
    until = time.monotonic() + PROGRAM
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise TimeoutError(lock.name) from None
            time.sleep(0.1)
        else:
            return


def _once(
    factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], subprocess.CompletedProcess[str]],
) -> Path:
    """The folder of a site that one of the test processes builds; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        _wait_for(lock)
        said = folder / "said.txt"
        if not said.exists():
            folder.mkdir()
            done = make(folder)
            said.write_text(done.stdout + done.stderr, encoding="utf-8")
    if not (folder / "site").exists():
        words = said.read_text(encoding="utf-8")[-MOST_SAID:]
        pytest.fail(f"The {name} site was not built:\n{words}", pytrace=False)
    return folder / "site"
