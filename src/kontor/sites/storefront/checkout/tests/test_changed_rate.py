"""A rate that changes between the cart and the payment: nothing is charged that was not shown."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.models import Intent
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.kernel import clock
from kontor.kernel.clock import now
from kontor.sites.storefront.checkout.tests.people import signed_in

pytestmark = pytest.mark.django_db


def _form(client: Client, market: Market) -> dict[str, str]:
    """What the checkout page would send."""
    page = client.get("/checkout/").content.decode()
    values = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("key", "fingerprint")}
    return {**values, "address": str(market.address.id), "method": "card", "action": "place"}


@pytest.mark.rule("TRD-04")
@pytest.mark.rule("TRD-05")
def test_a_changed_rate_is_shown_and_asked_again_and_one_after_the_order_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played, market, client = Played(), make_market(), Client()
    monkeypatch.setattr(register, "running", lambda: {"alipay": played, "cards": played})
    client.cookies["kontor_place"] = "ES.EUR.en"
    signed_in(client, market.account)
    client.post("/cart/add/", {"sku": str(market.tea.id), "quantity": "2"})
    form = {**_form(client, market), f"note-{market.tea_house.id}": "Ring twice"}
    import_rates(day=now().date(), source="later", per_usd={"CNY": Decimal("7.00")})
    with clock.moved(timedelta(seconds=61)):
        answer = client.post("/checkout/", form)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "a rate or a shipping cost has changed since you looked" in page
        assert "Ring twice" in page
        # 2 × ¥72.00 = 2 × €9.46, ¥36.00 = €4.73, VAT of 21 % on each
        for figure in ("€18.92", "€4.73", "€28.61"):
            assert figure in page
        assert (BuyerOrder.objects.count(), Intent.objects.count(), played.begun) == (0, 0, 0)
        assert client.post("/checkout/", _form(client, market)).status_code == 302
    order = BuyerOrder.objects.get()
    assert (order.total_minor, Intent.objects.get().amount_minor) == (2861, 2861)
    import_rates(day=now().date(), source="latest", per_usd={"CNY": Decimal("6.50")})
    with clock.moved(timedelta(seconds=122)):
        assert "€28.61" in client.get(f"/pay/{order.number}/return/").content.decode()
    assert Intent.objects.get().amount_minor == 2861
