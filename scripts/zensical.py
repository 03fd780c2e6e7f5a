"""Build the assembled tree with Zensical too, and list what differs from what MkDocs made.

Material for MkDocs, whose layout the handbook uses, is maintained until 5 May 2027; Zensical is its
successor. See DECISIONS.md. Run `make site` first: both read `build/docs`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import lxml.html
from finder.commands import Command
from finder.errors import FinderError
from finder.text import code

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
OTHER = "build/zensical"
# Seconds that Zensical may take; MkDocs takes a tenth.
LONGEST = 600
# So many files of each sort are named.
MOST = 20
# What scripts/build.py adds after MkDocs; nobody else can make it.
ADDED = re.compile(r"pagefind/.*|sw\.js|manifest\.webmanifest|offline/[\w-]+\.json")


def differences(site: Path, other: Path) -> dict[str, list[str]]:
    """The names of files that differ, by how: missing, more, other bytes, other words.

    Args:
        site: what MkDocs made.
        other: what another program made of the same tree.
    """
    one, two = _files(site), _files(other)
    both = sorted(one & two)
    differ = [name for name in both if (site / name).read_bytes() != (other / name).read_bytes()]
    words = [name for name in differ if _words(site / name) != _words(other / name)]
    return {
        "Ontbreekt": sorted(one - two),
        "Is er te veel": sorted(two - one),
        "Heeft andere woorden": words,
        "Heeft alleen andere bytes": [name for name in differ if name not in words],
    }


def report(found: dict[str, list[str]], same: int, said: str = "") -> Iterator[str]:
    """The list as lines of Markdown; `said` is why Zensical stopped, if it did."""
    yield "## Zensical naast MkDocs"
    yield ""
    if said:
        yield f"- Zensical stopte: {code(said)}"
    yield f"- Precies gelijk: {same} bestanden"
    for how, names in found.items():
        yield f"- {how}: {len(names)}"
        yield from (f"    - {code(name)}" for name in names[:MOST])
        if len(names) > MOST:
            yield f"    - en nog {len(names) - MOST}"


def build(program: str, root: Path) -> str:
    """Build with Zensical into :data:`OTHER`; why it stopped, empty when it did not."""
    shutil.rmtree(root / OTHER, ignore_errors=True)
    config = root / "zensical.yml"
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config.write_text(settings.replace("site_dir: build/site", f"site_dir: {OTHER}"), "utf-8")
    try:
        done = subprocess.run(  # noqa: S603 (the program that was asked for)
            [program, "build", "--clean", "--config-file", str(config)],
            cwd=root, check=False, capture_output=True, encoding="utf-8", timeout=LONGEST,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"na {LONGEST} seconden nog niet klaar"
    finally:
        config.unlink()
    last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
    return "".join(last) or f"status {done.returncode}" if done.returncode else ""


def _files(folder: Path) -> set[str]:
    found = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return {name for name in found if not ADDED.fullmatch(name)}


def _words(path: Path) -> str:
    """The words of a page; of another file nothing, for only its bytes say something."""
    if path.suffix != ".html":
        return ""
    return " ".join(str(lxml.html.document_fromstring(path.read_bytes()).text_content()).split())


@click.command(cls=Command)
@click.option("--program", default="zensical", show_default=True, help="Waar Zensical staat.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(program: str, root: Path) -> None:
    """Bouw dezelfde pagina's met Zensical, en zeg wat anders is dan met MkDocs."""
    if not (root / "build" / "docs").is_dir() or not (root / "site").is_dir():
        raise FinderError("Er is nog geen site. Bouw die eerst met: make site")
    said = build(program, root)
    found = differences(root / "site", root / OTHER)
    same = len(_files(root / "site")) - sum(len(found[how]) for how in found if how[0] != "I")
    for line in report(found, same, said):
        click.echo(line)
    sys.exit(0)


if __name__ == "__main__":
    main()
