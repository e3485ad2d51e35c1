"""A buyer at home with an order that is late, and somebody else."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.aftersales.tests.disputed import Case, make_case
from kontor.contexts.logistics.tests import factories
from kontor.contexts.payments.providers import register
from kontor.contexts.payments.tests.factories import Played
from kontor.sites.storefront.purchases.tests.conftest import signed_in


@pytest.fixture(autouse=True)
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    provider = Played()
    monkeypatch.setattr(register, "running", lambda: {"alipay": provider, "cards": provider})
    return provider


@pytest.fixture
def case(db: None) -> Case:
    found = make_case("delivered")
    Account.objects.filter(pk=found.order.buyer_id).update(language="en")
    return found


@pytest.fixture
def browser(case: Case) -> Client:
    return signed_in(case.market.account)


@pytest.fixture
def stranger(db: None) -> Client:
    return signed_in(factories.buyer())
