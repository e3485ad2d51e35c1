"""Bad input in every form of the storefront: refused with a summary that leads to the field, what was typed is kept.

Every form of the templates has a row here, or is named among those in which nothing can be typed wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

from kontor.sites.storefront.account.doors import JOIN, SELL
from tests.attacks.conftest import ROOT, World
from tests.attacks.pages import Page
from tests.attacks.shopper import Shopper
from tests.support.market import until

pytestmark = [pytest.mark.rule("ACC-02", "ACC-13", "BUY-01", "BUY-11", "TRD-05")]

TEMPLATES = (ROOT / "src/kontor/sites/storefront/templates", ROOT / "src/kontor/ui/templates/layouts",
             ROOT / "src/kontor/ui/templates/cotton")  # fmt: skip
SECRET = "Wrong-lantern-43"
Prepared = tuple[Shopper, str, Mapping[str, str]]  # who sends it, where to, with what besides the bad input


@dataclass(frozen=True)
class Row:
    """A form with bad input.

    Attributes:
        typed: what is typed; all of it must stand in the answer again, but for passwords.
        prepare: gets somebody to the form.
    """

    typed: Mapping[str, str]
    prepare: Callable[[World], Prepared]
    secrets: Mapping[str, str] = field(default_factory=dict)
    status: int = 422
    leads: bool = True  # False: which of two fields is wrong is not told
    titled: bool = True  # the page's title begins with "Error:"


def _visitor(path: str) -> Callable[[World], Prepared]:
    def prepare(world: World) -> Prepared:
        visitor = world.visitor()
        visitor.get(path)
        return visitor, path, {}

    return prepare


def _buyer(path: str) -> Callable[[World], Prepared]:
    return lambda world: (world.buyer(), path, {})


def _waiting_for_code(world: World) -> Prepared:
    visitor = world.visitor()
    visitor.get("/join/")
    joined = visitor.post("/join/", {
        "address": f"+3598877{id(visitor) % 100_000:05d}", "given_name": "Ann", "family_name": "Lee", "country": "BG",
        "password": "Lantern42harbour", "password_again": "Lantern42harbour",
    })  # fmt: skip
    assert joined.status_code == 302, joined.text
    return visitor, "/verify/code/", {}


def _link_to_a_new_password(world: World) -> Prepared:
    buyer = world.buyer()
    address = buyer.person["email"]
    assert buyer.post("/reset/", {"address": address}).status_code == 302

    def link() -> str:
        letters = world.market.rows('SELECT text FROM platform_message WHERE "to" = %s', address)
        found = re.search(r"/reset/[\w-]+/", " ".join(text for (text,) in letters))
        return found.group() if found else ""

    return buyer, until(link, "the mail with the link"), {}


def _own_address(world: World) -> Prepared:
    buyer = world.buyer()
    return buyer, f"/account/addresses/{buyer.person['address']}/", {}


def _cart(world: World) -> Prepared:
    buyer = world.buyer()
    buyer.put(world.tea)
    return buyer, "/cart/change/", {"sku": world.tea}


def _checkout(world: World) -> Prepared:
    buyer = world.buyer()
    buyer.put(world.tea)
    return buyer, "/checkout/", buyer.checkout_form()


def _pay(world: World) -> Prepared:
    order = world.buyer().order(world.tea)
    return order.buyer, f"/pay/{order.number}/", {}


ADDRESS = {
    "country": "ES", "recipient": "Lucía Gómez", "street": "Calle Mayor 5", "city": "", "postcode": "28O13",
    "phone": "12",
}  # fmt: skip
ROWS: dict[str, Row] = {
    "join": Row(
        {"address": "nobody@", "given_name": "Ann", "family_name": "", "country": "BG"}, _visitor("/join/"),
        {"password": SECRET, "password_again": f"{SECRET}x"},
    ),
    "sell": Row(
        {"address": "+359887712345", "given_name": "Ann", "family_name": "", "country": "BG"}, _visitor("/sell/"),
        {"password": SECRET, "password_again": f"{SECRET}x"},
    ),
    "seller_resend": Row({"address": "nobody@"}, _visitor("/sell/resend/")),
    "sign_in": Row({"address": "nobody@example.com"}, _visitor("/sign-in/"), {"password": SECRET}, 401, leads=False),
    "verify_resend": Row({"address": "nobody@"}, _visitor("/verify/resend/")),
    "reset": Row({"address": "nobody@"}, _visitor("/reset/")),
    "seller_reset": Row({"address": "nobody@"}, _visitor("/seller/reset/")),
    "console_reset": Row({"address": "nobody@"}, _visitor("/console/reset/")),
    "new_password": Row({}, _link_to_a_new_password, {"password": SECRET, "password_again": f"{SECRET}x"}),
    "verify_code": Row({"code": "12"}, _waiting_for_code, titled=False),
    "add_address": Row(ADDRESS, _buyer("/account/addresses/new/")),
    "change_address": Row(ADDRESS, _own_address),
    "profile": Row({"given_name": "", "family_name": "Petrova", "country": "ES", "language": "en", "currency": "EUR"},
                   _buyer("/account/profile/")),
    "contact_phone": Row({"phone": "12"}, _buyer("/account/profile/phone/")),
    "cart_change": Row({"quantity": "1000000"}, _cart),
    "checkout": Row({"note-{tea store}": "x" * 501}, _checkout),
    "coupon_code": Row({"code": "NOBODYS"}, _buyer("/account/coupons/code/")),
    "pay": Row({"method": "cowrie shells"}, _pay),
}  # fmt: skip
CHOSEN = {"pay"}  # what was sent is no choice of the form, so nothing of it can stand there again
# A button and nothing to type, or a choice from a list in which what is unknown leaves things as they are.
NOTHING_TYPED = {
    "sign_out", "verify", "not_me", "default_address", "remove_address", "purchase_receive", "pay_cancel",
    "preferences", "follow_store", "notice", "notice_choices", "notices_read", "own_consent", "own_data_export",
    "payment_bind", "payment_default", "payment_remove", "push_off", "push_on", "unsubscribe", "wish_toggle",
    "review_helpful", "coins_earn", "coin_ticket", "coupon_take",
}  # fmt: skip
# The refusal is a message above the page that one was on: the form stands on pages of several areas.
TOLD_ABOVE = {"cart_add", "purchase_cancel", "wish_item", "wish_list", "wish_list_new"}


_TO_ITSELF = {
    "unsubscribe.html": {"unsubscribe"},
    "_write.html": {"ask_seller", "ask_store", "order_message"},
    "conversation.html": {"conversation"},
    "support_ask.html": {"support_ask"},
}
# What bad input does in these is proved beside them: they need a provider, pictures, or a closed account.
BESIDE = {
    "join_social": "test_social_pages.py",
    "social_connect": "test_social_pages.py",
    "social_leave": "test_social_pages.py",
    "disconnect": "test_connected_pages.py",
    "account_closed": "test_risk_at_the_door.py",
    "identity_add": "test_identity_pages.py",
    "identity_again": "test_identity_pages.py",
    "delete_account": "test_data_pages.py",
    "seller_new_password": "test_reset_pages.py",
    "console_new_password": "test_reset_pages.py",
    "dispute_open": "test_pages.py",
    "dispute_act": "test_pages.py",
    "order_review": "test_pages.py",
    "review_follow_up": "test_pages.py",
    "review_report": "test_pages.py",
    "ask_seller": "test_writing.py",
    "ask_store": "test_writing.py",
    "order_message": "test_writing.py",
    "conversation": "test_writing.py",
    "support_ask": "test_support.py",
}


def _forms() -> set[str]:
    """The names of the addresses to which the templates' forms are posted."""
    found = set()
    for template in (path for folder in TEMPLATES for path in folder.rglob("*.html")):
        for tag in re.findall(r"<form\b[^>]*(?:\{%[^%]*%\}[^>]*)*>", template.read_text()):
            if re.search(r'\bmethod="post"', tag):
                found |= _targets(template, tag)
    return found


