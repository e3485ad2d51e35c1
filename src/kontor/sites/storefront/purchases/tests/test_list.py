import re
from datetime import timedelta

import pytest

from kontor.contexts.logistics.tests import factories
from kontor.kernel.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-02")]


def numbers(browser, query=""):
    answer = browser.get(f"/account/orders/{query}")
    assert answer.status_code == 200
    return [int(n) for n in re.findall(r'font-semibold" href="/account/orders/(\d+)/"', answer.content.decode())]


def test_tabs_count_what_they_show(browser, buyer, store):
    made = {
        state: factories.order(store, state=state, by=buyer) for state in ("placed", "to_ship", "shipped", "delivered")
    }
    factories.order(store)  # somebody else's
    text = browser.get("/account/orders/").content.decode()
    assert sorted(numbers(browser)) == sorted(order.number for order in made.values())
    assert numbers(browser, "?tab=to_pay") == [made["placed"].number]
    assert sorted(numbers(browser, "?tab=to_receive")) == sorted([made["shipped"].number, made["delivered"].number])
    counts = re.findall(r'href="\?tab=(\w+)"[^>]*>[^<]*<span class="k-count"[^>]*>(\d+)', text)
    assert dict(counts) == {"to_pay": "1", "to_ship": "1", "to_receive": "2", "in_dispute": "0"}


def test_an_order_is_found_by_its_number_and_by_words(browser, buyer, store):
    order = factories.order(store, by=buyer)
    factories.order(store, by=buyer)
    assert numbers(browser, f"?q={order.number}") == [order.number]
    assert len(numbers(browser, "?q=reading")) == 2
    assert numbers(browser, "?q=kettle") == []


def test_the_list_goes_on_by_key_with_few_questions(browser, buyer, store, django_assert_max_num_queries):
    made = [
        factories.order(store, by=buyer, placed_at=now() - timedelta(minutes=minute), state="finished").number
        for minute in range(23)
    ]
    with django_assert_max_num_queries(6):
        answer = browser.get("/account/orders/").content.decode()
    assert numbers(browser) == made[:20]
    following = re.search(r'rel="next" href="([^"]+)"', answer).group(1)
    assert numbers(browser, following) == made[20:]


def test_nothing_bought_yet_leads_to_the_shop(browser):
    assert "What you buy appears here" in browser.get("/account/orders/").content.decode()


@pytest.mark.rule("BUY-14")
@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "fr", "ru", "pt-br", "bg"])
def test_every_language_has_its_pages(browser, buyer, store, language):
    order = factories.order(store, state="shipped", by=buyer)
    factories.shipment(order)
    for address in (
        "/account/orders/",
        f"/account/orders/{order.number}/",
        f"/account/orders/{order.number}/tracking/",
    ):
        answer = browser.get(f"{address}?hl={language}")
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
