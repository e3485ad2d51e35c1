"""Somebody who is everywhere is exported whole and erased whole; what the law keeps is named, nothing else stays."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from kontor.contexts.accounts.models import Account, Factor, VerificationLock
from kontor.contexts.buyers.models import Address
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.logistics.models import TrackingEvent
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.privacy.jobs import erase_due
from kontor.contexts.privacy.models import PrivacyRequest
from kontor.contexts.privacy.services.ask_export import ask_export
from kontor.contexts.privacy.services.make_archive import make_archive
from kontor.contexts.privacy.services.take_archive import take_archive
from kontor.contexts.privacy.tests.markers import Marked, mark_all
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer
from kontor.platform import events, jobs
from kontor.platform.idempotency.models import StoredAnswer
from kontor.platform.privacy import Person
from kontor.sites.storefront.account.tests.visitor import PASSWORD, Visitor, secret
from tests.support.dumping import dumped

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("ACC-42")]

MAIL, GIVEN, FAMILY, PHONE = "zqmail@example.com", "Zqgiven", "Zqfamily", "+359888777123"
STREET, NOTE = "Zqstreet 6", "zqnote please"
# What of a buyer the law keeps, column by column. Whoever adds one says so here.
KEPT = {
    "orders.BuyerOrder.address", "orders.Line.title", "payments.Intent.provider_reference",
    "payments.Refund.provider_reference", "logistics.Shipment.tracking_number", "privacy.PrivacyRequest.open",
    "privacy.ConsentGiven.code", "aftersales.Proposal.text", "aftersales.Evidence.text", "aftersales.Review.text",
    "aftersales.Review.follow_up",
}  # fmt: skip
# Of a banned person only, and nowhere but in the audit: why the operator closed and opened the account (OPR-06).
OF_A_BAN = {"risk.Ban.reason", "risk.Ban.lifted_because"}
AUDIT = "INSERT INTO public.platform_audit "
# These have rows by the journey itself; the others are made where they can be.
REACHED = {
    "accounts.Account", "accounts.Verification", "buyers.Address", "notifications.Notice", "platform.Message",
    "platform.Session", "orders.BuyerOrder", "orders.StoreOrder", "orders.Line", "orders.Step", "payments.Intent",
    "payments.Refund", "payments.Callback", "logistics.Shipment", "privacy.PrivacyRequest", "privacy.ConsentGiven",
    "checkout.CartLine", "checkout.Cart", "logistics.TrackingEvent", "accounts.VerificationLock", "accounts.Factor",
    "platform.StoredAnswer",
}  # fmt: skip


def _person_everywhere() -> tuple[Visitor, Account]:
    """Joins, confirms, signs in, buys with a note, and has another thing in the cart."""
    from kontor.contexts.logistics.tests.factories import shipment
    from kontor.contexts.payments.models import Callback, Intent
    from kontor.contexts.payments.rules import reference

    browser = Visitor()
    assert browser.join(address=MAIL, given_name=GIVEN, family_name=FAMILY).status_code == 302
    events.drain()
    jobs.drain()
    browser.send(f"/verify/{secret()}/")
    account = Account.objects.get(email=MAIL)
    browser.enter(account)
    market = make_market()
    address = Address.objects.create(
        buyer=account, country="ES", recipient=f"{GIVEN} {FAMILY}", street=STREET, city="Madrid", postcode="28001",
        phone=PHONE, latin={"recipient": f"{GIVEN} {FAMILY}", "street": STREET},
    )  # fmt: skip
    viewer = Buyer(account.pk)
    market.put(market.tea, 1, buyer=viewer)
    place_order(viewer=viewer, wish=market.wish(address_id=address.id, notes={market.tea_house.id: NOTE}))
    market.put(market.lamp, 1, buyer=viewer)
    browser.send("/account/data/export/")
    events.drain()
    jobs.drain()
    order = BuyerOrder.objects.get(buyer_id=account.pk)
    BuyerOrder.objects.filter(buyer_id=account.pk).update(state="paid")
    StoreOrder.objects.filter(buyer_id=account.pk).update(state="finished")
    part = StoreOrder.objects.get(buyer_id=account.pk)
    parcel = shipment(part)
    intent = Intent.objects.create(
        buyer_id=account.pk, buyer_order_id=order.id, order_number=order.number, provider="alipay", method="alipay",
        amount_minor=order.total_minor, currency="EUR", state="succeeded", provider_reference="x",
    )  # fmt: skip
    Callback.objects.create(
        provider="alipay", event_key="k", verified=True, outcome="paid",
        body=f"out_trade_no={reference(account.pk, intent.id)}&buyer_logon_id={MAIL}",
    )  # fmt: skip
    TrackingEvent.objects.create(
        store_id=parcel.store_id, shipment_id=parcel.id, event_key="1", code="X", at=clock.now(), place="Madrid"
    )
    VerificationLock.objects.create(address_key=MAIL, failures=1)
    Factor.objects.create(account=account, kind="sms", phone=PHONE, name="x", confirmed_at=None)
    StoredAnswer.objects.create(
        scope=f"api.checkout:{account.pk}", key="k", body_hash="x", status=201, answer={"to": STREET},
        created_at=clock.now(),
    )  # fmt: skip
    return browser, account


def _media() -> str:
    paths = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return "".join(path.read_bytes().decode("latin-1") + path.name for path in paths)


def _archive(account: Account) -> zipfile.ZipFile:
    identity = ask_export(account_id=account.pk)
    make_archive(request_id=identity)
    return zipfile.ZipFile(io.BytesIO(take_archive(viewer=Buyer(account.pk), request_id=identity)))


def _refund_is_done(account: Account) -> None:
    from kontor.contexts.payments.models import Refund

    Refund.objects.filter(buyer_id=account.pk).update(state="done")


def test_everything_is_exported_then_erased_and_what_stays_is_named(caplog):
    caplog.set_level("DEBUG")
    browser, account = _person_everywhere()
    person = Person.of(account.pk)
    assert person is not None
    marked = mark_all(person)
    assert not marked.without_rows & REACHED
    _refund_is_done(account)
    typed = (MAIL, GIVEN, FAMILY, PHONE, STREET, NOTE)
    _exported(account, marked, typed)
    _sent_away(browser, account)
    caplog.clear()
    with clock.moved(timedelta(days=14, minutes=1)):
        erase_due()
        events.drain()
        jobs.drain()
        assert Account.objects.get(pk=account.pk).state == "erased"
        _clean(marked, typed)
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert [mark for mark in (*marked.marks, *typed) if mark in logged] == []


def _exported(account: Account, marked: Marked, typed: tuple[str, ...]) -> None:
    with _archive(account) as bundle:
        parts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    for name, text in parts.items():
        if name.endswith(".json"):
            json.loads(text)
    data = "".join(text for name, text in parts.items() if name.endswith(".json"))
    assert {marked.marks[mark] for mark in marked.shown if mark not in data} == set()
    assert [mark for mark in typed if mark not in data + parts["index.html"]] == []
    assert account.password not in data


def _sent_away(browser: Visitor, account: Account) -> None:
    # Marks stand in the session's row and in the account's name; a fresh sign-in is as good for what follows.
    browser.enter(Account.objects.get(pk=account.pk))
    answer = browser.send("/account/data/delete/", {"password": PASSWORD})
    assert answer.status_code == 200, answer.content.decode()
    assert PrivacyRequest.objects.get(account_id=account.pk, kind="erasure").state == "waiting"
    assert browser.get("/account/").status_code == 302  # signed out


def _clean(marked: Marked, typed: tuple[str, ...]) -> None:
    dump, media = dumped(), _media()
    written = "\n".join(line for line in dump.splitlines() if not line.startswith(AUDIT))
    left = {marked.marks[mark] for mark in marked.marks if mark in written}
    assert left == KEPT
    assert {marked.marks[mark] for mark in marked.kept} >= left
    assert {marked.marks[mark] for mark in marked.marks if mark in dump} - left <= OF_A_BAN
    assert "orders.BuyerOrder.address" in left  # the recipient of a paid order's invoice, within its time
    kept_of_label = {mark for mark in typed if mark in dump}
    # The rest of the invoice's address; and the note, which is a message to the store and stays as evidence within its
    # time (`messaging.kept`). Phone and name as a mark are gone.
    assert kept_of_label == {STREET, NOTE}
    assert [mark for mark in (*marked.marks, *typed) if mark in media] == []
