"""From bytes to text with line numbers, also when the bytes come from somebody hostile."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from finder import text
from finder.files import reading
from finder.files.reading import MAX_BYTES, Document, read_bytes, read_file
from finder.text import MAX_SLUG, SLUG
from hypothesis import given
from hypothesis import strategies as st

from tests.building import FIXTURES, document, read_text, rules

if TYPE_CHECKING:
    from pathlib import Path

FILE = "initiatives/oost-vlaanderen/voorbeeldhuis.yml"


def read_fixture(name: str) -> Document:
    found, findings = read_file(FIXTURES / "reading" / name, name)
    assert findings == []
    assert found is not None
    return found


# --- scalars -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("time", "13:30"),
        ("octal", "0123"),
        ("negative", "no"),
        ("positive", "Yes"),
        ("exponent", "1e3"),
        ("nothing", "null"),
        ("tilde", "~"),
        ("date", "2023-01-01"),
        ("moment", "2023-01-01 10:00:00"),
        ("hex", "0x1F"),
        ("underscores", "1_000"),
        ("infinity", ".inf"),
        ("empty", ""),
        ("quoted", "0123"),
        ("single", "no"),
        ("escaped", 'een "woord" én \\ niets'),
        ("lines", "een\ntwee\n"),
        ("folded", "een twee"),
        ("list", ["1", "2.0", "true", "null", "off"]),
        ("1", "getal als naam"),
        ("no", "ook een woord als naam"),
    ],
)
def test_a_scalar_stays_text(key: str, expected: object) -> None:
    """YAML would turn 13:30 into 810 and no into False; here each value is what was typed."""
    assert read_fixture("scalars.yml").data[key] == expected


def may_stand(sign: str) -> bool:
    """Whether an honest file may have this sign."""
    return not (text.is_forbidden(sign) or text.drawn(sign))


# Marks are left out: only a few may stand on one letter.
PLAIN_TREE = st.recursive(
    st.text(st.characters(exclude_categories=["C", "M", "Zl", "Zp"]).filter(may_stand)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(categories=["L", "N"]).filter(may_stand), min_size=1),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["name", "kinds", "hours"]), PLAIN_TREE, min_size=1))
def test_what_was_written_is_what_is_read(tree: dict[str, object]) -> None:
    """Any tree of text that is not too deep comes back as it is, through YAML's own quoting."""
    found, findings = read_bytes(json.dumps(tree, ensure_ascii=False).encode(), FILE)
    if found is None:
        assert depth(tree) > reading.MAX_DEPTH
        assert rules(findings) == ["yaml"]
    else:
        assert found.data == tree
        assert findings == []


def depth(tree: object) -> int:
    if isinstance(tree, dict):
        return 1 + max((depth(value) for value in tree.values()), default=0)
    if isinstance(tree, list):
        return 1 + max((depth(value) for value in tree), default=0)
    return 0


# --- a document --------------------------------------------------------------------------------


def test_the_slug_is_the_name_of_the_file() -> None:
    """The file name without folder and ending is the id of what is in it."""
    found = document("name: x", "initiatives/limburg/huis-2-genk.yml")
    assert found.slug == "huis-2-genk"
    assert found.file == "initiatives/limburg/huis-2-genk.yml"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("name", 2),
        ("kinds", 4),
        ("kinds.0", 5),
        ("kinds.1", 6),
        ("address", 7),
        ("address.street", 7),
        ("address.place", 8),
        ("sources", 9),
        ("sources.0", 10),
        ("sources.0.url", 10),
        ("sources.0.seen", 12),
        ("sources.1.url", 13),
        # What is not there has the line of what is nearest around it.
        ("kinds.7", 4),
        ("sources.0.title", 10),
        ("address.postcode.first", 7),
        ("contact.phone", 1),
        ("", 1),
    ],
)
def test_each_field_has_its_line(path: str, line: int) -> None:
    """A finding points at the line on which the contributor typed the field."""
    assert read_fixture("lines.yml").line(path) == line


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "Op regel twee"),
        ("name.0", None),
        ("kinds", ["ontmoeten", "leren"]),
        ("kinds.1", "leren"),
        ("kinds.2", None),
        ("kinds.-1", None),
        ("kinds.name", None),
        ("address.place", "Gent"),
        ("address.place.x", None),
        ("sources.1.url", "https://twee.be"),
        ("sources.1.seen", None),
        ("contact.phone", None),
    ],
)
def test_get_follows_a_path(path: str, value: object) -> None:
    """What is absent, or is no list or mapping where one was expected, is None."""
    assert read_fixture("lines.yml").get(path) == value


