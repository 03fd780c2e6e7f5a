"""The canonical form of a file: one order, one way to quote, one line a field.

The text says the same before and after. What it settles:

- fields stand in the order of the model, one a line; nothing wraps;
- lists and maps stand in flow style, a list of maps as a block list of flow maps;
- a text stands between double quotes only where YAML, or whoever reads it as YAML 1.1 or 1.2, would
  see something else without them; a postcode and ``hours`` always;
- white space in a text is one space, and a phone number is written as Belgians write it;
- a comment stays, on lines of its own above the field in which or before which it stood.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias, get_args, get_origin

import phonenumbers
import yaml
from finder.files.model import Lead
from finder.files.phone import short_number
from finder.files.reading import Document
from finder.findings import Finding, Severity
from finder.text import ascii_digits
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from finder.files.model import Entry
    from finder.files.reading import Tree

# The lines of comment above a field, by the field; those after the last field stand under "".
Comments: TypeAlias = "Mapping[str, Sequence[str]]"

HIDDEN = frozenset({"slug", "file"})  # come from the name of the file
_QUOTED = frozenset({"address.postcode", "hours"})
_PHONE = "contact.phone"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def canonical(
    entry: Document | Entry | Mapping[str, Tree], comments: Comments | None = None
) -> str:
    """The text of a file that says this, in canonical form.

    Args:
        entry: a document, a model, or keys and values as a document holds them.
        comments: the lines of comment by field, see :data:`Comments`.
    """
    data, kept = _tidy(_data(entry)), comments or {}
    lines: list[str] = []
    for key in _in_order(data, ""):
        lines += [*kept.get(key, ()), *_field(key, data[key], kept)]
    return "".join(f"{line}\n" for line in (*lines, *kept.get("", ())))


def rewritten(document: Document) -> str:
    """The text of a file that was read, in canonical form, with its comments."""
    return canonical(document, comments_in(document))


def check_form(document: Document, _context: object = None) -> Iterator[Finding]:
    """A file that can be read stands in canonical form."""
    better = rewritten(document)
    if better.encode() == document.raw:
        return
    yield Finding(
        "form",
        document.file,
        _first_difference(document.raw, better.encode()),
        "",
        "Dit bestand is goed, maar staat niet in de vaste vorm.",
        f"Typ: .venv/bin/python scripts/check.py --fix {document.file}."
        " Lukt dat niet? Laat het dan zo.",
        Severity.NOTICE,
    )


def write(path: Path, text: str) -> None:
    """Write a file, all of it or nothing: after a crash halfway the old one stands.

    Raises:
        OSError: the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(text.encode())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def national_phone(text: str) -> str:
    """A Belgian number as Belgians write it, ``09 245 09 05``; a text that is none, unchanged."""
    plain = ascii_digits(text)
    if short := short_number(plain):
        return short if len(short) < 6 else f"{short[:3]} {short[3:]}"
    try:
        number = phonenumbers.parse(plain, "BE")
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_valid_number_for_region(number, "BE"):
        return text
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


# --- the data, in order ------------------------------------------------------------------------


def as_tree(entry: Entry) -> dict[str, Tree]:
    """What a model says, as the keys and the texts of a file; what nobody filled in is left out."""
    return _tidy(_data(entry))


def _data(entry: Document | Entry | Mapping[str, Tree]) -> Mapping[str, Tree]:
    if isinstance(entry, Document):
        return entry.data
    if isinstance(entry, BaseModel):
        dumped = entry.model_dump(mode="json", exclude_unset=True, exclude=set(HIDDEN))
        return {key: _as_text(value) for key, value in dumped.items()}
    return entry


