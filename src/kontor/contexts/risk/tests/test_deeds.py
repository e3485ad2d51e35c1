"""What accounts do before their first order, on a real database: doors, stores, cards (ACC-31)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.buyers.services.add_address import add_address
from kontor.contexts.buyers.tests.factories import draft
from kontor.contexts.risk import looking
from kontor.contexts.risk.jobs import usual
from kontor.contexts.risk.models import Cluster, Member, Trace
from kontor.contexts.risk.models import Usual as Kept
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.contexts.risk.services.note_deeds import note_deeds
from kontor.contexts.risk.tests.factories import hand, joins, somebody
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_known_crowd() -> None:
    looking.forget_volume()
    for _ in range(120):
        joins(somebody())
    with clock.moved(timedelta(minutes=1)):
        usual()
    looking.forget_volume()


def _farm(many: int) -> list[Account]:
    """Programs with one rhythm, everything else of their own, so far apart that the door is all that shows them."""
    made = []
    for n in range(many):
        with clock.moved(timedelta(days=40 * n)):
            behaviour = hand(gap=61, spread=0.2, pause=0.5, pages=1, slack=3)
            made.append(joins(somebody(behaviour=behaviour), state=AccountState.ACTIVE)[0])
    return made


def test_what_is_usual_is_measured_every_hour_and_read_with_the_days_number(django_assert_max_num_queries) -> None:
    looking.forget_volume()
    with django_assert_max_num_queries(1):
        found = looking.usual(clock.now())
        assert looking.day_volume(clock.now()) == 120
    assert (found.many, found.month) == (120, 120)
    usual()
    assert Kept.objects.count() == 1  # measured again, it is kept in place of the one before


@pytest.mark.rule("ACC-31")
def test_many_with_one_door_and_one_hand_are_linked_as_the_address_is_written() -> None:
    farm = _farm(5)
    assert not Member.objects.exists()
    with clock.moved(timedelta(days=170)):
        for n, account in enumerate(farm):
            add_address(
                viewer=Buyer(account.id), draft=draft(street=f"Vitosha Blvd 12, ap. {n}", phone=f"+35988811122{n}")
            )
    assert set(Member.objects.values_list("account_id", flat=True)) == {account.id for account in farm}
    assert set(Member.objects.values_list("reason", flat=True)) == {"door"}


@pytest.mark.rule("ACC-31")
def test_a_dormitory_with_one_door_is_not_linked(django_assert_max_num_queries) -> None:
    people = [joins(somebody(), state=AccountState.ACTIVE)[0] for _ in range(12)]
    looking.usual(clock.now())
    for account in people:
        with django_assert_max_num_queries(1):
            note_deeds(account_id=account.id, deeds=[(TraceKind.DOOR, "one"), (TraceKind.COURIER, str(account.id))])
    assert not Member.objects.exists()
    assert Trace.objects.filter(kind=TraceKind.DOOR).values("key").distinct().count() == 1


@pytest.mark.rule("ACC-31")
def test_a_store_is_kept_of_young_accounts_only() -> None:
    young, never_judged = joins(somebody())[0], make_account()
    for account in (young, never_judged):
        note_deeds(account_id=account.id, deeds=[(TraceKind.STORE, "one")])
    with clock.moved(timedelta(days=30)):
        note_deeds(account_id=young.id, deeds=[(TraceKind.STORE, "another")])
    kept = Trace.objects.filter(kind=TraceKind.STORE)
    assert [trace.account_id for trace in kept] == [young.id]


@pytest.mark.rule("ACC-31")
def test_one_weak_tie_does_not_join_a_large_cluster_but_takes_the_mistaken_member_along() -> None:
    farm, first, second = [make_account() for _ in range(7)], make_account(), make_account()
    link_accounts(account_id=farm[0].id, ties=dict.fromkeys([each.id for each in farm[1:]], TraceKind.HARDWARE))
    theirs = link_accounts(account_id=first.id, ties=dict.fromkeys([farm[0].id, farm[1].id], TraceKind.HARDWARE))
    own = link_accounts(account_id=second.id, ties={first.id: TraceKind.HARDWARE})
    assert own != theirs
    assert _members(own) == {first.id, second.id}
    assert _members(theirs) == {each.id for each in farm}
    assert dict(Cluster.objects.values_list("id", "size")) == {theirs: 7, own: 2}
    banned = make_account()
    Cluster.objects.filter(pk=theirs).update(banned=1)  # a person has decided about it: it stays as it is
    assert link_accounts(account_id=banned.id, ties={farm[3].id: TraceKind.HARDWARE}) == theirs


def _members(cluster_id: UUID | None) -> set[UUID]:
    return set(Member.objects.filter(cluster_id=cluster_id).values_list("account_id", flat=True))
