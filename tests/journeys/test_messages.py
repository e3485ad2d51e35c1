"""Two people talk in two real browsers: a dropped line, a promise, a word that leads away (MSG-08, 09, 13, 16)."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from kontor.demo.load.people import BUYER, CLERK, OPERATOR, SELLER
from kontor.demo.load.people import PASSWORD as DEMO
from tests.journeys.browser import Person
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("MSG-08", "MSG-13")]

SOON = 3.0  # seconds for a message to appear; the machine runs other tests at the same time
_OPEN = """
SELECT p.number FROM catalogue_product p JOIN sellers_store t ON t.id = p.store_id
JOIN sellers_seat s ON s.store_id = t.id JOIN accounts_account a ON a.id = s.account_id
WHERE a.email = %s AND a.audience = 'seller' AND p.state = 'approved' ORDER BY p.number LIMIT 1
"""
_RIGHTS = """
SELECT s.rights FROM sellers_seat s JOIN accounts_account a ON a.id = s.account_id WHERE a.email = %s
"""
_GIVE = """
UPDATE sellers_seat s SET rights = %s FROM accounts_account a WHERE a.id = s.account_id AND a.email = %s RETURNING 1
"""


def enter(browser: Browser, market: Market, door: str, field: str, who: str, **window: object) -> Person:
    """Somebody signs in at a door."""
    person = Person(browser, market.url, **{"width": 1280, "language": "en", **window})  # type: ignore[arg-type]
    person.open(door)
    person.fill(**{field: who, "password": DEMO})
    person.press("main form[method=post] button[type=submit]")
    return person


def write(person: Person, text: str) -> None:
    """Type an answer and send it with the keyboard."""
    person.page.locator("#f-text").fill(text)
    person.page.locator("#f-text").press("Control+Enter")


def said(person: Person, text: str) -> int:
    """How often a text stands among the messages."""
    return person.page.locator("[data-chat-list] .k-bubble-body", has_text=text).count()


@pytest.fixture(scope="module")
def product(market: Market) -> Iterator[int]:
    """A product of the demo's seller, whose clerk answers messages while this file runs."""
    [(before,)] = market.rows(_RIGHTS, CLERK)
    market.rows(_GIVE, [*before, "messages.answer", "messages.view"], CLERK)
    [(number,)] = market.rows(_OPEN, SELLER)
    yield int(number)
    market.rows(_GIVE, before, CLERK)


def test_they_talk_and_a_dropped_line_loses_and_doubles_nothing(market: Market, browser: Browser, product: int) -> None:
    buyer = enter(browser, market, "/sign-in/", "address", BUYER)
    buyer.open(f"/account/messages/ask/{product}/")
    buyer.page.locator("#f-text").fill("Is it dimmable?")
    buyer.press("main form button.btn-primary")
    conversation = buyer.page.url.split("#")[0].rstrip("/").rpartition("/")[2]
    seller = enter(browser, market, "/seller/sign-in/", "login", SELLER)
    seller.open("/seller/messages/?tab=pending")
    seller.look()
    seller.open(f"/seller/messages/{conversation}/?tab=pending")
    seller.look()
    seller.page.locator("[data-chat]").wait_for()
    _live(market, buyer, seller)
    _dropped(market, seller, buyer, conversation, "Black is in stock too.", "Or in white?")
    _dropped(market, buyer, seller, conversation, "Then two of the white ones.", "White is in stock too.")
    _stopped(buyer)
    buyer.page.set_viewport_size({"width": 320, "height": 844})
    buyer.page.reload()
    buyer.page.locator("#bell .k-count").wait_for()
    buyer.narrow()
    _together(market, browser, seller, conversation)
    _promise_and_policy(seller)
    _keys(market, seller, conversation)
    seller.open("/seller/messages/logs/?status=403")
    seller.look()
    assert "whatsapp" in seller.text().lower()
    for page in ("settings/", "phrases/"):
        seller.open(f"/seller/messages/{page}")
        seller.look()
    _operator(market, browser, conversation)
    stopped = f"403 {market.url}/account/messages/{conversation}/"
    wanted = ("/reply/", stopped, "status of 409", "status of 403")  # a promise to be looked at, and the policy
    for person in (buyer, seller):
        assert [one for one in person.troubles if not any(part in one for part in wanted)] == []
        person.leave()


def _live(market: Market, buyer: Person, seller: Person) -> None:
    """What one writes stands with the other within a moment, without reload."""
    write(seller, "Yes, with any dimmer.")
    until(lambda: "Yes, with any dimmer." in buyer.text(), "the answer with the buyer")
    buyer.page.locator("#f-text").fill("And in black?")
    begun = time.monotonic()
    buyer.page.locator("main form[method=post] button.btn-primary").first.click()
    until(lambda: said(seller, "And in black?"), "the question with the seller")
    assert time.monotonic() - begun < SOON
    assert said(seller, "Yes, with any dimmer.") == 1