def _targets(template: Path, tag: str) -> set[str]:
    action = re.search(r'\baction="(.*?)"(?=[\s>])', tag)
    said = action.group(1) if action else ""
    if named := re.findall(r"\{% url '(\w+)'", said):
        return set(named)
    if template.name in _TO_ITSELF:
        return _TO_ITSELF[template.name]
    if said == "{{ action }}follow/":
        return {"follow_store"}
    if template.name == "pay.html":
        return {{"": "pay", "cancel/": "pay_cancel"}[said]}
    ways = [way for way in re.split(r"\{% (?:if|elif|else|endif)[^%]*%\}", said) if way]
    assert ways, f"{template}: a form without an address"
    return {_name(address) for way in ways for address in _behind(way)}


def _behind(way: str) -> list[str]:
    """The addresses that an action names: one, or that of each door (`{{ door.page }}`)."""
    if way.startswith("{{ reset }}"):
        return [way.replace("{{ reset }}", page) for page in ("/reset/", "/seller/reset/", "/console/reset/")]
    if way == "{{ accept_url }}":
        return ["/account/disputes/1/accept/"]
    door = re.fullmatch(r"\{\{ door\.(\w+) \}\}", way)
    return [getattr(each, door.group(1)) for each in (JOIN, SELL)] if door else [way]


