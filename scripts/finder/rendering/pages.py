"""Every generated page: which there are, and what stands on each.

A page is finished HTML in its front matter. That keeps Markdown and MkDocs' own templates away from
text that strangers wrote, and it is much faster than Markdown.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from finder.directory import NEAR_KM, Directory, Group, Listed, Result, in_pages
from finder.reading import slugify
from finder.rendering import figures, glossary, views
from finder.rendering.tiles import Tiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from finder.model import Initiative, Lead
    from finder.places import Gazetteer, Municipality, Postcode
    from finder.rendering.glossary import Glossary
    from finder.rendering.words import Words

TEMPLATES = Path(__file__).parent.parent / "templates"
MAPS = "kaarten"
YAML_FILES = "data/initiatieven"
# Marks for what differs between pages in the HTML of a result. They are private-use characters,
# which no file of an initiative may hold.
_KM, _SUMMARY, _LINE = "\ue000", "\ue001", "\ue002"
_BLANKS = re.compile(f"[{_KM}{_SUMMARY}{_LINE}]")
EVERYTHING = "alles"
# On the page of something that stopped: how many others of its kind are named.
NEARBY_WHEN_STOPPED = 5
# Hand-written pages to which code adds something.
KINDS = "soorten"
PARTICIPATE = "meedoen/"
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SHAMES = re.compile("armoede", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between one publisher and the next, from ``mkdocs.yml``.

    Attributes:
        name: the name of the site.
        url: the address of its home page, with a slash at the end.
        contact_email: where corrections go; empty when there is none.
        repository: the address of the repository; empty when there is none.
        tiles: where the pictures under the maps come from.
    """

    name: str
    url: str
    contact_email: str = ""
    repository: str = ""
    tiles: Tiles = field(default_factory=Tiles)


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page: ``address`` is its part of the site's address, such as ``9000/``.

    ``result`` tells whether it shows results only, for which the first stylesheet is enough.
    ``mail`` is the link of its footer, to say what is wrong.
    ``leads_to`` is the address of the page to which it leads on at once. ``robots`` tells search
    engines what to do with it; a page with one of these is not in the sitemap.
    """

    address: str
    title: str
    description: str
    body: str
    template: str = "lean.html"
    leads_to: str = ""
    robots: str = ""
    result: bool = False
    mail: str = ""

    @property
    def path(self) -> str:
        """The Markdown file from which MkDocs makes this page."""
        return f"{self.address}index.md"

    @property
    def source(self) -> str:
        """The text of that file: front matter only, each value a JSON string, which is YAML."""
        fields = {
            "template": self.template,
            "title": self.title,
            "description": self.description,
            "body": self.body,
        }
        said = {"leads_to": self.leads_to, "robots": self.robots}
        said |= {"result": "yes" if self.result else "", "mail": self.mail}
        fields |= {key: value for key, value in said.items() if value}
        lines = (f"{key}: {quoted(value)}\n" for key, value in fields.items())
        return f"---\n{''.join(lines)}---\n"


@dataclass(frozen=True)
class Site:
    """All that the pages are made of."""

    directory: Directory
    stopped: tuple[Listed, ...]
    leads: tuple[Lead, ...]
    words: Words
    glossary: Glossary
    settings: Settings
    redirects: Mapping[str, str] = field(default_factory=dict)

    @property
    def gazetteer(self) -> Gazetteer:
        """The places."""
        return self.directory.gazetteer


@dataclass(frozen=True, slots=True)
class PostcodeView:
    """A postcode with what people call it."""

    code: str
    label: str


def _form(settings: Settings, address: str) -> str:
    """The form of GitHub for a correction, with the page filled in; empty without a repository."""
    page = quote(settings.url + address, safe="")
    form = f"{settings.repository}/issues/new?template=fout.yml&page={page}"
    return form if settings.repository else ""


def label(postcode: Postcode) -> str:
    """``9000 Gent``, or ``9030 Mariakerke (Gent)`` when the village is not the municipality."""
    town = postcode.municipality.name
    village = "" if postcode.place == town else f" ({town})"
    return f"{postcode.code} {postcode.place}{village}"


def map_file(slug: str) -> str:
    """The file of a map, below the root of the site."""
    return f"{MAPS}/{slug}.html"


class Pages:
    """Makes every generated page of a site."""

    def __init__(self, site: Site, templates: Path = TEMPLATES) -> None:
        self.site = site
        self.words = site.words
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals["say"] = site.words.say
        self._articles: dict[tuple[str, str], list[str]] = {}

    @property
    def count(self) -> int:
        """About how many pages there will be; results that need a second page come on top."""
        entries = len(self.site.directory.entries) + len(self.site.stopped)
        places = len(self.site.gazetteer.postcodes) + len(self.site.gazetteer.municipalities)
        return entries + places + len(self.site.redirects) + 5

    def all(self) -> Iterator[Page]:
        """Every page, in a fixed order."""
        yield self.home()
        for postcode in self.site.gazetteer.postcodes.values():
            yield from self.postcode(postcode)
        yield self.municipalities()
        for municipality in self.site.gazetteer.municipalities.values():
            yield self.municipality(municipality)
        yield self.initiatives()
        for entry in (*self.site.directory.entries, *self.site.stopped):
            yield self.initiative(entry)
        yield from self.moved()
        yield self.map()
        yield self.figures()
        yield self.glossary()
        yield self.kept()
        yield self.search()
        yield self.offline()

    def home(self) -> Page:
        """The first page: one box, the kinds, help now."""
        kinds = self.words.taxonomy.places
        return self._page(
            "",
            "home",
            {},
            kinds=[
                {"key": key, "label": kind.label, "explanation": kind.explanation}
                for key, kind in kinds.items()
            ],
            total=len(self.site.directory.entries),
            postcodes=len(self.site.gazetteer.postcodes),
        )

    def postcode(self, postcode: Postcode) -> Iterator[Page]:
        """What is near a postcode: one page, and more when there are many results."""
        groups = self.site.directory.near(postcode)
        pages = in_pages(groups)
        first_help = self._first_help(postcode.municipality)
        nearest_only = not groups[Group.HERE] and any(
            result.km > NEAR_KM for result in groups[Group.NEAR]
        )
        for number, shown in enumerate(pages, 1):
            name = label(postcode)
            address = _numbered(postcode.code, number)
            up = _up(address)
            page = self._page(
                address,
                "result",
                {"label": name if number == 1 else f"{name}, {number}"},
                postcode=postcode,
                municipality_slug=postcode.municipality.slug,
                label=name,
                groups=self._groups(shown, postcode.municipality, address),
                total=sum(len(results) for results in groups.values()),
                page=number,
                pages=len(pages),
                pager=[
                    {"number": n, "href": up + _numbered(postcode.code, n), "current": n == number}
                    for n in range(1, len(pages) + 1)
                ],
                first_help=first_help,
                nearest_only=nearest_only,
                kinds=self._kinds(groups),
            )
            yield replace(page, result=any(groups.values()))

    def municipalities(self) -> Page:
        """All municipalities and postcodes, as links, by province."""
        postcodes = self._postcodes_by_municipality
        by_province: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for town in self.site.gazetteer.municipalities.values():
            by_province[town.province].append(
                {
                    "name": town.name,
                    "slug": town.slug,
                    "count": len(self.site.directory.in_municipality(town)),
                    "postcodes": postcodes[town.name],
                }
            )
        provinces = [
            {"name": name, "anchor": slugify(name), "municipalities": by_province[name]}
            for name in self.site.gazetteer.provinces
        ]
        return self._page("gemeenten/", "municipalities", {}, provinces=provinces)

    def municipality(self, municipality: Municipality) -> Page:
        """What is in a municipality, and what serves it from afar."""
        here = self.site.directory.in_municipality(municipality)
        wide = self.site.directory.wide(municipality)
        address = f"gemeenten/{municipality.slug}/"
        mapped = any(result.listed.spot for result in here)
        return self._page(
            address,
            "municipality",
            {"name": municipality.name},
            name=municipality.name,
            slug=municipality.slug,
            postcode=municipality.postcode,
            province=municipality.province,
            postcodes=self._postcodes_by_municipality[municipality.name],
            groups=self._groups({Group.HERE: here, Group.WIDE: wide}, municipality, address),
            total=len(here) + len(wide),
            first_help=self._first_help(municipality),
            map=_up(address) + map_file(municipality.slug) if mapped else "",
            kinds=self._kinds({Group.HERE: here, Group.WIDE: wide}),
            figures=figures.local([result.listed for result in here], self.words),
            gap=None if here else figures.nearest(self.site.directory, municipality),
        )

    def initiatives(self) -> Page:
        """All initiatives, A to Z."""
        letters: dict[str, list[dict[str, str]]] = defaultdict(list)
        for entry in sorted(self.site.directory.entries, key=_by_name):
            first = slugify(entry.initiative.name)[:1].upper()
            letters[first if first.isalpha() else "0-9"].append(_entry_link(entry))
        return self._page(
            "initiatieven/",
            "initiatives",
            {},
            letters=[{"letter": key, "entries": letters[key]} for key in sorted(letters)],
            total=len(self.site.directory.entries),
        )

    def initiative(self, entry: Listed) -> Page:
        """One initiative: what it is, for whom, and how to reach it."""
        address = f"initiatieven/{entry.slug}/"
        settings = self.site.settings
        detail = views.detail(
            Result(entry, Group.HERE, 0.0),
            self.words,
            settings.url + address,
            settings.contact_email,
        )
        town = entry.municipality
        page = self._page(
            address,
            "initiative",
            self._outside(entry),
            d=detail,
            home=self._postcode_of(entry),
            municipality={"name": town.name, "slug": town.slug} if town else None,
            mapped=entry.spot is not None,
            yaml=f"{_up(address)}{YAML_FILES}/{entry.slug}.yml",
            edit=f"{settings.repository}/blob/main/{detail.file}" if settings.repository else "",
            form=_form(settings, address),
            nearby=self._nearby(entry) if detail.stopped else [],
        )
        return replace(page, robots="noindex") if detail.stopped else page

    def offline(self) -> Page:
        """What a visitor without a network sees in place of a page that was never opened."""
        return replace(self._page("offline/", "offline", {}), robots="noindex")

    def search(self) -> Page:
        """Search in words; the script of the page does the work."""
        kinds = self.words.taxonomy.places
        labels = [{"key": key, "label": kind.label} for key, kind in kinds.items()]
        towns = list(self.site.gazetteer.municipalities)
        small = self.words.names_in("search.small")
        return self._page("zoeken/", "search", {}, kinds=labels, towns=towns, small=small)

    def _nearby(self, entry: Listed) -> list[dict[str, str]]:
        """What is near something that stopped, and of its kind."""
        found = self.site.directory.nearest_of_kind(entry, NEARBY_WHEN_STOPPED)
        return [{**_entry_link(one.listed), "line": views.line(one, self.words)} for one in found]

    def moved(self) -> Iterator[Page]:
        """For each old address a small page that leads on to the new one."""
        entries = {e.slug: e for e in (*self.site.directory.entries, *self.site.stopped)}
        for old, new in self.site.redirects.items():
            address, leads_to = f"initiatieven/{old}/", f"initiatieven/{new}/"
            parts = {"name": self._outside(entries[new])["name"]}
            page = self._page(address, "moved", parts, href=_up(address) + leads_to, **parts)
            yield replace(page, leads_to=leads_to)

    def _outside(self, entry: Listed) -> dict[str, str]:
        """The name and a sentence for titles and link previews, which others see too.

        The word that shames stays inside the page: "Eten en spullen in Boom" takes its place.
        """
        kind = self.words.taxonomy.kinds[entry.initiative.kinds[0]].label
        neutral = self.words.say("pages.initiative.neutral", kind=kind, place=views.town(entry))
        parts = {"name": entry.initiative.name, "summary": _first_sentence(entry.initiative)}
        return {key: neutral if _SHAMES.search(text) else text for key, text in parts.items()}

    def map(self) -> Page:
        """The map of everything, beside a list by municipality that says the same."""
        counts: dict[Municipality, int] = defaultdict(int)
        for entry in self.site.directory.places:
            if entry.municipality:
                counts[entry.municipality] += 1
        return self._page(
            "kaart/",
            "map",
            {},
            map=_up("kaart/") + map_file(EVERYTHING),
            municipalities=[
                {"name": town.name, "slug": town.slug, "count": counts[town]}
                for town in sorted(counts, key=lambda town: town.name)
            ],
            total=len(self.site.directory.entries),
        )

    def figures(self) -> Page:
        """What exists where, in figures, and where nothing is."""
        found = figures.everywhere(self.site.directory, self.words)
        address = figures.ADDRESS
        return self._page(address, "figures", {}, map=_up(address) + map_file(figures.MAP), **found)

    def glossary(self) -> Page:
        """The words of this field, each with its explanation."""
        terms = self.site.glossary.terms.items()
        by_word = sorted(terms, key=lambda item: slugify(item[1].word))
        return self._page(glossary.ADDRESS, "glossary", {}, terms=by_word)

    def kept(self) -> Page:
        """The page on which a script shows what the visitor keeps on this phone."""
        return self._page("lijst/", "list", {})

    def mail(self, address: str, title: str) -> str:
        """The link of a page's footer: a mail, ready to say what is wrong there."""
        settings = self.site.settings
        is_one = address.startswith("initiatieven/") and address != "initiatieven/"
        kind, url = "body" if is_one else "page_body", settings.url + address
        return views.correction(kind, title, url, self.words, settings.contact_email)

    def addition(self, address: str) -> str:
        """What code adds under a hand-written page; empty for most pages.

        Under a kind: who offers it. Under "Meedoen": what somebody must look into.
        """
        folder, _, name = address.strip("/").rpartition("/")
        if folder == KINDS and name in self.words.taxonomy.places:
            return self._offer(name, address)
        return self._leads(address) if address == PARTICIPATE else ""

    def _offer(self, kind: str, address: str) -> str:
        entries = [e for e in self.site.directory.entries if kind in e.initiative.kinds]
        provinces = _by_province(
            (self._province(entry.municipality), _entry_link(entry))
            for entry in sorted(entries, key=_by_name)
        )
        return self._render("offer", address, kind=kind, provinces=provinces, total=len(entries))

    def _leads(self, address: str) -> str:
        gazetteer = self.site.gazetteer
        found = []
        for lead in sorted(self.site.leads, key=lambda lead: slugify(lead.name)):
            where = lead.address
            village = gazetteer.place(where.place, where.postcode) if where else None
            town = gazetteer.municipalities[village.municipality] if village else None
            place = where.place if where else ", ".join(lead.serves)
            view = {"name": lead.name, "place": place, "to_check": lead.to_check or ""}
            found.append((self._province(town), view))
        return self._render("leads", address, provinces=_by_province(found))

    def _province(self, municipality: Municipality | None) -> str:
        return municipality.province if municipality else self.words.say("offer.everywhere")

    def _render(self, template: str, address: str, **context: Any) -> str:
        """The HTML of a template for the page at an address."""
        up = _up(address)
        return self.environment.get_template(f"{template}.html").render(
            up=up, site=self.site.settings, explained=self.site.glossary.linker(up), **context
        )

    def _page(self, address: str, template: str, parts: dict[str, str], **context: Any) -> Page:
        return Page(
            address,
            self.words.say(f"pages.{template}.title", **parts),
            self.words.say(f"pages.{template}.description", **parts),
            self._render(template, address, **context),
        )

    def _groups(
        self, groups: dict[Group, list[Result]], municipality: Municipality, address: str
    ) -> list[dict[str, Any]]:
        """The groups that have results, each with its articles for the page at ``address``."""
        up = _up(address)
        explained = self.site.glossary.linker(up)
        return [
            {
                "key": group.value,
                "title": self.words.say(f"pages.groups.{group.value}", place=municipality.name),
                "articles": [self._article(result, up, explained) for result in results],
            }
            for group, results in groups.items()
            if results
        ]

    def _kinds(self, groups: dict[Group, list[Result]]) -> list[views.Label]:
        """All kinds of these results, in the order of the taxonomy, to choose from."""
        results = itertools.chain.from_iterable(groups.values())
        found = {kind for result in results for kind in result.listed.initiative.kinds}
        kinds = self.words.taxonomy.kinds
        return [views.Label(key, kinds[key].label) for key in kinds if key in found]

    def _article(self, result: Result, up: str, explained: Callable[[str], Markup]) -> Markup:
        """One result as HTML.

        Most of it is the same on every page and is rendered once; the summary (which links words at
        their first use on a page), the line with the distance and the distance are put in.
        """
        key = (result.listed.slug, up)
        if key not in self._articles:
            blank = replace(views.card(result, self.words), summary=_SUMMARY, line=_LINE, km=_KM)
            article = self.environment.get_template("parts.html").module.result(blank, up)  # type: ignore[attr-defined]
            self._articles[key] = _BLANKS.split(article)
        before_km, between, before_line, after = self._articles[key]
        return Markup("").join(
            map(
                Markup,
                (
                    before_km,
                    views.kilometres(result),
                    between,
                    explained(result.listed.initiative.summary),
                    before_line,
                    escape(views.line(result, self.words)),
                    after,
                ),
            )
        )

    def _first_help(self, municipality: Municipality) -> dict[str, views.Card | None]:
        found = self.site.directory.first_help(municipality)
        return {
            "ocmw": views.card(found.ocmw, self.words) if found.ocmw else None,
            "caw": views.card(found.caw, self.words) if found.caw else None,
        }

    @cached_property
    def _postcodes_by_municipality(self) -> dict[str, list[PostcodeView]]:
        found: dict[str, list[PostcodeView]] = defaultdict(list)
        for postcode in self.site.gazetteer.postcodes.values():
            view = PostcodeView(postcode.code, f"{postcode.code} {postcode.place}")
            found[postcode.municipality.name].append(view)
        return found

    def _postcode_of(self, entry: Listed) -> PostcodeView | None:
        """The postcode page on which a visitor of an initiative's page sees what else is near."""
        address = entry.initiative.address
        if not address or not entry.municipality:
            return None
        code = address.postcode or entry.municipality.postcode
        return PostcodeView(code, label(self.site.gazetteer.postcodes[code]))


def _up(address: str) -> str:
    """The relative way from a page to the root of the site."""
    return "../" * address.count("/") or "./"


def _numbered(code: str, number: int) -> str:
    return f"{code}/" if number == 1 else f"{code}/{number}/"


def _by_name(entry: Listed) -> tuple[str, str]:
    return (slugify(entry.initiative.name), entry.slug)


def _entry_link(entry: Listed) -> dict[str, str]:
    return {"slug": entry.slug, "name": entry.initiative.name, "place": views.town(entry)}


def _by_province(found: Iterable[tuple[str, dict[str, str]]]) -> list[dict[str, Any]]:
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for province, view in found:
        grouped[province].append(view)
    return [{"name": name, "entries": grouped[name]} for name in sorted(grouped)]


def _first_sentence(initiative: Initiative) -> str:
    return re.split(r"(?<=[.?!])\s", initiative.summary, maxsplit=1)[0]


def quoted(text: str) -> str:
    """A JSON string that YAML reads the same.

    YAML takes NEL, LS and PS for line breaks, also between quotes, and refuses other characters
    that cannot be printed, so these are escaped.
    """
    text = json.dumps(text, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
