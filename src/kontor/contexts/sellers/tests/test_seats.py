"""Rights: who has them, who may give them, what one is told without."""

from __future__ import annotations

import pytest

from kontor.contexts.sellers import queries
from kontor.contexts.sellers.errors import LastKeeper, RightMissing, UnknownRight
from kontor.contexts.sellers.permissions import RIGHTS
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.viewer import System

pytestmark = pytest.mark.django_db


@pytest.mark.rule("TRD-01")
def test_the_owner_of_a_new_store_holds_every_right() -> None:
    assert owner_seat(store()).rights == frozenset(RIGHTS)


def test_a_clerk_sees_orders_and_prints_labels_and_no_more() -> None:
    assert seat(store(), "clerk").rights == {"logistics.labels", "orders.view"}


def test_a_missing_right_is_named_with_those_who_can_give_it() -> None:
    shop = store(owner_id=account(given_name="Mei", family_name="Chen").id)
    clerk = seat(shop, "clerk")
    with pytest.raises(RightMissing) as refused:
        queries.require(clerk, "products.edit")
    assert refused.value.right == "products.edit"
    assert refused.value.english() == "You need the right “Edit products” for this. Mei Chen can give it to you."


def test_without_a_store_the_first_seat_is_taken() -> None:
    person = account()
    first, second = store(), store()
    for shop in (first, second):
        grant_seat(by=owner_seat(shop), store_id=shop.id, account_id=person.id, role="manager")
    found = queries.seat(person.id, None)
    assert found is not None
    assert found.store_id == first.id
    assert [card.id for card in queries.stores_of(person.id)] == [first.id, second.id]


def test_a_stranger_has_no_seat() -> None:
    shop = store()
    assert queries.seat(account().id, shop.id) is None


def test_a_clerk_and_another_stores_owner_cannot_give_rights() -> None:
    shop, other = store(), store()
    person = account()
    for intruder in (seat(shop, "clerk"), owner_seat(other)):
        with pytest.raises(RightMissing):
            grant_seat(by=intruder, store_id=shop.id, account_id=person.id, role="owner")
    assert queries.seat(person.id, shop.id) is None


def test_rights_that_do_not_exist_are_refused() -> None:
    shop = store()
    person = account()
    with pytest.raises(UnknownRight):
        grant_seat(by=owner_seat(shop), store_id=shop.id, account_id=person.id, rights=["orders.view", "money.print"])
    assert queries.seat(person.id, shop.id) is None


def test_somebody_always_keeps_the_right_to_give_rights() -> None:
    shop = store()
    owner = owner_seat(shop)
    with pytest.raises(LastKeeper):
        grant_seat(by=owner, store_id=shop.id, account_id=owner.account_id, rights=[])
    assert owner_seat(shop).may("settings.members")


def test_members_with_a_right_are_found_and_a_seat_can_be_taken_away() -> None:
    shop = store()
    clerk = seat(shop, "clerk")
    assert queries.members_with(shop.id, "orders.view") == [owner_seat(shop).account_id, clerk.account_id]
    grant_seat(by=System("test"), store_id=shop.id, account_id=clerk.account_id, rights=[])
    assert queries.members_with(shop.id, "orders.view") == [owner_seat(shop).account_id]
