"""The page of a changed initiative, published before the rest of the site.

Whoever writes a file waits for one page. A build looks at all files and takes seconds; here that
page alone is made, of what was loaded before, and put into the site in one step. The build follows,
and makes it again with all that hangs on it.

It is the page that the build will make, or none is made: its file is checked as a build checks it,
the site that stands was made by the same code, words, settings and theme on the same day, and
besides files of initiatives nothing changed since.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from finder.checking.catalogue import FOLDER, check_one
from finder.directory import listed
from finder.files.translations import FOLDER as TRANSLATIONS
from finder.places.locating import locate
from finder.publishing import keeping
from finder.publishing.mkdocs import one_page, opened
from finder.rendering.pages import every
from finder.rendering.pages.frame import Frame
from finder.rendering.remembering import version
from finder.walking import names_below

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from finder.checking.rules import Context
    from finder.directory import Listed
    from finder.places.spots import Source
    from finder.publishing.mkdocs import Opened
    from finder.rendering.site import Site

# What pages are made of besides the code, below the folder of the repository.
_READ = (FOLDER, "docs")
_CONFIG = "mkdocs.yml"


class Stamp(NamedTuple):
    """What changes with a file: when it was written, and its size."""

    written: int
    size: int


@dataclass(frozen=True)
class Ready:
    """All that a page of an initiative is made of.

    Attributes:
        folder: the folder of the site that stands.
        frame: makes pages of everything that was loaded.
        context: what the rules know.
        sources: where points come from.
        theme: MkDocs with the theme, to publish a page.
        files: the stamp of each file that was read then, by its name in the repository.
    """

    folder: Path
    frame: Frame
    context: Context
    sources: Sequence[Source]
    theme: Opened
    files: Mapping[str, Stamp]

    @property
    def site(self) -> Site:
        """Everything that was loaded."""
        return self.frame.site

    def holds(self, today: dt.date) -> bool:
        """Whether a page may still be made of it, after changes in files of initiatives."""
        own = {entry.initiative.file for entry in self.site.directory.entries}
        return self.site.today == today and self.changed() <= own

    def changed(self) -> set[str]:
        """The files that are not as they were, or that came or went."""
        now = stamps(self.site.root)
        names = now.keys() | self.files.keys()
        return {name for name in names if now.get(name) != self.files.get(name)}


def prepare(
    site: Site,
    context: Context,
    sources: Sequence[Source],
    folder: Path,
    files: Mapping[str, Stamp],
) -> Ready | None:
    """Be ready to publish a page; None where the site that stands is of another version.

    Args:
        site: everything, as a build loads it.
        context: what the rules know.
        sources: where points come from.
        folder: the folder of the site.
        files: from :func:`stamps`, before all of it was loaded.

    Raises:
        FinderError, OSError: it cannot be loaded.
    """
    root = site.root
    theme = opened(root / _CONFIG, root / "build" / "docs", root / "build" / "site", site.today)
    kept = keeping.load(root)
    if (kept.version, kept.theme) != (version(site), theme.version):
        return None
    ready = Ready(folder, Frame(site), context, sources, theme, files)
    for entry in site.directory.entries[:1]:  # templates are read when they are first used
        _made(ready, entry)
    return ready


def publish(ready: Ready) -> str:
    """Publish the page of the initiative whose file was written last; its address.

    Empty where there is nothing to publish: another sort of file changed, or the file has an error,
    which the build tells.
    """
    file = _changed(ready)
    entry = _read(ready, file) if file else None
    address = f"initiatieven/{entry.slug}/" if entry else ""
    place = ready.folder / address / "index.html"
    if entry is None or not place.is_file():
        return ""
    new = ready.site.root / "build" / "ahead.html"
    new.write_bytes(_made(ready, entry))
    new.replace(place)  # in one step, and never into a file that has a second name
    return address


def stamps(root: Path) -> dict[str, Stamp]:
    """The stamp of each file that a page of an initiative may be made of; no translations."""
    return {name: _stamp(root / name) for name in (_CONFIG, *_names(root))}


def _names(root: Path) -> Iterator[str]:
    for folder in _READ:
        for name in names_below(root / folder):
            if not (folder == FOLDER and name.startswith(f"{TRANSLATIONS}/")):
                yield f"{folder}/{name}"


def _stamp(path: Path) -> Stamp:
    found = os.lstat(path)
    return Stamp(found.st_mtime_ns, found.st_size)


def _changed(ready: Ready) -> str:
    """The file of an initiative that was written last; empty when something else changed too."""
    if not ready.holds(ready.site.today):
        return ""
    changed = [name for name in ready.changed() if (ready.site.root / name).is_file()]
    return max(changed, key=lambda name: _stamp(ready.site.root / name), default="")


def _read(ready: Ready, file: str) -> Listed | None:
    """What a file says now; None when it has an error."""
    initiative = check_one((ready.site.root / file).read_bytes(), file, ready.context)
    if initiative is None:
        return None
    site, spot = ready.site, locate(initiative, ready.sources)
    return listed(initiative, spot, site.gazetteer, site.today, site.directory.contacts)


def _made(ready: Ready, entry: Listed) -> bytes:
    """The finished page of an initiative."""
    page = every.of_entry(ready.frame, entry)
    with TemporaryDirectory() as folder:
        return one_page(ready.theme, page.file, Path(folder), ready.site.today)
