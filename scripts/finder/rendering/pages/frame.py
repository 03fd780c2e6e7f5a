"""What every generated page shares: its frame, its templates, and results as HTML.

A page is finished HTML in its front matter. That keeps Markdown and MkDocs' own templates away from
text that strangers wrote, and it is much faster than Markdown.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from markupsafe import Markup, escape

from finder.rendering import cards
from finder.rendering.filters import Answers, all_offers, answers
from finder.rendering.site import File
from finder.text import slugify
from finder.words.marking import Dutch, Marked, in_dutch, isolated
from finder.words.saying import phone_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from finder.directory import Group, Listed, Result
    from finder.places.gazetteer import Municipality, Postcode
    from finder.places.town_contacts import TownContact
    from finder.rendering.site import Site

T = TypeVar("T")

# Marks for what differs between pages in the HTML of a result. They are private-use characters,
# which no file of an initiative may hold.
_KM, _SUMMARY, _LINE, _UP = "\ue000", "\ue001", "\ue002", "\ue003"
_BLANKS = re.compile(f"[{_KM}{_SUMMARY}{_LINE}]")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page: ``address`` is its part of the site's address, such as ``9000/``.

    ``result`` tells whether it shows results only, for which the first stylesheet is enough.
    ``wide`` tells whether it uses the whole width of a desk.
    ``quick`` tells whether its style stands inside it, because somebody waits for this page.
    ``mail`` is the link of its footer, to say what is wrong. ``lastmod`` is the day of the newest
    facts on it, for the sitemap; ``feed`` the address of a feed of its own, from the root of the
    site; ``linked`` its facts as JSON-LD.
    ``others`` are the codes of the other languages in which it can be read, in a row.
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
    quick: bool = False
    wide: bool = False
    mail: str = ""
    lastmod: str = ""
    feed: str = ""
    linked: str = ""
    others: str = ""

    @property
    def path(self) -> str:
        """The Markdown file from which MkDocs makes this page."""
        return f"{self.address}index.md"

    @property
    def file(self) -> File:
        """The file from which MkDocs makes this page."""
        return File(self.path, self.source.encode())

    @property
    def source(self) -> str:
        """The text of that file: front matter only, each value a JSON string, which is YAML."""
        fields = {
            "template": self.template,
            "title": self.title,
            "description": self.description,
        }
        said = {"leads_to": self.leads_to, "robots": self.robots}
        marks = {"result": self.result, "quick": self.quick, "wide": self.wide}
        said |= {name: "yes" if is_so else "" for name, is_so in marks.items()}
        said |= {"mail": self.mail, "lastmod": self.lastmod}
        said |= {"feed": self.feed, "linked": self.linked, "others": self.others}
        fields |= {key: value for key, value in said.items() if value}
        fields["body"] = self.body  # last: what publishes a page reads the rest before
        lines = (f"{key}: {quoted(value)}\n" for key, value in fields.items())
        return f"---\n{''.join(lines)}---\n"


class Share(NamedTuple):
    """One of several parts of a kind of page, to be made side by side; all of it by default."""

    number: int = 0
    of: int = 1

    def take(self, everything: Iterable[T]) -> list[T]:
        """Its part of what there is many of: neighbours stay together."""
        many = list(everything)
        first, last = (len(many) * n // self.of for n in (self.number, self.number + 1))
        return many[first:last]


ALL = Share()


class Part(NamedTuple):
    """A page or a few that are made of the same: their name, what of, and how."""

    name: str
    made_of: object
    make: Callable[[], Iterable[Page]]

    def files(self, site: Site) -> Iterable[File]:
        """The files from which MkDocs makes these pages, from memory where nothing changed."""
        name = f"{site.words.say('language')} {self.name}"
        return site.memory.recall(name, self.made_of, lambda: (p.file for p in self.make()))


@dataclass(frozen=True, slots=True)
class PostcodeView:
    """A postcode with what people call it."""

    code: str
    label: str


class Frame:
    """Renders pages of a site; what every page needs, made once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.words = site.words
        self.environment = site.environment
        self._blanks: dict[str, str] = {}
        self._articles: dict[tuple[str, str], list[str]] = {}
        self._answers: dict[str, Answers] = {}
        self._fars: dict[str, str] = {}

    def page(self, address: str, template: str, parts: dict[str, str], **context: Any) -> Page:
        """The page at an address, from a template and the strings under ``pages.<template>``."""
        return self.finished(address, template, self.render(template, address, **context), parts)

    def finished(
        self, address: str, strings: str, body: str, parts: dict[str, str] | None = None
    ) -> Page:
        """The page of a finished body; its title and more stand under ``pages.<strings>``."""
        say = self.words.say
        title = say(f"pages.{strings}.title", **(parts or {}))
        description = say(f"pages.{strings}.description", **(parts or {}))
        return Page(address, title, description, body, mail=self.mail(address, title))

    def mail(self, address: str, title: str) -> str:
        """The link of a page's footer: a mail, ready to say what is wrong there."""
        settings = self.site.settings
        is_one = address.startswith("initiatieven/") and address != "initiatieven/"
        kind, url = "body" if is_one else "page_body", self.site.dutch_url + address
        return cards.correction(kind, title, url, self.words, settings.contact_email)

    def render(self, template: str, address: str, **context: Any) -> str:
        """The HTML of a template for the page at an address."""
        up = up_from(address)
        made = self.environment.get_template(f"{template}.html").render(
            up=up, site=self.site.settings, explained=self.explainer(up), **context
        )
        return self.isolated(made)

    def isolated(self, html: str) -> str:
        """HTML with its numbers from left to right, where the page runs the other way."""
        return isolated(html) if self.words.is_from_right else html

    def explainer(self, up: str) -> Callable[[str], Markup]:
        """A filter for one page that links each word of the field at its first use.

        In another language a Dutch text is called so, in a sentence.
        """
        link = self.site.glossary.linker(up)
        if self.words.is_dutch:
            return link
        note = Markup("<small>{}</small>{}")

        def explained(text: str) -> Markup:
            if isinstance(text, Dutch):
                return note.format(self.words.say("tongue.in_dutch"), in_dutch(link(str(text))))
            return text.__html__() if isinstance(text, Marked) else link(text)

        return explained

    def groups(
        self, groups: dict[Group, list[Result]], municipality: Municipality, address: str
    ) -> list[dict[str, Any]]:
        """The groups that have results, each with its articles for the page at ``address``."""
        up = up_from(address)
        explained = self.explainer(up)
        return [
            {
                "key": group.value,
                "title": self.words.say(f"pages.groups.{group.value}", place=municipality.name),
                "articles": [self._article(result, up, explained) for result in results],
            }
            for group, results in groups.items()
            if results
        ]

    def kinds(self, groups: dict[Group, list[Result]]) -> list[cards.Label]:
        """All kinds of these results, in the order of the taxonomy, to choose from."""
        results = itertools.chain.from_iterable(groups.values())
        found = {kind for result in results for kind in result.listed.initiative.kinds}
        kinds = self.words.taxonomy.kinds
        return [cards.Label(key, kinds[key].label) for key in kinds if key in found]

    def _article(self, result: Result, up: str, explained: Callable[[str], Markup]) -> Markup:
        """One result as HTML.

        Most of it is the same on every page and is rendered once; the summary (which links words at
        their first use on a page) and how far it is, in words and as a number, are put in.
        """
        key = (result.listed.slug, up)
        if key not in self._articles:
            self._articles[key] = _BLANKS.split(self._blank(result).replace(_UP, up))
        before_km, between, before_line, after = self._articles[key]
        said = self.words.text(result.listed.initiative, "summary")
        summary = _shortened(said, explained, with_rest=self.words.is_dutch)
        far = self._far(cards.far(result, self.words)).replace(_UP, up)
        km = cards.kilometres(result)
        parts = (before_km, km, between, summary, before_line, far, after)
        return Markup("".join(parts))  # noqa: S704 (each is escaped by now)

    def _blank(self, result: Result) -> str:
        """The HTML of a result with marks for what differs between pages."""
        slug = result.listed.slug
        if slug not in self._blanks:
            blank = replace(cards.card(result, self.words), summary=_SUMMARY, line=_LINE, km=_KM)
            parts: Any = self.environment.get_template("parts.html").module
            self._blanks[slug] = str(parts.result(blank, _UP))
        return self._blanks[slug]

    def _far(self, text: str) -> str:
        """How far it is as a fact of a result, with marks; each text is rendered once."""
        if text not in self._fars:
            parts: Any = self.environment.get_template("parts.html").module
            self._fars[text] = str(parts.fact("map", text, _UP)) if text else ""
        return self._fars[text]

    def first_help(self, municipality: Municipality, postcode: str = "") -> dict[str, Any]:
        """The OCMW and the CAW of a municipality, as far as we know them, and numbers to call."""
        found = self.site.directory.first_help(municipality, postcode)
        ocmw = cards.card(found.ocmw, self.words) if found.ocmw else None
        return {
            "ocmw": ocmw,
            "caw": cards.card(found.caw, self.words) if found.caw else None,
            "offices": [self._office(one) for one in _still_to_name(found.offices, ocmw)],
        }

    def _office(self, office: TownContact) -> dict[str, str]:
        """A number of an OCMW or a town hall, with whose it is."""
        whose = self.words.say(f"rights.office.{office.office}", place=office.place)
        return {"whose": whose, "text": office.phone, "href": phone_link(office.phone)}

    def offers(self, groups: dict[Group, list[Result]]) -> dict[str, str]:
        """The filters that can answer for at least one of these results."""
        results = itertools.chain.from_iterable(groups.values())
        return all_offers(self._answers_of(result.listed) for result in results)

    def _answers_of(self, entry: Listed) -> Answers:
        if entry.slug not in self._answers:
            self._answers[entry.slug] = answers(entry.initiative)
        return self._answers[entry.slug]

    def once(self, groups: dict[Group, list[Result]]) -> str:
        """What of these results a person checked, in one sentence above them."""
        results = itertools.chain.from_iterable(groups.values())
        return self.words.once([result.listed for result in results])

    @cached_property
    def postcodes_by_municipality(self) -> dict[str, list[PostcodeView]]:
        """The postcodes of each municipality, by its name."""
        found: dict[str, list[PostcodeView]] = defaultdict(list)
        for postcode in self.site.gazetteer.postcodes.values():
            view = PostcodeView(postcode.code, f"{postcode.code} {postcode.place}")
            found[postcode.municipality.name].append(view)
        return found

    def postcode_of(self, entry: Listed) -> PostcodeView | None:
        """The postcode page on which a visitor of an initiative's page sees what else is near."""
        address = entry.initiative.address
        if not address or not entry.municipality:
            return None
        code = address.postcode or entry.municipality.postcode
        return PostcodeView(code, label(self.site.gazetteer.postcodes[code]))


