"""Saved filters above the lists (TRD-02)."""

import pytest

from kontor.platform.filters import SavedFilter

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-02")]


def test_the_state_of_a_list_is_kept_opened_again_and_forgotten(shop, other_shop):
    browser = shop.browser()
    page = browser.get("/seller/products/?state=approved&q=lamp&after=&evil=1").content.decode()
    assert "Keep this filter" in page
    form = {"list": "products", "query": "state=approved&q=lamp&evil=1&after=x", "filter_name": "Lamps <b>"}
    answer = browser.post("/seller/filters/", form)
    assert answer.status_code == 302
    one = SavedFilter.objects.get()
    assert (one.query, one.scope) == ("state=approved&q=lamp", shop.store.id), "only what the list knows is kept"
    page = browser.get("/seller/products/?q=lamp&state=approved").content.decode()
    assert "Lamps &lt;b&gt;" in page
    assert 'aria-current="true"' in page
    assert "Keep this filter" not in page, "what is kept already is not offered again"
    assert "Lamps &lt;b&gt;" not in other_shop.browser().get("/seller/products/?state=approved").content.decode()
    address = f"/seller/filters/{one.id}/forget/"
    assert other_shop.browser().post(address, {"list": "products"}).status_code == 404
    assert SavedFilter.objects.exists()
    answer = browser.post(address, {"list": "products", "query": "state=approved"})
    assert answer.headers["Location"] == "/seller/products/?state=approved"
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_is_told(shop):
    browser = shop.browser()
    answer = browser.post("/seller/filters/", {"list": "products", "query": "q=x", "filter_name": " "}, follow=True)
    assert "Give the filter a name" in answer.content.decode()
    assert not SavedFilter.objects.exists()