def test_text_is_only_text() -> None:
    """A list where text was expected gives None, so that a rule need not look."""
    found = read_fixture("lines.yml")
    assert found.text("name") == "Op regel twee"
    assert found.text("kinds") is None
    assert found.text("nothing") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kinds: [a, b]", [("kinds.0", "a"), ("kinds.1", "b")]),
        ("kinds: [a, [b], {c: d}, e]", [("kinds.0", "a"), ("kinds.3", "e")]),
        ("kinds: a", []),
        ("kinds: {a: b}", []),
        ("name: a", []),
    ],
)
def test_texts_gives_each_text_of_a_list(text: str, expected: list[tuple[str, str]]) -> None:
    """Only the texts of a list come, each with its own field name."""
    assert list(document(text).texts("kinds")) == expected


def test_a_finding_of_a_document_knows_its_place() -> None:
    """File and line come from the document."""
    finding = read_fixture("lines.yml").finding("rule", "sources.1.url", "Fout.", "Doe iets.")
    assert (finding.file, finding.line, finding.field) == ("lines.yml", 13, "sources.1.url")
    assert (finding.message, finding.hint, finding.is_error) == ("Fout.", "Doe iets.", True)


@pytest.mark.parametrize(
    "raw",
    [
        b"name: x\n",
        b"name: x",
        b"\xef\xbb\xbfname: x\n",
        b"name: x\r\n",
        "# één\r\nname: x\r\n".encode(),
        b"---\nname: x\n",
        b"name: x\n...\n",
        b"%YAML 1.2\n---\nname: x\n",
        b"# commentaar\n\n\nname: x # nog meer\n",
    ],
)
def test_the_same_text_in_other_clothes(raw: bytes) -> None:
    """A byte order mark, Windows line ends, markers and comments do no harm."""
    found, findings = read_bytes(raw, FILE)
    assert found is not None
    assert found.data == {"name": "x"}
    assert findings == []


