"""The other languages of the site: their words, and what a language still lacks.

Beside ``words/<language>.yml`` a language has a folder ``words/<language>/`` with the words of the
data: ``taxonomy.yml`` (kinds, groups, languages), ``glossary.yml``, ``choice.yml``, ``kinds.yml``.
What a language lacks is said in Dutch and marked so. A language that lacks something is built, and
stays out of the switch until it is whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from finder.files.reading import read_file
from finder.files.translations import NONE, Translations
from finder.settings import DATA
from finder.words.glossary import Glossary
from finder.words.marking import Dutch
from finder.words.saying import DUTCH, STRINGS, Words, flat, strings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from finder.files.reading import Tree
    from finder.files.taxonomy import Kind, Taxonomy

# What only Dutch pages say: figures, open data, contributing, what is for workers; and mails, which
# the intake reads.
DUTCH_ONLY = re.compile(
    r"(figures|data|writing|leads|paper|reply|correction|desk|leaflet|embed|frame)\."
    r"|pages\.(data|embed_how|figures|handbook|reference|paper|writing)\."
    r"|theme\.(lost_subject|lost_body|locale|feed)$"
    r"|language$"
)
CODE = re.compile(r"[a-z]{2}")
"""The code of a language, as it stands in addresses and names of folders."""
_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def available(folder: Path = STRINGS) -> tuple[str, ...]:
    """The languages that have a file of strings, Dutch left out."""
    found = sorted(path.stem for path in folder.glob("*.yml") if CODE.fullmatch(path.stem))
    return tuple(code for code in found if code != DUTCH)


def load_words(
    dutch: Words, language: str, texts: Translations = NONE, folder: Path = STRINGS
) -> Words:
    """The words of another language, with the Dutch ones behind them.

    Args:
        dutch: the Dutch words.
        language: its code.
        texts: the translations of the texts of initiatives.
        folder: where the files lie.

    Raises:
        KeyError: there is no such file, or it cannot be read.
    """
    taxonomy = translated_taxonomy(dutch.taxonomy, part(language, "taxonomy", folder))
    return Words(strings(language, folder), taxonomy, dutch, texts)


def part(language: str, name: str, folder: Path = STRINGS) -> dict[str, Tree]:
    """What one file of a language says; nothing when there is no such file.

    Raises:
        KeyError: it cannot be read.
    """
    path = folder / language / f"{name}.yml"
    if not path.is_file():
        return {}
    document, findings = read_file(path, f"words/{language}/{name}.yml")
    if document is None or findings:
        raise KeyError("; ".join(f"{one.file}:{one.line} {one.message}" for one in findings))
    return document.data


def translated_taxonomy(taxonomy: Taxonomy, said: Mapping[str, Tree]) -> Taxonomy:
    """The taxonomy with the words of another language; what it lacks stays Dutch, and marked."""
    kinds = branch(said, "kinds")
    return taxonomy.model_copy(
        update={
            "kinds": {key: _kind(kind, branch(kinds, key)) for key, kind in taxonomy.kinds.items()},
            "groups": _translated(taxonomy.groups, branch(said, "groups")),
            "languages": _translated(taxonomy.languages, branch(said, "languages")),
        }
    )


def translated_glossary(glossary: Glossary, said: Mapping[str, Tree]) -> Glossary:
    """The words that are explained, with their explanations in another language."""
    return Glossary(
        {
            key: term.model_copy(update={"text": text_of(said, key, term.text)})
            for key, term in glossary.terms.items()
        }
    )


def text_of(said: Mapping[str, Tree], key: str, dutch: str) -> str:
    """A text of another language; the Dutch one, marked, when that has none."""
    found = said.get(key)
    return found if isinstance(found, str) and found else Dutch(dutch)


def branch(tree: Mapping[str, Tree], key: str) -> Mapping[str, Tree]:
    """The mapping under a key; an empty one when there is none."""
    found = tree.get(key)
    return found if isinstance(found, dict) else {}


def _kind(kind: Kind, said: Mapping[str, Tree]) -> Kind:
    """A kind; people search with the words of both languages."""
    own = said.get("words")
    words = tuple(map(str, own)) if isinstance(own, list) else ()
    return kind.model_copy(
        update={
            "label": text_of(said, "label", kind.label),
            "explanation": text_of(said, "explanation", kind.explanation),
            "words": tuple(dict.fromkeys((*words, *kind.words))),
        }
    )


def _translated(dutch: Mapping[str, str], said: Mapping[str, Tree]) -> dict[str, str]:
    return {key: text_of(said, key, text) for key, text in dutch.items()}


# --- what is missing ---------------------------------------------------------------------------


def lacking(dutch: Words, language: str, folder: Path = STRINGS) -> list[str]:
    """What a language lacks of the words of the site, each as a file and a key."""
    own, whole = flat(strings(language, folder)), flat(dutch.strings)
    found = [f"{language}.yml: {key}" for key in whole if key not in own and is_asked(key)]
    taxonomy = part(language, "taxonomy", folder)
    found += [f"{language}/taxonomy.yml: {key}" for key in _lacking_taxonomy(dutch, taxonomy)]
    glossary = part(language, "glossary", folder)
    found += [f"{language}/glossary.yml: {k}" for k in Glossary.load().terms if k not in glossary]
    found += [f"{language}/choice.yml: {key}" for key in _lacking_choice(language, folder)]
    kinds = part(language, "kinds", folder)
    wanted = (f"{key}.{what}" for key in dutch.taxonomy.places for what in ("what", "first", "ask"))
    found += [
        f"{language}/kinds.yml: {one}"
        for one in wanted
        if one.split(".")[1] not in branch(kinds, one.split(".")[0])
    ]
    return found


def is_asked(key: str) -> bool:
    """Whether a language needs a string of the Dutch file."""
    return DUTCH_ONLY.match(key) is None


def differing(dutch: Words, language: str, folder: Path = STRINGS) -> Iterator[str]:
    """What is wrong in the strings of a language: other keys, or other places to fill in."""
    own, whole = flat(strings(language, folder)), flat(dutch.strings)
    for key, value in own.items():
        if key == "by":
            continue
        if key not in whole:
            yield f"{language}.yml: {key} is no key of nl.yml"
        elif placeholders(value) != placeholders(whole[key]):
            yield f"{language}.yml: {key} has other places to fill in"


def placeholders(value: Tree) -> set[str]:
    """The names of the places to fill in: ``{name}``."""
    return set(_PLACEHOLDER.findall(value)) if isinstance(value, str) else set()


def _lacking_choice(language: str, folder: Path) -> Iterator[str]:
    """What a language lacks of the choice help: its questions with each answer, and its ideas."""
    document, _ = read_file(DATA / "choice.yml", "choice.yml")
    said, asked = part(language, "choice", folder), document.data if document else {}
    for name, question in branch(asked, "questions").items():
        own, dutch = branch(branch(said, "questions"), name), branch({name: question}, name)
        yield from (
            f"questions.{name}.{k}" for k in ("question", "hint") if k in dutch and k not in own
        )
        if _number(own.get("answers")) != _number(dutch.get("answers")):
            yield f"questions.{name}.answers"
    for name in branch(asked, "outcomes"):
        own = branch(branch(said, "outcomes"), name)
        yield from (f"outcomes.{name}.{key}" for key in ("why", "watch") if key not in own)


def _number(entries: Tree | None) -> int:
    return len(entries) if isinstance(entries, list) else 0


def _lacking_taxonomy(dutch: Words, said: Mapping[str, Tree]) -> Iterator[str]:
    taxonomy = dutch.taxonomy
    for key in taxonomy.kinds:
        kind = branch(branch(said, "kinds"), key)
        yield from (f"kinds.{key}.{w}" for w in ("label", "explanation", "words") if w not in kind)
    for name, known in (("groups", taxonomy.groups), ("languages", taxonomy.languages)):
        yield from (f"{name}.{key}" for key in known if key not in branch(said, name))