def _shortened(summary: str, explained: Callable[[str], Markup], *, with_rest: bool) -> Markup:
    """What you do there: the first sentences; the rest, for search and paper, out of sight.

    Pages in other scripts would weigh too much with the rest; it stands on the page of its own.
    """
    if not with_rest:
        return explained(cards.gist(summary, cards.GIST_ABROAD)[0])
    first, rest = cards.gist(summary)
    if not rest:
        return explained(first)
    parts = (explained(first), "<span class=rs> ", escape(rest), "</span>")
    return Markup("".join(parts))  # noqa: S704 (each is escaped by now)


def _still_to_name(offices: Iterable[TownContact], ocmw: cards.Card | None) -> list[TownContact]:
    """The numbers that the page of the OCMW does not give.

    Where it gives one, only the other halves of a merged municipality are left.
    """
    given = {step.href for step in ocmw.steps if step.kind == "phone"} if ocmw else set()
    found = list(offices)
    if given and len(found) == 1:
        return []
    return [one for one in found if phone_link(one.phone) not in given]


def label(postcode: Postcode) -> str:
    """``9000 Gent``, or ``9030 Mariakerke (Gent)`` when the village is not the municipality."""
    town = postcode.municipality.name
    village = "" if postcode.place == town else f" ({town})"
    return f"{postcode.code} {postcode.place}{village}"