def _dropped(market: Market, one: Person, other: Person, conversation: str, mine: str, theirs: str) -> None:
    """One's line goes; both go on writing; all of it stands there once when it is back."""
    assert one.troubles == []
    one.context.set_offline(True)
    write(one, mine)
    line = one.page.locator("[data-chat-line]", has_text="Message Sync Error")
    line.wait_for()
    assert one.page.locator("[data-chat-waiting] .k-bubble-body").count() == 1
    write(other, theirs)
    written = "SELECT count(*) FROM messaging_message WHERE conversation_id = %s AND text = %s"
    until(lambda: market.rows(written, conversation, theirs) == [(1,)], "the other one's words are kept")
    assert said(one, theirs) == 0
    one.page.locator("#f-text").fill("Half a thought")
    one.context.set_offline(False)
    until(lambda: said(one, theirs), "what was missed")
    until(lambda: said(one, mine), "what was not sent")
    until(lambda: not line.is_visible(), "the line is back")
    one.troubles.clear()  # a browser reports every request that the dropped line has cost
    assert one.page.locator("#f-text").input_value() == "Half a thought"
    assert (said(one, theirs), said(one, mine)) == (1, 1)
    assert market.rows(written, conversation, mine) == [(1,)]
    until(lambda: said(other, mine) == 1, "what was not sent, with the other one")
    one.page.reload()
    assert one.page.locator("#f-text").input_value() == "Half a thought"
    assert (said(one, theirs), said(one, mine)) == (1, 1)


def _together(market: Market, browser: Browser, seller: Person, conversation: str) -> None:
    """Two people of the store on one conversation see each other, and what each of them notes."""
    clerk = enter(browser, market, "/seller/sign-in/", "login", CLERK)
    clerk.open(f"/seller/messages/{conversation}/")
    for person in (seller, clerk):
        person.page.get_by_text("Also here:").wait_for()
    clerk.page.locator("textarea[name=note]").fill("The buyer wants it in black.")
    clerk.send(f"/seller/messages/{conversation}/note/")
    until(lambda: "The buyer wants it in black." in seller.text(), "the note with the colleague")
    assert clerk.troubles == []
    clerk.leave()


def _promise_and_policy(seller: Person) -> None:
    """A promise is shown before it is sent, and then sent; what leads away is stopped; `?` shows the keys."""
    write(seller, "It ships within 3 days.")
    seller.page.get_by_text("You promise something").wait_for()
    assert "In stock now" in seller.text()
    assert seller.page.locator("#f-text").input_value() == "It ships within 3 days."
    seller.look()
    seller.page.get_by_role("button", name="Send it with this promise").click()
    until(lambda: said(seller, "It ships within 3 days.") == 1, "the promise is sent")
    _stopped(seller)
    seller.page.locator("#f-text").fill("")
    seller.page.locator("#f-text").press("Escape")
    seller.page.keyboard.press("?")
    seller.page.locator("#chat-keys[open]").wait_for()
    seller.look()
    seller.page.keyboard.press("Escape")


def _keys(market: Market, seller: Person, conversation: str) -> None:
    """From one conversation to the next and back, into the answer and out, done, and to the inbox: no mouse."""
    page, here = seller.page, f"/seller/messages/{conversation}/"
    seller.open(f"{here}?tab=all")
    way, back = ("j", "k") if page.locator('[data-key="j"]').count() else ("k", "j")
    with page.expect_navigation():
        page.keyboard.press(way)
    assert here not in page.url
    with page.expect_navigation():
        page.keyboard.press(back)
    assert here in page.url
    page.keyboard.press("r")
    page.keyboard.type("j")  # into the answer: no key while somebody types
    assert page.locator("#f-text").input_value() == "j"
    page.locator("#f-text").fill("")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("e")
    done = "SELECT 1 FROM messaging_conversation WHERE id = %s AND state = 'resolved'"
    assert market.rows(done, conversation) == [(1,)]
    seller.open(f"{here}?tab=all")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "/seller/messages/?" in page.url


def _stopped(person: Person) -> None:
    """What leads away is not sent: the passage is marked, and the words stay typed."""
    write(person, "Write me on WhatsApp, please.")
    person.page.locator("[data-chat-notice] mark", has_text="WhatsApp").wait_for()
    assert person.page.locator("#f-text").input_value() == "Write me on WhatsApp, please."
    assert said(person, "WhatsApp") == 0
    person.look()


def _operator(market: Market, browser: Browser, conversation: str) -> None:
    desk = enter(browser, market, "/console/sign-in/", "address", OPERATOR)
    desk.open(f"/console/messages/{conversation}/")
    desk.look()
    assert "The chain holds" in desk.text()
    desk.open("/console/messages/policy/")
    desk.page.locator("#f-tried").fill("Write me on WhatsApp, please.")
    desk.press("main form[action='/console/messages/policy/'] button.btn-primary")
    desk.look()
    assert "It would be stopped" in desk.text()
    for path in ("/console/messages/", "/console/reports/messages/"):
        desk.open(path)
        desk.look()
    assert desk.troubles == []
    desk.leave()
