"""A buyer who writes, a shop that answers, and somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.tests.written import Talk, make_talk, strict
from kontor.sites.storefront.checkout.tests.people import signed_in

PLACE = "ES.EUR.en"


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    """A market in which people write, under a policy that stops one word."""
    with judging.instead(judge=strict):
        yield make_talk()


@pytest.fixture
def browser(talk: Talk) -> Client:
    return _browser(talk.market.account)


@pytest.fixture
def stranger(talk: Talk) -> Client:
    from kontor.contexts.accounts.models import Account

    return _browser(Account.objects.get(id=talk.another_buyer().buyer_id))


def _browser(account: object) -> Client:
    client = Client()
    client.cookies["kontor_place"] = PLACE
    return signed_in(client, account)
