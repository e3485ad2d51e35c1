"""Keeping judgements, holding, linking, banning, on a real database."""

from __future__ import annotations

import pytest

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk import looking
from kontor.contexts.risk.errors import HoldUnknown, NothingToBan, NothingToUnban, ReasonMissing
from kontor.contexts.risk.judging import judge
from kontor.contexts.risk.models import Ban, Cluster, Hold, Judgement, Member, Trace
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.ban_linked import ban_linked
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.contexts.risk.services.refuse_held import refuse_held
from kontor.contexts.risk.services.release_held import release_held
from kontor.contexts.risk.services.unban_linked import unban_linked
from kontor.contexts.risk.tests.factories import hand, joins, machine, somebody
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.platform.http.sessions import SessionStore
from kontor.platform.reviews import ReviewItem

pytestmark = pytest.mark.django_db
OPERATOR = Operator(new_id())


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    looking.forget_volume()


def _state(account: Account) -> str:
    return Account.objects.get(pk=account.pk).state


def _farm(many: int) -> list[Account]:
    """One device, one hand."""
    return [joins(somebody(device=machine("m", cookie="one"), behaviour=hand()))[0] for _ in range(many)]


@pytest.mark.rule("ACC-30")
def test_an_honest_registration_is_kept_with_its_scores_in_two_statements(django_assert_max_num_queries):
    looking.day_volume(somebody().at)
    attempt = somebody()
    with django_assert_max_num_queries(1):
        judged = judge(attempt)
    account = joins(somebody())[0]
    kept = Judgement.objects.get(account_id=account.id)
    assert (kept.decision, kept.score, kept.scores, kept.reasons) == ("allow", 0, [0, 0, 0, 0], [])
    assert kept.thresholds == [40, 60, 130]
    assert judged.verdict.decision is Decision.ALLOW
    assert Trace.objects.filter(account_id=account.id).count() == 8


@pytest.mark.rule("ACC-31")
def test_the_sixth_account_of_one_device_within_a_day_is_held():
    known = [joins(somebody(device=machine(f"m{n}", cookie="one"), address="10.1.1.1")) for n in range(5)]
    assert [decision for _, decision in known] == [Decision.ALLOW] * 5
    sixth, decision = joins(somebody(device=machine("m6", cookie="one"), address="10.1.1.1"))
    assert decision is Decision.HOLD
    assert Account.objects.get(pk=sixth.pk).held_at is not None
    assert Hold.objects.get(account_id=sixth.id).cause == "velocity"
    assert ReviewItem.objects.get(kind="risk.held_registration").subject_id == sixth.id


@pytest.mark.rule("ACC-31")
def test_a_farm_on_one_machine_is_linked_into_one_cluster():
    accounts = _farm(6)
    cluster = Cluster.objects.get()
    assert cluster.size == 6
    assert set(Member.objects.values_list("account_id", flat=True)) == {account.id for account in accounts}
    assert ReviewItem.objects.get(kind="risk.linked_accounts").subject_id == cluster.id


@pytest.mark.rule("ACC-31")
def test_a_link_by_the_hand_alone_gives_way_to_a_firmer_one_elsewhere():
    first, second, third, mine, later = [make_account() for _ in range(5)]
    link_accounts(account_id=third.id, ties={first.id: TraceKind.DEVICE, second.id: TraceKind.DEVICE})
    theirs = link_accounts(account_id=mine.id, ties=dict.fromkeys([first.id, second.id], TraceKind.STYLE))
    assert Cluster.objects.get(pk=theirs).size == 4
    own = link_accounts(account_id=later.id, ties={mine.id: TraceKind.ADDRESS})
    assert own != theirs
    assert set(Member.objects.filter(cluster_id=own).values_list("account_id", flat=True)) == {mine.id, later.id}
    assert dict(Cluster.objects.values_list("id", "size")) == {theirs: 3, own: 2}
    joined = link_accounts(account_id=make_account().id, ties={later.id: TraceKind.DEVICE, first.id: TraceKind.DEVICE})
    assert Cluster.objects.get().size == 6  # firm links make two clusters one
    assert joined == Cluster.objects.get().id


@pytest.mark.rule("ACC-31")
def test_a_dormitory_behind_one_address_is_neither_held_nor_linked():
    decisions = [joins(somebody(address=f"10.9.9.{n}"))[1] for n in range(1, 30)]
    assert decisions == [Decision.ALLOW] * 29
    assert not Cluster.objects.exists()


@pytest.mark.rule("ACC-31")
def test_linked_accounts_are_banned_with_one_action_and_come_back_with_another():
    accounts = _farm(4)
    Account.objects.filter(pk=accounts[0].pk).update(state=AccountState.ACTIVE)
    store = SessionStore()
    store["account_id"] = str(accounts[0].pk)
    store.save()
    cluster = Cluster.objects.get()
    before = {account.pk: _state(account) for account in accounts}
    with pytest.raises(ReasonMissing):
        ban_linked(by=OPERATOR, cluster_id=cluster.id, reason="  ")
    assert not Ban.objects.exists()

    closed = ban_linked(by=OPERATOR, cluster_id=cluster.id, reason="One operation.")

    assert set(closed) == {account.id for account in accounts}
    assert {_state(account) for account in accounts} == {AccountState.SUSPENDED}
    assert list(Ban.objects.values_list("reason", flat=True)) == ["One operation."] * 4
    assert not SessionStore(store.session_key).exists(store.session_key)
    assert Cluster.objects.get().banned == 4
    with pytest.raises(NothingToBan):
        ban_linked(by=OPERATOR, cluster_id=cluster.id, reason="Again.")

    unban_linked(by=OPERATOR, cluster_id=cluster.id, reason="We were wrong.")

    assert {account.pk: _state(account) for account in accounts} == before
    assert Ban.objects.filter(lifted_because="We were wrong.", lifted_by=OPERATOR.account_id).count() == 4
    assert Cluster.objects.get().banned == 0
    with pytest.raises(NothingToUnban):
        unban_linked(by=OPERATOR, cluster_id=cluster.id, reason="Again.")


@pytest.mark.rule("ACC-30")
def test_a_held_registration_is_let_in_or_refused_with_an_answer():
    accounts = _farm(7)
    held = [account for account in accounts if Hold.objects.filter(account_id=account.id).exists()]
    first, second = held[:2]
    Account.objects.filter(pk=first.pk).update(state=AccountState.HELD)
    release_held(by=OPERATOR, account_id=first.id, answer="Fine.")
    assert _state(first) == AccountState.ACTIVE
    assert Account.objects.get(pk=first.pk).held_at is None
    with pytest.raises(HoldUnknown):
        release_held(by=OPERATOR, account_id=first.id)
    refuse_held(by=OPERATOR, account_id=second.id, reason="A program filled in the form.")
    assert _state(second) == AccountState.SUSPENDED
    assert Ban.objects.get(account_id=second.id).reason == "A program filled in the form."
    waiting = ReviewItem.objects.filter(kind="risk.held_registration", closed_at__isnull=True)
    assert set(waiting.values_list("subject_id", flat=True)) == {account.id for account in held[2:]}
