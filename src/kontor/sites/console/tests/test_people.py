"""Four people at every door of the console; the doors are read from the URL configuration."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.tests.factories import pay
from kontor.platform.http.routes import PUBLIC, SIGNED_IN
from kontor.platform.policy.models import PolicyChange
from kontor.platform.reviews.models import ReviewStep
from kontor.platform.tests.queue import KIND, declared, opened
from kontor.sites.console import urls
from kontor.sites.console.tests.people import browser, operator

pytestmark = pytest.mark.django_db
SOMEWHERE = UUID(int=1)
CASES: list[UUID] = []


@pytest.fixture(autouse=True)
def _one_case() -> Iterator[None]:
    with declared():
        CASES[:] = [opened().pk]
        yield


def _doors(order: StoreOrder) -> list[tuple[URLPattern, str]]:
    values = {
        "name": "orders.unpaid_closes_after", "number": order.number, "move": "freeze", "slug": "tea-house",
        "job_id": 1, "key": SOMEWHERE, "event_id": SOMEWHERE, "topic": "bans", "kind": KIND, "item_id": CASES[0],
        "side": "front", "cluster_id": SOMEWHERE, "account_id": SOMEWHERE, "business_id": SOMEWHERE,
        "requirement_id": SOMEWHERE, "code": "licence_picture", "token": "nobodys",
        "judgement_id": SOMEWHERE, "application_id": SOMEWHERE, "erp": "odoo",
    }  # fmt: skip
    found = []
    for pattern in urls.urlpatterns:
        route = str(pattern.pattern)
        for name in pattern.pattern.converters:
            converter = next(
                part for part in route.split("<") if part.startswith((name, f"{name}>")) or f":{name}>" in part
            )
            route = route.replace(f"<{converter.partition('>')[0]}>", str(values[name]))
        found.append((pattern, f"/console/{route}"))
    return found


def _order() -> StoreOrder:
    market = make_market()
    market.place({"tea": 1})
    pay(BuyerOrder.objects.get())
    return StoreOrder.objects.get()


def test_every_view_says_who_may_come_in() -> None:
    assert {pattern.callback.kontor_access for pattern in urls.urlpatterns} == {PUBLIC, SIGNED_IN}
    public = [p.name for p in urls.urlpatterns if p.callback.kontor_access == PUBLIC]
    assert public == ["console_sign_in", "console_sign_out", "console_reset", "console_new_password"]


@pytest.mark.parametrize("who", ["nobody", "buyer", "seller", "buyer with the console's cookie", "suspended operator"])
def test_strangers_are_sent_to_the_door_and_change_nothing(who: str) -> None:
    order = _order()
    account: Account | None = None
    cookie = ""
    if who.startswith("buyer"):
        account = make_account(audience="buyer")
        cookie = "kontor_operator" if "cookie" in who else ""
    elif who == "seller":
        account = make_account(audience="seller")
    elif who == "suspended operator":
        account = make_account(audience="operator", state="suspended")
    client = browser(account, cookie=cookie)
    for pattern, path in _doors(order):
        if pattern.callback.kontor_access == PUBLIC:
            continue
        for method in ("get", "post"):
            response = getattr(client, method)(path, {"reason": "because", "value": "2", "decision": "allow"})
            assert response.status_code == 302, (who, method, path)
            assert response["Location"].startswith("/console/sign-in/"), path
            answer = getattr(client, method)(path, HTTP_ACCEPT="application/json")
            assert answer.status_code == 401, (who, method, path)
    order.refresh_from_db()
    assert order.state == "to_ship"
    assert not PolicyChange.objects.exists()
    assert [step.what for step in ReviewStep.objects.all()] == ["opened"]


def test_the_operator_comes_in_everywhere() -> None:
    order = _order()
    client = browser(operator())
    for pattern, path in _doors(order):
        if pattern.callback.kontor_access == PUBLIC or pattern.name in {"console_job_again", "console_fact_again"}:
            continue
        response = client.get(path)
        expected = 405 if "move" in path or pattern.name in _POSTS else 404 if pattern.name in _ABSENT else 200
        assert response.status_code == expected, path


_ABSENT = {
    "console_cluster",
    "console_judgement",
    "console_identity_picture",
    "console_business",
    "console_paper",
}  # nobody was judged here
_POSTS = {
    "console_cashback_switch", "console_cluster_ban", "console_cluster_unban",
    "console_requirement_end", "console_tax_demand", "console_store_hide", "console_store_show",
    "console_order_move", "console_policy_reset", "console_queue_next", "console_review_take",
    "console_review_give_back", "console_review_decide",
}  # fmt: skip


def test_absent_things_are_not_found() -> None:
    client = browser(operator())
    for path in ("orders/1234567890123456/", "stores/nowhere/", "policies/no.such/"):
        assert client.get(f"/console/{path}").status_code == 404, path
