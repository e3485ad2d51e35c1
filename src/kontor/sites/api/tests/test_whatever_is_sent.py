"""Whatever a program sends, by whomever: answered as described (attack S2). A longer run: docs/operate/api.md."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from hypothesis import seed as with_seed

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.integrations.models import Application
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.search.services.index_products import index_products
from kontor.contexts.sellers.tests import factories
from kontor.platform.http.sessions import SessionStore
from kontor.sites.api.tests.described import description
from kontor.sites.api.tests.seller.conftest import make_desk

EXAMPLES = int(os.environ.get("KONTOR_EXAMPLES", "3"))
SEED = int(os.environ.get("KONTOR_SEED", "20260131"))
CSRF = "a" * 32

# All checks are on. What fits the description may still not hold (a category that does not exist, a service that a
# carrier does not have): the described 4xx say so.
NOT_HELD = ["2xx", "3xx", "400", "401", "403", "404", "409", "412", "422", "428", "429", "451"]
CONFIG = schemathesis.Config.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": NOT_HELD}}})
schema = schemathesis.openapi.from_dict(description(), config=CONFIG)
schema.app = WSGIHandler()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A served request would close the test's own connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _cookies(account: Account) -> str:
    store = SessionStore()
    store["account_id"], store["account_proof"] = str(account.pk), account.get_session_auth_hash()
    store.save()
    return f"kontor_buyer={store.session_key}; kontor_csrf={CSRF}"


@pytest.fixture
def identities(db: None, policy_value: Any) -> dict[str, dict[str, str]]:
    """Those to whom things belong, and their peers: a buyer's session and a program's token each."""
    policy_value("integrations.calls_a_minute", "100000")
    desk = make_desk()
    desk.order()
    index_products(product_ids=[desk.market.tea.product_id, desk.market.lamp.product_id])
    mine, peer = desk.market.account, make_account()
    tokens = [token(seat, tuple(SCOPES)) for seat in (desk.seat, factories.owner_seat(factories.store()))]
    Application.objects.update(certification="certified")
    return {
        "mine": {"Authorization": f"Bearer {tokens[0]}", "Cookie": _cookies(mine), "X-CSRFToken": CSRF},
        "peer": {
            "Authorization": f"Bearer {tokens[1]}",
            "Cookie": _cookies(peer), "X-CSRFToken": CSRF,
        },
    }  # fmt: skip


@pytest.mark.rule("SEL-30")
@schema.parametrize()
@with_seed(SEED)
@settings(
    max_examples=EXAMPLES, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)  # fmt: skip
def test_it_is_answered_as_described(case: schemathesis.Case, identities: dict[str, dict[str, str]]) -> None:
    for headers in identities.values():
        case.call_and_validate(headers=headers)
