"""The address book: defaults, owners, and what an order takes with it."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connection

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers import queries
from kontor.contexts.buyers.errors import AddressNotFound, TooManyAddresses
from kontor.contexts.buyers.models import Address
from kontor.contexts.buyers.services.add_address import add_address
from kontor.contexts.buyers.services.change_address import change_address
from kontor.contexts.buyers.services.remove_address import remove_address
from kontor.contexts.buyers.services.set_default_address import set_default_address
from kontor.contexts.buyers.tests.factories import draft, make_address
from kontor.contexts.buyers.tests.test_rules import NEW_YORK
from kontor.kernel.errors import Kind, Refusals
from kontor.kernel.viewer import Buyer

pytestmark = pytest.mark.rule("BUY-11")


def a_buyer() -> Buyer:
    return Buyer(make_account().id)


def defaults(viewer: Buyer) -> list[tuple[str, str]]:
    return sorted((view.country, view.street) for view in queries.addresses(viewer) if view.is_default)


@pytest.mark.django_db
def test_the_first_address_of_a_country_is_its_default() -> None:
    viewer = a_buyer()
    make_address(viewer, street="A")
    second = make_address(viewer, street="B")
    make_address(viewer, **NEW_YORK)
    assert defaults(viewer) == [("BG", "A"), ("US", "350 Fifth Ave")]
    set_default_address(viewer=viewer, address_id=second.id)
    assert defaults(viewer) == [("BG", "B"), ("US", "350 Fifth Ave")]
    make_address(viewer, street="C", is_default=True)
    assert defaults(viewer) == [("BG", "C"), ("US", "350 Fifth Ave")]
    assert [view.street for view in queries.addresses(viewer, country="BG")] == ["C", "B", "A"]


@pytest.mark.django_db
def test_a_country_keeps_a_default_while_it_has_an_address() -> None:
    viewer = a_buyer()
    first = make_address(viewer, street="A")
    second = make_address(viewer, street="B")
    remove_address(viewer=viewer, address_id=first.id)
    assert defaults(viewer) == [("BG", "B")]
    change_address(viewer=viewer, address_id=second.id, draft=draft(**NEW_YORK))
    assert defaults(viewer) == [("US", "350 Fifth Ave")]
    remove_address(viewer=viewer, address_id=second.id)
    assert queries.addresses(viewer) == []
    assert Address.objects.count() == 2


@pytest.mark.django_db
def test_a_strangers_address_is_absent() -> None:
    owner, stranger = a_buyer(), a_buyer()
    kept = make_address(owner)
    for unknown in (kept.id, uuid4()):
        for attempt in (
            lambda unknown=unknown: queries.address(stranger, unknown),
            lambda unknown=unknown: change_address(viewer=stranger, address_id=unknown, draft=draft()),
            lambda unknown=unknown: remove_address(viewer=stranger, address_id=unknown),
            lambda unknown=unknown: set_default_address(viewer=stranger, address_id=unknown),
        ):
            with pytest.raises(AddressNotFound) as refusal:
                attempt()
            assert refusal.value.kind == Kind.NOT_FOUND
    assert queries.address(owner, kept.id).street == "ул. Шипка 34"


@pytest.mark.django_db
def test_what_an_order_freezes_stays_when_the_address_changes() -> None:
    viewer = a_buyer()
    kept = make_address(viewer)
    frozen = queries.address(viewer, kept.id).frozen()
    assert frozen["city"] == "София"
    assert frozen["latin"]["city"] == "Sofia"  # type: ignore[index]
    change_address(viewer=viewer, address_id=kept.id, draft=draft(city="Пловдив", postcode="4000"))
    assert frozen["city"] == "София"
    assert queries.address(viewer, kept.id).latin_lines() == ["Vesela Petrova", "ul. Shipka 34", "4000 Plovdiv"]


@pytest.mark.django_db
def test_a_refused_change_changes_nothing() -> None:
    viewer = a_buyer()
    kept = make_address(viewer)
    with pytest.raises(Refusals):
        change_address(viewer=viewer, address_id=kept.id, draft=draft(city="", postcode="x"))
    assert queries.address(viewer, kept.id).city == "София"


@pytest.mark.django_db
def test_the_book_has_an_end(policy_value: object) -> None:
    policy_value("buyers.most_addresses", "5")  # type: ignore[operator]
    viewer = a_buyer()
    for number in range(5):
        make_address(viewer, street=f"{number}")
    with pytest.raises(TooManyAddresses):
        make_address(viewer)
    assert len(queries.addresses(viewer)) == 5


@pytest.mark.django_db(transaction=True)
def test_two_first_addresses_at_once_make_one_default() -> None:
    viewer = a_buyer()
    failures: list[Exception] = []
    start = threading.Barrier(4)

    def add() -> None:
        start.wait()
        try:
            add_address(viewer=viewer, draft=draft())
        except Exception as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Address.objects.filter(is_default=True).count() == 1
