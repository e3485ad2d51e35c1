"""A program does what its scopes and its person's rights both allow, at the moment of the call (SEL-12, SEL-30)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.models import Account
from kontor.contexts.integrations.asked import Asked
from kontor.contexts.integrations.errors.programs import ScopeMissing, ScopeNotYours, ScopesMissing, TokenRefused
from kontor.contexts.integrations.models import AccessToken, Application, AuthorizationCode, Grant, RefreshToken
from kontor.contexts.integrations.queries.access import program_of
from kontor.contexts.integrations.queries.programs import connected
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.services.allow_program import allow_program
from kontor.contexts.integrations.services.end_grant import end_grant
from kontor.contexts.integrations.services.note_use import note_use
from kontor.contexts.integrations.services.sweep_tokens import sweep_tokens
from kontor.contexts.integrations.services.switch_program import switch_program
from kontor.contexts.integrations.tests.factories import CALLBACK, OPEN, program, token
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.permissions import RIGHTS
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests import factories
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator, Seat, System

pytestmark = pytest.mark.django_db


def _asked(seat: Seat, scopes: tuple[str, ...] = OPEN) -> Asked:
    made = program(seat, scopes=tuple(SCOPES))
    return Asked(
        application_id=made.application_id, client_id=made.client_id, name="x", about="", website="", logo="",
        made_by="", certified=False, scopes=scopes, redirect_uri=CALLBACK, challenge="c" * 43, state="",
    )  # fmt: skip


def test_every_scope_stands_for_rights_that_exist() -> None:
    assert {right for scope in SCOPES.values() for right in scope.rights} <= set(RIGHTS)
    assert [name for name, scope in SCOPES.items() if scope.certified] == ["messages:read", "messages:write"]


@pytest.mark.rule("SEL-12")
@pytest.mark.parametrize("scope", list(OPEN))
def test_one_scope_is_no_more_than_its_rights(scope: str) -> None:
    seat = factories.owner_seat(factories.store())
    found = program_of(token(seat, (scope,)))
    assert (list(found.scopes), found.seat.rights) == ([scope], SCOPES[scope].rights)
    for other in set(SCOPES) - {scope}:
        with pytest.raises(ScopeMissing) as refused:
            found.need(other)
        assert refused.value.code == "ERR_SCOPE_MISSING"
    found.need(scope)


@pytest.mark.rule("SEL-30")
def test_a_right_that_is_taken_is_gone_from_the_program_at_once() -> None:
    store = factories.store()
    seat = factories.seat(store, "manager")
    text = token(seat, application_id=program(factories.owner_seat(store)).application_id)
    assert "finance:read" not in program_of(text).scopes  # a manager does not see the balance
    assert "stock:write" in program_of(text).scopes
    grant_seat(by=System("test"), store_id=store.id, account_id=seat.account_id, rights=["orders.view"])
    found = program_of(text)
    assert (list(found.scopes), found.seat.rights) == (["store:read", "orders:read"], {"orders.view"})
    assert list(found.granted) == list(OPEN)
    grant_seat(by=System("test"), store_id=store.id, account_id=seat.account_id, rights=[])
    with pytest.raises(TokenRefused):
        program_of(text)


@pytest.mark.rule("SEL-12")
def test_a_token_is_worth_nothing_when_its_person_rests_or_its_program_is_off() -> None:
    store = factories.store()
    seat = factories.owner_seat(store)
    text = token(seat)
    Account.objects.filter(id=seat.account_id).update(state="suspended")
    with pytest.raises(TokenRefused):
        program_of(text)
    Account.objects.filter(id=seat.account_id).update(state="active")
    application = program_of(text).application_id
    switch_program(viewer=Operator(new_id()), application_id=application, on=False)
    with pytest.raises(TokenRefused):
        program_of(text)
    switch_program(viewer=Operator(new_id()), application_id=application, on=True)
    assert program_of(text).seat.store_id == store.id


@pytest.mark.rule("SEL-31")
def test_the_message_scopes_hold_only_while_the_program_is_certified() -> None:
    seat = factories.owner_seat(factories.store())
    text = token(seat, ("orders:read", "messages:read"))
    assert list(program_of(text).scopes) == ["orders:read"]
    Application.objects.update(certification="certified")
    assert list(program_of(text).scopes) == ["orders:read", "messages:read"]
    Application.objects.update(certification="refused")
    assert list(program_of(text).scopes) == ["orders:read"]


@pytest.mark.rule("SEL-30")
def test_nobody_allows_what_they_may_not_do_themselves() -> None:
    store = factories.store()
    rights = ["orders.view", "settings.programs"]
    clerk = factories.seat(store)
    grant_seat(by=System("test"), store_id=store.id, account_id=clerk.account_id, rights=rights)
    seat = Seat(clerk.account_id, store.id, frozenset(rights))
    asked = _asked(seat)
    with pytest.raises(ScopeNotYours) as refused:
        allow_program(seat=seat, asked=asked, scopes=["orders:read", "finance:read"])
    assert refused.value.params["scopes"] == "finance:read"
    with pytest.raises(ScopesMissing):
        allow_program(seat=seat, asked=asked, scopes=[])
    with pytest.raises(RightMissing):
        allow_program(seat=factories.seat(store, "manager"), asked=asked, scopes=["orders:read"])
    assert not Grant.objects.exists()
    assert len(allow_program(seat=seat, asked=asked, scopes=["orders:read", "messages:read"])) > 40
    assert Grant.objects.get().scopes == ["orders:read"]  # only what was asked for
    assert not AuthorizationCode.objects.filter(code_hash__contains="=").exists()


def test_a_grant_is_of_one_store_and_its_people_end_it() -> None:
    here, there = (factories.owner_seat(factories.store()) for _ in range(2))
    text = token(here)
    grant = Grant.objects.get()
    assert [row.id for row in connected(here)] == [grant.id]
    assert connected(there) == []
    with pytest.raises(Exception, match="not connected"):
        end_grant(seat=there, grant_id=grant.id)
    assert program_of(text).seat.store_id == here.store_id
    end_grant(seat=here, grant_id=grant.id)
    with pytest.raises(TokenRefused):
        program_of(text)
    assert connected(here) == []
    assert Grant.objects.get().ended_by == here.account_id


def test_the_last_use_is_written_every_few_minutes() -> None:
    text = token(factories.owner_seat(factories.store()))
    assert note_use(program=program_of(text)) is True
    assert note_use(program=program_of(text)) is False
    with clock.moved(timedelta(minutes=6)):
        assert note_use(program=program_of(text)) is True


def test_the_list_of_connected_programs_is_two_queries_however_long(django_assert_max_num_queries) -> None:
    store = factories.store()
    for seat in (factories.owner_seat(store), factories.seat(store, "manager")):
        token(seat, application_id=program(factories.owner_seat(store)).application_id)
    owner = factories.owner_seat(store)
    with django_assert_max_num_queries(2):
        rows = connected(owner)
    assert [row.resting for row in rows] == [("finance:read", "webhooks:manage"), ()]


def test_what_is_over_is_swept_and_used_secrets_stay_known() -> None:
    seat = factories.owner_seat(factories.store())
    token(seat)
    allow_program(seat=seat, asked=_asked(seat), scopes=["orders:read"])
    assert Grant.objects.count() == 2
    with clock.moved(timedelta(hours=1)):
        sweep_tokens()
    assert (Grant.objects.count(), AccessToken.objects.count(), AuthorizationCode.objects.count()) == (1, 0, 0)
    RefreshToken.objects.create(
        token_hash="used", grant=Grant.objects.get(), expires_at=clock.now(), used_at=clock.now()
    )
    with clock.moved(timedelta(days=200)):
        sweep_tokens()
        assert RefreshToken.objects.exists()
    with clock.moved(timedelta(days=400)):
        sweep_tokens()
        assert not Grant.objects.exists()
