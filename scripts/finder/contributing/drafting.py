"""A file that is being made: its text, its place in the folders, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.checking.rules import LEADS, Context, check_initiative, check_lead, folder_of
from finder.files.reading import read_bytes
from finder.files.writing import canonical
from finder.findings import Finding, has_errors
from finder.text import MAX_SLUG, name_key, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from finder.files.model import Initiative, Lead
    from finder.files.reading import Document, Tree
    from finder.files.writing import Comments
    from finder.places.gazetteer import Gazetteer

FOLDER = "initiatives"
_UNNAMED = "nieuw"


@dataclass(frozen=True)
class Draft:
    """A file that does not stand in the folder yet.

    Attributes:
        file: where it belongs, relative to the repository.
        text: what it says, in canonical form.
        entry: the initiative or lead; None when it has errors.
        findings: all that is wrong with it.
    """

    file: str
    text: str
    entry: Initiative | Lead | None
    findings: Sequence[Finding]

    @property
    def slug(self) -> str:
        """The name of the file without its ending."""
        return self.file.rpartition("/")[2].removesuffix(".yml")

    def about(self, path: str) -> list[Finding]:
        """The findings on a field, such as ``sources.seen``, and what is in it.

        What cannot be read at all belongs to every field.
        """
        return [
            finding
            for finding in self.findings
            if f"{_without_numbers(finding.field)}.".startswith(f"{path}.")
            or finding.rule == "characters"
        ]


def draft(
    data: Mapping[str, Tree],
    context: Context,
    slug: str = "",
    comments: Comments | None = None,
    *,
    is_lead: bool = False,
    file: str = "",
) -> Draft:
    """A file from keys and values.

    Args:
        data: the fields, as a document holds them; some may be missing still.
        context: what the rules know.
        slug: the name of the file; made from the name and the municipality when empty.
        comments: the lines of comment by field, see ``writing``.
        is_lead: whether it is only something to find out more about.
        file: where it stands already; made from the place and the name when empty.
    """
    text = canonical(data, comments)
    if not file:
        name = f"{slug or slug_for(data, context.gazetteer) or _UNNAMED}.yml"
        document, _ = read_bytes(text.encode(), name)
        province = (folder_of(document, context) if document else "") or _UNNAMED
        file = "/".join((FOLDER, *([LEADS] if is_lead else []), province, name))
    document, findings = read_bytes(text.encode(), file)
    if document is None:
        return Draft(file, text, None, findings)
    return _checked(document, findings, text, context)


def slug_for(data: Mapping[str, Tree], gazetteer: Gazetteer) -> str:
    """The name of a file: the name and then the municipality, unless the name has its place."""
    name = data.get("name")
    words = slugify(name) if isinstance(name, str) else ""
    for place in _places(data, gazetteer):
        if f"-{slugify(place)}-" in f"-{words}-":
            return words
    town = next(iter(_places(data, gazetteer)), "")
    if not (words and town):
        return words
    room = MAX_SLUG - len(slugify(town)) - 1
    if len(words) > room:
        words = words[: room + 1].rpartition("-")[0] or words[:room]
    return f"{words}-{slugify(town)}"


def name_place(data: Mapping[str, Tree], gazetteer: Gazetteer) -> None:
    """Write the place as the gazetteer does: ``gent`` and ``Gand`` become ``Gent``."""
    address = data.get("address")
    place = address.get("place") if isinstance(address, dict) else None
    if isinstance(address, dict) and isinstance(place, str):
        found = [village.name for village in gazetteer.find(place)]
        same = [name for name in found if name_key(name) == name_key(place)]
        # One place by another name.
        only = found[:1] if len(set(found)) == 1 else []
        address["place"] = (same or only or [place])[0]


def _without_numbers(field: str) -> str:
    return ".".join(part for part in field.split(".") if not part.isdigit())


def _checked(document: Document, findings: list[Finding], text: str, context: Context) -> Draft:
    entry: Initiative | Lead | None
    if document.file.startswith(f"{FOLDER}/{LEADS}/"):
        entry, problems = check_lead(document, context)
    else:
        entry, problems = check_initiative(document, context)
    # Where it belongs is decided here, so that a folder that cannot be told is no mistake.
    problems = [finding for finding in problems if finding.rule != "folder"]
    is_good = not has_errors([*findings, *problems])
    return Draft(document.file, text, entry if is_good else None, [*findings, *problems])


def _places(data: Mapping[str, Tree], gazetteer: Gazetteer) -> list[str]:
    """The municipality, and the names of the place; the municipality first."""
    address, serves = data.get("address"), data.get("serves")
    if isinstance(address, dict):
        place, code = address.get("place"), address.get("postcode")
        if isinstance(place, str):
            village = gazetteer.place(place, code if isinstance(code, str) else None)
            return [village.municipality, village.name, place] if village else [place]
    if isinstance(serves, list) and len(serves) == 1:
        area = gazetteer.area(str(serves[0]))
        return [area.municipality] if area and area.municipality else []
    return []
