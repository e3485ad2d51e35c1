"""Every paid order has its invoice, every refund its credit note, and others' readers read the figures of the books."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from facturx import xml_check_xsd
from lxml import etree

from kontor.contexts.billing.errors import DocumentNotFound
from kontor.contexts.billing.jobs import issue_documents
from kontor.contexts.billing.models import Document, Due, Print, Series
from kontor.contexts.billing.queries import documents as queries
from kontor.contexts.billing.rules.figures import Figures
from kontor.contexts.billing.services.note_due import Wanted, note_due
from kontor.contexts.billing.tests.factories import (
    Settle,
    amounts_in,
    bought,
    coin_market,
    findings,
    keeper,
    printed,
    received,
    text_of,
)
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.coins.models import Use
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.ledger.models import Posting
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.payments.models import Escrow
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from kontor.ui.formats import money

pytestmark = pytest.mark.django_db
_UBL = {"i": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"}


def _sum(kind: str, order_id: object, *, unit: str) -> int:
    """What the ledger says of one order."""
    legs = Posting.objects.filter(account__kind=kind, reference=order_id, unit=unit)
    return -sum(legs.values_list("minor", flat=True))


@pytest.mark.rule("TRD-12")
@pytest.mark.rule("COI-13")
def test_the_paper_bears_the_full_amount_and_every_figure_stands_in_the_books(settle: Settle, played: Played) -> None:
    market = coin_market()
    (order,) = bought(market, settle, coins=300, tea=2)
    document, escrow, use = Document.objects.get(), Escrow.objects.get(), Use.objects.get()
    assert use.minor > 0
    assert document.paid_minor == escrow.paid_minor == order.total_minor
    assert document.coins_minor == use.minor
    assert document.full_minor == escrow.paid_minor + use.minor
    assert document.tax_minor == _sum("tax", order.id, unit="EUR")
    # GMV and the base of commission are what was really paid; the invoice bears all (COI-13).
    assert escrow.commission_base_minor == order.store_goods_minor - order.store_coins_minor

    figures = Figures.read(document.figures)
    text = text_of(printed(document))
    tax, paid, coins = _sum("tax", order.id, unit="EUR"), escrow.paid_minor, use.minor
    lines = [part for line in figures.lines for part in (line.unit, line.tax, line.net)]
    sums = [order.goods_minor, order.shipping_minor, tax, paid + coins, coins, paid]
    assert amounts_in(text, "€") == [Money(minor, "EUR").amount for minor in (*lines, *sums)]
    assert (figures.scheme, figures.percent) == ("ioss", "21")
    assert document.number in text
    assert "Lucía Gómez" in text
    assert "Tax, 21 %" in text
    assert findings() == []


@pytest.mark.rule("TRD-12")
def test_an_independent_reader_accepts_the_structured_form_and_reads_the_same(settle: Settle, played: Played) -> None:
    market = coin_market()
    (order,) = bought(market, settle, coins=300, tea=2)
    document = Document.objects.get()
    tree = etree.fromstring(printed(document, "xml"))
    assert xml_check_xsd(tree, flavor="ubl-2.1-invoice")

    def told(name: str) -> Decimal:
        return Decimal(tree.findtext(f".//i:{name}", namespaces=_UBL))

    assert told("TaxInclusiveAmount") == Money(order.total_minor + order.coins_minor, "EUR").amount
    assert told("TaxExclusiveAmount") == Money(order.goods_minor + order.shipping_minor, "EUR").amount
    assert told("TaxAmount") == Money(order.tax_minor, "EUR").amount
    assert told("ChargeTotalAmount") == Money(order.shipping_minor, "EUR").amount
    assert told("PayableAmount") == 0
    assert tree.findtext(".//i:ID", namespaces=_UBL) == document.number


@pytest.mark.rule("TRD-12")
def test_numbers_have_no_gaps_by_store_and_year(settle: Settle) -> None:
    market = make_market(stock=20)
    for _ in range(3):
        bought(market, settle, tea=1, lamp=1)
    for store in (market.tea_house, market.lamp_shop):
        rows = Document.objects.filter(store_id=store.id).order_by("place")
        assert [row.place for row in rows] == [1, 2, 3]
        year = rows[0].year
        assert rows[0].number == f"{store.slug.upper()}-{year}-000001"
        assert Series.objects.get(store_id=store.id, kind="invoice", year=year).last == 3
    assert findings() == []


@pytest.mark.rule("TRD-12")
def test_one_order_has_one_invoice_however_often_it_is_due(settle: Settle) -> None:
    market = make_market()
    (order,) = bought(market, settle)
    note_due(wanted=[Wanted(order.store_id, order.id, "paid")] * 2)
    issue_documents()
    assert Document.objects.count() == 1
    assert not Due.objects.exists()
    assert Series.objects.get().last == 1


@pytest.mark.rule("TRD-12")
def test_an_issued_document_cannot_be_changed_or_deleted(settle: Settle) -> None:
    bought(make_market(), settle)
    for change in (
        lambda: Document.objects.update(full_minor=1, paid_minor=1),
        lambda: Document.objects.update(figures={}),
        lambda: Document.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert Document.objects.update(recipient={}) == 1


@pytest.mark.rule("TRD-12")
@pytest.mark.rule("COI-11")
def test_what_went_back_is_credited_in_full_with_the_coins_of_that_share(settle: Settle, played: Played) -> None:
    market = coin_market()
    (order,) = bought(market, settle, coins=300, tea=2)
    received(market, order, settle)
    escrow, use = Escrow.objects.get(), Use.objects.get()
    back = Money(escrow.paid_minor // 3, "EUR")
    tax_before = _sum("tax", order.id, unit="EUR")
    assert divide_escrow(store_id=order.store_id, order_id=order.id, back=back)
    settle()
    credit = Document.objects.get(kind="credit")
    use.refresh_from_db()
    tax_back = tax_before - _sum("tax", order.id, unit="EUR")
    assert (credit.paid_minor, credit.tax_minor) == (back.minor, tax_back)
    assert credit.coins_minor == pytest.approx(use.minor * use.returned / use.coins, abs=1)
    assert credit.full_minor == credit.paid_minor + credit.coins_minor
    invoice = Document.objects.get(kind="invoice")
    assert (credit.corrects, credit.place) == (invoice.id, 1)
    text = text_of(printed(credit))
    net = credit.full_minor - credit.tax_minor
    wanted = [net, credit.tax_minor, net, net, credit.tax_minor, credit.full_minor, credit.coins_minor, back.minor]
    assert amounts_in(text, "€") == [Money(minor, "EUR").amount for minor in wanted]
    assert invoice.number in text
    assert xml_check_xsd(etree.fromstring(printed(credit, "xml")), flavor="ubl-2.1-creditnote")
    assert findings() == []


@pytest.mark.rule("TRD-12")
def test_a_whole_refund_credits_the_whole_invoice(settle: Settle, played: Played) -> None:
    market = coin_market()
    (order,) = bought(market, settle, coins=300, tea=2)
    received(market, order, settle)
    paid = Money(Escrow.objects.get().paid_minor, "EUR")
    divide_escrow(store_id=order.store_id, order_id=order.id, back=paid)
    settle()
    invoice, credit = Document.objects.get(kind="invoice"), Document.objects.get(kind="credit")
    assert credit.figures == invoice.figures
    assert credit.full_minor == invoice.full_minor


@pytest.mark.rule("TRD-12")
@pytest.mark.parametrize("language", ["en", "es", "fr", "ru", "pt-br", "bg", "zh-hans"])
def test_the_paper_is_in_the_readers_language_with_its_ways_to_write_amounts(settle: Settle, language: str) -> None:
    (order,) = bought(make_market(), settle)
    text = text_of(printed(Document.objects.get(), language=language))
    total = money(Money(order.total_minor, "EUR"), language)
    flat = "".join(text.split())
    assert "".join(total.split()) in flat


@pytest.mark.rule("ACC-40")
def test_a_stores_copy_does_not_name_the_buyer(settle: Settle) -> None:
    bought(make_market(), settle)
    document = Document.objects.get()
    for form in ("pdf", "xml"):
        made = printed(document, form, face="seller")
        said = text_of(made) if form == "pdf" else made.decode()
        assert document.number in said
        assert not any(word in said for word in ("Lucía", "Calle Mayor", "28013"))


@pytest.mark.rule("TRD-12")
def test_who_may_have_which_paper(settle: Settle) -> None:
    market = make_market()
    tea, lamp = sorted(bought(market, settle, tea=1, lamp=1), key=lambda row: row.store_id != market.tea_house.id)
    mine = Document.objects.get(order_id=tea.id)
    seat, stranger = keeper(tea.store_id), Buyer(lamp.id)
    assert [row.id for row in queries.documents(seat)] == [mine.id]
    assert [row.id for row in queries.of_order(market.buyer, tea.store_id, tea.id)] == [mine.id]
    assert queries.of_order(stranger, tea.store_id, tea.id) == []
    assert queries.of_order(keeper(lamp.store_id), tea.store_id, tea.id) == []
    assert queries.of_order(keeper(tea.store_id, "orders.view"), tea.store_id, tea.id) == []
    with pytest.raises(RightMissing):
        queries.wish_for(keeper(tea.store_id, "orders.view"), mine.id, "pdf", "en", store_id=tea.store_id)
    for viewer, store_id in ((stranger, tea.store_id), (market.buyer, lamp.store_id)):
        with pytest.raises(DocumentNotFound):
            queries.wish_for(viewer, mine.id, "pdf", "en", store_id=store_id)


def test_a_file_is_made_once_and_the_same_again(settle: Settle) -> None:
    bought(make_market(), settle)
    document = Document.objects.get()
    first = printed(document)
    assert printed(document) == first
    Print.objects.all().delete()
    assert printed(document) == first


@pytest.mark.rule("TRD-11")
@pytest.mark.rule("TRD-12")
def test_a_stores_coupon_is_a_lower_price_and_the_marketplaces_pays_for_the_buyer(
    settle: Settle, played: Played
) -> None:
    market = make_market()
    own, common = coupon(market.lamp_shop), coupon(None)
    market.put(market.lamp, 2)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=(own.id, common.id)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    order, document = StoreOrder.objects.get(), Document.objects.get()
    assert (order.rebate_minor, order.subsidy_minor) == (500, 500)
    assert document.full_minor == order.total_minor + 500 == order.goods_minor - 500 + order.shipping_minor
    text = text_of(printed(document))
    assert "Coupon of the store\n-€5.00" in text.replace(" \n", "\n") or "-€5.00" in text
    assert amounts_in(text, "€")[-3:] == [
        Money(minor, "EUR").amount for minor in (document.full_minor, 500, order.total_minor)
    ]
    tree = etree.fromstring(printed(document, "xml"))
    assert xml_check_xsd(tree, flavor="ubl-2.1-invoice")
    assert tree.findtext(".//i:AllowanceTotalAmount", namespaces=_UBL) == "5.00"
    assert findings() == []
