"""Reviews by the API: of a product for everybody, of the store for its programs (TRD-10, SEL-30)."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.tests.review_factories import completed, reviewed
from kontor.contexts.catalogue.tests.factories import product
from kontor.sites.api.tests.described import fits
from kontor.sites.api.tests.seller.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-10", "SEL-30")]


def test_everybody_reads_those_of_a_product_page_by_page(desk: Desk) -> None:
    goods = product(desk.store)
    for stars in (5, 3, 1):
        reviewed(completed(desk.store, product_id=goods.id), stars, text=f"{stars} stars")
    address = f"/api/v1/products/{goods.number}/reviews"
    seen: list[str] = []
    after = ""
    for _ in range(2):
        body = fits(Client().get(address, {"size": "2", "after": after}), "/products/{number}/reviews")
        seen += [item["text"] for item in body["items"]]
        after = body["next"] or ""
    assert (seen, after) == (["1 stars", "3 stars", "5 stars"], "")
    [one] = fits(Client().get(address, {"stars": "5"}), "/products/{number}/reviews")["items"]
    assert (one["nickname"], one["counts"], one["country"]) == ("m***a", True, "BG")
    assert Client().get("/api/v1/products/1/reviews").status_code == 404


def test_a_program_reads_and_answers_with_its_scopes(desk: Desk) -> None:
    made = reviewed(completed(desk.store), 2, text="Late.")
    me = desk.program("reviews:read", "reviews:write")
    [one] = fits(me.get("/reviews?unanswered=true"), "/seller/reviews")["items"]
    assert (one["id"], one["stars"], one["reply"]) == (str(made.id), 2, "")
    assert "Ivanova" not in json.dumps(one)
    for _ in range(2):
        assert me.send("PUT", f"/reviews/{made.id}/reply", {"text": "Sorry."}).status_code == 200
    assert Review.objects.get().reply == "Sorry."
    reader = desk.program("reviews:read")
    assert reader.send("PUT", f"/reviews/{made.id}/reply", {"text": "No."}).status_code == 403
    assert Review.objects.get().reply == "Sorry."
