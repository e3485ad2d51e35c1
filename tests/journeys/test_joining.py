"""Joining by e-mail on a phone: one page to fill in, one click in the mail, and soon done (ACC-10, ACC-50)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.journeys.test_purchase import PASSWORD, prove
from tests.support.market import Market, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

# The seconds of ACC-50, from the form's opening to the proven address, by the moments that the market itself notes;
# without the wait between the form's sending and the opening of the mail.
_MOMENTS = """
SELECT extract(epoch FROM a.verified_at - a.form_opened_at),
    extract(epoch FROM v.opened_at - v.created_at), extract(epoch FROM m.at - v.created_at)
FROM accounts_account a JOIN accounts_verification v ON v.account_id = a.id
JOIN platform_message m ON m."to" = a.email WHERE a.email = %s
"""
MOST_SECONDS = 15


@pytest.mark.rule("ACC-10", "ACC-50")
@pytest.mark.parametrize("language", ["en", "zh-CN", "bg"])
def test_one_page_one_click_and_fifteen_seconds(market: Market, browser: Browser, language: str) -> None:
    person = Person(browser, market.url, width=390, language=language, phone=True)
    address = f"quick.{language}.{id(person)}@example.com"
    filled: list[str] = []
    person.page.on("request", lambda sent: sent.method == "POST" and sent.is_navigation_request() and filled.append(
        sent.url.removeprefix(market.url)))  # fmt: skip
    person.open("/join/")
    person.fill(
        address=address, country="ES", given_name="Vesela", family_name="Petrova", password=PASSWORD,
        password_again=PASSWORD,
    )  # fmt: skip
    prove(person)
    person.send("/join/", "button.btn-primary")
    assert person.page.url.endswith("/join/check-mail/")
    assert filled == ["/join/"]  # one page, sent once

    link = until(lambda: _link(market, address), "the mail with the link")
    person.open(link)
    assert market.rows("SELECT state FROM accounts_account WHERE email = %s", address) == [("pending",)]
    person.press("main form[action^='/verify/'] button[type=submit]")
    assert person.page.url.endswith("/verify/done/")
    assert filled == ["/join/", link]  # nothing to fill in, nothing to sign in to
    person.open("/account/")
    assert person.page.url.endswith("/account/")
    assert person.troubles == []
    person.leave()

    [(whole, waited, travelled)] = market.rows(_MOMENTS, address)
    assert 0 < travelled <= waited < whole
    assert whole - waited <= MOST_SECONDS


def _link(market: Market, address: str) -> str:
    rows = market.rows('SELECT text FROM platform_message WHERE "to" = %s', address)
    found = re.search(r"https?://\S+?(/verify/\S+?/)(?=\s|$)", rows[0][0]) if rows else None
    return found[1] if found else ""
