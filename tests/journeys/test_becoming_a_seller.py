"""From “Sell on Kontor” to an open, verified store, in a real browser; the operator decides in the console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

import pyotp
import pytest
from playwright.sync_api import Browser

from kontor.contexts.sellers.tests.businesses import RIC, USCC, content, paper
from tests.journeys.browser import Person
from tests.journeys.test_purchase import DEMO, PASSWORD, _link, prove
from tests.support.market import Market, until

pytestmark = [
    pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.rule("SEL-01", "SEL-06", "OPR-02"),
]  # fmt: skip
_people = count(1)
_HOME = "/seller/business/"


@pytest.fixture(scope="module")
def two_steps(market: Market) -> Iterator[None]:
    """Sellers need a second step, as on any installation that is no demo."""
    _policy(market, "on")
    yield
    _policy(market, "off")


def _policy(market: Market, value: str) -> None:
    market.set_policies({"accounts.second_step_for_sellers": value}, "a journey")


def _file(code: str, body: bytes) -> dict[str, object]:
    return {"name": f"{code}.jpg", "mimeType": "image/jpeg", "buffer": body}


def join_to_sell(person: Person, market: Market) -> str:
    address = f"merchant{next(_people)}.{id(person)}@example.com"
    person.open("/sell/")
    person.look()
    person.fill(
        address=address, country="CN", given_name="Wei", family_name="Lin", password=PASSWORD, password_again=PASSWORD
    )
    prove(person)
    person.send("/sell/", "button.btn-primary")
    person.open(until(lambda: _link(market, address), "the mail with the link"))
    person.press("main form[action^='/verify/'] button[type=submit]")
    person.look()
    return address


def bring_in(person: Person, address: str, home: str = _HOME) -> None:
    """The first sign-in: an authenticator app is set up before anything else."""
    person.open("/seller/sign-in/")
    person.fill(login=address, password=PASSWORD)
    person.press("main button[type=submit]")
    assert person.page.url.endswith("/seller/security/")
    person.send("/seller/security/app/begin/")
    secret = person.page.locator("#app-key").inner_text().replace(" ", "")
    person.fill(code=pyotp.TOTP(secret).now())
    person.send("/seller/security/app/")
    person.send("/seller/security/codes/done/")
    if "/seller/security/" in person.page.url:
        person.send("/seller/security/go-on/")
    assert person.page.url.endswith(home), person.page.url
    person.look()


def _stage(person: Person, name: str, *, choose: dict[str, str] | None = None, papers: tuple[str, ...] = (),
           **fields: str) -> None:  # fmt: skip
    person.open(f"{_HOME}{name}/")
    person.look()
    for code, value in (choose or {}).items():
        person.page.locator(f"main input[name={code}][value={value}]").check()
    person.fill(**fields)
    for code in papers:
        person.page.locator(f"main input[name={code}]").set_input_files(_file(code, content(code)))
    person.send(f"{_HOME}{name}/", "button.btn-primary")


def _bind(person: Person, market: Market, phone: str) -> None:
    person.open(f"{_HOME}contacts/")
    person.fill(phone=phone)
    person.press("main form[action$='/phone/'] button")
    person.look()

    def code() -> str:
        rows = market.rows('SELECT text FROM platform_message WHERE "to" = %s ORDER BY id DESC LIMIT 1', phone)
        found = re.search(r"\b\d{6}\b", rows[0][0]) if rows else None
        return found.group() if found else ""

    person.fill(code=until(code, "the text message with the code"))
    person.press("main form[action$='/phone/'] button.btn-dark")


def decide(operator: Person, market: Market, queue: str, slug: str, decision: str, again: str = "") -> None:
    """Take the case of the store's business, or of the store, look at a paper, and decide."""
    [(case,)] = market.rows(
        "SELECT r.id FROM platform_review r JOIN sellers_store s ON r.subject_id IN (s.id, s.business_id)"
        " WHERE r.kind = %s AND s.slug = %s AND r.closed_at IS NULL", queue, slug,
    )  # fmt: skip
    operator.open(f"/console/reviews/{case}/")
    operator.press(f"main form[action$='{case}/take/'] button")
    picture = operator.page.locator("main dl img").first
    picture.scroll_into_view_if_needed()
    operator.page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    operator.look()
    if again:
        part = operator.page.locator("main details").filter(has=operator.page.locator(f"[name='part.{again}']"))
        part.locator("summary").click()
        part.locator("textarea").fill("Please send the whole page.")
    operator.page.locator("main textarea[name=reason]").fill("We have looked at it.")
    operator.press(f"main button[name=decision][value={decision}]")


