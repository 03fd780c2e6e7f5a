"""What the filters of a result page need."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from finder.rendering import filters

from tests.building import initiative

if TYPE_CHECKING:
    from finder.files.taxonomy import Taxonomy

NOTHING = {"k": "ontmoeten", "w": "*"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, NOTHING),
        ({"kinds": ["maatje", "leren"]}, {**NOTHING, "k": "maatje leren"}),
        (
            {"welcome": {"who": "only", "groups": ["gezinnen", "ouderen"]}},
            {"k": "ontmoeten", "w": "gezinnen ouderen"},
        ),
        (
            {"welcome": {"who": "preferably", "groups": ["ouderen"]}},
            {"k": "ontmoeten", "w": "~ ouderen"},
        ),
        # Whoever has little money or lives there may be anybody.
        (
            {"welcome": {"who": "only", "groups": ["inwoners", "weinig-geld"]}},
            {"k": "ontmoeten", "w": "~ inwoners weinig-geld"},
        ),
        ({"welcome": {"who": "everyone", "groups": ["ouderen"]}}, {**NOTHING, "w": "* ouderen"}),
        # For whom stands only in a note, which a filter cannot read.
        ({"welcome": {"who": "only", "note": "Voor leden."}}, {"k": "ontmoeten"}),
        ({"cost": {"kind": "free"}}, {**NOTHING, "c": "free"}),
        ({"cost": {"kind": "reduced"}}, {**NOTHING, "c": "reduced"}),
        ({"cost": {"kind": "unknown"}}, NOTHING),
        ({"languages": ["nl", "fr"]}, {**NOTHING, "l": "nl fr"}),
        ({"wheelchair": "partly"}, {**NOTHING, "r": "partly"}),
        ({"wheelchair": "no"}, {**NOTHING, "r": "no"}),
        ({"wheelchair": "unknown"}, NOTHING),
        ({"volunteers": True}, {**NOTHING, "v": "yes"}),
        ({"volunteers": False}, {**NOTHING, "v": "no"}),
    ],
)
def test_only_what_is_known_stands_beside_a_result(
    fields: dict[str, object], expected: dict[str, str]
) -> None:
    assert dict(filters.facts(initiative(**fields))) == expected


@pytest.mark.parametrize(
    ("all_fields", "expected"),
    [
        ([], {"f": "", "w": "", "l": ""}),
        ([{}], {"f": "", "w": "*", "l": ""}),
        (
            [{"cost": {"kind": "paid"}, "wheelchair": "no", "volunteers": False}],
            {"f": "", "w": "*", "l": ""},
        ),
        (
            [
                {"cost": {"kind": "free"}, "languages": ["nl", "fr"]},
                {"wheelchair": "partly", "hours": "Mo 09:00-12:00"},
                {"volunteers": True, "languages": ["nl"]},
            ],
            {"f": "c h r v", "w": "*", "l": "fr nl"},
        ),
        (
            [
                {"welcome": {"who": "only", "groups": ["ouderen"]}},
                {"welcome": {"who": "preferably", "groups": ["gezinnen"]}},
            ],
            {"f": "", "w": "gezinnen ouderen", "l": ""},
        ),
    ],
)
def test_a_filter_is_offered_only_where_it_can_answer(
    all_fields: list[dict[str, object]], expected: dict[str, str]
) -> None:
    """For at least one of the results; a filter that answers for none helps nobody."""
    assert filters.offers(initiative(**fields) for fields in all_fields) == expected


def test_each_kind_has_its_rules(taxonomy: Taxonomy) -> None:
    """A new word in taxonomy.yml is enough: its link shows only that kind."""
    style = filters.style(taxonomy)
    assert re.findall(r"#([\w-]+):target~section article:not", style) == list(taxonomy.kinds)
    rules = re.findall(r"([^{}]+)\{[^{}]+\}", style)
    assert len(rules) == 3
    for selectors in rules:
        assert re.findall(r"(?:^|,)\s*#([\w-]+):", selectors) == list(taxonomy.kinds)


def test_the_labels_are_a_module(taxonomy: Taxonomy) -> None:
    text = filters.labels(taxonomy)
    assert text.startswith("export const labels = {")
    labels = json.loads(text.removeprefix("export const labels = ").removesuffix(";\n"))
    assert labels == {"groups": taxonomy.groups, "languages": taxonomy.languages}
