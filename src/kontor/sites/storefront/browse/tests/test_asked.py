"""Reading and writing addresses of lists, without a database."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.search.queries import Sort
from kontor.sites.storefront.browse.asked import Asked, read

pytestmark = pytest.mark.rule("TRD-03")


def test_an_address_is_read_and_written_back() -> None:
    text = "q=desk+lamp&category=lamps&f.colour=red&f.colour=blue&f.material=oak&low=5&high=80.5&sort=-price"
    asked = read(QueryDict(text))
    assert asked == Asked(
        text="desk lamp", category="lamps", facets={"colour": ("red", "blue"), "material": ("oak",)},
        low=Decimal(5), high=Decimal("80.5"), sort=Sort.PRICE_DOWN,
    )  # fmt: skip
    assert asked.href() == f"?{text}"
    assert read(QueryDict(asked.href(after="x")[1:])).after == "x"


def test_any_change_begins_at_the_first_page() -> None:
    asked = read(QueryDict("q=lamp&after=abc&f.colour=red&f.colour=blue"))
    assert asked.without("colour", "red") == "?q=lamp&f.colour=blue"
    assert asked.href(sort=Sort.NEWEST) == "?q=lamp&f.colour=red&f.colour=blue&sort=newest"


@pytest.mark.parametrize("text", ["low=abc&high=-1", "low=nan", "low=1e99", "sort=upwards", "f.=x", "f.a=", "low=inf"])
def test_what_makes_no_sense_is_left_out(text: str) -> None:
    assert read(QueryDict(text)) == Asked()


def test_swapped_bounds_are_put_right_and_commas_are_points() -> None:
    asked = read(QueryDict("low=80,5&high=5"))
    assert (asked.low, asked.high) == (Decimal(5), Decimal("80.5"))


@given(st.text(max_size=80))
def test_no_address_breaks_the_reading(text: str) -> None:
    query = QueryDict(mutable=True)
    for key in ("q", "low", "high", "sort", "after", "f.colour", f"f.{text[:9]}", "category", "section"):
        query[key] = text
    asked = read(query)
    assert read(QueryDict(asked.href(after=asked.after)[1:])).facets.keys() <= asked.facets.keys() | set()
