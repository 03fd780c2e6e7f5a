"""The page of the open data: which files there are, how large, and what each column says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering import exports
from finder.rendering.exports.shared import FOLDER, TOWNS
from finder.rendering.licensing import LICENCE, POINTS
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
    whole = {name: content for name, content in files.items() if not name.startswith(TOWNS)}
    listed = [
        _link(frame, name, content)
        | {"text": say(f"data.files.{name.removeprefix(ADDRESS).replace('.', '_')}")}
        for name, content in whole.items()
    ]
    texts = explained(frame.words.taxonomy)
    columns = [{"name": name, "text": text} for name, text in texts.items()]
    return frame.environment.get_template("data.html").render(
        up="../",
        files=listed,
        towns=list(_towns(frame, files)),
        columns=columns,
        licence=LICENCE,
        points=list(dict.fromkeys(POINTS.values())),
        made_on=frame.words.day(frame.site.today),
        rules=frame.words.names_in("data.rules"),
        total=totals(frame.site.directory).published,
    )


def _link(frame: Frame, name: str, content: bytes) -> dict[str, str]:
    """A file as a link with its size, in whole kilobytes of at least one."""
    size = frame.words.say("data.size", number=-(-len(content) // _KB))
    return {"href": name.removeprefix(ADDRESS), "name": name.removeprefix(ADDRESS), "size": size}


def _towns(frame: Frame, files: Mapping[str, bytes]) -> Iterator[dict[str, object]]:
    """Each municipality that has files, with those."""
    for town in frame.site.gazetteer.municipalities.values():
        names = [f"{TOWNS}/{town.slug}.{kind}" for kind in ("csv", "xlsx", "geojson", "xml")]
        links = [_link(frame, name, files[name]) for name in names if name in files]
        if links:
            kinds = ("CSV", "XLSX", "GeoJSON", "Atom")
            yield {"name": town.name, "files": list(zip(kinds, links, strict=True))}