def test_lines_are_counted_the_same_with_windows_line_ends() -> None:
    """A file from Notepad has the same line numbers."""
    text = (FIXTURES / "reading" / "lines.yml").read_bytes()
    found, _ = read_bytes(text.replace(b"\n", b"\r\n"), FILE)
    assert found is not None
    assert found.lines == read_fixture("lines.yml").lines


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule", "line", "field", "message", "mend"),
    [
        ("name: a\nkinds: [b]\nname: c", "key-twice", 3, "name", '"name"', "regel 1"),
        ("a:\n  b: 1\n\n  b: 2", "key-twice", 4, "a.b", '"b"', "regel 2"),
        ("a:\n- {b: 1}\n- {b: 1, b: 2}", "key-twice", 3, "a.1.b", '"b"', "regel 3"),
        ("name: &x a", "alias", 1, "name", "& of *", "voluit"),
        ("\nkinds: &x [a]", "alias", 2, "kinds", "& of *", "voluit"),
        ("address: &x {place: a}", "alias", 1, "address", "& of *", "voluit"),
        ("kinds: [a, &x b]", "alias", 1, "kinds.1", "& of *", "voluit"),
        ("&x name: a", "alias", 1, "", "& of *", "voluit"),
        ("name: *x", "alias", 1, "name", "& of *", "voluit"),
        ("&x\nname: a", "alias", 1, "", "& of *", "voluit"),
        ("name: !!str a", "tag", 1, "name", "tag", "aanhalingstekens"),
        ("name: ! a", "tag", 1, "name", "tag", "aanhalingstekens"),
        ("name: !ruby/object:X {}", "tag", 1, "name", "tag", "aanhalingstekens"),
        ("x: !!python/object/apply:os.system [ls]", "tag", 1, "x", "tag", "aanhalingstekens"),
        ("kinds: [!!int a]", "tag", 1, "kinds.0", "tag", "aanhalingstekens"),
        ("!!map\nname: a", "tag", 1, "", "tag", "aanhalingstekens"),
        ("name: a\n? [b, c]\n: d", "key", 2, "", "woord", "dubbele punt"),
        ("a:\n  ? {b: c}\n  : d", "key", 2, "a", "woord", "dubbele punt"),
        ("name: a\n---\nname: b", "documents", 2, "", "tweede document", "---"),
        ('name: "a\\u202eb"', "characters", 1, "name", "U+202E", "Typ de regel opnieuw"),
        ('a: b\nname: "a\\tb\\x00"', "characters", 2, "name", "U+0000, U+0009", "Typ de regel"),
        ('"a\\u200bb": x', "characters", 1, "", "U+200B", "Typ de regel opnieuw"),
    ],
)
def test_refused_but_still_read(
    text: str, rule: str, line: int, field: str, message: str, mend: str
) -> None:
    """What no honest file needs is refused, and the rest of the file is still looked at."""
    found, findings = read_text(text)
    finding = next(f for f in findings if f.rule == rule)
    assert (finding.file, finding.line, finding.field) == (FILE, line, field)
    assert message in finding.message
    assert mend in finding.hint
    assert finding.is_error
    assert found is not None


def test_of_two_equal_keys_the_first_counts() -> None:
    """The second of two equal keys does not win in silence, as it does in YAML."""
    found, findings = read_text("name: eerste\nname: {x: tweede}\nname: derde")
    assert found is not None
    assert found.data == {"name": "eerste"}
    assert [(f.rule, f.line) for f in findings] == [("key-twice", 2), ("key-twice", 3)]


def test_all_mistakes_of_a_file_at_once() -> None:
    """A contributor mends everything in one go."""
    found, findings = read_file(FIXTURES / "reading" / "many-mistakes.yml", "many-mistakes.yml")
    assert found is not None
    assert {(f.rule, f.line) for f in findings} == {
        ("key-twice", 2),
        ("alias", 3),
        ("key-twice", 4),
        ("alias", 5),
        ("tag", 6),
        ("key", 7),
        ("characters", 9),
    }


def test_mistakes_before_a_broken_line_are_told_too() -> None:
    """A line that YAML cannot read does not hide what was wrong above it."""
    found, findings = read_text('name: a\nname: b\nkinds: &x [a]\nsummary: "open')
    assert found is None
    assert [(f.rule, f.line) for f in findings] == [("key-twice", 2), ("alias", 3), ("yaml", 4)]


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("name: a\nsummary: Let op: dit kan niet\nkinds: [a]", 2, "Let op: dit kan niet"),
        ("name: a\nkinds: [a, b\nsummary: c", 3, "summary: c"),
        ('name: a\nsummary: "geen einde', 2, "geen einde"),
        ('name: "geen einde\n', 2, 'name: "geen einde'),
        ("name: a\n  kinds: [b]", 2, "kinds: [b]"),
        ("- a\nname: b", 2, "name: b"),
        ("name: @home", 1, "@home"),
        ("name: `x`", 1, "`x`"),
        ("name: %x", 1, "%x"),
        ("name: a\n%x", 2, "%x"),
        ("name: {a", 1, "{a"),
        ("name: '", 1, "name: '"),
        ("name: " + '"' + "é" * 100, 1, "é" * 53),
    ],
)
def test_a_line_that_yaml_cannot_read(text: str, line: int, shown: str) -> None:
    """The finding shows the line itself, at most sixty characters, and how to write it."""
    found, findings = read_text(text)
    assert found is None
    assert [(f.rule, f.file, f.line, f.field) for f in findings] == [("yaml", FILE, line, "")]
    assert shown in findings[0].message
    assert len(findings[0].message) < 100
    assert "aanhalingstekens" in findings[0].hint


