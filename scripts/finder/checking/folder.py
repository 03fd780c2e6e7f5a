"""What lies in the folder of initiatives: files to read, and what is none of them.

Nothing there is passed over in silence, and nothing outside the folder is read: a symbolic link is
refused, whatever it leads to.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from finder.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDINGS = frozenset({".yml", ".yaml"})
# What programs of ours keep in the folder itself, and what people put beside files.
KEPT = frozenset({"coordinates.csv", "links.csv", "published.txt"})
SCHEMA = "schema"
EXPLANATION = "README.md"
# What systems leave behind; it says nothing.
_LEFT_BEHIND = frozenset({".DS_Store", ".gitkeep", "Thumbs.db", "desktop.ini"})


def every(folder: Path) -> Iterator[Path]:
    """All that lies in a folder and below it, but folders; links are not followed."""
    for where, folders, files in os.walk(folder):
        inside = Path(where)
        yield from (inside / name for name in files)
        for name in folders:
            path = inside / name
            if path.is_symlink() or path.suffix.lower() in ENDINGS:
                yield path


def is_file(path: Path) -> bool:
    """Whether it is a file itself, and no link, pipe or folder."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def yaml_files(folder: Path) -> list[Path]:
    """Every YAML file in a folder and below it, in order."""
    return sorted(p for p in every(folder) if p.suffix.lower() in ENDINGS and is_file(p))


def check(folder: Path, name: str) -> Iterator[Finding]:
    """What lies in a folder and cannot be read, or has not the ending that makes it a file of ours.

    Args:
        folder: the folder of initiatives.
        name: how to call it in findings.
    """
    for path in every(folder):
        inside = path.relative_to(folder)
        # A name may have bytes that are no UTF-8.
        file = f"{name}/{os.fsencode(inside.as_posix()).decode('utf-8', 'replace')}"
        if not is_file(path):
            yield _not_a_file(path, file)
        elif path.suffix.lower() not in ENDINGS and not _is_known(inside):
            better = f"{path.name.split('.')[0] or 'naam-van-het-initiatief'}.yml"
            yield Finding(
                "file-ending",
                file,
                0,
                "",
                "Dit bestand eindigt niet op .yml. Daarom leest niemand het.",
                f'Is het een initiatief? Noem het "{better}". Anders schrap je het.',
            )


def _is_known(inside: Path) -> bool:
    if inside.name in _LEFT_BEHIND or inside.name == EXPLANATION:
        return True
    if len(inside.parts) == 1:
        return inside.name in KEPT
    return inside.parts[0] == SCHEMA and inside.suffix == ".json"


def _not_a_file(path: Path, file: str) -> Finding:
    if path.is_symlink():
        return Finding(
            "file-link",
            file,
            0,
            "",
            "Dit is een koppeling naar iets anders. Zo'n koppeling volgen wij niet.",
            "Schrap ze, en zet het bestand zelf op deze plek.",
        )
    if path.is_dir():
        return Finding(
            "file-folder",
            file,
            0,
            "",
            "Dit is een map met de naam van een bestand.",
            "Geef de map een naam zonder .yml, of haal de bestanden eruit.",
        )
    return Finding(
        "file-special",
        file,
        0,
        "",
        "Dit is geen gewoon bestand.",
        "Schrap het, en maak het opnieuw.",
    )
