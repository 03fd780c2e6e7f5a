"""From a YAML file to its text, with the line of each field.

Every scalar stays text: YAML itself would turn ``13:30`` into 810, ``0123`` into 83 and ``no`` into
False. What an honest file never needs (aliases, tags, control characters, equal keys) is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml
from finder.findings import Finding
from finder.text import MAX_SLUG, RESERVED, SLUG, drawn, is_forbidden, slugify, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

MAX_BYTES = 64 * 1024
MAX_DEPTH = 5
# Signs in one value, entries in one list, and fields in one part: far above what any field may
# hold, so that the rules that look at each word never see more.
MAX_TEXT = 2000
MAX_ENTRIES = 400
MAX_FIELDS = 100
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """The text of one YAML file.

    Attributes:
        file: the path as a contributor knows it.
        slug: the name of the file without its ending; the id of what is in it.
        data: keys and values; each value is text, a list or a mapping.
        lines: the line of each field, the field written as ``address.postcode`` or ``kinds.0``.
        raw: the bytes of the file.
    """

    file: str
    slug: str
    data: dict[str, Tree]
    lines: dict[str, int] = field(default_factory=dict)
    raw: bytes = field(default=b"", repr=False, compare=False)

    def get(self, path: str) -> Tree | None:
        """The value of a field such as ``contact.phone`` or ``kinds.0``; None when it is absent."""
        value: Tree | None = self.data
        for key in path.split("."):
            if isinstance(value, dict):
                value = value.get(key)
            elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                return None
        return value

    def text(self, path: str) -> str | None:
        """The text of a field; None when it is absent or no text."""
        value = self.get(path)
        return value if isinstance(value, str) else None

    def texts(self, path: str) -> Iterator[tuple[str, str]]:
        """The field name and the text of each entry in a list; nothing when it is no list."""
        values = self.get(path)
        for index, value in enumerate(values if isinstance(values, list) else []):
            if isinstance(value, str):
                yield f"{path}.{index}", value

    def line(self, path: str) -> int:
        """The line of a field, or of the nearest field around it; 1 when there is none."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return 1

    def finding(self, rule: str, path: str, message: str, hint: str = "") -> Finding:
        """An error on a field of this document."""
        return Finding(rule, self.file, self.line(path), path, message, hint)


def read_file(path: Path, file: str) -> tuple[Document | None, list[Finding]]:
    """Read one YAML file.

    Args:
        path: where the file is.
        file: how to call it in findings.

    Returns:
        The document, or None when nothing of it can be used, and all that is wrong with it.
    """
    raw, findings = read_raw(path, file)
    return (None, findings) if raw is None else read_bytes(raw, file)


def read_raw(path: Path, file: str) -> tuple[bytes | None, list[Finding]]:
    """The bytes of a file, of a very large one the beginning; None when it cannot be read."""
    try:
        return first_bytes(path, MAX_BYTES), []
    except OSError as error:
        problem = f"Wij kunnen dit bestand niet lezen: {error.strerror}."
        return None, [Finding("file-unreadable", file, 0, "", problem, "Bewaar het opnieuw.")]


