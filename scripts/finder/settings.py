"""What differs between one publisher and the next, from ``mkdocs.yml``, and where files lie."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from finder.errors import PublishError
from finder.findings import Finding

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where the pictures of the maps come from, from ``extra.tiles`` in ``mkdocs.yml``.

    Attributes:
        url: an address with {z}, {x} and {y}.
        credit: who made them, as HTML; it stands on every map.
        host: whose server is asked, as visitors read it before they open a map.
    """

    url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    credit: str = (
        '&copy; <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
        "OpenStreetMap</a>"
    )
    host: str = "openstreetmap.org"


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between one publisher and the next, from ``mkdocs.yml``.

    Attributes:
        name: the name of the site.
        url: the address of its home page, with a slash at the end.
        contact_email: where corrections go; empty when there is none.
        repository: the address of the repository; empty when there is none.
        tiles: where the pictures under the maps come from.
        languages: the codes of the other languages that are published, in the order of the switch.
    """

    name: str
    url: str
    contact_email: str = ""
    repository: str = ""
    tiles: Tiles = field(default_factory=Tiles)
    languages: tuple[str, ...] = ()


def without_languages(settings: Settings) -> Settings:
    """The same settings for a site in Dutch only."""
    return replace(settings, languages=())


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml`` as MkDocs does: ``!ENV`` is a variable of the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def read_settings(config_file: Path) -> Settings:
    """What differs between publishers, from ``mkdocs.yml``; MkDocs itself is not loaded for it.

    Raises:
        PublishError: the file has an error.
    """
    read = _read(config_file)
    extra = read.get("extra") or {}
    try:
        return Settings(
            name=str(read["site_name"]),
            url=f"{str(read.get('site_url') or '').rstrip('/')}/",
            contact_email=extra.get("contact_email") or "",
            repository=(extra.get("repository") or "").rstrip("/"),
            tiles=Tiles(**(extra.get("tiles") or {})),
            languages=tuple(map(str, extra.get("languages") or ())),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise PublishError(
            [_wrong(f"er ontbreekt iets of er staat iets te veel ({error})")]
        ) from error


def _read(config_file: Path) -> dict[str, Any]:
    try:
        read = yaml.load(config_file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a safe one)
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise PublishError([_wrong(str(error))]) from error
    if not isinstance(read, dict):
        raise PublishError([_wrong("het heeft geen velden")])
    return read


def _wrong(why: str) -> Finding:
    return Finding("mkdocs", "mkdocs.yml", 0, "", f"Wij kunnen dit bestand niet gebruiken: {why}.")
