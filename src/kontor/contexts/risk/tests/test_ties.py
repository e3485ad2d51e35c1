"""Virtual numbers, shared phones, purchases within the house, payments, and two registrations at one moment."""

from __future__ import annotations

import threading
from importlib import import_module
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.accounts.models import Account, AccountState
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.orders.events import OrderPlaced
from kontor.contexts.payments.models import Agreement
from kontor.contexts.payments.services.apply_bound import apply_bound
from kontor.contexts.payments.tests.factories import bound_told
from kontor.contexts.risk import looking
from kontor.contexts.risk.errors import ContactPhoneNeedsMail, ContactPhoneTaken
from kontor.contexts.risk.judging import judge
from kontor.contexts.risk.models import Cluster, Flag, Hold, IdentityCheck, Judgement, Member, StoreMember, Trace
from kontor.contexts.risk.reactions import look_for_own_purchases
from kontor.contexts.risk.rules.attempt import Contact
from kontor.contexts.risk.rules.decide import IDENTITY_COUNTRIES
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.services.add_contact_phone import add_contact_phone
from kontor.contexts.risk.services.keep_judgement import keep_judgement
from kontor.contexts.risk.tests.factories import joins, machine, somebody
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform.events import drain
from kontor.platform.events.models import OutboxEvent
from kontor.platform.reviews import ReviewItem

PHONE = "+359888123456"


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    looking.forget_volume()


def _asked() -> list[UUID]:
    rows = OutboxEvent.objects.filter(name="risk.identity_check_required").order_by("position")
    return [UUID(body["account_id"]) for body in rows.values_list("body", flat=True)]


@pytest.mark.rule("ACC-32")
@pytest.mark.django_db
@pytest.mark.parametrize("country", ["US", "CA", "AU", "DE", "BG"])
def test_a_virtual_number_asks_for_an_identity_check(country: str) -> None:
    account, decision = joins(somebody(country=country, contact=Contact(True, block="+15005550", virtual=True)))
    assert decision is Decision.HOLD
    assert _asked() == [account.id]
    kept = Judgement.objects.get(account_id=account.id)
    assert [code for code, _, _ in kept.reasons] == ["virtual_number"]
    assert not Hold.objects.exists()  # its person has to sign in to prove who they are
    drain()
    check = IdentityCheck.objects.get(account_id=account.id)
    assert (check.cause, check.registration) == ("ACC-32", True)


@pytest.mark.rule("ACC-32")
@pytest.mark.django_db
def test_elsewhere_a_virtual_number_raises_the_score_and_no_more() -> None:
    assert {"US", "CA", "AU", "DE", "BG"} < IDENTITY_COUNTRIES
    assert not IDENTITY_COUNTRIES & {"GB", "CN", "RU", "BR", "CH", "NO"}
    account, decision = joins(somebody(country="GB", contact=Contact(True, block="+44701234", virtual=True)))
    plain, _ = joins(somebody(country="GB", contact=Contact(True, block="+44791234")))
    assert (decision, _asked()) == (Decision.ALLOW, [])
    assert Judgement.objects.get(account_id=account.id).score == 30
    assert Judgement.objects.get(account_id=plain.id).score == 0


def _pair(**shared: object) -> tuple[Account, Account]:
    """Somebody who signs in with the phone, and somebody by mail, with what both have in common."""
    owner, _ = joins(somebody(**shared), email="", phone=PHONE, state=AccountState.ACTIVE)
    other, _ = joins(somebody(**shared), state=AccountState.ACTIVE)
    return owner, other


@pytest.mark.rule("ACC-06")
@pytest.mark.django_db
def test_a_family_may_share_a_phone() -> None:
    _, other = _pair()
    assert add_contact_phone(viewer=Buyer(other.id), phone="0888 123 456", country="BG") == PHONE
    other.refresh_from_db()
    assert (other.contact_phone, other.phone) == (PHONE, None)
    assert not Flag.objects.exists()
    assert add_contact_phone(viewer=Buyer(other.id), phone=" ", country="BG") == ""
    other.refresh_from_db()
    assert other.contact_phone == ""


@pytest.mark.rule("ACC-06")
@pytest.mark.django_db
@pytest.mark.parametrize("what", ["device", "address"])
def test_accounts_that_overlap_may_not_share_a_phone_and_are_flagged(what: str) -> None:
    shared = {"device": machine("m", cookie="one")} if what == "device" else {"address": "10.200.1.9"}
    owner, other = _pair(**shared)
    for _ in range(2):
        with pytest.raises(ContactPhoneTaken) as refused:
            add_contact_phone(viewer=Buyer(other.id), phone=PHONE, country="BG")
        assert refused.value.field == "phone"
    other.refresh_from_db()
    assert other.contact_phone == ""
    flag = Flag.objects.get()
    assert (flag.kind, flag.account_id, flag.other_id) == ("shared_phone", other.id, owner.id)
    assert flag.shared == (["device", "fingerprint"] if what == "device" else ["address"])
    item = ReviewItem.objects.get()
    assert (item.kind, item.subject_id) == ("risk.linked_accounts", flag.id)


