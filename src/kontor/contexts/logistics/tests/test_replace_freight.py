import pytest

from kontor.contexts.logistics.models import FreightRate, FreightTemplate
from kontor.contexts.logistics.queries import ParcelWish, freight_of, shipping_options
from kontor.contexts.logistics.rules import Rate
from kontor.contexts.logistics.services.replace_freight import replace_freight
from kontor.contexts.logistics.tests import factories
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Refusals
from kontor.kernel.money import Money

pytestmark = pytest.mark.django_db


def rate(**changes):
    values = {
        "carrier": "yanwen", "service": "481", "countries": frozenset({"BG", "DE"}), "currency": "CNY", "first_g": 100,
        "first_minor": 2300, "step_g": 100, "step_minor": 700, "free_from_minor": None, "min_days": 10, "max_days": 25,
    }  # fmt: skip
    return Rate(**values | changes)


@pytest.mark.rule("TRD-05")
def test_what_a_store_asks_is_what_buyers_are_offered():
    shop = factories.store()
    seat = factories.seat(shop, "logistics.freight")
    replace_freight(seat=seat, rates=[rate(first_minor=9999)])
    replace_freight(seat=seat, rates=[rate(), rate(countries=frozenset(), first_minor=5000)])

    assert FreightTemplate.objects.filter(store=shop).count() == 1
    assert [r.first_minor for r in freight_of(seat)] == [5000, 2300]
    wish = ParcelWish(shop.id, "BG", 150, Money(100, "CNY"))
    assert [option.price for option in shipping_options([wish])[shop.id]] == [Money(3000, "CNY")]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"carrier": "pigeon"}, "ERR_CARRIER_UNKNOWN", "rates.1.service"),
        ({"service": "pigeon"}, "ERR_CARRIER_SERVICE_UNKNOWN", "rates.1.service"),
        ({"countries": frozenset({"Germany"})}, "ERR_FREIGHT_COUNTRY", "rates.1.countries"),
        ({"first_minor": -1}, "ERR_FREIGHT_PRICE", "rates.1.first"),
        ({"step_g": 0}, "ERR_FREIGHT_WEIGHT", "rates.1.first_g"),
        ({"min_days": 9, "max_days": 8}, "ERR_FREIGHT_DAYS", "rates.1.days"),
    ],
)
def test_what_does_not_hold_is_named_at_its_field(change, code, field):
    shop = factories.store()
    factories.freight(shop, {})
    with pytest.raises(Refusals) as refused:
        replace_freight(seat=factories.seat(shop, "logistics.freight"), rates=[rate(), rate(**change)])
    assert [(part.code, part.field) for part in refused.value.parts] == [(code, field)]
    assert FreightRate.objects.get().first_minor == 3000


def test_only_those_who_edit_the_store_may():
    shop = factories.store()
    for call in (lambda s: replace_freight(seat=s, rates=[rate()]), freight_of):
        with pytest.raises(RightMissing):
            call(factories.seat(shop, "orders.view"))
    assert not FreightRate.objects.exists()
