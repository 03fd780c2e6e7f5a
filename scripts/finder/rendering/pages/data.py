"""The page of the open data: which files there are, how large, and what each column says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering import exports
from finder.rendering.exports import FOLDER, LICENCE
from finder.rendering.pages.frame import Frame
from finder.rendering.sheets import explained
from finder.rendering.site import File, Site
from finder.reporting import totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


ADDRESS = f"{FOLDER}/"
_KB = 1000


def files(site: Site) -> Iterator[File]:
    """Every file of the open data, and the page that leads to them."""
    exported = dict(exports.files(site))
    yield from (File(name, content) for name, content in exported.items())
    frame = Frame(site)
    yield frame.finished(ADDRESS, "data", data_body(frame, exported)).file


def data_body(frame: Frame, files: Mapping[str, bytes]) -> str:
    """The finished HTML of the page.

    Args:
        frame: the words and templates.
        files: each file of the open data, by its name below the root of the site.
    """
    say = frame.words.say
    listed = [
        {
            "href": name.removeprefix(ADDRESS),
            "name": name.removeprefix(ADDRESS),
            "size": say("data.size", number=-(-len(content) // _KB)),
            "text": say(f"data.files.{name.removeprefix(ADDRESS).replace('.', '_')}"),
        }
        for name, content in files.items()
    ]
    texts = explained(frame.words.taxonomy)
    columns = [{"name": name, "text": text} for name, text in texts.items()]
    return frame.environment.get_template("data.html").render(
        up="../",
        files=listed,
        columns=columns,
        licence=LICENCE,
        rules=frame.words.names_in("data.rules"),
        total=totals(frame.site.directory).published,
    )