def _as_text(value: object) -> Tree:
    """What pydantic dumped, with every value as the text of a YAML file."""
    if isinstance(value, dict):
        return {key: _as_text(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tidy(data: Mapping[str, Tree]) -> dict[str, Tree]:
    tidy = {key: _tidy_value(key, value) for key, value in data.items()}
    status = tidy.get("status")
    if isinstance(status, dict) and list(status) == ["state"]:
        tidy["status"] = status["state"]
    return tidy


def _tidy_value(path: str, value: Tree) -> Tree:
    if isinstance(value, dict):
        return {key: _tidy_value(f"{path}.{key}", value[key]) for key in _in_order(value, path)}
    if isinstance(value, list):
        return [_tidy_value(path, part) for part in value]
    text = " ".join(value.split())
    return national_phone(text) if path == _PHONE else text


def _in_order(data: Iterable[str], path: str) -> list[str]:
    """The keys as the model orders them; keys that it does not know last, as they stood."""
    order = _ORDER.get(path, [])
    return sorted(data, key=lambda key: order.index(key) if key in order else len(order))


def _walk(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """The model and every part in it, each with its path; a list has the path of its field."""
    yield path, model
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner:
            yield from _walk(inner, f"{path}.{name}".lstrip("."))


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _is_word(annotation: object) -> bool:
    """Whether a field takes a number, true or false, or one of a few words; never free text."""
    if str(get_origin(annotation)) == "typing.Literal":
        return True
    parts = [part for part in get_args(annotation) if part is not type(None)]
    return annotation in {float, int, bool} or (bool(parts) and all(map(_is_word, parts)))


_MODELS = dict(_walk(Lead))
_ORDER = {
    path: [n for n in model.model_fields if n not in HIDDEN] for path, model in _MODELS.items()
}
# In these a plain ``no`` is the word that a contributor means.
_WORDS = frozenset(
    f"{path}.{name}".lstrip(".")
    for path, model in _MODELS.items()
    for name, field in model.model_fields.items()
    if _is_word(field.annotation)
) | {"status"}


# --- the text ----------------------------------------------------------------------------------


def _field(key: str, value: Tree, comments: Comments) -> Iterator[str]:
    """The lines of one field of the file."""
    if not isinstance(value, list) or not _is_block(value):
        yield f"{_scalar('', key)}: {_flow(key, value, inside=False)}"
        return
    yield f"{_scalar('', key)}:"
    for number, part in enumerate(value):
        yield from (f"  {line}" for line in comments.get(f"{key}.{number}", ()))
        yield f"  - {_flow(key, part)}"


def _is_block(value: Tree | None) -> bool:
    """Whether a value has a line for each entry: a list of maps."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)


def _flow(path: str, value: Tree, *, inside: bool = True) -> str:
    """A value on one line; ``inside`` tells whether brackets or braces stand around it."""
    if isinstance(value, dict):
        parts = (f"{_scalar('', key)}: {_flow(f'{path}.{key}', value[key])}" for key in value)
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(path, part) for part in value)}]"
    return _scalar(path, value, inside=inside)


def _scalar(path: str, text: str, *, inside: bool = True) -> str:
    reads_as_text = path in _WORDS or not _OTHER_THAN_TEXT.fullmatch(text)
    if path not in _QUOTED and reads_as_text and not _needs_quotes(text, inside=inside):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# What YAML 1.1 or 1.2 takes for a number, a boolean, nothing, a moment or a merge; a date of this
# form is text to YAML 1.2 and needs no quotes.
_OTHER_THAN_TEXT = re.compile(
    r"(?i:y|n|yes|no|true|false|on|off|null|~|=|<<)"
    r"|[-+]?(0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+|\.?\d[\d_]*(:[0-5]?\d)*(\.[\d_]*)?([eE][-+]?\d+)?)"
    r"|[-+]?\.(?i:inf|nan)"
    r"|(?!\d{4}-\d\d-\d\d$)\d{4}-\d\d?-\d\d?([Tt\s].*)?"
)


def _needs_quotes(text: str, *, inside: bool) -> bool:
    """Whether YAML would read something else, or nothing, without quotes."""
    return (
        not text
        or text[0] in "-?:,[]{}#&*!|>'\"%@`"
        or text[-1] == ":"
        or ": " in text
        or " #" in text
        or (inside and not _BRACKETS.isdisjoint(text))
    )


_BRACKETS = frozenset(",[]{}?")  # and what PyYAML's own scanner ends a plain text at


def _first_difference(one: bytes, other: bytes) -> int:
    """The first line, from 1, in which two texts differ."""
    pairs = zip_longest(one.splitlines(keepends=True), other.splitlines(keepends=True))
    return next(line for line, (a, b) in enumerate(pairs, 1) if a != b)


# --- comments ----------------------------------------------------------------------------------


def comments_in(document: Document) -> dict[str, list[str]]:
    """The comments of a file that was read, by the field above which they belong."""
    text = document.raw.decode("utf-8-sig")
    found: dict[str, list[str]] = defaultdict(list)
    if "#" in text:
        starts = sorted((line, path) for path, line in document.lines.items())
        for line, comment, is_alone in _scan(text):
            path = _after(line, starts) if is_alone else _before(line, starts)
            found[_above(path, document)].append(comment.rstrip())
    return dict(found)


def _after(line: int, starts: Sequence[tuple[int, str]]) -> str:
    """The first field after a line; empty when there is none."""
    return next((path for start, path in starts if start > line), "")


def _before(line: int, starts: Sequence[tuple[int, str]]) -> str:
    """The last field that begins on a line or before it; else the first after it."""
    paths = [path for start, path in starts if start <= line]
    return paths[-1] if paths else _after(line, starts)


def _above(path: str, document: Document) -> str:
    """The field or the entry of a block list that holds this path, on a line of its own."""
    field, _, inner = path.partition(".")
    number = inner.partition(".")[0]
    value = document.data.get(field)
    return f"{field}.{number}" if number and _is_block(value) else field


_COMMENT = re.compile(r"#[^\n]*")


def _scan(text: str) -> Iterator[tuple[int, str, bool]]:
    """Every comment: its line, its text, and whether it is alone on that line."""
    end = 0
    for token in yaml.scan(text, Loader=_Loader):
        start = token.start_mark.index
        # The first line of a text with | or > may end in a comment, which the token swallows.
        until = text.find("\n", start) if getattr(token, "style", None) in {"|", ">"} else start
        for match in _COMMENT.finditer(text, end, until):
            before = text[: match.start()]
            is_alone = not before.rpartition("\n")[2].strip()
            yield before.count("\n") + 1, match[0], is_alone
        end = max(end, token.end_mark.index)
