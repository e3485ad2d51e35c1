"""Joining, connecting and disconnecting by an account elsewhere: races, and what is kept (ACC-08)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection

from kontor.contexts.accounts import queries
from kontor.contexts.accounts.errors import AddressTaken, LastWayIn, SocialNotKnown, SocialTaken, SocialVisitUnknown
from kontor.contexts.accounts.models import Account, SocialIdentity, SocialVisit
from kontor.contexts.accounts.rules import visits
from kontor.contexts.accounts.services.erase_social_visits import erase_social_visits
from kontor.contexts.accounts.services.link_social import link_social
from kontor.contexts.accounts.services.register import register
from kontor.contexts.accounts.services.sign_in_by_social import sign_in_by_social
from kontor.contexts.accounts.services.unlink_social import unlink_social
from kontor.contexts.accounts.social import SocialProof
from kontor.contexts.accounts.tests.factories import make_account
from kontor.kernel import clock
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal, Refusals

pytestmark = pytest.mark.rule("ACC-08")

NAMED: dict[str, Any] = {"given_name": "Ann", "family_name": "Lee", "country": "BG", "password": None}


def returned(subject: str = "7", provider: str = "google", email: str = "ann@gmail.com") -> SocialProof:
    """A browser that came back as somebody."""
    browser = visits.fresh()
    visit = SocialVisit.objects.create(
        state_hash=visits.digest(visits.fresh()),
        browser_hash=visits.digest(browser),
        provider=provider,
        expires_at=now() + timedelta(minutes=5),
        answered_at=now(),
        subject=subject,
        email=email,
        email_proven=True,
    )
    return SocialProof(visit.pk, browser)


def together(*deeds: Callable[[], Any]) -> list[Any]:
    """What came of each, all begun at the same moment."""
    gate, came = threading.Barrier(len(deeds)), list[Any]()

    def run(deed: Callable[[], Any]) -> None:
        gate.wait(10)
        try:
            came.append(deed())
        except Refusal as refusal:
            came.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return came


@pytest.mark.rule("ACC-01")
@pytest.mark.django_db
def test_without_proof_and_without_password_nobody_joins() -> None:
    with pytest.raises(Refusals):
        register(**NAMED, address="ann@gmail.com")
    with pytest.raises(SocialVisitUnknown):
        register(**NAMED, address="ann@gmail.com", proof=SocialProof(make_account().pk, "made up"))
    assert Account.objects.filter(email="ann@gmail.com").count() == 0


@pytest.mark.parametrize("addresses", [("ann@gmail.com", "ann@gmail.com"), ("one@example.com", "two@example.com")])
@pytest.mark.django_db(transaction=True)
def test_two_first_returns_of_one_person_make_one_account(addresses: tuple[str, str]) -> None:
    deeds = [partial(register, **NAMED, address=address, proof=returned()) for address in addresses]
    came = together(*deeds)
    refused = [each for each in came if isinstance(each, Refusal)]
    assert len(refused) == 1
    assert isinstance(refused[0], AddressTaken | SocialTaken)
    assert (Account.objects.count(), SocialIdentity.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_one_return_makes_one_account_however_often_it_is_sent() -> None:
    proof = returned()
    came = together(*[partial(register, **NAMED, address=f"ann{at}@example.com", proof=proof) for at in range(3)])
    assert sum(isinstance(each, SocialVisitUnknown) for each in came) == 2
    assert (Account.objects.count(), SocialIdentity.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_accounts_that_connect_one_person_at_once() -> None:
    accounts = [make_account(), make_account()]
    came = together(*[partial(link_social, account_id=each.pk, proof=returned()) for each in accounts])
    assert sum(isinstance(each, SocialTaken) for each in came) == 1
    assert SocialIdentity.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_two_ways_in_are_not_both_taken_at_once() -> None:
    made = register(**NAMED, address="ann@gmail.com", proof=returned())
    link_social(account_id=made.account.pk, proof=returned("8", "vk"))
    came = together(*[partial(unlink_social, account_id=made.account.pk, provider=code) for code in ("google", "vk")])
    assert sum(isinstance(each, LastWayIn) for each in came) == 1
    assert SocialIdentity.objects.count() == 1


@pytest.mark.django_db
def test_only_buyers_connect_and_a_proof_serves_once() -> None:
    seller = make_account(audience="seller")
    with pytest.raises(Refusal):
        link_social(account_id=seller.pk, proof=returned())
    buyer, proof = make_account(), returned()
    link_social(account_id=buyer.pk, proof=proof)
    for serve in (
        lambda: link_social(account_id=buyer.pk, proof=proof),
        lambda: sign_in_by_social(proof=proof),
        lambda: register(**NAMED, address="ann@gmail.com", proof=proof),
    ):
        with pytest.raises(SocialVisitUnknown):
            serve()
    assert sign_in_by_social(proof=returned()).pk == buyer.pk
    with pytest.raises(SocialNotKnown):
        sign_in_by_social(proof=returned("unknown"))


@pytest.mark.rule("ACC-40")
@pytest.mark.django_db
def test_what_a_provider_told_is_not_kept(django_assert_num_queries: Any) -> None:
    proof = returned()
    assert queries.returned_visit(proof) is not None
    assert queries.returned_visit(SocialProof(proof.visit_id, "another browser")) is None
    assert erase_social_visits() == 0
    with clock.moved(timedelta(minutes=6)):
        assert queries.returned_visit(proof) is None
        assert erase_social_visits() == 1
    assert not SocialVisit.objects.exists()


def test_nonce_and_verifier_belong_to_one_browser_and_one_visit() -> None:
    args = {"state": "s", "browser": "b", "secret": "x"}
    made = {visits.nonce(**args), visits.verifier(**args)}
    for changed in ({"state": "t"}, {"browser": "c"}, {"secret": "y"}):
        made |= {visits.nonce(**args | changed), visits.verifier(**args | changed)}
    assert len(made) == 8
    assert all(43 <= len(each) <= 128 for each in made)
