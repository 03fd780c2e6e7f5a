"""What the templates show: facts in words, and links that cannot be more than links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from finder.directory import Group, Result
from finder.places.spots import Precision
from finder.rendering import cards
from finder.rendering.cards import Detail, Label, SourceView
from finder.words.marking import Dutch
from finder.words.saying import Words

from tests.building import entry, initiative, line_words, spot

if TYPE_CHECKING:
    from finder.files.taxonomy import Taxonomy

LINDE = {"address": {"place": "Linde"}}
PHONE = {"contact": {"phone": "09 245 09 05"}}
STREET = {"address": {"street": "Kouter 1", "place": "Linde"}}
PAGE = "https://steun.example/initiatieven/huis/"
MAIL = "klopt@steun.example"


def seen(km: float = 0.0, group: Group = Group.HERE, /, **fields: object) -> Result:
    """An initiative in the made-up country as a result."""
    where = spot(51.0, 3.5) if "address" in fields else None
    return Result(entry("huis", where, **fields), group, km)


def detail(words: Words, **fields: object) -> Detail:
    return cards.detail(seen(**{**LINDE, **fields}), words, PAGE, MAIL)


# --- a card ------------------------------------------------------------------------------------


def test_a_card(words: Words) -> None:
    """Everything a result in a list shows."""
    card = cards.card(
        seen(
            3.44,
            Group.NEAR,
            name="Het Huis",
            kinds=["maatje", "ontmoeten"],
            summary="Je praat hier.",
            address={"street": "Kouter 1", "place": "Linde"},
            contact={"phone": "09 245 09 05"},
            sources=[{"url": "https://x.be"}],
        ),
        words,
    )
    assert (card.slug, card.name, card.summary) == ("huis", "Het Huis", "Je praat hier.")
    assert card.kinds == (
        Label("maatje", "Een maatje"),
        Label("ontmoeten", "Mensen ontmoeten"),
    )
    assert card.place == "Kouter 1, Linde"
    assert card.km == "3.4"
    assert (card.warning, card.checked) == ("", "")
    assert [step.kind for step in card.steps] == ["phone"]


def test_at_most_three_kinds(words: Words) -> None:
    """The most important come first, and a small screen shows three."""
    kinds = ["vereniging", "maatje", "rechten-geld", "ontmoeten"]
    shown = cards.kind_labels(initiative(kinds=kinds), words)
    assert [label.key for label in shown] == kinds[:3]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"address": {"street": "Kouter 1", "place": "Linde"}}, "Kouter 1, Linde"),
        ({"address": {"postcode": "9000", "place": "Linde"}}, "Linde"),
        ({"serves": ["Linde"]}, ""),
    ],
)
def test_the_place_of_a_card(words: Words, fields: dict[str, object], place: str) -> None:
    """Street and place, as far as they are known."""
    assert cards.card(seen(**fields), words).place == place


@pytest.mark.parametrize(
    ("km", "group", "fields", "line"),
    [
        (0.0, Group.HERE, LINDE, "Linde"),
        (3.4, Group.NEAR, LINDE, "Linde · ongeveer 3 km"),
        (3.4, Group.NEAR, {**LINDE, "cost": {"kind": "free"}}, "Linde · ongeveer 3 km · gratis"),
        (0.0, Group.HERE, {**LINDE, "cost": {"kind": "paid"}}, "Linde · je betaalt"),
        (0.0, Group.HERE, {**LINDE, "cost": {"kind": "unknown"}}, "Linde"),
        (0.0, Group.WIDE, {"serves": ["Vlaanderen"]}, "voor Vlaanderen"),
        (
            0.0,
            Group.WIDE,
            {"serves": ["Vlaanderen"], "cost": {"kind": "reduced"}},
            "voor Vlaanderen · goedkoper met weinig geld",
        ),
    ],
)
def test_the_line_of_a_card(
    words: Words, km: float, group: Group, fields: dict[str, object], line: str
) -> None:
    """Place, distance and cost, each once; an unknown cost is not named."""
    assert cards.line(seen(km, group, **fields), words) == line


@pytest.mark.parametrize(
    ("summary", "first", "rest"),
    [
        ("Je ontmoet hier andere mensen bij een kop koffie.",) * 2 + ("",),
        (
            "Je eet hier elke middag samen met de buren. Iedereen mag komen.",
            "Je eet hier elke middag samen met de buren.",
            "Iedereen mag komen.",
        ),
        (
            "Je eet samen. Iedereen mag komen. Het is elke dag warm. Breng gerust iemand mee.",
            "Je eet samen. Iedereen mag komen. Het is elke dag warm.",
            "Breng gerust iemand mee.",
        ),
        ("Kort.", "Kort.", ""),
        (
            "Тут можна поїсти разом із сусідами щодня. Приходьте всі.",
            "Тут можна поїсти разом із сусідами щодня.",
            "Приходьте всі.",
        ),
        (
            "تتناولون هنا وجبة ساخنة مع الجيران في كل يوم. الجميع مرحب بهم.",
            "تتناولون هنا وجبة ساخنة مع الجيران في كل يوم.",
            "الجميع مرحب بهم.",
        ),
        ("Bij vzw de brug krijg je raad over huur. bv. over je borg.",) * 2 + ("",),
    ],
)
def test_a_list_shows_the_first_sentences_of_a_summary(summary: str, first: str, rest: str) -> None:
    """Whole sentences, enough of them to say what you do there."""
    assert cards.gist(summary) == (first, rest)


def test_a_list_in_another_language_is_shorter() -> None:
    """Its card says in fixed words what it is, and its letters weigh more."""
    said = "Люди без дому можуть тут поїсти. Приходьте всі."
    assert cards.gist(said)[0] == said
    assert cards.gist(said, cards.GIST_ABROAD)[0] == "Люди без дому можуть тут поїсти."


def test_the_first_sentences_of_a_dutch_text_stay_marked() -> None:
    """Also when the same text was asked for before on a Dutch page."""
    text = "Hier praat je met iemand over geld, papieren en je rechten. Samen zoeken jullie."
    assert not isinstance(cards.gist(text)[0], Dutch)
    first, rest = cards.gist(Dutch(text))
    assert (first, rest) == cards.gist(text)
    assert isinstance(first, Dutch)
    assert isinstance(rest, Dutch)


@pytest.mark.parametrize(
    ("kind", "cost"),
    [
        ("free", "gratis"),
        ("paid", "je betaalt"),
        ("reduced", "goedkoper met weinig geld"),
        ("unknown", ""),
    ],
)
def test_the_price_of_a_card(words: Words, kind: str, cost: str) -> None:
    """In a few words; a price that nobody knows is not named."""
    assert cards.card(seen(cost={"kind": kind}, **LINDE), words).cost == cost


@pytest.mark.parametrize(
    ("precision", "point"),
    [(Precision.DOOR, "51.0000 3.5000"), (Precision.VILLAGE, "~51.0000 3.5000")],
)
def test_the_point_of_a_card(words: Words, precision: Precision, point: str) -> None:
    """For the map beside a list, which draws what is no door as such."""
    listed = entry("huis", spot(51.0, 3.5, precision), **LINDE)
    assert cards.card(Result(listed, Group.HERE, 0.0), words).point == point
    nowhere = Result(entry("huis", None, serves=["Linde"]), Group.WIDE, 0.0)
    assert cards.card(nowhere, words).point == ""


@pytest.mark.parametrize(
    ("status", "opening"), [("active", "Mo 09:00-12:00"), ("paused", ""), ("stopped", "")]
)
def test_only_what_runs_can_be_open_now(words: Words, status: str, opening: str) -> None:
    """A script may say "open now" from the hours; never of what lies still."""
    card = cards.card(seen(hours="Mo 09:00-12:00", status=status, **LINDE), words)
    assert card.opening == opening
    assert cards.card(seen(**LINDE), words).opening == ""


@pytest.mark.parametrize(
    ("km", "text"),
    [(0.0, "0.0"), (2.34, "2.3"), (2.36, "2.4"), (14.999, "15.0"), (107.26, "107.3")],
)
def test_kilometres_for_programs(km: float, text: str) -> None:
    """One decimal, always with a point."""
    assert cards.kilometres(seen(km)) == text


def test_what_serves_a_municipality_from_elsewhere_says_so(words: Words) -> None:
    """So that nobody thinks that it is only for those who live there."""
    result = replace(seen(9.7, Group.NEAR, **LINDE), also_for="Eik")
    assert cards.line(result, words) == "Linde · ongeveer 10 km · ook voor wie in Eik woont"


# --- the page of one initiative ----------------------------------------------------------------


def test_what_is_unknown_is_left_out_or_said(words: Words) -> None:
    """An entry of which little is known shows no empty heading."""
    shown = detail(words, **PHONE)
    for name in ("organisation", "languages", "wheelchair", "volunteers", "message"):
        assert getattr(shown, name) == "", name
    assert shown.hours == ("De uren weten we niet. Vraag het vooraf.",)
    assert shown.funding == ()
    assert shown.stopped is False
    # Said, because it helps.
    assert shown.welcome == ("Iedereen is welkom.",)
    assert shown.cost == ("De prijs weten we niet. Vraag het vooraf.",)
    assert shown.first_visit == ("Bel eerst. Vraag wanneer je mag komen.",)
    assert shown.checked == (
        "Niemand keek dit al na.",
        "We zagen dit op een pagina van oktober 2026.",
    )


def test_what_is_known_is_said(words: Words) -> None:
    """Each field in words, or as it was written."""
    shown = detail(
        words,
        organisation="Huis vzw",
        languages=["nl", "fr"],
        wheelchair="partly",
        volunteers="true",
        hours="Mo 09:00-12:00; PH off",
        hours_note="Bel eerst.",
        funding=["persoonlijke-vriend-2018"],
        status={"state": "stopped", "message": "Ga naar een ander huis."},
        serves=["Linde", "Eik"],
    )
    assert shown.organisation == "Huis vzw"
    assert shown.languages == "Nederlands en Frans"
    assert shown.wheelchair == "Je kan er met een rolstoel, maar niet overal."
    assert shown.volunteers == "Je kan hier zelf helpen als vrijwilliger."
    assert shown.hours == ("Maandag: 9 tot 12 uur", "Niet op feestdagen.", "Bel eerst.")
    assert shown.funding == ('Projectoproep "persoonlijke vriend" van 2018',)
    assert shown.stopped is True
    assert shown.message == "Ga naar een ander huis."
    assert shown.areas == "Linde en Eik"
    assert shown.file == "initiatives/oost-vlaanderen/huis.yml"
    assert shown.card.slug == "huis"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "Je kan er binnen met een rolstoel."),
        ("no", "Je kan er niet binnen met een rolstoel."),
        ("unknown", ""),
    ],
)
def test_the_wheelchair(words: Words, answer: str, said: str) -> None:
    """No is said too; only unknown is left out."""
    assert detail(words, wheelchair=answer).wheelchair == said


@pytest.mark.parametrize(("answer", "is_said"), [("true", True), ("false", False), (None, False)])
def test_helping_yourself_is_said_only_when_one_can(
    words: Words, answer: str | None, is_said: bool
) -> None:
    """That one cannot help there helps nobody."""
    assert bool(detail(words, volunteers=answer).volunteers) is is_said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"welcome": {"who": "everyone", "groups": ["ouderen"]}}, ("Iedereen is welkom.",)),
        ({"welcome": {"who": "only", "groups": ["ouderen"]}}, ("Alleen voor ouderen.",)),
        (
            {"welcome": {"who": "preferably", "groups": ["ouderen", "gezinnen"]}},
            ("Vooral voor ouderen en gezinnen.",),
        ),
        ({"welcome": {"who": "only", "note": "Alleen mama's."}}, ("Alleen mama's.",)),
        (
            {"welcome": {"who": "only", "groups": ["ouderen"], "note": "Vanaf 60 jaar."}},
            ("Alleen voor ouderen.", "Vanaf 60 jaar."),
        ),
        (
            {"from_elsewhere": "yes"},
            ("Iedereen is welkom.", "Je mag ook komen als je in een andere gemeente woont."),
        ),
        (
            {"from_elsewhere": "no"},
            ("Iedereen is welkom.", "Alleen voor wie in Linde woont."),
        ),
        (
            {"from_elsewhere": "no", "serves": ["Linde", "Eik"]},
            ("Iedereen is welkom.", "Alleen voor wie in Linde en Eik woont."),
        ),
    ],
)
def test_for_whom(words: Words, fields: dict[str, object], said: tuple[str, ...]) -> None:
    """Groups by the words of the taxonomy, a note as written, and who lives elsewhere."""
    assert detail(words, **fields).welcome == said


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["rechten-geld", "ontmoeten"], ("Voor raad betaal je niets.",)),
        (["ontmoeten", "rechten-geld"], ("De prijs weten we niet. Vraag het vooraf.",)),
        (["hulplijn"], ()),
    ],
)
def test_nobody_asks_a_price_for_advice_that_is_free(kinds: list[str], said: tuple[str]) -> None:
    """The taxonomy says so of a kind; the most important kind of an initiative counts."""
    assert detail(line_words(), kinds=kinds, **PHONE).cost == said
    noted = detail(line_words(), kinds=kinds, cost={"kind": "paid", "note": "Vijf euro."})
    assert noted.cost == ("Je betaalt hiervoor.", "Vijf euro.")


def test_a_line_carries_no_warning_and_no_sentence_for_what_nobody_knows() -> None:
    """Nobody is told to call first before a call to 112."""
    shown = detail(line_words(), kinds=["hulplijn"], sources=[{"url": "https://x.be"}])
    assert shown.card.warning == ""
    assert (shown.cost, shown.first_visit, shown.hours, shown.checked) == ((), (), (), ())


def test_what_is_known_of_a_line_is_said() -> None:
    known = {"hours": "24/7", "cost": {"kind": "free"}, "first_visit": "Je hoort een bandje."}
    shown = detail(line_words(), kinds=["hulplijn"], **known)
    assert shown.hours == ("Dag en nacht, elke dag.",)
    assert (shown.cost, shown.first_visit) == (("Gratis.",), ("Je hoort een bandje.",))
    assert shown.checked == ()
    paused = detail(line_words(), kinds=["hulplijn"], status={"state": "paused"})
    assert paused.card.warning == "Dit ligt nu even stil."


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ({"kind": "free"}, ("Gratis.",)),
        ({"kind": "paid", "note": "Drie euro."}, ("Je betaalt hiervoor.", "Drie euro.")),
        ({"kind": "reduced"}, ("Met weinig geld betaal je minder.",)),
        ({"kind": "unknown"}, ("De prijs weten we niet. Vraag het vooraf.",)),
    ],
)
def test_what_it_costs(words: Words, cost: dict[str, str], said: tuple[str, ...]) -> None:
    """An unknown price is said, so that nobody is ashamed at the door."""
    assert detail(words, cost=cost, **PHONE).cost == said


def test_nobody_is_told_to_ask_where_nobody_can_be_asked(words: Words) -> None:
    """With only a website, what we do not know is said, and no more than that."""
    shown = detail(words, contact={"website": "https://huis.be"})
    assert shown.cost == ("De prijs weten we niet.",)
    assert shown.hours == ("De uren weten we niet.",)
    assert shown.advice == "Niemand keek dit al na. Kijk dus eerst op de website."
    assert shown.phrase == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (STREET, ("Ga langs. Vraag hoe het werkt.",)),
        ({"contact": {"phone": "1712"}}, ("Bel eerst. Vraag wanneer je mag komen.",)),
        ({"contact": {"email": "a@x.be"}}, ("Mail eerst. Vraag wanneer je mag komen.",)),
        # Who knows the hours need not ask when one may come.
        (PHONE | {"hours": "Mo 09:00-12:00"}, ("Bel eerst. Vraag hoe het werkt.",)),
        ({"contact": {"website": "https://x.be"}}, ("Kijk eerst op de website.",)),
        ({"first_visit": "Kom binnen."}, ("Kom binnen.",)),
        (
            {"referral": "needed", "appointment": "needed"},
            (
                "Je hebt een doorverwijzing nodig. Vraag dat aan het OCMW of het CAW.",
                "Maak eerst een afspraak.",
            ),
        ),
        (
            {"first_visit": "Kom binnen.", "referral": "not-needed", "appointment": "not-needed"},
            (
                "Kom binnen.",
                "Je hebt geen doorverwijzing nodig.",
                "Je hoeft geen afspraak te maken.",
            ),
        ),
        ({"appointment": "not-needed"}, ("Je hoeft geen afspraak te maken.",)),
    ],
)
def test_the_first_time(words: Words, fields: dict[str, object], said: tuple[str, ...]) -> None:
    """What happens, whether you need a paper or an appointment; else what to do."""
    assert detail(words, **fields).first_visit == said


@pytest.mark.parametrize(
    ("address", "lines", "route"),
    [
        (
            {"street": "Kouter 1 bus 2", "postcode": "9000", "place": "Linde"},
            ("Kouter 1 bus 2", "9000 Linde"),
            "Kouter 1, 9000 Linde",
        ),
        ({"place": "Linde"}, ("Linde",), "Linde"),
        ({"street": "A&B #1?x=y", "place": "Linde"}, ("A&B #1?x=y", "Linde"), "A&B #1?x=y, Linde"),
    ],
)
def test_the_address_and_the_way(
    words: Words, address: dict[str, str], lines: tuple[str, ...], route: str
) -> None:
    """The way is a search for the address, whatever signs stand in it."""
    shown = detail(words, address=address)
    assert shown.address == lines
    parts = urlsplit(shown.route)
    assert (parts.scheme, parts.netloc) == ("https", "www.openstreetmap.org")
    assert parse_qs(parts.query) == {"query": [route]}
    assert parts.fragment == ""


def test_without_an_address_there_is_no_way(words: Words) -> None:
    """What comes to the visitor has no route and no place on the map."""
    shown = cards.detail(seen(serves=["Linde"]), words, PAGE, MAIL)
    assert (shown.address, shown.route, shown.approximate) == ((), "", False)


@pytest.mark.parametrize(
    ("precision", "approximate"),
    [(Precision.DOOR, False), (Precision.STREET, True), (Precision.VILLAGE, True)],
)
def test_a_place_that_is_not_the_door_is_approximate(
    words: Words, precision: Precision, approximate: bool
) -> None:
    """The page tells it."""
    result = Result(entry("huis", spot(51.0, 3.5, precision), **LINDE), Group.HERE, 0.0)
    assert cards.detail(result, words, PAGE, MAIL).approximate is approximate


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"checked": {"date": "2026-11-20", "how": "phone"}},
            ("Nagekeken op 20 november 2026.", "Iemand belde ernaar."),
        ),
        (
            {"checked": {"date": "2026-01-02", "how": "organisation"}},
            ("Nagekeken op 2 januari 2026.", "De organisatie zei het zelf."),
        ),
        ({"sources": [{"url": "https://x.be"}]}, ("Niemand keek dit al na.",)),
        (
            {
                "sources": [
                    {"url": "https://x.be", "seen": "2022-12-31"},
                    {"url": "https://x.be"},
                    {"url": "https://x.be", "seen": "2023-05"},
                    {"url": "https://x.be", "seen": "2023"},
                ]
            },
            ("Niemand keek dit al na.", "We zagen dit op een pagina van mei 2023."),
        ),
    ],
)
def test_whether_it_was_checked(
    words: Words, fields: dict[str, object], said: tuple[str, ...]
) -> None:
    """Only a person's check counts; else that nobody did, and how old the newest source is."""
    assert detail(words, **fields).checked == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (PHONE, "Niemand keek dit al na. Bel dus eerst."),
        ({"contact": {"email": "a@x.be"}}, "Niemand keek dit al na. Mail dus eerst."),
        (STREET, "Niemand keek dit al na. Vraag daar of alles klopt."),
        (PHONE | {"checked": {"date": "2026-11-20", "how": "visit"}}, ""),
        (PHONE | {"checked": {"date": "2025-01-20", "how": "visit"}}, "Bel dus eerst."),
        (PHONE | {"status": "stopped"}, ""),
    ],
)
def test_what_nobody_checked_tells_the_first_step(
    words: Words, fields: dict[str, object], said: str
) -> None:
    """The advice is one that can be followed."""
    assert detail(words, **fields).advice == said


