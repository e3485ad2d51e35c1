"""The operator's register of violations (OPR-03)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.catalogue.models import Product
from kontor.contexts.catalogue.tests.factories import product
from kontor.contexts.governance.models import Violation
from kontor.contexts.governance.services.appeal import appeal
from kontor.contexts.governance.tests.factories import violation
from kontor.contexts.sellers.tests.factories import owner_seat, store

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-03")]
FORM = "/console/violations/new/"


def _typed(slug: str, **more: str) -> dict[str, str]:
    return {"store": slug, "code": "false_reviews", "words": "Bought by the dozen.", "evidence": "A receipt.",
            "key": "k1"} | more  # fmt: skip


def test_one_is_recorded_by_a_rule_with_evidence_and_a_double_click_makes_one(desk: Client) -> None:
    shop = store()
    answers = [desk.post(FORM, _typed(shop.slug)) for _ in range(2)]
    made = Violation.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/console/violations/{made.id}/"}
    text = desk.get(f"/console/violations/{made.id}/").content.decode()
    for words in ("Bought by the dozen.", "A receipt.", "Olga Operator", "Reviews that are not honest"):
        assert words in text
    assert "6 points in force" in desk.get(f"/console/stores/{shop.slug}/").content.decode()


@pytest.mark.parametrize(("wrong", "says"), [
    ({"store": "nowhere"}, "No store has this short name."),
    ({"code": ""}, "Choose the rule"),
    ({"evidence": ""}, "Name the evidence"),
    ({"orders": "17"}, "nothing with the number 17"),
    ({"products": "abc"}, "nothing with the number abc"),
    ({"code": "fake_orders", "days": "x"}, "1 to 7 days"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk: Client, wrong: dict[str, str], says: str) -> None:
    answer = desk.post(FORM, _typed(store().slug, **wrong))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert "Bought by the dozen." in text
    assert not Violation.objects.exists()


def test_goods_are_taken_off_sale_and_come_back(desk: Client) -> None:
    shop = store()
    goods = product(shop)
    desk.post(FORM, _typed(shop.slug, code="infringing", products=f"#{goods.number}"))
    assert Product.objects.get(id=goods.id).state == "delisted"
    made = Violation.objects.get()
    address = f"/console/violations/{made.id}/"
    assert desk.post(f"{address}lift/", {"reason": ""}).status_code == 422
    assert desk.post(f"{address}lift/", {"reason": "It is theirs."}).status_code == 302
    assert Product.objects.get(id=goods.id).state == "approved"
    assert "It is theirs." in desk.get(address).content.decode()
    assert desk.post(f"{address}lift/", {"reason": "again"}).status_code == 409


def test_the_list_is_filtered_and_goes_on_by_key(desk: Client, django_assert_max_num_queries) -> None:
    shop, other = store(), store()
    for _ in range(52):
        violation(shop, "late_shipments", viewer=None)
    violation(other, "abuse")
    with django_assert_max_num_queries(7):
        first = desk.get("/console/violations/").content.decode()
    assert first.count("/console/violations/0") == 50
    key = first.split("before=")[1].split('"')[0]
    assert desk.get("/console/violations/", {"before": key}).content.decode().count("/console/violations/0") == 3
    found = desk.get("/console/violations/", {"store": other.slug, "code": "abuse", "state": "in_force"})
    assert found.content.decode().count("/console/violations/0") == 1


def test_an_appeal_waits_in_the_queue(desk: Client) -> None:
    shop = store()
    made = violation(shop)
    appeal(seat=owner_seat(shop), violation_id=made.id, text="It was not us.")
    assert "Appeal waits" in desk.get("/console/violations/").content.decode()
    assert "It was not us." in desk.get(f"/console/violations/{made.id}/").content.decode()
    assert "Appeals of stores" in desk.get("/console/queues/").content.decode()
