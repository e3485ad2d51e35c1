"""What is left of a buyer on paper: whom invoices were for, within the time of the law, and then nothing (ACC-42)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from kontor.contexts.billing.models import Document, Print, Series
from kontor.contexts.billing.services.forget_recipients import forget_recipients
from kontor.contexts.billing.tests.factories import Settle, bought, findings, printed, text_of
from kontor.contexts.buyers.models import Address
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.policy import INVOICES_KEPT
from kontor.contexts.orders.services import forget_recipients as orders
from kontor.kernel import clock
from kontor.platform import files
from kontor.platform.privacy import Person, Then, erase, holdings
from tests.support.dumping import dumped

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("ACC-42"), pytest.mark.rule("TRD-12")]
NAME, STREET, CITY, PHONE = "Zqluz Zqgomez", "Zqcalle 6", "Zqmadrid", "+34699000777"
ALL = (NAME, STREET, CITY, PHONE)


def dump() -> dict[str, str]:
    """The rows of the whole database as pg_dump writes them, by table; the audit is proved by its own tests."""
    tables: dict[str, str] = {}
    table = ""
    for line in dumped().splitlines():
        if line.startswith("INSERT INTO public."):
            table = line.split()[2].removeprefix("public.")
        tables[table] = tables.get(table, "") + line + "\n"
    return tables


def left() -> dict[str, set[str]]:
    """Table → which of the buyer's words stand in it."""
    found = {table: {word for word in ALL if word in rows} for table, rows in dump().items()}
    return {table: words for table, words in found.items() if words}


def invoiced(market: Market, settle: Settle) -> Document:
    """A paid order of somebody with a name, and the files of its invoice."""
    Address.objects.filter(id=market.address.id).update(
        recipient=NAME, street=STREET, city=CITY, phone=PHONE, latin={"recipient": NAME, "street": STREET}
    )
    bought(market, settle)
    document = Document.objects.get()
    assert NAME in text_of(printed(document))
    assert NAME in printed(document, "xml").decode()
    printed(document, face="seller")
    return document


def erased(market: Market) -> None:
    person = Person.of(market.buyer.buyer_id)
    assert person is not None
    with transaction.atomic():
        erase(person)


def test_the_law_keeps_whom_an_invoice_was_for_and_nothing_else_and_the_register_says_so(settle: Settle) -> None:
    market = make_market()
    document = invoiced(market, settle)
    assert left().keys() > {"billing_document", "orders_buyerorder"}
    paths = {row.face: row.path for row in Print.objects.filter(form="pdf")}
    erased(market)
    invoice = {NAME, STREET, CITY}
    assert left() == {"billing_document": invoice, "orders_buyerorder": invoice}
    kept = [
        (column.because, column.until)
        for holding in holdings()
        if holding.model is Document
        for column in holding.columns
        if column.name == "recipient" and holding.fate(column) is Then.KEEP
    ]
    assert kept == [("an invoice names whom it was for and what was sold", INVOICES_KEPT)]
    assert not files.private().exists(paths["buyer"])  # a copy that no law asks for
    assert files.private().exists(paths["seller"])  # it never named the buyer
    assert NAME in text_of(printed(document))  # whoever audits the books finds it on the paper
    assert findings() == []


def test_when_the_time_of_the_law_is_over_nothing_names_the_buyer_and_the_books_still_hold(settle: Settle) -> None:
    market = make_market()
    document = invoiced(market, settle)
    erased(market)
    printed(document)
    paths = list(Print.objects.values_list("path", flat=True))
    with clock.moved(timedelta(days=INVOICES_KEPT.int(), minutes=-5)):
        assert forget_recipients(limit=10) == 0
    with clock.moved(timedelta(days=INVOICES_KEPT.int(), minutes=5)):
        assert forget_recipients(limit=10) == 1
        assert forget_recipients(limit=10) == 0
        orders.forget_recipients(limit=10)
    assert left() == {}
    assert [path for path in paths if files.private().exists(path)] == []
    bare = Document.objects.get()
    assert (bare.number, bare.figures, bare.full_minor) == (document.number, document.figures, document.full_minor)
    assert Series.objects.get().last == 1
    text = text_of(printed(bare))
    assert document.number in text
    assert not any(word in text for word in ALL)
    assert findings() == []