def test_a_recent_check_is_shown(words: Words) -> None:
    shown = detail(words, checked={"date": "2026-11-20", "how": "visit"})
    assert shown.card.checked == "Nagekeken in november 2026."


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["maatje"], "Dag, ik zoek iemand om mee af te spreken. Kan dat bij Het Huis?"),
        (["hulplijn"], ""),
    ],
)
def test_a_sentence_to_say_on_the_phone(kinds: list[str], said: str) -> None:
    """By the most important kind; nobody needs one for 112."""
    assert detail(line_words(), name="Het Huis", kinds=kinds, **PHONE).phrase == said


def test_every_kind_has_a_sentence_to_say(taxonomy: Taxonomy) -> None:
    """A new kind has one too; a line needs none."""
    words = Words.load(taxonomy)
    assert [kind for kind in taxonomy.places if not words.has(f"phrase.{kind}")] == []


def test_a_kind_without_a_sentence_of_its_own_has_one(words: Words) -> None:
    kinds = {**words.taxonomy.kinds, "nieuw": words.taxonomy.kinds["maatje"]}
    more = Words(words.strings, words.taxonomy.model_copy(update={"kinds": kinds}))
    shown = detail(more, name="Het Huis", kinds=["nieuw"], **PHONE)
    assert shown.phrase == "Dag, ik heb een vraag over Het Huis. Kan je mij helpen?"


