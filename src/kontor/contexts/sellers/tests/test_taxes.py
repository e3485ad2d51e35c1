"""Tax numbers by destination, before anything is printed (SEL-04)."""

from __future__ import annotations

import pytest

from kontor.contexts.sellers import tax_queries
from kontor.contexts.sellers.business_errors import (
    ChoiceUnknown,
    DemandUnreadable,
    DestinationUnknown,
    TaxNumberKnown,
    TaxNumberNeeded,
    TaxNumberWrong,
)
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import TaxNumber
from kontor.contexts.sellers.services.register_tax_number import register_tax_number
from kontor.contexts.sellers.services.remove_tax_number import remove_tax_number
from kontor.contexts.sellers.services.set_tax_demand import set_tax_demand
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-04")]
IOSS = "IM3720000224"


def test_printing_waits_for_the_destinations_number():
    shop = store()
    mine = owner_seat(shop)
    with pytest.raises(TaxNumberNeeded) as refused:
        tax_queries.require_tax_numbers(mine, "BG")
    assert refused.value.code == "ERR_TAX_NUMBER_NEEDED"
    assert "printed for Bulgaria" in refused.value.english()
    assert "IOSS number or VAT number and EORI number" in refused.value.english()
    assert refused.value.register_at == "/seller/tax/?destination=EU"
    tax_queries.require_tax_numbers(mine, "CN")
    tax_queries.require_tax_numbers(mine, "US")
    number = register_tax_number(by=mine, destination="EU", kind="ioss", number="im 372 000 0224")
    tax_queries.require_tax_numbers(mine, "BG")
    with pytest.raises(TaxNumberNeeded, match="VAT number or EORI number"):
        tax_queries.require_tax_numbers(mine, "GB")
    assert remove_tax_number(by=mine, tax_number_id=number) is True
    assert remove_tax_number(by=mine, tax_number_id=number) is False
    with pytest.raises(TaxNumberNeeded):
        tax_queries.require_tax_numbers(mine, "BG")
    assert TaxNumber.objects.get().number == IOSS  # it explains what was printed


def test_inside_the_union_nothing_is_asked():
    mine = owner_seat(store(country="DE", currency="EUR", language="en"))
    tax_queries.require_tax_numbers(mine, "FR")
    assert "EU" not in {each.code for each in tax_queries.destinations(mine)}


@pytest.mark.parametrize(("destination", "kind", "number", "refusal"), [
    ("EU", "ioss", "IM0123456789", TaxNumberWrong), ("EU", "ioss", " ", TaxNumberWrong),
    ("FR", "vat", "DE136695976", TaxNumberWrong), ("GB", "eori", "DE1234567", TaxNumberWrong),
    ("EU", "gst", "1", DestinationUnknown), ("Atlantis", "vat", "1", DestinationUnknown),
    ("AU", "gst", "83914571674", TaxNumberWrong),
])  # fmt: skip
def test_what_does_not_hold_is_refused(destination, kind, number, refusal):
    with pytest.raises(refusal):
        register_tax_number(by=owner_seat(store()), destination=destination, kind=kind, number=number)
    assert not TaxNumber.objects.exists()


def test_a_number_says_how_far_it_was_checked_and_stands_once():
    mine = owner_seat(store())
    for destination, kind, number, sure in (
        ("FR", "vat", "40303265045", True), ("DE", "eori", "DE1234567", False), ("AU", "gst", "83 914 571 673", True),
    ):  # fmt: skip
        register_tax_number(by=mine, destination=destination, kind=kind, number=number)
        assert TaxNumber.objects.get(destination=destination).sure is sure
    with pytest.raises(TaxNumberKnown):
        register_tax_number(by=mine, destination="FR", kind="vat", number="FR 40 303 265 045")
    tax_queries.require_tax_numbers(mine, "FR")
    with pytest.raises(TaxNumberNeeded):
        tax_queries.require_tax_numbers(mine, "DE")  # an EORI alone, and the VAT number is another member's
    met = {each.code: each.met for each in tax_queries.destinations(mine)}
    assert (met["EU"], met["AU"], met["GB"]) == (True, True, False)


def test_the_operator_changes_what_a_destination_asks():
    mine, operator = owner_seat(store()), Operator(account("operator").id)
    set_tax_demand(viewer=operator, destination="EU", accepted="")
    tax_queries.require_tax_numbers(mine, "BG")
    set_tax_demand(viewer=operator, destination="BG", accepted=" VAT ")
    with pytest.raises(TaxNumberNeeded, match="VAT number"):
        tax_queries.require_tax_numbers(mine, "BG")
    tax_queries.require_tax_numbers(mine, "RO")
    with pytest.raises(DemandUnreadable):
        set_tax_demand(viewer=operator, destination="BG", accepted="cowries")
    with pytest.raises(ChoiceUnknown):
        set_tax_demand(viewer=operator, destination="Atlantis", accepted="vat")


def test_only_those_who_keep_the_papers_register_numbers():
    shop = store()
    clerk = seat(shop)
    for deed in (
        lambda: register_tax_number(by=clerk, destination="EU", kind="ioss", number=IOSS),
        lambda: tax_queries.tax_numbers(clerk),
    ):
        with pytest.raises(RightMissing):
            deed()
    assert not TaxNumber.objects.exists()