@pytest.mark.rule("ACC-06")
@pytest.mark.django_db
def test_two_addresses_of_one_domain_may_not_share_a_phone() -> None:
    owner = make_account(email="a@house.example", phone=PHONE)
    other = make_account(email="b@house.example")
    with pytest.raises(ContactPhoneTaken):
        add_contact_phone(viewer=Buyer(other.id), phone=PHONE, country="BG")
    assert (Flag.objects.get().other_id, Flag.objects.get().shared) == (owner.id, ["domain"])
    alone = make_account(email="", phone="+359888999999")
    with pytest.raises(ContactPhoneNeedsMail):
        add_contact_phone(viewer=Buyer(alone.id), phone="+359888000000", country="BG")


def _placed(store_id: UUID, buyer_id: UUID, number: int) -> OrderPlaced:
    order = new_id()
    given = {"key": store_id, "store_id": store_id, "buyer_id": buyer_id, "number": number}
    named = {name: order for name in OrderPlaced.__dataclass_fields__ if name not in {*given, "name", "event_id"}}
    return OrderPlaced(**given, **named)


@pytest.mark.rule("ACC-35")
@pytest.mark.django_db
def test_whoever_shares_a_device_with_a_store_and_buys_there_is_flagged(django_assert_max_num_queries) -> None:
    shop, elsewhere = store(), store()
    drain()
    clerk = seat(shop)
    drain()
    person = Account.objects.get(pk=clerk.account_id)
    shared = somebody(device=machine("desk", cookie="desk"))
    keep_judgement(judged=judge(shared), account_id=person.id)
    friend, _ = joins(somebody(device=machine("desk", cookie="desk")), state=AccountState.ACTIVE)
    neighbour, _ = joins(somebody(address=shared.address), state=AccountState.ACTIVE)
    stranger, _ = joins(somebody(), state=AccountState.ACTIVE)
    ReviewItem.objects.all().delete()

    with django_assert_max_num_queries(3):  # one, and the two of the savepoint
        look_for_own_purchases([_placed(shop.id, stranger.id, 1), _placed(elsewhere.id, friend.id, 2)])
    assert not Flag.objects.exists()

    look_for_own_purchases([_placed(shop.id, friend.id, 3), _placed(shop.id, neighbour.id, 4)])
    look_for_own_purchases([_placed(shop.id, friend.id, 5)])

    flag = Flag.objects.get(account_id=friend.id)
    assert (flag.kind, flag.other_id, flag.store_id, flag.about, flag.times) == ("own_store", person.id, shop.id, 3, 2)
    assert flag.shared == ["device", "fingerprint"]
    assert Flag.objects.get(account_id=neighbour.id).shared == ["address"]
    assert [item.subject_id for item in ReviewItem.objects.all()] == [flag.id]  # an address alone is weak


@pytest.mark.rule("ACC-35")
@pytest.mark.django_db
def test_people_of_stores_that_stood_before_are_known() -> None:
    shop = store()
    clerk = seat(shop)
    assert not StoreMember.objects.exists()
    migration = import_module("kontor.contexts.risk.migrations.0004_store_members").Migration
    [deed] = migration.operations
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(deed.sql)
    known = set(StoreMember.objects.values_list("store_id", "account_id"))
    assert known == {(shop.id, owner_seat(shop).account_id), (shop.id, clerk.account_id)}


@pytest.mark.rule("ACC-31", "ACC-35")
@pytest.mark.django_db
def test_a_card_that_many_bind_links_them_and_only_a_digest_is_kept() -> None:
    buyers = [make_account() for _ in range(4)]
    for number, buyer in enumerate(buyers):
        row = Agreement.objects.create(buyer_id=buyer.id, provider="cards", method="card")
        assert Cluster.objects.count() == 0
        assert apply_bound(provider="cards", told=bound_told(row.id.hex, instrument="fp_4242")) == "bound"
        assert Trace.objects.filter(kind=TraceKind.PAYMENT).count() == number + 1
    assert len(set(Trace.objects.values_list("key", flat=True))) == 1
    assert set(Member.objects.values_list("account_id", "reason")) == {(buyer.id, "payment") for buyer in buyers}
    other = make_account()
    row = Agreement.objects.create(buyer_id=other.id, provider="cards", method="card")
    apply_bound(provider="cards", told=bound_told(row.id.hex))
    assert not Trace.objects.filter(account_id=other.id).exists()  # a provider that names no card


@pytest.mark.rule("ACC-31")
@pytest.mark.django_db(transaction=True)
def test_of_registrations_at_one_moment_only_as_many_as_allowed_are_let_through() -> None:
    for n in range(4):
        joins(somebody(device=machine(f"m{n}", cookie="one")))
    accounts = [make_account(state=AccountState.PENDING, verified_at=None) for _ in range(2)]
    attempts = [judge(somebody(device=machine(f"r{n}", cookie="one"))) for n in range(2)]
    assert [each.verdict.velocity for each in attempts] == [False, False]  # neither has seen the other
    start, decisions = threading.Barrier(2), []

    def join(n: int) -> None:
        start.wait()
        try:
            decisions.append(keep_judgement(judged=attempts[n], account_id=accounts[n].id))
        finally:
            connection.close()

    threads = [threading.Thread(target=join, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(decisions) == [Decision.ALLOW, Decision.HOLD]
    assert Hold.objects.get().cause == "velocity"
    assert Cluster.objects.count() == 1
    assert {account.id for account in accounts} <= set(Member.objects.values_list("account_id", flat=True))