def fill_in(person: Person, market: Market, phone: str, name: str) -> None:
    """Every stage, and the store beside."""
    _stage(person, "type", choose={"form": "enterprise"}, country="CN", legal_name="Shenzhen Lighthouse Co., Ltd.")
    assert person.page.url.endswith("/licence/")
    _stage(person, "licence", papers=("licence_picture",), licence_number=USCC)
    _stage(person, "person", papers=("person_front", "person_back"), person_name="Wei Lin", person_number=RIC)
    _stage(
        person, "payout", choose={"payout_way": "alipay"}, account_holder="Shenzhen Lighthouse Co., Ltd.",
        alipay_account="pay@lighthouse.example",
    )  # fmt: skip
    _bind(person, market, phone)
    _stage(person, "contacts", real_name="林伟")
    _stage(person, "tax", choose={"tax_status": "registered"}, tax_number=USCC)
    assert person.page.url.endswith(_HOME)
    person.look()
    person.open(f"{_HOME}store/")
    person.look()
    person.fill(name=name, country="CN", currency="CNY", language="en")
    person.send(f"{_HOME}store/", "button.btn-primary")
    person.look()


@pytest.mark.usefixtures("two_steps")
@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (390, "en")])
def test_from_sell_on_kontor_to_an_open_verified_store(
    market: Market, browser: Browser, width: int, language: str
) -> None:
    person = Person(browser, market.url, width=width, language=language)
    address = join_to_sell(person, market)
    bring_in(person, address)
    fill_in(person, market, f"+86138{width:04}{next(_people):04}", f"Lighthouse Lamps {width}")
    slug = f"lighthouse-lamps-{width}"
    person.send(f"{_HOME}hand-in/")
    person.look()
    assert "With a reviewer" in person.text()

    operator = Person(browser, market.url, width=width, language=language)
    operator.open("/console/sign-in/")
    operator.page.locator("main input[name=password]").fill(DEMO)
    operator.page.locator("main input:not([type=hidden]):not([name=password])").first.fill("operator@demo.example")
    with operator.page.expect_navigation():
        operator.page.locator("main input[name=password]").press("Enter")
    decide(operator, market, "sellers.business", slug, "send_back", again="licence")

    person.open(_HOME)
    person.look()
    assert "Please send the whole page." in person.text()
    assert person.text().count("Accepted") == 5
    person.open(f"{_HOME}licence/")
    person.page.locator("main input[name=licence_picture]").set_input_files(_file("whole", paper("whole page")))
    person.send(f"{_HOME}licence/", "button.btn-primary")
    person.send(f"{_HOME}hand-in/")
    decide(operator, market, "sellers.business", slug, "approve")

    person.open(_HOME)
    person.look()
    assert "Your business is verified" in person.text()
    assert market.rows("SELECT state FROM sellers_store WHERE slug = %s", slug) == [("open",)]
    person.open(f"{_HOME}brand/")
    person.page.locator("main input[name=brand_basis][value=own]").check()
    person.fill(brand_name="Lighthouse", mark_number="018123456")
    person.page.locator("main input[name=mark_paper]").set_input_files(_file("mark", paper("mark")))
    person.press("main button[name=hand_in]")
    decide(operator, market, "sellers.store", slug, "approve")
    person.open(f"/s/{slug}/")
    person.look()
    assert "Verified store" in person.text()
    mails = market.rows('SELECT count(*) FROM platform_message WHERE "to" = %s', address)
    assert mails[0][0] >= 3
    assert person.troubles + operator.troubles == []
    operator.leave()
    person.leave()
