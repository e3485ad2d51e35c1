"""A tax that is part of the price is broken out on paper; PDF, XML and figures agree to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from facturx import xml_check_xsd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from kontor.contexts.billing.issuing import invoice_figures
from kontor.contexts.billing.models import Document
from kontor.contexts.billing.papers.xml import ubl
from kontor.contexts.billing.rules.figures import Figures, back_of, credited, sums_up
from kontor.contexts.billing.rules.included import taxes_in
from kontor.contexts.billing.tests.factories import Settle, amounts_in, bought, findings, printed, received, text_of
from kontor.contexts.checkout.services.place_order import place_order
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.coupons.tests.factories import coupon
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.pricing.vat import standard_rate
from kontor.contexts.sellers.business_sealing import sealed_values
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import BusinessStage, Store, TaxNumber
from kontor.contexts.sellers.money_queries import Invoicer
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money

pytestmark = pytest.mark.rule("TRD-12")
_UBL = {
    "b": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "a": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}
_ON_A_BUSY_MACHINE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
minor = st.integers(1, 2_000_000)
pieces = st.lists(st.tuples(minor, st.integers(1, 99)), min_size=1, max_size=8)


def seller(country: str = "DE", tax_number: str = "DE136695976") -> Invoicer:
    return Invoicer(new_id(), "lamp-shop", "Lamp Shop", "UTC", "de", country, "Lamp Ltd", country, {}, tax_number)


def figures(lines: list[tuple[int, int]], *, country: str = "ES", shipping: int = 0, rebate: int = 0) -> Figures:
    """The invoice of an order that was never stored; coins paid a third of it."""
    goods = sum(price * units for price, units in lines)
    whole = goods - rebate + shipping
    order = StoreOrder(
        currency="EUR", goods_minor=goods, shipping_minor=shipping, rebate_minor=rebate, tax_minor=0,
        total_minor=whole - whole // 3, coins_minor=whole // 3, ship_to_country=country, number=1, placed_at=now(),
    )  # fmt: skip
    rows = [
        Line(title="Lamp", sku_code="L", axes=[], quantity=units, unit_minor=price, tax_minor=0)
        for price, units in lines
    ]
    return invoice_figures(order, rows, seller(), "en")


def amount(tree: etree._Element, path: str) -> Decimal:
    return Decimal(tree.findtext(path, namespaces=_UBL) or "0")


def paper(said: Figures, kind: str = "invoice") -> etree._Element:
    document = {
        "kind": kind, "number": "L-1", "issued_on": "2026-11-28", "recipient": {}, "corrects": {
            "number": "L-0", "issued_on": "2026-11-27",
        },
        "seller": {
            "name": "Lamp Ltd", "store": "Lamp Shop", "slug": "lamp-shop", "country": "DE", "address": {},
            "numbers": [], "tax_number": "DE136695976", "operator": "", "ioss": "",
        },
    }  # fmt: skip
    return etree.fromstring(ubl(document, said))


@_ON_A_BUSY_MACHINE
@given(
    lines=pieces,
    shipping=st.integers(0, 50_000),
    off=st.integers(0, 100),
    country=st.sampled_from(["ES", "FI", "HU", "LU", "DE"]),
)
def test_net_and_tax_are_the_price_to_the_cent(
    lines: list[tuple[int, int]], shipping: int, off: int, country: str
) -> None:
    goods = sum(price * units for price, units in lines)
    rebate = goods * off // 200
    said = figures(lines, country=country, shipping=shipping, rebate=rebate)
    rate = standard_rate(country)
    whole = goods - rebate + shipping
    assert said.full == whole == said.net + said.tax
    assert sums_up(said)
    assert Decimal(said.percent) == rate
    assert abs(whole * rate / (100 + rate) - said.tax) <= Decimal("0.5")
    for line, (price, units) in zip(said.lines, lines, strict=True):
        assert (line.unit, line.net + line.tax) == (price, price * units)
        assert abs(price * units * rate / (100 + rate) - line.tax) <= 1
    assert said.rebate + said.rebate_tax == rebate
    assert said.shipping + said.shipping_tax == shipping


@_ON_A_BUSY_MACHINE
@given(lines=pieces, shipping=st.integers(0, 50_000), share=st.integers(1, 99))
def test_the_structured_form_and_credit_notes_say_the_same(
    lines: list[tuple[int, int]], shipping: int, share: int
) -> None:
    whole = figures(lines, shipping=shipping, rebate=sum(price for price, _units in lines) // 3)
    part = credited(whole, back_of(whole, max(1, whole.paid * share // 100)), "Part")
    assert credited(whole, back_of(whole, whole.paid), "All") == whole
    assert sums_up(part)
    assert abs(part.full * Decimal(21) / 121 - part.tax) <= Decimal("0.5")
    for said, kind in ((whole, "invoice"), (part, "credit")):
        tree = paper(said, kind)
        cents = Decimal("0.01")
        assert amount(tree, ".//b:TaxInclusiveAmount") == said.full * cents
        assert amount(tree, ".//b:TaxExclusiveAmount") == said.net * cents
        assert amount(tree, "a:TaxTotal/b:TaxAmount") == said.tax * cents
        nets = [Decimal(line.text) for line in tree.iterfind(".//b:LineExtensionAmount", _UBL)]
        assert nets[0] == sum(nets[1:])
        charged = amount(tree, ".//b:ChargeTotalAmount") - amount(tree, ".//b:AllowanceTotalAmount")
        assert nets[0] + charged == said.net * cents
        assert {each.text for each in tree.iterfind(".//a:ClassifiedTaxCategory/b:ID", _UBL)} == {"S"}
        for line in (*tree.iterfind("a:InvoiceLine", _UBL), *tree.iterfind("a:CreditNoteLine", _UBL)):
            units = amount(line, "b:InvoicedQuantity") or amount(line, "b:CreditedQuantity")
            each = amount(line, "a:Price/b:PriceAmount") / amount(line, "a:Price/b:BaseQuantity")
            assert each * units == pytest.approx(amount(line, "b:LineExtensionAmount"))


def test_amounts_are_taken_apart_so_that_none_is_lost() -> None:
    assert taxes_in([100, 100, 100], Decimal(21)) == [17, 18, 17]  # 52.07 of 300, 17.36 of each
    assert taxes_in([1000, -1000], Decimal(19)) == [160, -160]
    assert taxes_in([0, 0], Decimal(19)) == [0, 0]


@pytest.mark.parametrize(("country", "number"), [("CN", "91310000"), ("ES", "")])
def test_where_no_rate_is_known_or_the_seller_has_no_number_nothing_is_invented(country: str, number: str) -> None:
    order = StoreOrder(
        currency="EUR", goods_minor=1000, shipping_minor=0, rebate_minor=0, tax_minor=0, total_minor=1000,
        coins_minor=0, ship_to_country=country, number=1, placed_at=now(),
    )  # fmt: skip
    line = Line(title="Lamp", sku_code="L", axes=[], quantity=1, unit_minor=1000, tax_minor=0)
    said = invoice_figures(order, [line], seller("CN" if country == "CN" else "DE", number), "en")
    assert (said.scheme, said.percent, said.tax, said.net) == ("included", "0", 0, 1000)
    tree = paper(said)
    assert {each.text for each in tree.iterfind(".//a:TaxCategory/b:ID", _UBL)} == {"O"}
    assert tree.findtext(".//b:TaxExemptionReason", namespaces=_UBL).startswith("Taxes are included")


def registered(store: Store) -> None:
    """The business behind the store is registered for taxes at home and in Spain."""
    held = sealed_values(
        {"tax_status": "registered", "tax_number": "DE136695976"}, business_id=store.business_id, store_id=None,
        stage=Stage.TAX,
    )  # fmt: skip
    BusinessStage.objects.create(business=store.business, store_id=None, stage=Stage.TAX, held=held, state="accepted")
    TaxNumber.objects.create(
        business=store.business, destination="ES", kind="vat", number="ESN0184600J", sure=True, added_by=new_id()
    )


def within_europe() -> Market:
    market = make_market()
    registered(market.lamp_shop)
    return market


@pytest.mark.django_db
def test_the_paper_and_the_structured_form_show_rate_net_and_tax_and_a_refund_its_share(
    settle: Settle, played: Played
) -> None:
    market = within_europe()
    (order,) = bought(market, settle, lamp=2)  # two at 30.00 and freight of 5.00, from Germany to Spain
    document = Document.objects.get()
    assert (order.tax_minor, document.tax_minor, document.full_minor) == (0, 1128, 6500)
    text = text_of(printed(document))
    assert "Tax, 21 %" in text
    assert "Unit price with tax" in text
    assert "ESN0184600J" in text
    wanted = ["30.00", "10.41", "49.59", "49.59", "4.13", "11.28", "65.00", "65.00"]
    assert amounts_in(text, "€") == [Decimal(each) for each in wanted]
    tree = etree.fromstring(printed(document, "xml"))
    assert xml_check_xsd(tree, flavor="ubl-2.1-invoice")
    told = [
        amount(tree, f".//b:{name}") for name in ("TaxExclusiveAmount", "TaxInclusiveAmount", "TaxAmount", "Percent")
    ]
    assert told == [Decimal("53.72"), Decimal("65.00"), Decimal("11.28"), Decimal(21)]
    vat = "a:AccountingSupplierParty/a:Party/a:PartyTaxScheme/b:CompanyID"
    assert tree.findtext(vat, namespaces=_UBL) == "ESN0184600J"

    received(market, order, settle)
    divide_escrow(store_id=order.store_id, order_id=order.id, back=Money(1000, "EUR"))
    settle()
    credit = Document.objects.get(kind="credit")
    assert (credit.full_minor, credit.tax_minor) == (1000, 174)
    assert amounts_in(text_of(printed(credit)), "€")[:3] == [Decimal("10.00"), Decimal("1.74"), Decimal("8.26")]
    assert xml_check_xsd(etree.fromstring(printed(credit, "xml")), flavor="ubl-2.1-creditnote")
    assert findings() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the trigger lets nobody change a document
        cursor.execute("UPDATE billing_document SET tax_minor = 1127 WHERE kind = 'invoice'")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert findings() == [f"billing_document {document.number}: bears 1127 of tax, its price includes 1128"]


@pytest.mark.django_db
def test_a_stores_coupon_comes_off_with_its_tax(settle: Settle, played: Played) -> None:
    market = within_europe()
    own = coupon(market.lamp_shop)
    market.put(market.lamp, 2)
    placed = place_order(viewer=market.buyer, wish=market.wish(coupons=(own.id,)))
    pay(BuyerOrder.objects.get(id=placed.buyer_order_id))
    settle()
    document = Document.objects.get()
    said = Figures.read(document.figures)
    assert (document.full_minor, said.rebate + said.rebate_tax, said.rebate_tax) == (6000, 500, 86)
    assert document.tax_minor == 1041
    tree = etree.fromstring(printed(document, "xml"))
    assert xml_check_xsd(tree, flavor="ubl-2.1-invoice")
    assert amount(tree, ".//b:AllowanceTotalAmount") == Decimal("4.14")
    assert findings() == []