def _name(way: str) -> str:
    for sample in ("1", "0190a0a0-0000-7000-8000-000000000000"):
        try:
            return str(resolve(re.sub(r"\{\{[^}]*\}\}", sample, way)).url_name)
        except Resolver404:
            continue
    raise AssertionError(f"no view answers {way}")


def test_every_form_has_a_row() -> None:
    assert _forms() == {*ROWS, *NOTHING_TYPED, *TOLD_ABOVE, *BESIDE}
    tests = {path.name for path in (ROOT / "src/kontor/sites/storefront").rglob("test_*.py")}
    assert set(BESIDE.values()) <= tests


@pytest.mark.xdist_group("market")
@pytest.mark.parametrize("name", ROWS)
def test_bad_input_is_pointed_at_and_kept(world: World, name: str) -> None:
    row = ROWS[name]
    who, path, around = row.prepare(world)
    store = str(world.people["sellers"]["tea"]["store"])
    typed = {key.replace("{tea store}", store): value for key, value in row.typed.items()}
    answer = who.post(path, {**around, **typed, **row.secrets})
    page = Page(answer.text)

    assert answer.status_code == row.status, answer.text[-3000:]
    assert page.has_summary
    assert bool(page.links) is row.leads, "the summary leads nowhere"
    assert set(page.links) <= page.ids, "a link of the summary leads to nothing"
    kept = {} if name in CHOSEN else typed
    assert {key: value for key, value in kept.items() if value not in page.values.get(key, [])} == {}
    assert not any(page.passwords)
    assert SECRET not in answer.text
    assert ("<title>Error:" in answer.text) is row.titled, "the title says so first"


@pytest.mark.xdist_group("market")
def test_what_cannot_be_added_is_told_above_the_page(world: World) -> None:
    buyer = world.buyer()
    refused = buyer.post("/cart/add/", {"sku": world.tea, "quantity": "0"})
    assert refused.status_code == 302
    assert "Choose a quantity from 1 to" in buyer.get(refused.headers["location"]).text
    order = buyer.order(world.tea, method="instant")
    order.return_page()
    [(number,)] = world.market.rows("SELECT number FROM orders_storeorder WHERE buyer_id = %s", buyer.id)
    refused = buyer.post(f"/account/orders/{number}/cancel/", {"reason": ""})
    assert "Choose why you cancel" in buyer.get(refused.headers["location"].partition("#")[0]).text
    refused = buyer.post("/wishes/new/", {"name": " "})
    assert refused.status_code == 302
    assert "Give the list a name" in buyer.get("/wishes/").text