@pytest.mark.parametrize("text", ["", "\n\n", "# niets\n", "- a\n- b", "[a, b]", "gewoon tekst"])
def test_a_file_without_fields(text: str) -> None:
    """An empty file, a list at the top and bare text have no fields; the mend shows one."""
    found, findings = read_text(text)
    assert found is None
    assert [(f.rule, f.file, f.line) for f in findings] == [("not-a-mapping", FILE, 1)]
    assert "geen velden" in findings[0].message
    assert "name: " in findings[0].hint


@pytest.mark.parametrize(
    "character",
    [
        "\t",
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\r",
        "\u00ad",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u2028",
        "\u2029",
        "\u202a",
        "\u202d",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ue000",
        "\ufffe",
        "\U000e0041",
    ],
)
def test_invisible_characters_are_refused(character: str) -> None:
    """Control, format and bidirectional characters mislead a reader; the finding names each."""
    found, findings = read_text(f"name: a\nkinds: [b]\nsummary: c{character}d\nhours: e\n")
    assert found is None
    assert [(f.rule, f.line, f.field) for f in findings] == [("characters", 3, "")]
    assert f"U+{ord(character):04X}" in findings[0].message
    assert "Typ de regel opnieuw" in findings[0].hint


def test_each_line_with_invisible_characters_is_told_once() -> None:
    """Two on one line are one finding, in order; another line is another finding."""
    _, findings = read_text("a: \u202e\u200b\u202e\nb: c\nd: \te")
    assert [(f.line, f.message) for f in findings] == [
        (1, "Deze regel heeft onzichtbare tekens (U+200B, U+202E)."),
        (3, "Deze regel heeft onzichtbare tekens (U+0009)."),
    ]


@pytest.mark.parametrize("text", ["café", "’t Huis – €5…", "Ĳzer", "بيت", "שלום", "\u00a0", "☕"])
def test_visible_characters_are_welcome(text: str) -> None:
    """Accents, typographic signs and other scripts are ordinary text."""
    found, findings = read_text(f'name: "x{text}x"')
    assert found is not None
    assert found.data == {"name": f"x{text}x"}
    assert findings == []


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ("name: café".encode("latin-1"), 1),
        ("name: a\nkinds: [b]\nsummary: één".encode("cp1252"), 3),
        ("name: a".encode("utf-16"), 1),
        (b"name: \xed\xa0\x80", 1),
        (b"a: b\nname: \xc0\xaf", 2),
    ],
)
def test_bytes_that_are_no_utf8(raw: bytes, line: int) -> None:
    """Another encoding is told with its line, and never guessed."""
    found, findings = read_bytes(raw, FILE)
    assert found is None
    assert [(f.rule, f.file, f.line) for f in findings] == [("file-encoding", FILE, line)]
    assert "UTF-8" in findings[0].hint


@pytest.mark.parametrize(("size", "expected"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["file-size"])])
def test_a_file_is_at_most_64_kb(tmp_path: Path, size: int, expected: list[str]) -> None:
    """64 KB is allowed, one byte more is not."""
    assert MAX_BYTES == 65_536
    path = tmp_path / "groot.yml"
    path.write_bytes(b"name: x #".ljust(size, b"."))
    found, findings = read_file(path, "groot.yml")
    assert rules(findings) == expected
    assert (found is None) == bool(expected)
    assert all("64 kB" in f.message and "Schrap" in f.hint and f.line == 0 for f in findings)


