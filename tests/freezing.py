"""Renews the frozen real initiatives that the tests use: ``make freeze``.

An ordinary change of the data must never turn a test red, so the tests have a copy of some of them,
in ``fixtures/real``, and in ``fixtures/asked`` of those about which people ask things; the words of
the taxonomy are no copy, for they are part of the code. Run this after a change of the form of the
files: a field or a kind that got another name. It copies again what has a copy, from wherever it is
now, and then the tests tell what they miss. To add one to a
selection, make an empty file of its name anywhere in the copy.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from finder.checking import catalogue

ROOT = Path(__file__).parent.parent
FROZEN = ROOT / "tests" / "fixtures" / "real"
ASKED = ROOT / "tests" / "fixtures" / "asked"


def freeze(root: Path, frozen: Path) -> list[str]:
    """Copy the files of a selection again; the names of those that are gone, which keep their copy.

    Args:
        root: the repository.
        frozen: the folder with the selection, in its ``initiatives/``.
    """
    now = {path.name: path for path in catalogue.data_files(root)}
    gone = []
    for copy in catalogue.data_files(frozen):
        if copy.name in now:
            to = frozen / now[copy.name].relative_to(root)
            copy.unlink()
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(now[copy.name], to)
        else:
            gone.append(copy.name)
    return gone


if __name__ == "__main__":
    for name in (name for frozen in (FROZEN, ASKED) for name in freeze(ROOT, frozen)):
        print(f"{name} is gone: its copy stays as it is")  # noqa: T201 (a command)
