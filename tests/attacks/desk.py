"""Bad input for the forms of those who sell and of the operator, each with its way there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.test import Client

from kontor.sites.console.tests.people import browser, operator
from kontor.sites.security.tests.person import Person
from kontor.sites.seller_center.tests.conftest import Shop, open_shop
from tests.attacks import ways

SECRET = "Wrong-lantern-43"
TOO_LONG = "It's “broken” & <late>. " * 100


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


ROWS: dict[str, Row] = {
    "seller/sign_in": Row("visitor", "/seller/sign-in/", {"login": "nobody@example.com"}, {"password": SECRET},
        401, leads=False),
    "console_sign_in": Row("visitor", "/console/sign-in/", {"address": "nobody@example.com"}, {"password": SECRET},
        401, leads=False),
    "seller_ship": Row("seller", lambda desk: f"/seller/orders/{desk.shop.order.number}/ship/",
        {"tracking_number": "!!", "{units}": "1"}, {"service": "yanwen:481", "how": "ship", "parcel": "1"}),
    "seller_batch": Row("seller", "/seller/orders/ship/", {"track.{order}": "!!"}, {"order": "{order}",
        "service.{order}": "yanwen:481", "how": "ship"}),
    "seller_warehouses": Row("seller", "/seller/warehouses/", {"name": "", "country": "CN", "city": "Hangzhou"}),
    "seller_warehouse": Row("seller", ways.warehouse, {"name": "", "country": "DE", "city": "Hangzhou"}),
    "seller/news": Row("seller", "/seller/news/", {"title": "", "text": "We are back."}),
    "seller_tax": Row("seller", "/seller/tax/", {"destination": "GB", "kind": "vat", "number": "!!"}),
    "seller_webhooks": Row("seller", "/seller/webhooks/", {"url": "nowhere"}),
    "seller_webhook": Row("seller", ways.webhook, {"url": "nowhere", "note": "The office's"}),
    "seller/program": Row("seller", "/seller/programs/new/", {"name": "", "about": "It reads orders.",
        "website": "nowhere"}),
    "seller/member_invite": Row("seller", "/seller/members/invite/", {"email": "nobody@"}),
    "seller/member_role": Row("seller", "/seller/members/roles/new/", {"name": ""}),
    "seller_coin_fund": Row("seller", ways.fund, {"amount": "-1"}, {"currency": "CNY"}),
    "seller/coins/scene": Row("seller", "/seller/coins/scenes/new/", {"name": "", "coins": "x", "budget": "y"}),
    "seller/coins/scene: with days": Row("seller", "/seller/coins/scenes/new/", {"name": "", "coins": "x",
        "budget": "y", "first": "2099-01-01", "last": "2099-01-09"}, {"kind": "on_payment"}),
    "seller/coupons/body": Row("seller", "/seller/coupons/new/", {"name": ""}),
    "seller/coupons/body: with days": Row("seller", "/seller/coupons/new/", {"name": "", "amount": "x",
        "first": "2099-01-01", "last": "2099-01-09"}, {"kind": "amount"}),
    "seller_phrases": Row("seller", "/seller/messages/phrases/", {"title": "", "text-en": "Thank you."}),
    "seller_phrases: a long one": Row("seller", "/seller/messages/phrases/", {"title": "Thanks", "text-en": TOO_LONG}),
    "seller_conversation_act note": Row("seller", ways.conversation("note"), {"note": " "}),
    "seller_conversation_act assign": Row("seller", ways.conversation("assign"), {}, {"account": "nobody"}),
    "seller_message_settings": Row("seller", "/seller/messages/settings/", {"hours": "always"},
        {"time_zone": "Nowhere/City", "own_hours": "1"}),
    "seller_message_auto": Row("seller", "/seller/messages/settings/auto/", {"from": "2026-02-30", "to": "x"},
        {"on": "1"}),
    "seller_message_auto: a text": Row("seller", "/seller/messages/settings/auto/", {"from": "09:00", "to": "18:00",
        "welcome.en": "Write to me on WhatsApp +86 139 1234 5678"}, {"on": "1"}),
    "seller_sheet_export": Row("seller", "/seller/sheets/export/", {}, {"kind": "orders", "form": "stone"}, 404,
        leads=False),
    "seller_sheet_import": Row("seller", "/seller/sheets/import/", {}, {"kind": "stock"}),
    "seller_bulk_products": Row("seller", "/seller/products/bulk/", {"by": "lots"}, {"product": "{product}",
        "action": "catalogue.price", "how": "percent", "way": "up"}),
    "seller/freight": Row("seller", "/seller/freight/", {"rates.0.first_g": "lots", "rates.0.first": "free"},
        {"rows": "1", "rates.0.service": "yanwen:481"}),
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
    "console_account_help": Row("operator", ways.helped, {"reason": ""}, {"audience": "seller", "address": "{helped}"}),
    "console_cashback": Row("operator", "/console/cashback/", {"name": "", "slug": "A b", "percent": "x",
        "owner_email": "nobody@"}),
    "console/identity": Row("operator", "/console/identity/", {"address": "nobody@"}),
    "console_order_move": Row("operator", lambda desk: f"/console/orders/{desk.shop.order.number}/cancel_paid/", {},
        {"reason": ""}),
    "console_policy_phrase_add": Row("operator", "/console/messages/policy/add/", {"text": "",
        "note": "seen often"}, {"action": "block"}),
    "console_policy_phrase_remove": Row("operator", ways.phrase, {"reason": " "}),
    "console_requirements": Row("operator", "/console/requirements/", {"label.en": ""}, {"country": "ZZ"}),
    "console_tax_demand": Row("operator", "/console/requirements/taxes/", {}, {"destination": "ZZ"}),
    "console/risk_numbers": Row("operator", "/console/risk/numbers/", {"prefix": "12", "carrier": "",
        "note": "A farm"}),
    "console_cluster_ban": Row("operator", ways.cluster("ban"), {"reason": " "}),
    "console_cluster_unban": Row("operator", ways.cluster("unban"), {"reason": " "}),
    "console_violation_lift": Row("operator", ways.violation, {"reason": ""}),
    "security/password": Row("seller", "/seller/security/password/", {}, {"old": SECRET, "password": "short",
        "password_again": "other"}),
    "security/address": Row("fresh", "/seller/security/email/", {"address": "nobody@"}),
    "security/app": Row("fresh", ways.app, {}, {"code": "12"}, 401),
    "security/confirm": Row("seller", "/seller/security/confirm/", {}, {"password": SECRET}),
    "security/second_step": Row("fresh", ways.half_in, {}, {"code": "12"}, 401),
    "security/sms": Row("fresh", ways.sms, {}, {"code": "12"}, 401),
    "security/new_device": Row("fresh", ways.new_device, {}, {"code": "12"}, 401),
    "seller/violation": Row("seller", ways.appeal, {"text": " "}),
    "seller_dispute_act escalate": Row("seller", ways.dispute("escalate"), {"text": TOO_LONG}),
    "seller_dispute_act show": Row("seller", ways.dispute("show"), {"text": TOO_LONG}),
    "seller_dispute_act show: nothing": Row("seller", ways.dispute("show"), {"text": " "}),
    "seller_dispute_act appeal": Row("seller", ways.dispute("appeal"), {"text": " "}),
    "seller/reviews: reply": Row("seller", ways.review("reply"), {}, {"reply": " "}),
    "seller/reviews: report": Row("seller", ways.review("report"), {"words": "It names a person."}, {"reason": "none"}),
    "console_review_decide": Row("operator", ways.decision, {"reason": " "}, {"decision": "reject"}),
    "console_violation_new: of a rule": Row("operator", "/console/violations/new/", {"store": "nobody", "code": "abuse",
        "words": "It's rude.", "days": "x"}),
    "console_violation_new": Row("operator", "/console/violations/new/", {"store": "nobody", "words": "",
        "days": "x"}),
    "seller/coupons/body: the operator's": Row("operator", "/console/coupons/new/", {"name": ""}),
    "console/preset": Row("operator", "/console/programs/presets/dianxiaomi/", {"contact": "nobody@",
        "redirect_uris": "nowhere"}),
}  # fmt: skip
