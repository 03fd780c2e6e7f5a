"""The handbook for contributors: the guides of the repository as pages, with navigation beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from finder.rendering.pages.frame import Frame, quoted
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from finder.rendering.site import Site

FOLDER = "handboek"
# Each guide in the root of the repository, the page that it becomes, and its strings.
GUIDES = {
    "CONTRIBUTING.md": ("index.md", "handbook"),
    "NASLAG.md": ("naslag.md", "reference"),
}
_PICTURES = ".github/pictures"
_LINK = re.compile(r"(?<!!)\[([^\]]{1,300})\]\(([^)\s]+)\)")


def files(site: Site) -> Iterator[File]:
    """The guides, and the pictures that they show."""
    frame = Frame(site)
    for guide, (name, strings) in GUIDES.items():
        text = (site.root / guide).read_text(encoding="utf-8")
        yield from _pictures(text, site.root)
        page = f"{FOLDER}/{name}"
        yield File(page, (_front(frame, page, strings) + _for_the_site(text, site)).encode())


def _front(frame: Frame, page: str, strings: str) -> str:
    """The front matter of a guide."""
    say = frame.words.say
    title = say(f"pages.{strings}.title")
    address = f"{page.removesuffix('.md')}/".removesuffix("index/")
    fields = {
        "title": title,
        "description": say(f"pages.{strings}.description"),
        "mail": frame.mail(address, title),
    }
    lines = (f"{key}: {quoted(value)}\n" for key, value in fields.items() if value)
    return f"---\n{''.join(lines)}---\n\n"


def _pictures(text: str, root: Path) -> Iterator[File]:
    for name in re.findall(rf'src="{re.escape(_PICTURES)}/([^"]+)"', text):
        yield File(f"{FOLDER}/{name}", (root / _PICTURES / name).read_bytes())


def _for_the_site(text: str, site: Site) -> str:
    """A guide with its links and pictures as they are on the site."""
    repository = site.settings.repository
    text = text.replace(f'src="{_PICTURES}/', 'src="')
    return _LINK.sub(lambda found: _linked(found[1], found[2], repository), text)


def _linked(words: str, target: str, repository: str) -> str:
    """A link of a guide as the site has it; the words alone where that is nowhere to go.

    What leads into the repository is a link only when the publisher said where that is.
    """
    path, mark, anchor = target.partition("#")
    if path in GUIDES:
        return f"[{words}]({GUIDES[path][0]}{mark}{anchor})"
    if path.startswith("docs/"):
        return f"[{words}](../{path.removeprefix('docs/')})"
    if not path or "://" in path:
        return f"[{words}]({target})"
    if not repository:
        return words
    where = path.removeprefix("../../") if path.startswith("../../") else f"blob/main/{path}"
    return f"[{words}]({repository}/{where}{mark}{anchor})"
