"""Marketing → Coins at the Seller Center: account, fund, products (COI)."""

from __future__ import annotations

import dataclasses
import re
from datetime import timedelta

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.catalogue.tests import factories as catalogue
from kontor.contexts.checkout.tests.factories import RATES
from kontor.contexts.coins.models import CoinAccount, ProductCoins
from kontor.contexts.coins.queries.moved import moved_lines
from kontor.contexts.coins.services.expire_lots import expire_lots
from kontor.contexts.coins.services.grade_store import grade_store
from kontor.contexts.coins.tests.factories import fund, give, takes_coins
from kontor.contexts.coins.tests.test_account import eligible, violation
from kontor.contexts.ledger.rules import credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, System

pytestmark = pytest.mark.django_db
HOME, FUND, PRODUCTS = "/seller/coins/", "/seller/coins/fund/", "/seller/coins/products/"


def earned(shop, minor: int) -> None:
    """The store has this much in its balance, in yuan."""
    money = Money(minor, "CNY")
    legs = [debit("gateway", money, name="bank"), credit("payable", money, shop.store.id)]
    post(cause=f"test:{minor}", legs=legs)


@pytest.mark.rule("COI-02")
def test_each_unmet_condition_stands_there_with_the_value_found(shop, settled_texts, django_assert_max_num_queries):
    eligible(shop.store, good=931, bad=69)
    violation(shop.store, 3)
    with django_assert_max_num_queries(14):
        text = settled_texts(shop.browser().get(HOME))
    assert "93.10 %" in text
    assert "At least 95 %" in text
    assert text.count("Not met") == 2
    assert text.count("> Met<") + text.count(">Met<") == 2
    answer = shop.browser().post("/seller/coins/open/")
    assert answer.status_code == 409
    assert "The coin account cannot be opened yet" in settled_texts(answer)
    assert not CoinAccount.objects.exists()


@pytest.mark.rule("COI-02")
def test_a_store_that_meets_them_has_its_coin_id_at_once(shop, settled_texts):
    eligible(shop.store)
    assert "Open the coin account" in settled_texts(shop.browser().get(HOME))
    assert shop.browser().post("/seller/coins/open/").headers["Location"] == FUND
    text = settled_texts(shop.browser().get(HOME))
    assert CoinAccount.objects.get().number in text
    assert "Coin labels are off" in text  # the fund is empty
    assert "Conditions" not in text


@pytest.mark.rule("COI-03")
def test_it_is_paused_and_resumed_and_there_is_no_way_to_close_it(shop, settled_texts):
    fund(shop.store)
    assert "They show" in settled_texts(shop.browser().get(HOME))
    assert shop.browser().post("/seller/coins/pause/").headers["Location"] == HOME
    text = settled_texts(shop.browser().get(HOME))
    assert "The coin account is paused" in text
    assert CoinAccount.objects.get().state == "paused"
    shop.browser().post("/seller/coins/pause/")  # twice: told, not broken
    shop.browser().post("/seller/coins/resume/")
    assert CoinAccount.objects.get().state == "active"


@pytest.mark.rule("COI-14")
def test_the_grade_stands_there_with_its_formula_and_make_up(shop, settled_texts, django_assert_max_num_queries):
    fund(shop.store)
    assert "The first one comes tonight" in settled_texts(shop.browser().get(HOME))
    grade_store(store_id=shop.store.id)
    with django_assert_max_num_queries(12):
        text = settled_texts(shop.browser().get(HOME))
    assert "0 of 100 points" in text
    assert "20,000 coins" in text
    assert "A from 80 points on" in text
    assert "1.8 times as much in the coin channel, and 12 % more in the search" in text


@pytest.mark.rule("COI-05")
def test_the_fund_is_topped_up_once_for_each_form_and_warns_ahead(shop, settled_texts, django_assert_max_num_queries):
    import_rates(day=clock.now().date(), per_usd=RATES, source="test")
    fund(shop.store, 0)
    earned(shop, 90_000)
    with django_assert_max_num_queries(18):
        text = settled_texts(shop.browser().get(FUND))
    assert "Coin labels are off" in text
    form = {"amount": "550", "currency": "CNY", "key": "one-form"}
    assert shop.browser().post(FUND, form).status_code == 302
    shop.browser().post(FUND, form)
    assert CoinAccount.objects.get().fund_minor == 55_000
    text = settled_texts(shop.browser().get(FUND))
    assert "CN¥550.00" in text
    assert "The fund runs low" in text
    assert "Put into the coin fund" in text
    more = shop.browser().post(FUND, {"amount": "600", "currency": "CNY", "key": "two"})
    assert more.status_code == 409
    assert 'value="600"' in more.content.decode()
    assert 'href="#f-amount"' in more.content.decode()
    assert shop.browser().post(FUND, {"amount": "much", "currency": "CNY"}).status_code == 422
    assert CoinAccount.objects.get().fund_minor == 55_000


def test_topping_up_needs_the_right_to_money_as_well(shop, settled_texts):
    fund(shop.store, 0)
    earned(shop, 90_000)
    grant_seat(by=System("test"), store_id=shop.store.id, account_id=shop.clerk.id, rights=["marketing.coins"])
    assert "ask somebody who may see the balance" in settled_texts(shop.browser("clerk").get(FUND))
    answer = shop.browser("clerk").post(FUND, {"amount": "5", "currency": "CNY", "key": "x"})
    assert answer.status_code == 403
    assert "See the balance and settlements" in settled_texts(answer)
    assert CoinAccount.objects.get().fund_minor == 0


