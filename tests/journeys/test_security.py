"""Two-step sign-in in a real browser: a passkey of Chromium's own, an authenticator app, and no JavaScript at all."""

from __future__ import annotations

import pyotp
import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.journeys.test_purchase import PASSWORD, join
from tests.support.market import Market

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("ACC-20", "ACC-21")]

_KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def with_a_finger(person: Person) -> None:
    """Give the browser an authenticator that says yes."""
    tools = person.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})


def sign_out(person: Person) -> None:
    person.open("/account/")
    person.send("/sign-out/")


def sign_in(person: Person, address: str) -> None:
    person.open("/sign-in/?next=/account/security/devices/")
    person.fill(address=address, password=PASSWORD)
    person.send("/sign-in/")


@pytest.mark.parametrize(("width", "language"), [(390, "en"), (1280, "zh-CN"), (390, "bg")])
def test_two_steps_with_a_passkey_an_app_and_a_recovery_code(
    market: Market, browser: Browser, width: int, language: str
) -> None:
    url = market.url.replace("127.0.0.1", "localhost")  # passkeys need a name
    person = Person(browser, url, width=width, language=language)
    with_a_finger(person)
    address = join(person, market)
    person.open("/account/security/")
    person.look()

    person.press("main a[href='/account/security/passkeys/new/']")
    person.look()
    person.press("main form[data-passkey=make] button")
    person.look()
    codes = person.page.locator("#recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    person.send("/account/security/codes/done/")

    person.send("/account/security/app/begin/")
    person.look()
    secret = person.page.locator("#app-key").inner_text().replace(" ", "")
    person.fill(code=pyotp.TOTP(secret).now())
    person.send("/account/security/app/")
    person.look()

    sign_out(person)
    sign_in(person, address)
    assert person.page.url.endswith("/account/second-step/")
    person.look()
    person.press("main form[data-passkey=use] button")
    assert person.page.url.endswith("/account/security/devices/")
    person.look()

    sign_out(person)
    person.open("/sign-in/?next=/account/security/devices/")
    person.press("main form[data-passkey=use] button")
    assert person.page.url.endswith("/account/security/devices/")

    plain = Person(browser, url, width=width, language=language, scripts=False)
    sign_in(plain, address)
    assert plain.page.locator("main form[data-passkey] button").is_hidden()
    plain.fill(code=codes[0].upper().replace("-", " "))
    plain.page.locator("main input[name=trust]").check()
    plain.send("/account/second-step/")
    assert plain.page.url.endswith("/account/security/devices/")
    sign_out(plain)
    sign_in(plain, address)
    assert plain.page.url.endswith("/account/security/devices/")  # a trusted browser

    person.open("/account/security/devices/")
    person.look()
    person.send("/account/security/devices/others/end/")
    plain.open("/account/")
    assert "/sign-in/" in plain.page.url
    assert person.troubles + plain.troubles == []
    plain.leave()
    person.leave()