def test_what_to_bring_is_said_as_the_source_says_it(words: Words) -> None:
    assert detail(words, bring=["je identiteitskaart"]).bring == ("je identiteitskaart",)
    assert detail(words).bring == ()


def test_the_questions_are_those_of_its_kind() -> None:
    assert detail(line_words(), kinds=["maatje", "ontmoeten"]).questions == "maatje"
    assert detail(line_words(), kinds=["hulplijn"]).questions == ""


def test_sources(words: Words) -> None:
    """Each with its host and its date in words."""
    sources = [
        {"url": "https://www.huis.be/contact", "seen": "2023-01-05"},
        {"url": "http://stad.be/gids"},
    ]
    assert detail(words, sources=sources).sources == (
        SourceView("https://www.huis.be/contact", "huis.be", "5 januari 2023"),
        SourceView("http://stad.be/gids", "stad.be", ""),
    )


@pytest.mark.parametrize("name", ["Het Huis", "A&B?c=d#e", "Eén % {name}", "x\u2019y"])
def test_a_correction_mail_is_filled_in(words: Words, name: str) -> None:
    """To us, with name and page, whatever signs stand in the name."""
    shown = detail(words, name=name)
    parts = urlsplit(shown.correction)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", MAIL, "")
    asked = parse_qs(parts.query, strict_parsing=True)
    assert set(asked) == {"subject", "body"}
    assert asked["subject"] == [f"Klopt niet: {name}"]
    assert f"\n{name}\n{PAGE}\n" in asked["body"][0]
    assert "+" not in parts.query


def test_without_our_address_there_is_no_correction_mail(words: Words) -> None:
    """A site whose publisher gave no address shows no link to nowhere."""
    assert cards.detail(seen(**LINDE), words, PAGE, "").correction == ""
