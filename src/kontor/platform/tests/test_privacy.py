"""The register at work on one buyer beside another."""

from __future__ import annotations

import pytest
from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.models import Address
from kontor.platform.privacy import Person, erase, gather

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-42")]


def _with_address(street: str) -> Account:
    account = make_account()
    Address.objects.create(
        buyer=account,
        country="BG",
        recipient="Vesela Petrova",
        street=street,
        phone="+359888123456",
        latin={"a": street},
    )
    return account


def test_a_person_is_found_by_all_addresses():
    account = make_account(email="Vesela@example.com", phone="+359888123456")
    person = Person.of(account.id)
    assert person is not None
    assert person.audience == "buyer"
    assert person.addresses == ("Vesela@example.com", "vesela@example.com", "+359888123456")


def test_what_is_gathered_is_the_persons_and_nobody_elses():
    mine, _other = _with_address("Shipka 6"), _with_address("Vitosha 1")
    person = Person.of(mine.id)
    assert person is not None
    areas = {area.name: area for area in gather(person)}
    assert [row["street"] for row in areas["buyers-address"].rows] == ["Shipka 6"]
    [row] = areas["accounts-account"].rows
    assert (row["email"], row["password"]) == (mine.email, None)
    assert row["created_at"] == Account.objects.get(pk=mine.pk).created_at.isoformat()


def test_erasing_takes_one_person_and_leaves_the_other():
    mine, other = _with_address("Shipka 6"), _with_address("Vitosha 1")
    person = Person.of(mine.id)
    assert person is not None
    with transaction.atomic():
        touched = erase(person)
    assert touched["buyers.Address"] == 1
    assert list(Address.objects.values_list("street", flat=True)) == ["Vitosha 1"]
    left = Account.objects.get(pk=mine.pk)
    assert (left.state, left.email, left.email_key, left.full_name, left.has_usable_password()) == (
        "erased", "", None, "", False,
    )  # fmt: skip
    untouched = Account.objects.get(pk=other.pk)
    assert (untouched.state, untouched.email) == ("active", other.email)