def test_an_endless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Of a file of ten gigabytes only the first bytes are read."""
    path = tmp_path / "eindeloos.yml"
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**3)
    _, findings = read_file(path, "eindeloos.yml")
    assert rules(findings) == ["file-size"]


@pytest.mark.parametrize("name", ["weg.yml", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """A missing file or a folder is a finding, not a traceback."""
    found, findings = read_file(tmp_path / name, "initiatives/weg.yml")
    assert found is None
    assert [(f.rule, f.file, f.line) for f in findings] == [
        ("file-unreadable", "initiatives/weg.yml", 0)
    ]
    assert findings[0].hint


# --- names of files ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.yml", "huis-2.yml", "2000.yml", "x" * MAX_SLUG + ".yml"])
def test_a_name_that_is_a_slug(name: str) -> None:
    """Small letters, digits and single hyphens, at most eighty."""
    assert MAX_SLUG == 80
    assert read_text("name: x", f"initiatives/limburg/{name}")[1] == []


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Mijn Huis.yml", "mijn-huis.yml"),
        ("café.yml", "cafe.yml"),
        ("huis_genk.yml", "huis-genk.yml"),
        ("-huis.yml", "huis.yml"),
        ("huis-.yml", "huis.yml"),
        ("huis--genk.yml", "huis-genk.yml"),
        ("huis.genk.yml", "huis-genk.yml"),
        ("..yml", "naam-van-het-initiatief.yml"),
        (".yml", "naam-van-het-initiatief.yml"),
        ("☕.yml", "naam-van-het-initiatief.yml"),
        ("huis.yaml", "huis.yml"),
        ("huis.YML", "huis.yml"),
        ("huis\n.yml", "huis.yml"),
        ("<b>huis.yml", "b-huis.yml"),
        ("x" * (MAX_SLUG + 1) + ".yml", "x" * MAX_SLUG + ".yml"),
    ],
)
def test_a_name_that_is_no_slug(name: str, better: str) -> None:
    """The name becomes an address, so it is refused, with a name that can be used."""
    file = f"initiatives/limburg/{name}"
    _, findings = read_text("name: x", file)
    assert [(f.rule, f.file, f.line) for f in findings] == [("file-name", file, 0)]
    assert f'"{better}"' in findings[0].hint


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"name: a\nname: b", "key-twice"),
        (b'name: "a', "yaml"),
        (b"name: \xff", "file-encoding"),
        (b"name:\ta", "characters"),
        (b"- a", None),
    ],
)
def test_a_wrong_name_does_not_hide_what_is_inside(raw: bytes, rule: str | None) -> None:
    """Name and content are told at once."""
    _, findings = read_bytes(raw, "initiatives/limburg/Mijn Huis.yml")
    assert rules(findings) == ["file-name"] + ([rule] if rule else [])


# --- hostile input -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("{a: {b: {c: {d: e}}}}", True),
        ("{a: {b: {c: {d: {e: f}}}}}", True),
        ("{a: {b: {c: {d: {e: {f: g}}}}}}", False),
        ("a: [[[[x]]]]", True),
        ("a: [[[[[x]]]]]", False),
        ("a.b.c.d.e.f.g.h: {i: j}", True),
        ("{a: {b: {c: {}}}, d: {e: {f: {}}}, g: {h: {i: {}}}}", True),
    ],
)
def test_at_most_five_levels(text: str, is_read: bool) -> None:
    """No honest file has lists in lists in lists; the depth is counted, not the dots in a name."""
    found, findings = read_text(text)
    assert (found is not None) == is_read
    assert rules(findings) == ([] if is_read else ["yaml"])


def test_what_is_too_deep_has_its_line() -> None:
    """The finding stands on the line that goes too deep."""
    _, findings = read_text("a:\n  b:\n    c:\n      d:\n        e:\n          f: g\n")
    assert [(f.rule, f.line) for f in findings] == [("yaml", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 60_000,
        "a: " + "[" * 30_000 + "]" * 30_000,
        "{" * 60_000,
        '{"":' * 12_000,
        '{"":' * 9_000 + "1" + "}" * 9_000,
        "{" * 900 + "}" * 900,
        "? " * 30_000,
        "- " * 30_000,
        "&a [" * 15_000,
        "a: " + "!!seq [" * 8_000,
        "a: &a [x]\n" + "".join(f"b{n}: [*a,*a,*a,*a,*a,*a,*a]\n" for n in range(1500)),
        '"' * 60_000,
        "a: b\n" * 12_000,
        "\n" * 60_000,
        "a: |\n" + " b\n" * 20_000,
        "a: " + "-" * 60_000,
        "---\n" * 15_000,
        "%TAG ! x:\n" * 6_000,
    ],
)
def test_hostile_text_ends_in_findings(text: str) -> None:
    """Neither deep nesting nor many of anything gives a traceback."""
    found, findings = read_text(text)
    assert findings or found


def test_aliases_do_not_grow() -> None:
    """A billion laughs stay a few characters: an alias is refused and stands for nothing."""
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    found, findings = read_text(f"l0: &l0 lol\n{levels}")
    assert found is not None
    assert found.data["l8"] == [""] * 9
    assert set(rules(findings)) == {"alias"}


@given(st.binary())
def test_any_bytes_give_a_document_or_a_finding(raw: bytes) -> None:
    """Whatever the bytes are, nothing is raised and nothing passes in silence."""
    found, findings = read_bytes(raw, FILE)
    assert found is not None or findings


YAML_PIECES = st.lists(
    st.sampled_from([*'{}[]:,-?*&!|>"%#@` \n', "a", "b: ", "- ", "\n  ", "\n    ", '""', "<<", "~"])
)


@given(YAML_PIECES.map("".join))
def test_any_yaml_is_refused_or_read_as_text(text: str) -> None:
    """What YAML means with a text is either refused or a tree of text."""
    found, findings = read_text(text)
    assert found is not None or findings
    assert found is None or is_text(found.data)
    if found and not findings:
        loaded = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only text
        assert set(found.data) == set(loaded)


def is_text(tree: object) -> bool:
    if isinstance(tree, dict):
        return all(isinstance(k, str) and is_text(v) for k, v in tree.items())
    if isinstance(tree, list):
        return all(is_text(value) for value in tree)
    return isinstance(tree, str)


# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("'t Oud Café", "t-oud-cafe"),
        ("Sint-Niklaas", "sint-niklaas"),
        ("CAW Oost-Vlaanderen", "caw-oost-vlaanderen"),
        ("De Pinte", "de-pinte"),
        ("  veel   spaties  ", "veel-spaties"),
        ("50+", "50"),
        ("Ĳzer", "ijzer"),
        ("☕", ""),
        ("", ""),
        ("x" * 100, "x" * MAX_SLUG),
        ("x" * (MAX_SLUG - 1) + " y", "x" * (MAX_SLUG - 1)),
    ],
)
def test_slugify(name: str, slug: str) -> None:
    """A name becomes a part of an address."""
    assert text.slugify(name) == slug


@given(st.text())
def test_slugify_gives_a_slug_or_nothing(name: str) -> None:
    """Whatever the name, the result can be an address, and has its own slug."""
    slug = text.slugify(name)
    assert slug == "" or (re.fullmatch(SLUG, slug) and len(slug) <= MAX_SLUG)
    assert text.slugify(slug) == slug


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("maatj", ["leren", "maatje"], "maatje"),
        ("GENT", ["Gent", "Genk"], "Gent"),
        ("gnet", ["Gent", "Oostende"], "Gent"),
        ("xyz", ["Gent", "Oostende"], ""),
        ("x", [], ""),
    ],
)
def test_suggestion(word: str, known: list[str], expected: str) -> None:
    """The nearest known word, or nothing rather than a wild guess."""
    assert text.suggestion(word, known) == expected
