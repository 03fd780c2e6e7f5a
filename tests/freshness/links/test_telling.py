"""The report: what is broken first, what is uncertain apart, and what is only for a look."""

from __future__ import annotations

import datetime as dt

from finder.freshness.links.keeping import Kept, Trouble
from finder.freshness.links.telling import MOST_IN_ISSUE, for_people, issue, parts

from tests.building import TODAY

BEFORE = TODAY - dt.timedelta(days=3)
BROKEN = Kept("https://a.be/", Trouble.GONE, "404", BEFORE, TODAY)
DEAD = Kept("https://b.be/", Trouble.DEAD_NAME, "deze naam bestaat niet", BEFORE, TODAY)
ONCE = Kept("https://c.be/", Trouble.GONE, "410", TODAY, TODAY)
SOFT = Kept("https://d.be/", Trouble.SOFT, "403", BEFORE, TODAY)
MOVED = Kept("https://e.be/", Trouble.MOVED, "https://f.be/", TODAY, TODAY)
ALL = [MOVED, SOFT, ONCE, DEAD, BROKEN]
FILES = {line.url: (f"initiatives/limburg/{line.url[8]}.yml",) for line in ALL}


def test_each_address_stands_in_one_part() -> None:
    """What is broken for sure is apart from all else; a part without any is left out."""
    found = {part.heading: [line.url for line in part.lines] for part in parts(ALL)}
    assert found == {
        "Stuk": ["https://a.be/", "https://b.be/"],
        "Misschien stuk": ["https://c.be/"],
        "Niet zeker": ["https://d.be/"],
        "Verhuisd": ["https://e.be/"],
    }
    assert [part.heading for part in parts([SOFT])] == ["Niet zeker"]
    assert parts([]) == []


def test_a_report_for_people_names_the_file_the_reason_and_the_days() -> None:
    text = "\n".join(for_people(ALL, FILES))
    assert "  https://a.be/\n      404, van 2026-11-19 tot 2026-11-22\n" in text
    assert "      410, op 2026-11-22\n      initiatives/limburg/c.yml" in text
    assert "      nu https://f.be/\n" in text
    assert "Stuk: 2\n" in text


def test_an_issue_links_to_the_file_and_not_to_the_stranger() -> None:
    text = issue(ALL, FILES, "https://github.com/x/y")
    assert text.startswith("# Links die niet meer werken\n\n")
    assert (
        "- `https://a.be/`: `404`, van 2026-11-19 tot 2026-11-22"
        " ([`a.yml`](https://github.com/x/y/edit/main/initiatives/limburg/a.yml))\n"
    ) in text
    assert "- `https://e.be/`: nu `https://f.be/` (" in text
    assert "(`initiatives/limburg/a.yml`)" in issue(ALL, FILES)


def test_where_a_stranger_leads_is_only_text() -> None:
    """A server chooses the address to which it redirects."""
    reason = "https://f.be/`@iedereen ](https://kwaad.example)"
    text = issue([Kept("https://e.be/`x", Trouble.MOVED, reason, TODAY, TODAY)], {})
    row = next(line for line in text.split("\n") if line.startswith("- "))
    assert row.count("`") == 4
    assert "`https://f.be/%60@iedereen" in row


def test_a_long_list_is_cut() -> None:
    many = [Kept(f"https://x.be/{n:04}", Trouble.SOFT, "403", TODAY, TODAY) for n in range(500)]
    text = issue(many, {})
    assert text.count("- `https://x.be/") == MOST_IN_ISSUE
    assert f"- en nog {500 - MOST_IN_ISSUE}\n" in text
    assert "## Niet zeker (500)" in text