def up_from(address: str) -> str:
    """The relative way from a page to the root of the site."""
    return "../" * address.count("/") or "./"


def numbered(code: str, number: int) -> str:
    """The address of a page of a postcode: ``9000/``, ``9000/2/``."""
    return f"{code}/" if number == 1 else f"{code}/{number}/"


def newest(entries: Iterable[Listed]) -> str:
    """The day on which the newest of these facts were seen; empty when no day is known."""
    return max((e.last_seen.isoformat() for e in entries if e.last_seen), default="")


def by_name(entry: Listed) -> tuple[str, str]:
    """What orders entries by name."""
    return (slugify(entry.initiative.name), entry.slug)


def entry_link(entry: Listed) -> dict[str, str]:
    """An initiative as a link with its place."""
    return {"slug": entry.slug, "name": entry.initiative.name, "place": cards.town(entry)}


def by_province(found: Iterable[tuple[str, dict[str, str]]]) -> list[dict[str, Any]]:
    """Views grouped under the name of their province."""
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for province, view in found:
        grouped[province].append(view)
    return [{"name": name, "entries": grouped[name]} for name in sorted(grouped)]


def quoted(text: str) -> str:
    """A JSON string that YAML reads the same.

    YAML takes NEL, LS and PS for line breaks, also between quotes, and refuses other characters
    that cannot be printed, so these are escaped.
    """
    text = json.dumps(text, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
