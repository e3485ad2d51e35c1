"""Inviting, roles, rights within one's own, asking for one; what was given is written down (SEL-03)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers import members, queries
from kontor.contexts.sellers.business_errors import FormMismatch
from kontor.contexts.sellers.errors import (
    AddressUnusable,
    AlreadyMember,
    BeyondOwnRights,
    InvitationOver,
    NoRights,
    OwnersSeat,
    RightHeld,
    RightMissing,
    RoleNameWrong,
    RoleUnknown,
)
from kontor.contexts.sellers.models import Invitation
from kontor.contexts.sellers.models import Seat as SeatRow
from kontor.contexts.sellers.services.accept_invitation import accept_invitation
from kontor.contexts.sellers.services.ask_for_right import ask_for_right
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.services.invite_member import invite_member
from kontor.contexts.sellers.services.remove_role import remove_role
from kontor.contexts.sellers.services.save_role import save_role
from kontor.contexts.sellers.services.withdraw_invitation import withdraw_invitation
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.clock import moved, now
from kontor.kernel.viewer import Seat, System
from kontor.platform import links
from kontor.platform.audit.models import AuditRow
from kontor.platform.http.sessions import Session, SessionStore
from kontor.platform.limits import TooMany
from kontor.platform.mail.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-03")]


def _invite(by: Seat, email: str = "mei@example.com", rights: tuple[str, ...] = ("orders.view",)) -> Invitation:
    identity = invite_member(seat=by, email=email, role="clerk", rights=rights, language="en")
    return Invitation.objects.get(id=identity)


def _keeper(shop: object, *rights: str) -> Seat:
    """A member who may give rights, and holds no others but these."""
    person = account()
    held = ["settings.members", *rights]
    grant_seat(by=System("test"), store_id=shop.id, account_id=person.id, role="manager", rights=held)
    found = queries.seat(person.id, shop.id)
    assert found is not None
    return found


def test_the_mail_holds_a_link_that_opens_once(settle) -> None:
    shop = store()
    invitation = _invite(owner_seat(shop), rights=("orders.ship",))
    settle()
    mail = Message.objects.get(to="mei@example.com")
    found = re.search(r"/seller/invitation/([0-9a-f-]{36})/([\w-]{43})/", mail.text)
    assert found is not None
    assert found[1] == str(invitation.id)
    assert found[2] not in str(list(Invitation.objects.values())) + str(list(Notice.objects.values()))
    colleague = account()
    for _ in range(3):
        assert members.invitation(invitation.id, found[2]).store == shop.name  # looking uses nothing up
    assert accept_invitation(account_id=colleague.id, invitation_id=invitation.id, secret=found[2]) == shop.id
    assert queries.seat(colleague.id, shop.id).rights == {"orders.ship", "orders.view"}
    with pytest.raises(InvitationOver):
        accept_invitation(account_id=account().id, invitation_id=invitation.id, secret=found[2])
    with pytest.raises(InvitationOver):
        members.invitation(invitation.id, found[2])


def test_a_wrong_secret_another_address_and_a_buyer_open_nothing() -> None:
    shop = store()
    invitation = _invite(owner_seat(shop))
    secret = links.secret(members.PURPOSE, invitation.id)
    buyer, stranger = account("buyer"), account(verified_at=now())
    for person, given in ((stranger, "x" * 43), (stranger, ""), (buyer, secret)):
        with pytest.raises(InvitationOver):
            accept_invitation(account_id=person.id, invitation_id=invitation.id, secret=given)
    assert SeatRow.objects.filter(store_id=shop.id).count() == 1


def test_without_the_link_the_own_proven_address_is_enough() -> None:
    shop = store()
    invitation = _invite(owner_seat(shop))
    unproven = account(email="mei@example.com")
    with pytest.raises(InvitationOver):
        accept_invitation(account_id=unproven.id, invitation_id=invitation.id)
    unproven.verified_at = now()
    unproven.save()
    assert [each.id for each in members.waiting_for(unproven)] == [invitation.id]
    accept_invitation(account_id=unproven.id, invitation_id=invitation.id)
    assert queries.seat(unproven.id, shop.id).rights == {"orders.view"}


def test_it_runs_out_by_the_policy_can_be_withdrawn_and_a_new_one_ends_the_old(policy_value) -> None:
    policy_value("sellers.invitation_lasts", "2")
    owner = owner_seat(store())
    first = _invite(owner)
    second = _invite(owner)
    third = _invite(owner, "ann@example.com")
    withdraw_invitation(seat=owner, invitation_id=third.id)
    for over in (first, third):
        with pytest.raises(InvitationOver):
            members.invitation(over.id, links.secret(members.PURPOSE, over.id))
    assert members.invitation(second.id, links.secret(members.PURPOSE, second.id)).email == "mei@example.com"
    with moved(timedelta(days=2, seconds=1)), pytest.raises(InvitationOver):
        members.invitation(second.id, links.secret(members.PURPOSE, second.id))


def test_an_invitation_gives_what_its_sender_may_give_at_that_moment() -> None:
    shop = store()
    keeper = _keeper(shop, "orders.view")
    invitation = _invite(keeper)
    grant_seat(by=System("test"), store_id=shop.id, account_id=keeper.account_id, rights=["settings.members"])
    with pytest.raises(InvitationOver):
        accept_invitation(
            account_id=account().id, invitation_id=invitation.id, secret=links.secret(members.PURPOSE, invitation.id)
        )


def test_nobody_gives_or_takes_more_than_they_hold_but_the_owner() -> None:
    shop = store()
    owner, keeper = owner_seat(shop), _keeper(shop, "orders.view")
    clerk = seat(shop, "stock")
    with pytest.raises(BeyondOwnRights) as refused:
        grant_seat(by=keeper, store_id=shop.id, account_id=clerk.account_id, rights=["finance.view", "orders.view"])
    assert "See the balance and settlements" in refused.value.english()
    with pytest.raises(BeyondOwnRights):  # taking what one does not hold
        grant_seat(by=keeper, store_id=shop.id, account_id=clerk.account_id, rights=[])
    with pytest.raises(BeyondOwnRights):  # for oneself
        grant_seat(by=keeper, store_id=shop.id, account_id=keeper.account_id, role="owner")
    with pytest.raises(OwnersSeat):
        grant_seat(by=keeper, store_id=shop.id, account_id=owner.account_id, rights=["settings.members"])
    with pytest.raises(BeyondOwnRights):
        _invite(keeper, rights=("finance.view",))
    assert queries.seat(clerk.account_id, shop.id).rights == clerk.rights
    grant_seat(by=owner, store_id=shop.id, account_id=clerk.account_id, rights=["finance.view"])
    assert queries.seat(clerk.account_id, shop.id).rights == {"finance.view"}


def test_a_seat_in_hand_is_worth_what_it_is_worth_now() -> None:
    shop = store()
    keeper = _keeper(shop, "orders.view")
    grant_seat(by=System("test"), store_id=shop.id, account_id=keeper.account_id, rights=["orders.view"])
    with pytest.raises(RightMissing):
        grant_seat(by=keeper, store_id=shop.id, account_id=account().id, rights=["orders.view"])


def test_whoever_loses_the_seat_is_signed_out_at_once() -> None:
    shop = store()
    clerk = seat(shop, "clerk")
    session = SessionStore()
    session["account_id"] = str(clerk.account_id)
    session.save()
    grant_seat(by=owner_seat(shop), store_id=shop.id, account_id=clerk.account_id, rights=["orders.view"])
    assert Session.objects.filter(account_id=clerk.account_id).exists()
    grant_seat(by=owner_seat(shop), store_id=shop.id, account_id=clerk.account_id, rights=[])
    assert queries.seat(clerk.account_id, shop.id) is None
    assert not Session.objects.filter(account_id=clerk.account_id).exists()


def test_what_cannot_be_invited_is_said_at_its_field(policy_value) -> None:
    shop = store()
    owner = owner_seat(shop)
    known = account(email="known@example.com")
    grant_seat(by=owner, store_id=shop.id, account_id=known.id)
    for email, rights, refusal in (
        ("nothing", ("orders.view",), AddressUnusable),
        ("known@example.com", ("orders.view",), AlreadyMember),
        ("mei@example.com", (), NoRights),
    ):
        with pytest.raises(refusal):
            _invite(owner, email, rights)
    policy_value("sellers.members_of_enterprise", "2")
    with pytest.raises(FormMismatch):
        _invite(owner)
    assert not Invitation.objects.exists()


def test_a_store_sends_so_many_a_day(policy_value) -> None:
    policy_value("sellers.invitations_a_day", "1")
    owner = owner_seat(store())
    _invite(owner)
    with pytest.raises(TooMany):
        _invite(owner, "ann@example.com")


def test_own_roles_are_named_templates_of_one_store() -> None:
    shop, other = store(), store()
    owner, stranger = owner_seat(shop), owner_seat(other)
    role = save_role(seat=owner, name="  Packing  table ", rights=["orders.ship"])
    assert [(each.name, each.rights) for each in members.roles(owner)] == [
        ("Packing table", ["orders.ship", "orders.view"])
    ]
    with pytest.raises(RoleNameWrong):
        save_role(seat=owner, name="Packing table", rights=["orders.view"])
    with pytest.raises(RoleUnknown):
        save_role(seat=stranger, name="x", rights=["orders.view"], role_id=role)
    with pytest.raises(RoleUnknown):
        remove_role(seat=stranger, role_id=role)
    with pytest.raises(BeyondOwnRights):
        save_role(seat=_keeper(shop), name="y", rights=["finance.view"])
    remove_role(seat=owner, role_id=role)
    assert members.roles(owner) == []


def test_asking_tells_those_who_can_give_it_once_a_day() -> None:
    shop = store()
    owner, clerk = owner_seat(shop), seat(shop, "clerk", verified_at=now())
    Account.objects.filter(pk=owner.account_id).update(verified_at=now())
    ask_for_right(seat=clerk, right="products.edit")
    told = Notice.objects.filter(kind="right_asked", account_id=owner.account_id)
    assert told.exists()
    assert not Notice.objects.filter(kind="right_asked").exclude(account_id=owner.account_id).exists()
    assert told.first().values["right"] == "products.edit"
    with pytest.raises(TooMany):
        ask_for_right(seat=clerk, right="products.edit")
    with pytest.raises(RightHeld):
        ask_for_right(seat=clerk, right="orders.view")


@pytest.mark.rule("OPR-06")
def test_every_step_is_in_the_history_of_the_store() -> None:
    shop = store()
    owner = owner_seat(shop)
    invitation = _invite(owner)
    accept_invitation(
        account_id=account().id, invitation_id=invitation.id, secret=links.secret(members.PURPOSE, invitation.id)
    )
    save_role(seat=owner, name="Packers", rights=["orders.ship"])
    rows = AuditRow.objects.filter(store_id=shop.id, kind__in=["sellers.invitation", "sellers.seat", "sellers.role"])
    assert [row.kind for row in rows.order_by("id")][1:] == ["sellers.invitation", "sellers.seat", "sellers.role"]
    assert f"Invitation {invitation.id}" in rows.filter(kind="sellers.seat").order_by("-id")[0].reason
    assert "mei@example.com" not in str(list(AuditRow.objects.values()))
