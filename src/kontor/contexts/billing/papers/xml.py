"""A document as UBL 2.1 in the terms of EN 16931, for the programs of whoever keeps books."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kontor.contexts.billing.rules.figures import Figures, Line, shown_lines
from kontor.kernel.money import Money

_OASIS = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{_OASIS}CommonAggregateComponents-2", f"{_OASIS}CommonBasicComponents-2"
_CUSTOMIZATION = "urn:cen.eu:en16931:2017"
_INVOICE, _CREDIT_NOTE = "380", "381"
_CARD_OR_WALLET = "68"  # UNCL 4461: online payment service
_MEMBERS = {
    "040": "AT", "056": "BE", "100": "BG", "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE",
    "246": "FI", "250": "FR", "276": "DE", "300": "GR", "348": "HU", "372": "IE", "380": "IT", "428": "LV",
    "440": "LT", "442": "LU", "470": "MT", "528": "NL", "616": "PL", "620": "PT", "642": "RO", "703": "SK",
    "705": "SI", "724": "ES", "752": "SE",
}  # fmt: skip
_NOT_SUBJECT = {
    "included": "Taxes are included in the price and not shown apart.",
    "on_import": "Taxes on import, if any, are collected on delivery.",
}


class _Node:
    """Children in their order, without writing prefixes."""

    def __init__(self, element: ET.Element, currency: str) -> None:
        self.element = element
        self.currency = currency

    def part(self, name: str) -> _Node:
        return _Node(ET.SubElement(self.element, f"{{{_CAC}}}{name}"), self.currency)

    def text(self, name: str, value: object, **attributes: str) -> None:
        if value not in ("", None):
            ET.SubElement(self.element, f"{{{_CBC}}}{name}", attributes).text = str(value)

    def money(self, name: str, minor: int) -> None:
        self.text(name, Money(minor, self.currency).amount, currencyID=self.currency)


def ubl(document: Mapping[str, Any], figures: Figures) -> bytes:
    """The document's XML.

    Args:
        document: `kind`, `number`, `issued_on`, `corrects` (the invoice's number and day), `seller`, `recipient`.
    """
    credit = document["kind"] == "credit"
    root = ET.Element(f"{{{_OASIS}{'CreditNote-2' if credit else 'Invoice-2'}}}{'CreditNote' if credit else 'Invoice'}")
    node = _Node(root, figures.currency)
    node.text("CustomizationID", _CUSTOMIZATION)
    node.text("ID", document["number"])
    node.text("IssueDate", document["issued_on"])
    node.text("CreditNoteTypeCode" if credit else "InvoiceTypeCode", _CREDIT_NOTE if credit else _INVOICE)
    if figures.coins or figures.subsidy:
        paid, coins, coupon = (Money(part, figures.currency) for part in (figures.paid, figures.coins, figures.subsidy))
        node.text("Note", f"Paid: {paid}; covered by coins: {coins}; by the marketplace's coupon: {coupon}")
    node.text("DocumentCurrencyCode", figures.currency)
    node.part("OrderReference").text("ID", figures.also["order"])
    if credit:
        reference = node.part("BillingReference").part("InvoiceDocumentReference")
        reference.text("ID", document["corrects"]["number"])
        reference.text("IssueDate", document["corrects"]["issued_on"])
    _seller(node, document["seller"], figures)
    _buyer(node, document["recipient"], figures.also["country"])
    _tax_collector(node, document["seller"], figures.also["country"])
    node.part("PaymentMeans").text("PaymentMeansCode", _CARD_OR_WALLET)
    if figures.rebate:
        off = node.part("AllowanceCharge")
        off.text("ChargeIndicator", "false")
        off.text("AllowanceChargeReasonCode", "95")
        off.text("AllowanceChargeReason", "Discount")
        off.money("Amount", figures.rebate)
        _category(off.part("TaxCategory"), figures)
    if figures.shipping:
        charge = node.part("AllowanceCharge")
        charge.text("ChargeIndicator", "true")
        charge.text("AllowanceChargeReasonCode", "FC")
        charge.text("AllowanceChargeReason", "Freight service")
        charge.money("Amount", figures.shipping)
        _category(charge.part("TaxCategory"), figures)
    _totals(node, figures)
    for place, line in enumerate(figures.lines, start=1):
        _line(node, place, line, figures, credit=credit)
    for prefix, space in (("cac", _CAC), ("cbc", _CBC)):
        ET.register_namespace(prefix, space)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _seller(node: _Node, seller: Mapping[str, Any], figures: Figures) -> None:
    party = node.part("AccountingSupplierParty").part("Party")
    party.part("PartyIdentification").text("ID", seller["slug"])
    party.part("PartyName").text("Name", seller["store"])
    _address(party.part("PostalAddress"), seller["address"], seller["country"])
    vat = next((number for _place, kind, number in seller["numbers"] if kind == "vat"), "")
    if figures.rated and (vat or figures.with_tax):
        scheme = party.part("PartyTaxScheme")
        scheme.text("CompanyID", vat or seller["tax_number"])
        scheme.part("TaxScheme").text("ID", "VAT" if vat else "TAX")
    legal = party.part("PartyLegalEntity")
    legal.text("RegistrationName", seller["name"] or seller["store"])
    legal.text("CompanyID", seller["tax_number"])


def _buyer(node: _Node, recipient: Mapping[str, Any], country: str) -> None:
    party = node.part("AccountingCustomerParty").part("Party")
    _address(party.part("PostalAddress"), recipient, country)
    party.part("PartyLegalEntity").text(
        "RegistrationName", recipient.get("company") or recipient.get("recipient") or "-"
    )


def _tax_collector(node: _Node, seller: Mapping[str, Any], country: str) -> None:
    """The operator, who collects the tax of the destination; an IOSS number names the member state that gave it."""
    if not seller.get("ioss"):
        return
    party = node.part("TaxRepresentativeParty")
    party.part("PartyName").text("Name", (seller["operator"] or "-").partition("\n")[0])
    place = party.part("PostalAddress").part("Country")
    place.text("IdentificationCode", _MEMBERS.get(seller["ioss"][2:5], country))
    scheme = party.part("PartyTaxScheme")
    scheme.text("CompanyID", seller["ioss"])
    scheme.part("TaxScheme").text("ID", "VAT")


def _address(node: _Node, said: Mapping[str, Any], country: str) -> None:
    node.text("StreetName", said.get("street"))
    node.text("AdditionalStreetName", said.get("district"))
    node.text("CityName", said.get("city"))
    node.text("PostalZone", said.get("postcode"))
    node.text("CountrySubentity", said.get("region"))
    node.part("Country").text("IdentificationCode", said.get("country") or country)


def _category(node: _Node, figures: Figures, *, reason: bool = False) -> None:
    free = "" if figures.rated else _NOT_SUBJECT.get(figures.scheme, "")
    node.text("ID", "O" if free else "S")
    if not free:
        node.text("Percent", Decimal(figures.percent))
    elif reason:
        node.text("TaxExemptionReason", free)
    node.part("TaxScheme").text("ID", "VAT")


def _totals(node: _Node, figures: Figures) -> None:
    tax = node.part("TaxTotal")
    tax.money("TaxAmount", figures.tax)
    of_rate = tax.part("TaxSubtotal")
    of_rate.money("TaxableAmount", figures.net)
    of_rate.money("TaxAmount", figures.tax)
    _category(of_rate.part("TaxCategory"), figures, reason=True)
    sums = node.part("LegalMonetaryTotal")
    sums.money("LineExtensionAmount", figures.goods)
    sums.money("TaxExclusiveAmount", figures.net)
    sums.money("TaxInclusiveAmount", figures.full)
    if figures.rebate:
        sums.money("AllowanceTotalAmount", figures.rebate)
    if figures.shipping:
        sums.money("ChargeTotalAmount", figures.shipping)
    sums.money("PrepaidAmount", figures.full)
    sums.money("PayableAmount", 0)


def _line(node: _Node, place: int, line: Line, figures: Figures, *, credit: bool) -> None:
    part = node.part("CreditNoteLine" if credit else "InvoiceLine")
    part.text("ID", place)
    part.text("CreditedQuantity" if credit else "InvoicedQuantity", line.quantity, unitCode="C62")
    part.money("LineExtensionAmount", line.net)
    item = part.part("Item")
    item.text("Name", shown_lines([line])[0])
    if line.sku:
        item.part("SellersItemIdentification").text("ID", line.sku)
    _category(item.part("ClassifiedTaxCategory"), figures)
    price = part.part("Price")
    if figures.with_tax:  # what one unit costs without tax may have parts of a cent: the price is that of all units
        price.money("PriceAmount", line.net)
        price.text("BaseQuantity", line.quantity, unitCode="C62")
    else:
        price.money("PriceAmount", line.unit)
