"""The new site in the place of the old one, in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


def swap(new: Path, site: Path) -> None:
    """Put ``new`` in the place of ``site`` in one step; what stood there is removed.

    Where the system can exchange two folders, there is no moment without a site. Elsewhere the old
    one is moved aside first, and back again when the new one cannot be moved in. From another disk
    the new one is first copied beside the old.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != site.parent.stat().st_dev:
        beside = site.with_name(f"{site.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.move(new, beside)
        new = beside
    if site.exists() and _exchange(new, site):
        shutil.rmtree(new)
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
