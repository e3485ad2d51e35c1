"""The pages of one's account on a phone, in all seven languages: nothing cut, nothing beyond the edge, nothing for axe.

Every page is looked at in every language; axe, which takes its time, looks at each page in two of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.support.market import Market

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.rule("BUY-14"),
]

LANGUAGES = ("en", "zh-CN", "es", "fr", "ru", "pt-BR", "bg")
DEMO = "Kontor2026demo"
PUBLIC = (
    "/join/", "/sell/", "/sign-in/", "/reset/", "/verify/resend/", "/seller/sign-in/", "/seller/reset/",
    "/console/sign-in/", "/console/reset/",
)  # fmt: skip
OWN = (
    "/account/", "/account/orders/", "/account/payments/", "/wishes/", "/account/stores/", "/account/cashback/",
    "/account/notices/", "/account/addresses/", "/account/addresses/new/", "/account/profile/", "/account/security/",
    "/account/security/devices/", "/account/security/connected/", "/account/security/passkeys/new/",
    "/account/security/password/", "/account/security/email/", "/account/data/", "/account/data/delete/",
)  # fmt: skip
OF_SELLERS = ("/seller/security/", "/seller/security/devices/", "/seller/security/password/")


def walk(person: Person, paths: tuple[str, ...], turn: int, pictures: Path | None = None) -> None:
    """Open each page; let axe look at every fourth or so, another one for each `turn`."""
    for place, path in enumerate(paths):
        person.open(path)
        assert path in person.page.url, f"{path} led to {person.page.url}"
        person.narrow()
        if place % len(LANGUAGES) in {turn, (turn + 3) % len(LANGUAGES)}:
            person.look()
        if pictures is not None:
            person.picture(pictures, path.strip("/").replace("/", "-"))


@pytest.mark.parametrize("turn", range(len(LANGUAGES)), ids=LANGUAGES)
def test_the_pages_of_an_account_hold_on_a_phone(market: Market, browser: Browser, turn: int) -> None:
    language = LANGUAGES[turn]
    visitor = Person(browser, market.url, width=390, language=language, phone=True, dark=turn % 2 == 1)
    walk(visitor, PUBLIC, turn)
    visitor.open("/sign-in/?next=/account/")
    visitor.fill(address="buyer@demo.example", password=DEMO)
    visitor.send("/sign-in/")
    visitor.context.add_cookies([{"name": "kontor_place", "value": f"ES.EUR.{_of(language)}", "url": market.url}])
    walk(visitor, OWN, turn)
    visitor.open("/seller/sign-in/")
    visitor.fill(login="seller@demo.example", password=DEMO)
    visitor.press("main button[type=submit]")
    walk(visitor, OF_SELLERS, turn)
    assert visitor.page.locator("html").get_attribute("lang") is not None
    assert visitor.troubles == []
    visitor.leave()


def _of(language: str) -> str:
    return {"zh-CN": "zh-hans", "pt-BR": "pt-br"}.get(language, language)
