"""A buyer at home, and somebody else."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import PASSWORD
from kontor.contexts.logistics.tests import factories
from kontor.contexts.sellers.models import Store


def signed_in(account: Account) -> Client:
    """A browser of `account` at the storefront."""
    client = Client(headers={"accept-language": "en"})
    answer = client.post("/sign-in/", {"login": account.email, "address": account.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client


@pytest.fixture
def store(db: None) -> Store:
    return factories.store(name="Lighthouse Lamps", language="en")


@pytest.fixture
def buyer(db: None) -> Account:
    return factories.buyer()


@pytest.fixture
def browser(buyer: Account) -> Client:
    return signed_in(buyer)


@pytest.fixture
def stranger(db: None) -> Client:
    return signed_in(factories.buyer())
