"""The page of the open data: which files there are, how large, and what each column says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.exports import COLUMNS, FOLDER, LICENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finder.rendering.pages.pages import Pages

ADDRESS = f"{FOLDER}/"
_KB = 1000


def data_body(pages: Pages, files: Mapping[str, bytes]) -> str:
    """The finished HTML of the page.

    Args:
        pages: the words and templates.
        files: each file of the open data, by its name below the root of the site.
    """
    say = pages.words.say
    listed = [
        {
            "href": name.removeprefix(ADDRESS),
            "name": name.removeprefix(ADDRESS),
            "size": say("data.size", number=-(-len(content) // _KB)),
            "text": say(f"data.files.{name.removeprefix(ADDRESS).replace('.', '_')}"),
        }
        for name, content in files.items()
    ]
    columns = [{"name": name, "text": say(f"data.columns.{name}")} for name in COLUMNS]
    return pages.environment.get_template("data.html").render(
        up="../",
        files=listed,
        columns=columns,
        licence=LICENCE,
        rules=pages.words.names_in("data.rules"),
        total=len(pages.site.directory.entries),
    )
