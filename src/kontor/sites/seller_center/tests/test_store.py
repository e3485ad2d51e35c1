import pytest

from kontor.contexts.logistics.models import FreightRate
from kontor.contexts.sellers.models import Holiday, Store, StoreText
from kontor.sites.seller_center.tests.test_orders import read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-01")]

FORM = {
    "name": "Lighthouse Lamps of Shenzhen", "handling_days": "4", "about.en": "We make lamps.", "return_policy.en": "",
    "shipping_policy.en": "Within two days.", "section_title": ["New lamps", ""], "section_english": ["", ""],
    "section_category": ["", ""], "holiday_first": ["2027-02-05", ""], "holiday_last": ["2027-02-12", ""],
    "holiday_name": ["Spring Festival", ""],
}  # fmt: skip


def test_a_store_is_seen_before_it_is_saved(shop):
    browser = shop.browser()
    text = read(browser.post("/seller/store/preview/", FORM))
    assert "Preview: nothing is saved yet" in text
    assert "Lighthouse Lamps of Shenzhen" in text
    assert "We make lamps." in text
    assert Store.objects.get(id=shop.store.id).name == "Lighthouse Lamps"
    assert browser.post("/seller/store/", FORM).status_code == 302
    store = Store.objects.get(id=shop.store.id)
    assert (store.name, store.handling_days, store.slug) == ("Lighthouse Lamps of Shenzhen", 4, shop.store.slug)
    assert StoreText.objects.get(store=store, language="en").about == "We make lamps."
    assert Holiday.objects.get(store=store).name == "Spring Festival"
    assert store.sections.get().titles == {"en": "New lamps"}
    again = read(browser.get("/seller/store/"))
    for kept in ("Spring Festival", "New lamps", "Within two days."):
        assert kept in again


def test_what_does_not_hold_keeps_what_was_typed(shop):
    wrong = FORM | {"name": " ", "holiday_first": ["2027-02-12", ""], "holiday_last": ["2027-02-05", ""]}
    text = read(shop.browser().post("/seller/store/", wrong), 422)
    assert 'href="#f-name"' in text
    assert "A holiday must end on or after the day on which it begins." in text
    assert "Spring Festival" in text
    assert not Holiday.objects.exists()


@pytest.mark.rule("TRD-05")
def test_freight_is_a_table_that_people_fill(shop):
    browser = shop.browser()
    row = {
        "rows": "2", "rates.0.service": "yanwen:481", "rates.0.countries": "bg, DE", "rates.0.first_g": "100",
        "rates.0.first": "23,00", "rates.0.step_g": "100", "rates.0.step": "7", "rates.0.free_from": "500",
        "rates.0.min_days": "10", "rates.0.max_days": "25", "rates.1.service": "",
    }  # fmt: skip
    assert browser.post("/seller/freight/", row).status_code == 302
    rate = FreightRate.objects.get(template__store=shop.store)
    assert (rate.countries, rate.first_minor, rate.step_minor, rate.free_from_minor) == (["BG", "DE"], 2300, 700, 50000)
    text = read(browser.post("/seller/freight/", row | {"rates.0.countries": "Bulgaria", "rates.0.max_days": "3"}), 422)
    assert 'href="#f-rates.0.countries"' in text
    assert 'id="f-rates.0.days"' in text
    assert 'value="Bulgaria"' in text
    assert FreightRate.objects.get(template__store=shop.store).max_days == 25