def first_bytes(path: Path, most: int) -> bytes:
    """What a file begins with: at most one byte more than ``most``, so that too much can be told.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(most + 1)


def read_bytes(raw: bytes, file: str) -> tuple[Document | None, list[Finding]]:
    """Read the bytes of one YAML file; ``file`` is its path, as in :func:`read_file`."""
    slug = file.rpartition("/")[2].rpartition(".")[0]
    findings = list(_check_name(file, slug))
    text, problem = _decode(raw, file)
    if problem:
        return None, [*findings, problem]
    hidden = list(_check_characters(text, file))
    if hidden:
        return None, [*findings, *hidden]
    builder = _Builder(file)
    try:
        tree = builder.build(text)
    except yaml.YAMLError as error:
        return None, [*findings, *builder.findings, _syntax_finding(error, text, file)]
    findings += builder.findings
    if not isinstance(tree, dict):
        return None, findings or [
            Finding(
                "not-a-mapping",
                file,
                1,
                "",
                "Dit bestand heeft geen velden.",
                'Begin met een regel zoals "name: Naam van het initiatief".',
            )
        ]
    return Document(file, slug, tree, builder.lines, raw), findings


def _check_name(file: str, slug: str) -> Iterator[Finding]:
    if SLUG.fullmatch(slug) and len(slug) <= MAX_SLUG and file.endswith(".yml"):
        if slug in RESERVED:
            yield _reserved(file, slug)
        return
    better = slugify(slug) or "naam-van-het-initiatief"
    yield Finding(
        "file-name",
        file,
        0,
        "",
        "Deze bestandsnaam kan niet. De naam wordt het adres van de pagina.",
        f'Noem het bestand "{better}.yml": kleine letters, cijfers en streepjes,'
        f" hooguit {MAX_SLUG} tekens.",
    )


def _reserved(file: str, slug: str) -> Finding:
    return Finding(
        "file-reserved",
        file,
        0,
        "",
        f'Op een computer met Windows kan een bestand niet "{slug}" heten.',
        f'Zet de gemeente erachter, zoals "{slug}-gent.yml".',
    )


def _decode(raw: bytes, file: str) -> tuple[str, Finding | None]:
    if len(raw) > MAX_BYTES:
        return "", Finding(
            "file-size",
            file,
            0,
            "",
            "Dit bestand is groter dan 64 kB.",
            "Schrap tekst. Eén bestand beschrijft één initiatief.",
        )
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return "", Finding(
            "file-encoding",
            file,
            line,
            "",
            "Deze regel heeft tekens die wij niet kunnen lezen.",
            "Bewaar het bestand als UTF-8.",
        )


def _check_characters(text: str, file: str) -> Iterator[Finding]:
    if text.isascii() and text.replace("\r\n", "").replace("\n", "").isprintable():
        return  # the ordinary file, without a look at each character
    for number, line in enumerate(text.split("\n"), 1):
        bad = _forbidden_in(line.removesuffix("\r"))
        if bad:
            yield Finding("characters", file, number, "", *_invisible(bad))
        elif high := stacked(line):
            yield Finding("characters", file, number, "", *_too_high(high))
        elif letters := drawn(line):
            yield Finding("characters", file, number, "", *_no_letters(letters))


def _invisible(characters: list[str]) -> tuple[str, str]:
    names = ", ".join(f"U+{ord(character):04X}" for character in characters)
    message = f"Deze regel heeft onzichtbare tekens ({names})."
    return message, "Typ de regel opnieuw. Gebruik spaties, geen tabs."


def _too_high(characters: list[str]) -> tuple[str, str]:
    names = ", ".join(f"U+{ord(character):04X}" for character in characters)
    message = f"Deze regel heeft letters met te veel tekens erboven of eronder ({names})."
    return message, "Typ de regel opnieuw, met gewone letters."


def _no_letters(characters: list[str]) -> tuple[str, str]:
    shown = " ".join(characters[:10])
    message = f"Deze regel heeft tekens die alleen op letters lijken: {shown}"
    return message, "Typ de regel opnieuw, met gewone letters. Anders vindt niemand dit."


def _forbidden_in(text: str) -> list[str]:
    return sorted({character for character in text if is_forbidden(character)})


# A value that begins with a sign with which YAML lets no text begin.
_RESERVED_SIGN = re.compile(r"[\w. -]{0,60}:?[ ]{0,9}([@`%])")


def _syntax_finding(error: yaml.YAMLError, text: str, file: str) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    number = getattr(error, "line", min(mark.line + 1, len(lines)) if mark else 1)
    # A missing quote is often noticed only on the line after it.
    shown = lines[number - 1].strip() or (lines[number - 2].strip() if number > 1 else "")
    sign = _RESERVED_SIGN.match(shown)
    return Finding(
        "yaml",
        file,
        number,
        "",
        f'Wij begrijpen deze regel niet: "{shown[:60]}".',
        f'Zet tekst die met {sign[1]} begint tussen "aanhalingstekens".'
        if sign
        else "Kijk na: staat er een spatie na elke dubbele punt, springt elke regel even ver in,"
        ' en staat tekst met een dubbele punt tussen "aanhalingstekens"?',
    )


class _TooMuchError(yaml.YAMLError):
    """Lists in lists in lists, or hundreds of fields: no honest file has them."""

    def __init__(self, line: int) -> None:
        super().__init__("too much")
        self.line = line


def _skip(event: yaml.Event, events: Iterator[yaml.Event]) -> None:
    """Pass over a value."""
    depth = 0
    while True:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth == 0:
            return
        event = next(events)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Builder:
    """Builds a tree of text from the events of one YAML document, and notes each line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[str, int] = {}
        self.findings: list[Finding] = []
        self._depth = 0

    def build(self, text: str) -> Tree | None:
        events = iter(yaml.parse(text, Loader=_Loader))
        tree: Tree | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        "documents",
                        event,
                        "",
                        "Hier begint een tweede document.",
                        'Schrap de regel "---". Eén bestand is één initiatief.',
                    )
                    return tree
                tree = self._value(next(events), events, "")
        return tree

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: str) -> Tree:
        if path:
            self.lines.setdefault(path, _line(event))
        self._refuse_specials(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, path)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._collection(event, events, path)
        return ""  # an alias, refused above

    def _collection(
        self, event: yaml.CollectionStartEvent, events: Iterator[yaml.Event], path: str
    ) -> Tree:
        # The path says too little: a key may be empty, and may itself be a list.
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooMuchError(_line(event))
        is_list = isinstance(event, yaml.SequenceStartEvent)
        values: Tree = self._sequence(events, path) if is_list else self._mapping(events, path)
        self._depth -= 1
        return values

    def _sequence(self, events: Iterator[yaml.Event], path: str) -> list[Tree]:
        values: list[Tree] = []
        count = 0
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            count += 1
            if count > MAX_ENTRIES:
                self._too_many(event, path, count)
                _skip(event, events)
            else:
                values.append(self._value(event, events, f"{path}.{len(values)}"))
        return values

    def _mapping(self, events: Iterator[yaml.Event], path: str) -> dict[str, Tree]:
        values: dict[str, Tree] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if len(values) >= MAX_FIELDS:
                raise _TooMuchError(_line(event))
            key = self._key(event, events, path)
            here = f"{path}.{key}" if path else key
            if key in values:
                self._refuse(
                    "key-twice",
                    event,
                    here,
                    f'Het veld "{key}" staat hier twee keer.',
                    f"Kies er één. Het eerste staat op regel {self.lines[here]}.",
                )
                self._value(next(events), events, here)
                continue
            self.lines.setdefault(here, _line(event))
            values[key] = self._value(next(events), events, here)
        return values

    def _key(self, event: yaml.Event, events: Iterator[yaml.Event], path: str) -> str:
        self._refuse_specials(event, path)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, path)
        self._refuse(
            "key",
            event,
            path,
            "De naam van een veld moet een woord zijn.",
            "Schrijf een veld als naam, dubbele punt, spatie, waarde.",
        )
        self._value(event, events, path)
        return ""

    def _text(self, event: yaml.ScalarEvent, path: str) -> str:
        text = str(event.value)
        if len(text) > MAX_TEXT:
            self._refuse(
                "text-size",
                event,
                path,
                f"Deze tekst heeft meer dan {MAX_TEXT} tekens.",
                "Maak hem veel korter. Staat er ergens een aanhalingsteken te veel?",
            )
            text = text[:MAX_TEXT]
        # Between double quotes \u202e stands for a character that the line itself does not have.
        plain = text.isascii() and text.isprintable()
        bad = [] if plain else _forbidden_in(text.replace("\n", ""))
        if bad:
            self._refuse("characters", event, path, *_invisible(bad))
        elif not text.isascii() and (high := stacked(text)):
            self._refuse("characters", event, path, *_too_high(high))
        elif not text.isascii() and (letters := drawn(text)):
            self._refuse("characters", event, path, *_no_letters(letters))
        return text

    def _too_many(self, event: yaml.Event, path: str, count: int) -> None:
        if count == MAX_ENTRIES + 1:
            self._refuse(
                "list-size",
                event,
                path,
                f"Deze lijst heeft meer dan {MAX_ENTRIES} woorden.",
                "Hou alleen het belangrijkste.",
            )

    def _refuse_specials(self, event: yaml.Event, path: str) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(
                "alias",
                event,
                path,
                "Verwijzingen met & of * gebruiken wij niet.",
                'Schrijf de waarde voluit. Zet tekst die met & of * begint tussen "".',
            )
        if getattr(event, "tag", None):
            self._refuse(
                "tag",
                event,
                path,
                "Een woord met een uitroepteken ervoor is een tag.",
                'Schrap het, of zet de tekst tussen "aanhalingstekens".',
            )

    def _refuse(self, rule: str, event: yaml.Event, path: str, message: str, hint: str) -> None:
        line = _line(event)
        self.findings.append(Finding(rule, self.file, line, path, message, hint))
