"""A buyer writes to support, a person of the operator answers while both look on (BUY-03)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from kontor.demo.load.people import BUYER, OPERATOR
from tests.journeys.test_messages import enter, said, write
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("BUY-03")]


def test_a_buyer_and_support_talk_live(browser: Browser, market: Market) -> None:
    buyer = enter(browser, market, "/sign-in/", "address", BUYER, width=390, phone=True)
    buyer.open("/account/messages/?tab=support")
    buyer.look()
    buyer.open("/account/messages/support/")
    buyer.look()
    buyer.page.select_option("#f-topic", "payment")
    buyer.page.fill("#f-text", "My refund has not arrived. Could you look where it is?")
    buyer.page.click("main form button[type=submit]")
    until(lambda: said(buyer, "My refund has not arrived"), "the request stands")
    buyer.look()
    olga = enter(browser, market, "/console/sign-in/", "address", OPERATOR)
    olga.open("/console/support/")
    olga.look()
    olga.page.click("main form button[type=submit]")
    until(lambda: said(olga, "My refund has not arrived"), "the operator reads it")
    olga.look()
    write(olga, "It left on Monday and is there within three days.")
    until(lambda: said(buyer, "It left on Monday"), "the answer appears by itself")
    buyer.page.fill("#f-text", "Thank you!")
    buyer.page.click("[data-chat-send]")
    until(lambda: said(olga, "Thank you!"), "so does the buyer's")
    assert said(olga, "It left on Monday") == said(buyer, "It left on Monday") == 1
    until(lambda: olga.page.locator("form[action$='/release/']").count() == 1, "the desk is drawn anew")
    buyer.open("/account/messages/?tab=support")
    buyer.look()
    buyer.page.set_viewport_size({"width": 320, "height": 844})
    buyer.narrow()
    for person in (buyer, olga):
        assert person.troubles == []
        person.leave()
