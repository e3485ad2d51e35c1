"""Bad input for the forms of those who sell and of the operator, each with its way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.test import Client

from kontor.sites.console.tests.people import browser, operator
from kontor.sites.security.tests.person import Person
from kontor.sites.seller_center.tests.conftest import Shop, open_shop

SECRET = "Wrong-lantern-43"


class Desk:
    """A store with its owner's browser, and the operator's."""

    def __init__(self) -> None:
        self.shop: Shop = open_shop("Lighthouse Lamps")

    @property
    def seller(self) -> Client:
        return self.shop.browser()

    @cached_property
    def operator(self) -> Client:
        return browser(operator())

    @cached_property
    def fresh(self) -> Person:
        """The owner, who has just come in by the door."""
        person = Person(self.shop.owner)
        person.knock()
        return person

    @property
    def visitor(self) -> Client:
        return Client()


@dataclass(frozen=True)
class Row:
    """A form with bad input.

    Attributes:
        who: `seller`, `fresh` (a seller who has just come in), `operator` or `visitor`.
        path: where it is sent; asked of the desk where something has to be there first.
        typed: all of it must stand in the answer again.
        around: besides: buttons, hidden fields, choices.
    """

    who: str
    path: str | Callable[[Desk], str]
    typed: Mapping[str, str]
    around: Mapping[str, str] = field(default_factory=dict)
    status: int = 422
    leads: bool = True  # False: which field is wrong is not told, or it is no single one


def _warehouse(desk: Desk) -> str:
    from kontor.contexts.inventory.models import Warehouse

    made = Warehouse.objects.create(store_id=desk.shop.store.id, name="Hangzhou", country="CN")
    return f"/seller/warehouses/{made.id}/"


def _fund(desk: Desk) -> str:
    from kontor.contexts.coins.tests.test_account import eligible
    from kontor.sites.seller_center.tests.test_coins import earned

    eligible(desk.shop.store)
    earned(desk.shop, 100_000)
    assert desk.seller.post("/seller/coins/open/").status_code == 302
    return "/seller/coins/fund/"


def _cluster(deed: str) -> Callable[[Desk], str]:
    def path(desk: Desk) -> str:
        from kontor.sites.console.tests.test_risk import _farm

        at = f"/console/risk/clusters/{_farm(4).id}/"
        if deed == "unban":
            assert desk.operator.post(f"{at}ban/", {"reason": "One hand."}).status_code == 302
        return f"{at}{deed}/"

    return path


def _violation(desk: Desk) -> str:
    from kontor.contexts.governance.tests.factories import violation

    return f"/console/violations/{violation(desk.shop.store, 'abuse').id}/lift/"


def _appeal(desk: Desk) -> str:
    from kontor.contexts.governance.tests.factories import violation

    return f"/seller/standing/{violation(desk.shop.store).id}/"


def _review(deed: str) -> Callable[[Desk], str]:
    def path(desk: Desk) -> str:
        from kontor.contexts.aftersales.tests.review_factories import completed, reviewed

        return f"/seller/reviews/{reviewed(completed(desk.shop.store), 2).id}/{deed}/"

    return path


def _decision(desk: Desk) -> str:
    from kontor.sites.console.tests.test_product_review import opened, revised

    revised()
    return f"{opened(desk.operator)[0]}decide/"


def _app(desk: Desk) -> str:
    desk.fresh.post_at("security/app/begin/")
    return "/seller/security/app/"


def _half_in(desk: Desk) -> str:
    from kontor.sites.security.tests.person import app_of

    app_of(desk.shop.owner)
    assert desk.fresh.account == desk.shop.owner  # the password is right, the second step is asked for
    return "/seller/second-step/"


def _helped(desk: Desk) -> str:
    from kontor.sites.security.tests.person import app_of

    app_of(desk.shop.clerk)
    return "/console/account-help/"


ROWS: dict[str, Row] = {
    "seller/sign_in": Row("visitor", "/seller/sign-in/", {"login": "nobody@example.com"}, {"password": SECRET}, 401),
    "console_sign_in": Row("visitor", "/console/sign-in/", {"address": "nobody@example.com"}, {"password": SECRET},
        401, leads=False),
    "seller_ship": Row("seller", lambda desk: f"/seller/orders/{desk.shop.order.number}/ship/",
        {"tracking_number": "!!", "{units}": "1"}, {"service": "yanwen:registered", "how": "ship", "parcel": "1"}),
    "seller_batch": Row("seller", "/seller/orders/ship/", {"track.{order}": "!!"}, {"order": "{order}",
        "service.{order}": "yanwen:registered", "how": "ship"}),
    "seller_warehouses": Row("seller", "/seller/warehouses/", {"name": "", "country": "CN", "city": "Hangzhou"}),
    "seller_warehouse": Row("seller", _warehouse, {"name": "", "country": "DE", "city": "Hangzhou"}),
    "seller/news": Row("seller", "/seller/news/", {"title": "", "text": "We are back."}),
    "seller_tax": Row("seller", "/seller/tax/", {"destination": "GB", "kind": "vat", "number": "!!"}),
    "seller_webhooks": Row("seller", "/seller/webhooks/", {"url": "nowhere"}),
    "seller/program": Row("seller", "/seller/programs/new/", {"name": "", "about": "It reads orders.",
        "website": "nowhere"}),
    "seller/member_invite": Row("seller", "/seller/members/invite/", {"email": "nobody@"}),
    "seller/member_role": Row("seller", "/seller/members/roles/new/", {"name": ""}),
    "seller_coin_fund": Row("seller", _fund, {"amount": "-1"}, {"currency": "CNY"}),
    "seller/coins/scene": Row("seller", "/seller/coins/scenes/new/", {"name": "", "coins": "x", "budget": "y"}),
    "seller/coupons/body": Row("seller", "/seller/coupons/new/", {"name": ""}),
    "seller_phrases": Row("seller", "/seller/messages/phrases/", {"title": "", "text-en": "Thank you."}),
    "seller_message_settings": Row("seller", "/seller/messages/settings/", {"hours": "always"},
        {"time_zone": "Nowhere/City", "own_hours": "1"}),
    "seller_message_auto": Row("seller", "/seller/messages/settings/auto/", {"from": "2026-02-30", "to": "x"},
        {"on": "1"}),
    "seller_sheet_export": Row("seller", "/seller/sheets/export/", {}, {"kind": "orders", "form": "stone"}, 404,
        leads=False),
    "seller_sheet_import": Row("seller", "/seller/sheets/import/", {}, {"kind": "stock"}),
    "seller_bulk_products": Row("seller", "/seller/products/bulk/", {"by": "lots"}, {"product": "{product}",
        "action": "catalogue.price", "how": "percent", "way": "up"}),
    "seller/freight": Row("seller", "/seller/freight/", {"rates.0.first_g": "lots", "rates.0.first": "free"},
        {"rows": "1", "rates.0.service": "yanwen:registered"}),
    "seller_product: new": Row("seller", "/seller/products/new/", {"title.en": "Desk lamp", "skus.0.price": "free",
        "skus.0.weight_g": "500"}, {"category": "{category}", "draft": "{draft}", "rows": "1", "handling_days": "3"}),
    "seller_product": Row("seller", lambda desk: f"/seller/products/{desk.shop.product.id}/",
        {"title.en": "Desk lamp", "skus.0.price": "free"}, {"category": "{category}", "draft": "{draft}",
        "rows": "1", "version": "1"}),
    "seller_store_new": Row("seller", "/seller/business/store/", {"name": "", "country": "CN", "currency": "CNY",
        "language": "en"}),
    "seller/store_address": Row("seller", "/seller/store/addresses/new/", {"recipient": "Hristo Petrov",
        "street": "ul. Shipka 6", "city": "Sofia", "postcode": "15", "phone": "+359 2 123 4567"}, {"country": "BG"}),
    "console_policy": Row("operator", "/console/policies/accounts.link_valid/", {"value": "lots", "reason": ""}),
    "console_account_help": Row("operator", _helped, {"reason": ""}, {"audience": "seller", "address": "{helped}"}),
    "console_cashback": Row("operator", "/console/cashback/", {"name": "", "slug": "A b", "percent": "x",
        "owner_email": "nobody@"}),
    "console/identity": Row("operator", "/console/identity/", {"address": "nobody@"}),
    "console_order_move": Row("operator", lambda desk: f"/console/orders/{desk.shop.order.number}/cancel_paid/", {},
        {"reason": ""}),
    "console_policy_phrase_add": Row("operator", "/console/messages/policy/add/", {"text": "",
        "note": "seen often"}, {"action": "block"}),
    "console_requirements": Row("operator", "/console/requirements/", {"label.en": ""}, {"country": "ZZ"}),
    "console_tax_demand": Row("operator", "/console/requirements/taxes/", {}, {"destination": "ZZ"}),
    "console/risk_numbers": Row("operator", "/console/risk/numbers/", {"prefix": "12", "carrier": "",
        "note": "A farm"}),
    "console_cluster_ban": Row("operator", _cluster("ban"), {"reason": " "}),
    "console_cluster_unban": Row("operator", _cluster("unban"), {"reason": " "}),
    "console_violation_lift": Row("operator", _violation, {"reason": ""}),
    "security/password": Row("seller", "/seller/security/password/", {}, {"old": SECRET, "password": "short",
        "password_again": "other"}),
    "security/address": Row("fresh", "/seller/security/email/", {"address": "nobody@"}),
    "security/app": Row("fresh", _app, {}, {"code": "12"}, 401),
    "security/confirm": Row("seller", "/seller/security/confirm/", {}, {"password": SECRET}),
    "security/second_step": Row("fresh", _half_in, {}, {"code": "12"}, 401),
    "seller/violation": Row("seller", _appeal, {"text": " "}),
    "seller/reviews: reply": Row("seller", _review("reply"), {}, {"reply": " "}),
    "seller/reviews: report": Row("seller", _review("report"), {"words": "It names a person."}, {"reason": "none"}),
    "console_review_decide": Row("operator", _decision, {"reason": " "}, {"decision": "reject"}),
    "console_violation_new": Row("operator", "/console/violations/new/", {"store": "nobody", "words": "",
        "days": "x"}),
    "seller/coupons/body: the operator's": Row("operator", "/console/coupons/new/", {"name": ""}),
    "console/preset": Row("operator", "/console/programs/presets/dianxiaomi/", {"contact": "nobody@",
        "redirect_uris": "nowhere"}),
}  # fmt: skip
