"""The countries' own forms, without a database (BUY-11)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.buyers.country_forms import form_of, lines, postcode_fits
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.prepare import prepare
from kontor.contexts.buyers.tests.factories import draft
from kontor.kernel.errors import Refusal, Refusals

pytestmark = pytest.mark.rule("BUY-11")

NEW_YORK: dict[str, Any] = {
    "country": "US",
    "recipient": "Ann Lee",
    "street": "350 Fifth Ave",
    "city": "New York",
    "region": "New York",
    "postcode": "10118",
    "phone": "212-736-3100",
}
SHANGHAI: dict[str, Any] = {
    "country": "CN",
    "recipient": "李雷",
    "street": "南京东路 100号",
    "district": "黄浦区",
    "city": "上海",
    "region": "Shanghai Shi",
    "postcode": "200001",
    "phone": "13800138000",
}


def codes(given_draft: Draft) -> list[tuple[str, str]]:
    with pytest.raises(Refusals) as refusals:
        prepare(draft=given_draft)
    return [(part.field, part.code) for part in refusals.value.parts]


@pytest.mark.parametrize(
    ("country", "parts", "required"),
    [
        ("BG", ("recipient", "company", "street", "postcode", "city"), {"recipient", "street", "city"}),
        (
            "CN",
            ("postcode", "region", "city", "district", "street", "company", "recipient"),
            {"recipient", "street", "city", "region", "postcode"},
        ),
        (
            "US",
            ("recipient", "company", "street", "city", "region", "postcode"),
            {"recipient", "street", "city", "region", "postcode"},
        ),
        ("AE", ("recipient", "company", "street", "region"), {"recipient", "street", "region"}),
    ],
)
def test_each_country_has_its_parts_in_its_order(country: str, parts: tuple[str, ...], required: set[str]) -> None:
    form = form_of(country)
    assert form.parts == parts
    assert form.required == required


def test_every_country_has_a_form() -> None:
    for country in COUNTRIES:
        form = form_of(country)
        assert {"recipient", "street"} <= set(form.parts)
        assert form.required <= set(form.parts) | {"city"}


@pytest.mark.parametrize(
    ("country", "region", "postcode", "fits"),
    [
        ("BG", "", "1504", True),
        ("BG", "", "15O4", False),
        ("BG", "", "15045", False),
        ("GB", "", "EC1Y 8SY", True),
        ("GB", "", "GIR 0AAX", False),
        ("US", "NY", "10118", True),
        ("US", "NY", "90210", False),
        ("US", "", "90210-1234", True),
        ("JP", "", "154-0023", True),
    ],
)
def test_postcodes_are_checked_by_country_and_region(country: str, region: str, postcode: str, *, fits: bool) -> None:
    assert postcode_fits(country, region, postcode) is fits


def test_a_bulgarian_address_and_its_latin_twin() -> None:
    stored = prepare(draft=draft())
    assert (stored["street"], stored["phone"]) == ("ул. Шипка 34", "+359888123456")
    assert stored["latin"] == {
        "country": "BG",
        "recipient": "Vesela Petrova",
        "company": "",
        "street": "ul. Shipka 34",
        "district": "",
        "city": "Sofia",
        "region": "",
        "postcode": "1504",
        "phone": "+359888123456",
    }
    assert lines(form_of("BG").latin_layout, stored["latin"]) == ["Vesela Petrova", "ul. Shipka 34", "1504 Sofia"]


def test_a_chinese_address_big_end_first_and_its_latin_twin() -> None:
    stored = prepare(draft=Draft(**SHANGHAI))
    assert stored["region"] == "上海市"
    assert lines(form_of("CN").layout, stored) == ["200001", "上海市上海黄浦区", "南京东路 100号", "李雷"]
    assert stored["latin"]["region"] == "Shanghai Shi"
    assert stored["latin"]["recipient"] == "Lilei"


def test_regions_are_taken_in_any_spelling_and_kept_as_the_country_writes_them() -> None:
    stored = prepare(draft=Draft(**NEW_YORK))
    assert (stored["region"], stored["latin"]["region"]) == ("NY", "NY")
    assert codes(Draft(**NEW_YORK | {"region": "Nowhere"})) == [("region", "ERR_REGION_UNKNOWN")]
    assert codes(Draft(**NEW_YORK | {"postcode": "90210"})) == [("postcode", "ERR_POSTCODE")]


def test_parts_that_the_country_does_not_use_are_dropped() -> None:
    stored = prepare(draft=draft(region="Sofia-grad", district="Oborishte"))
    assert (stored["region"], stored["district"]) == ("", "")


def test_everything_wrong_is_said_at_once_in_the_order_of_the_form() -> None:
    wrong = draft(recipient="", street="x" * 301, postcode="ABC", city="So\u202efia", phone="12")
    assert codes(wrong) == [
        ("recipient", "ERR_ADDRESS_PART_MISSING"),
        ("street", "ERR_ADDRESS_PART_TOO_LONG"),
        ("postcode", "ERR_POSTCODE"),
        ("city", "ERR_ADDRESS_CHARACTER"),
        ("phone", "ERR_PHONE"),
    ]
    assert codes(draft(country="XX")) == [("country", "ERR_COUNTRY_UNKNOWN")]


@given(st.sampled_from(["BG", "CN", "US", "GB", "JP"]), st.lists(st.text(max_size=40), min_size=8, max_size=8))
def test_any_text_is_an_address_or_a_refusal(country: str, typed: list[str]) -> None:
    parts: list[Refusal] = []
    try:
        prepare(draft=Draft(country, *typed))
    except Refusals as refusals:
        parts = refusals.parts
    assert all(part.field for part in parts)
