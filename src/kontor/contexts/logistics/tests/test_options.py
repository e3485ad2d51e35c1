import pytest
from django.utils import translation

from kontor.contexts.logistics.queries import ParcelWish, ShippingOption, quote_range, shipping_options
from kontor.contexts.logistics.tests import factories
from kontor.kernel.money import Money

pytestmark = pytest.mark.django_db


@pytest.mark.rule("TRD-05")
def test_the_options_of_all_stores_come_in_one_query(django_assert_num_queries):
    china, france = factories.store(), factories.store("EUR", "FR")
    factories.freight(china, {"first_minor": 4000}, {"carrier": "cainiao", "service": "CAINIAO_ECONOMY"})
    factories.freight(france, {"countries": ["FR"], "first_minor": 490})
    wishes = [
        ParcelWish(china.id, "BG", 900, Money(20_000, "CNY")),
        ParcelWish(france.id, "BG", 100, Money(2_000, "EUR")),
    ]

    with django_assert_num_queries(1):
        options = shipping_options(wishes)

    assert options == {
        china.id: [
            ShippingOption("cainiao", "CAINIAO_ECONOMY", "Cainiao Economy", Money(4000, "CNY"), 7, 15),
            ShippingOption("yunexpress", "THPHR", "YunExpress Standard", Money(5000, "CNY"), 7, 15),
        ],
        france.id: [],
    }


def test_nothing_wanted_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert shipping_options([]) == {}


@pytest.mark.rule("TRD-05")
def test_a_quote_spans_the_services():
    shop = factories.store()
    factories.freight(shop, {"first_minor": 9000, "min_days": 4, "max_days": 8}, {"service": "BKPHR"})

    quote = quote_range(shop.id, "BR", 100, Money(100, "CNY"))

    assert quote is not None
    assert (quote.low, quote.high) == (Money(3000, "CNY"), Money(9000, "CNY"))
    assert (quote.min_days, quote.max_days) == (4, 15)
    assert quote_range(factories.store().id, "BR", 100, Money(100, "CNY")) is None


def test_an_undeclared_service_still_has_a_name():
    shop = factories.store()
    factories.freight(shop, {"carrier": "gone", "service": "OLD"})
    with translation.override("fr"):
        assert shipping_options([ParcelWish(shop.id, "BR", 1, Money(1, "CNY"))])[shop.id][0].name == "gone OLD"
