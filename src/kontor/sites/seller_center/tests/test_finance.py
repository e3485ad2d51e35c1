"""Pages of a store's money, walked as its people do."""

from __future__ import annotations

import csv
import io

import pytest
from pypdf import PdfReader

from kontor.contexts.billing.models import Document, Payout
from kontor.contexts.billing.providers.protocol import Answer, Status
from kontor.contexts.billing.services.apply_answer import apply_answer
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.tests.factories import bought, earns, pays_to, received
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.ledger.models import Posting
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import System
from kontor.sites.seller_center.tests.conftest import seller, signed_in

pytestmark = pytest.mark.django_db


def at_work(store, *rights):
    """A browser of somebody with these rights in the store."""
    owner, account = seller("Lin"), seller("Fang")
    grant_seat(by=System("test"), store_id=store.id, account_id=owner.pk, role="owner")
    grant_seat(by=System("test"), store_id=store.id, account_id=account.pk, rights=list(rights))
    return signed_in(account)


@pytest.mark.rule("TRD-12")
def test_the_list_of_invoices_and_the_file_of_one(settle, django_assert_max_num_queries):
    market = make_market()
    (order,) = bought(market, settle)
    document = Document.objects.get()
    browser = at_work(market.tea_house, "finance.view")
    with django_assert_max_num_queries(9):
        page = browser.get("/seller/invoices/")
    assert document.number in page.content.decode()
    assert str(order.number) in page.content.decode()
    address = f"/seller/invoices/{document.id}/pdf/"
    with django_assert_max_num_queries(14):
        waits = browser.get(address)
    assert (waits.status_code, waits.headers["Refresh"]) == (200, "1")
    settle()
    answer = browser.get(address)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{document.number}.pdf"'
    text = PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages[0].extract_text()
    assert document.number in text
    assert "Lucía" not in text


@pytest.mark.rule("SEL-03")
def test_without_the_right_to_money_there_is_nothing(settle):
    market = make_market()
    bought(market, settle)
    browser = at_work(market.tea_house, "orders.view", "orders.ship")
    document = Document.objects.get()
    for address in ("/seller/invoices/", f"/seller/invoices/{document.id}/pdf/"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "See the balance and settlements" in answer.content.decode()


@pytest.mark.rule("TRD-12")
def test_payouts_with_their_states_in_words(settle, django_assert_max_num_queries):
    market = make_market()
    store = market.tea_house
    pays_to(store)
    earns(store.id, 50_000)
    payout_id = make_payout(store_id=store.id, currency="CNY", day=now().date())
    browser = at_work(store, "finance.view")
    with django_assert_max_num_queries(10):
        page = browser.get("/seller/payouts/").content.decode()
    assert "•••• 3000" in page
    assert "Ready to be sent" in page
    assert "Every Monday" in page
    Payout.objects.filter(id=payout_id).update(state="sent")
    apply_answer(answer=Answer(payout_id, Status.REJECTED, "AC04"))
    page = browser.get("/seller/payouts/").content.decode()
    assert "Rejected by the bank" in page
    assert "The account is closed." in page
    assert "enter another payout account and hand it in" in page
    assert "/seller/business/payout/" in page
    with django_assert_max_num_queries(12):
        today = browser.get("/seller/").content.decode()
    assert "/seller/payouts/#failed" in today
    assert "<b>Payouts that failed</b>" in today


@pytest.mark.rule("TRD-12")
def test_a_month_its_lines_their_entries_and_its_sheet(settle, django_assert_max_num_queries):
    market = make_market()
    (order,) = bought(market, settle)
    received(market, order, settle)
    browser = at_work(market.tea_house, "finance.view")
    with django_assert_max_num_queries(13):
        page = browser.get("/seller/statements/").content.decode()
    month = f"{now():%Y-%m}"
    assert f"/seller/statements/CNY/{month}/" in page
    with django_assert_max_num_queries(13):
        page = browser.get(f"/seller/statements/CNY/{month}/").content.decode()
    assert str(order.number) in page
    assert "Closing balance" in page
    posting = Posting.objects.get(account__kind="payable")
    with django_assert_max_num_queries(9):
        entry = browser.get(f"/seller/statements/CNY/entry/{posting.id}/").content.decode()
    assert "Your balance" in entry
    assert "Held until delivery" in entry
    assert "Commission" in entry
    answer = browser.get(f"/seller/statements/CNY/{month}/sheet/")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][:3] == ["When (UTC)", "Kind", "Order"]
    net = Money(order.due_minor - order.commission_minor, "CNY").amount
    assert rows[1][1:7] == [
        "Sales", str(order.number), str(Money(order.due_minor, "CNY").amount),
        str(-Money(order.commission_minor, "CNY").amount), "0.00", str(net),
    ]  # fmt: skip
    assert len(rows) == 2
    assert browser.get("/seller/statements/CNY/2031-01/").status_code == 404
    assert browser.get("/seller/statements/CNY/never/").status_code == 404
    assert browser.get(f"/seller/statements/CNY/{month}/paper/").status_code == 404