@pytest.mark.rule("COI-15")
def test_the_board_says_why_a_label_does_not_show_and_links_what_mends_it(
    shop, settled_texts, django_assert_max_num_queries
):
    fund(shop.store, 0)
    draft = catalogue.product(shop.store, approved=False)
    takes_coins(shop.store, shop.product.id, draft.id)
    off = catalogue.product(shop.store)
    with django_assert_max_num_queries(16):
        answer = shop.browser().get(PRODUCTS)
    text, page = settled_texts(answer), answer.content.decode()
    assert text.count("It does not show") == 4  # that of the order is the fourth
    assert text.count("Top up the fund") == 4
    assert "Coins are switched off for this product." in text
    assert f'<a class="link" href="/seller/products/{draft.id}/">' in page
    assert f'id="p{off.number}"' in page
    fund(shop.store)
    text = settled_texts(shop.browser().get(PRODUCTS))
    assert text.count("It shows") == 1
    shop.browser().post("/seller/coins/pause/")
    text = settled_texts(shop.browser().get(PRODUCTS))
    assert "It shows" not in text
    assert "Resume the account" in text


@pytest.mark.rule("COI-06")
def test_products_are_switched_one_by_one_and_many_with_a_share(shop, other_shop):
    fund(shop.store)
    second = catalogue.product(shop.store)
    browser = shop.browser()
    browser.post(PRODUCTS, {"one": f"on:{shop.product.id}", "share": "77"})  # the share is for those selected
    kept = ProductCoins.objects.get()
    assert (kept.product_id, kept.on, kept.share) == (shop.product.id, True, 30)
    browser.post(PRODUCTS, {"act": "on", "product": [str(shop.product.id), str(second.id)], "share": "12"})
    assert list(ProductCoins.objects.values_list("on", "share")) == [(True, 12), (True, 12)]
    browser.post(PRODUCTS, {"act": "off", "product": [str(second.id)], "share": "50"})
    kept = ProductCoins.objects.get(product=second)
    assert (kept.on, kept.share) == (False, 12)
    for share in ("0", "101", "half"):
        wrong = browser.post(PRODUCTS, {"act": "on", "product": [str(second.id)], "share": share})
        assert wrong.status_code == 422, share
        assert 'href="#f-share"' in wrong.content.decode()
    assert browser.post(PRODUCTS, {"one": f"on:{other_shop.product.id}"}).status_code == 404
    assert ProductCoins.objects.filter(on=True).count() == 1


def test_a_clerk_is_told_which_right_is_missing(shop, settled_texts):
    answer = shop.browser("clerk").get(HOME)
    assert answer.status_code == 403
    assert "Give coins and see to their fund" in settled_texts(answer)
    seat = sellers.seat(shop.clerk.id, shop.store.id)
    assert seat is not None
    assert not seat.may("marketing.coins")


def test_the_report_has_its_figures_for_each_span(shop, settled_texts, django_assert_max_num_queries):
    report = f"{HOME}report/"
    import_rates(day=clock.now().date(), source="test", per_usd=RATES)
    assert shop.browser().get(report).headers["Location"] == HOME  # there is no account yet
    fund(shop.store)
    shop.browser().get(report)
    with django_assert_max_num_queries(18):
        text = settled_texts(shop.browser().get(report))
    for words in ("Orders with coins", "Orders without", "Used of those given", "30 days"):
        assert words in text
    for days in ("7", "90", "nonsense"):
        assert shop.browser().get(f"{report}?days={days}").status_code == 200
    assert shop.browser("clerk").get(report).status_code == 403


@pytest.mark.rule("COI-12")
def test_a_figure_of_the_report_opens_to_the_lines_whose_sum_it_is(shop, settled_texts, django_assert_max_num_queries):
    report = f"{HOME}report/?days=7&lines="
    import_rates(day=clock.now().date(), source="test", per_usd=RATES)
    fund(shop.store)
    somebody = Buyer(make_account().id)
    with clock.moved(-timedelta(days=8)):
        give(somebody, 900, shop.store)  # before the days that are asked for
    early, late = give(somebody, 40, shop.store), give(somebody, 1300, shop.store)
    text = settled_texts(shop.browser().get(report + "given"))
    assert "The figure is the sum of these lines" in text
    given = shop.browser().get(report + "given").content.decode()
    assert figures(given) == [1300, 40]
    seat = sellers.seat(shop.owner.id, shop.store.id)
    assert seat is not None
    moved_lines(seat, "given")
    with django_assert_max_num_queries(1):
        newest, oldest = moved_lines(seat, "given", days=7)
    assert [newest.reference, oldest.reference] == [late.id, early.id]
    assert moved_lines(seat, "given", days=7, before=newest.posting_id) == [oldest]
    assert figures(shop.browser().get(report + "used").content.decode()) == []
    with clock.moved(late.expires_at - clock.now() + timedelta(seconds=1)):
        expire_lots()
        assert sum(line.amount.minor for line in moved_lines(seat, "expired", days=7)) == 900 + 40 + 1300
    assert "The figure is the sum" not in settled_texts(shop.browser().get(report + "nonsense"))
    with pytest.raises(RightMissing):
        moved_lines(dataclasses.replace(seat, rights=frozenset()), "given")


def figures(page: str) -> list[int]:
    """The coins of each line, in the order of the page."""
    part = page.partition('id="lines"')[2].partition("</section>")[0]
    return [int(found.replace(",", "")) for found in re.findall(r'data-label="Coins"><bdi>([\d,]+)<', part)]
