"""The words with which initiatives are ordered, from ``initiatives/taxonomy.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from finder.errors import FinderError
from finder.files.reading import read_file
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class TaxonomyError(FinderError):
    """The taxonomy cannot be read; without it nothing can be checked."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kind(_Part):
    """A kind of initiative: its label on a button, one sentence, and words people search with.

    Attributes:
        label: what stands on a button.
        explanation: one sentence.
        words: everyday words, and those of the field, with which somebody searches for it.
        advice_free: advice of this kind costs nothing, also where a file knows no price.
        office: whom to call about it where it has no number of its own: the town hall or the OCMW.
        recheck_months: after so many months somebody must look again whether its facts still hold.
        places: it is somewhere; a line that one calls from anywhere is not, and is never among
            the results of a place.
    """

    label: str
    explanation: str
    words: tuple[str, ...] = ()
    advice_free: bool = False
    office: Literal["town", "ocmw"] = "town"
    recheck_months: int = Field(default=12, ge=1, le=24)
    places: bool = True


class Programme(_Part):
    """A call or programme that paid for initiatives."""

    label: str


class Taxonomy(_Part):
    """All words, each under the key that the YAML files use; in the order in which they show.

    ``visited`` ranks kinds for whoever calls around, the most visited first. Nobody counts
    visitors, so people keep this order by hand; kinds that are not in it come last.
    """

    kinds: dict[str, Kind] = Field(min_length=1)
    groups: dict[str, str]
    funding: dict[str, Programme]
    languages: dict[str, str]
    visited: tuple[str, ...] = ()

    @field_validator("visited")
    @classmethod
    def _are_kinds(cls, visited: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        kinds = info.data.get("kinds", {})
        if len(set(visited)) < len(visited) or not set(visited) <= set(kinds):
            raise ValueError("zet elke soort er hooguit één keer in, en niets anders")
        return visited

    def is_line(self, kinds: Iterable[str]) -> bool:
        """Whether something of these kinds is called from anywhere, and so is near nobody."""
        return not self.line_kinds.isdisjoint(kinds)

    def recheck_months(self, kinds: Iterable[str]) -> int:
        """After how many months somebody must look again: the shortest time of its kinds."""
        return min(self.kinds[kind].recheck_months for kind in kinds)

    @property
    def line_kinds(self) -> frozenset[str]:
        """The kinds of what one calls from anywhere."""
        return frozenset(key for key, kind in self.kinds.items() if not kind.places)

    @property
    def places(self) -> dict[str, Kind]:
        """The kinds that are somewhere: those among which a visitor chooses."""
        return {key: kind for key, kind in self.kinds.items() if kind.places}

    def rank(self, kinds: tuple[str, ...]) -> int:
        """How much visited the most visited of these kinds is: 0 for the first of all."""
        order = [*self.visited, *(kind for kind in self.kinds if kind not in self.visited)]
        return min(order.index(kind) for kind in kinds)


def _said(message: str) -> str:
    """What pydantic says, or what a validator of ours does."""
    return message.removeprefix("Value error, ")


def load_taxonomy(path: Path, file: str = "initiatives/taxonomy.yml") -> Taxonomy:
    """Read the taxonomy.

    Raises:
        TaxonomyError: it is missing or has errors; the findings say which.
    """
    document, findings = read_file(path, file)
    if document is None or findings:
        raise TaxonomyError(findings)
    try:
        return Taxonomy.model_validate(document.data)
    except ValidationError as error:
        raise TaxonomyError(
            [
                document.finding(
                    "taxonomy",
                    field,
                    f"Dit klopt niet in de woordenlijst: {_said(problem['msg'])}.",
                    "Neem een ander woord in dit bestand als voorbeeld.",
                )
                for problem in error.errors()
                for field in [".".join(map(str, problem["loc"]))]
            ]
        ) from error
