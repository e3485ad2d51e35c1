"""A currency without a rate closes no page (TRD-04)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.pricing import queries
from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.search.tests.factories import todays_rates
from kontor.sites.storefront.browse.tests.test_pages import lamp

pytestmark = pytest.mark.django_db


@pytest.fixture
def kazakh() -> Client:
    """A visitor in Kazakhstan, whose currency the provider does not have."""
    todays_rates()
    ExchangeRate.objects.filter(currency="KZT").delete()
    queries.forget()
    client = Client()
    client.cookies["kontor_place"] = "KZ.KZT.en"
    return client


@pytest.mark.rule("TRD-04")
def test_goods_are_shown_in_dollars_and_the_reader_is_told(kazakh: Client) -> None:
    address = f"/p/brass-desk-lamp-{lamp().number}/"
    page = kazakh.get(address, follow=True)
    assert page.status_code == 200
    assert page.redirect_chain
    text = page.content.decode()
    assert "There is no exchange rate for KZT today. Prices are shown in US dollars." in text
    assert kazakh.cookies["kontor_place"].value == "KZ.USD.en"
    assert kazakh.get(address, follow=True).redirect_chain == page.redirect_chain[1:]


@pytest.mark.rule("TRD-04")
def test_goods_in_a_currency_without_a_rate_are_refused_and_nobody_goes_in_a_ring(kazakh: Client) -> None:
    address = f"/p/brass-desk-lamp-{lamp().number}/"
    ExchangeRate.objects.filter(currency="CNY").delete()
    queries.forget()
    kazakh.cookies["kontor_place"] = "DE.EUR.en"
    page = kazakh.get(address, follow=True)
    assert page.status_code == 503
    assert kazakh.cookies["kontor_place"].value == "DE.EUR.en"


@pytest.mark.rule("TRD-04")
def test_a_program_is_told_what_is_missing(kazakh: Client) -> None:
    answer = kazakh.get(f"/p/brass-desk-lamp-{lamp().number}/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (503, "ERR_RATE_MISSING")
