"""The new site in the place of the old one, in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

from finder.errors import PublishError
from finder.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
# What every site of ours has, and together nothing else is likely to have.
MARKS = ("404.html", "sw.js", "offline/index.html", "data/initiatives.json")


def check_place(site: Path, work: Path, sources: Collection[Path] = ()) -> None:
    """Make the folder above the site, and refuse a place where something stands that is not ours.

    A swap removes what stands there.

    Args:
        site: where the site will go.
        work: the folder in which it is made.
        sources: folders that a build reads; a site in one would be part of the next one.

    Raises:
        PublishError: another thing than a site of ours, or an empty folder, is there.
        OSError: the folder above it cannot be made.
    """
    if any(site == folder or folder in site.parents for folder in (work, *sources)):
        raise PublishError([_refused(site, "Deze map heeft de build zelf nodig.")])
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise PublishError([_refused(site, "Dit is geen map.")])
    site.parent.mkdir(parents=True, exist_ok=True)
    names = {path.name for path in site.iterdir()} if site.exists() else set()
    if names and not all((site / mark).is_file() for mark in MARKS):
        raise PublishError([_refused(site, "In deze map staat iets anders dan een site van ons.")])
    # A build makes no such names: .git, .well-known, .htaccess.
    own = sorted(name for name in names if name.startswith("."))
    if own:
        why = f"In deze map staat iets dat niet van de site is: {', '.join(own)}."
        raise PublishError([_refused(site, why)])


def _refused(site: Path, why: str) -> Finding:
    hint = "Kies met --site een map die leeg is of nog niet bestaat. De build wist wat er staat."
    return Finding("site-folder", str(site), 0, "", why, hint)


def swap(new: Path, site: Path, aside: Path | None = None) -> None:
    """Put ``new`` in the place of ``site`` in one step; what stood there is removed.

    Removing takes as long as publishing: with ``aside``, a folder on the disk of ``new``, the old
    site goes there where that is possible, for the next build to remove while it does other things.

    Where the system can exchange two folders, there is no moment without a site. Elsewhere the old
    one is moved aside first, and back again when the new one cannot be moved in. From another disk
    the new one is first copied beside the old.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != site.parent.stat().st_dev:
        beside = site.with_name(f"{site.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        try:
            shutil.move(new, beside)
        except OSError:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        new = beside
    if site.exists() and _exchange(new, site):
        if aside and not aside.exists() and new.stat().st_dev == aside.parent.stat().st_dev:
            new.rename(aside)
        else:
            # The new site stands: what cannot be removed of the old one is no failure.
            shutil.rmtree(new, ignore_errors=True)
        return
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(new: Path, site: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        names = (os.fsencode(new), os.fsencode(site))
        at_cwd = -100
        return bool(libc.renameat2(at_cwd, names[0], at_cwd, names[1], _EXCHANGE) == 0)
    except (AttributeError, OSError):
        return False
