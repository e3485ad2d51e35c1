"""The description of the API: committed, fresh, and true for whatever a program may send."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kontor.contexts.checkout.tests.factories import Market
from kontor.contexts.search.services.index_products import index_products
from kontor.sites.api.api import api
from kontor.sites.api.tests.described import description

COMMITTED = Path(__file__).resolve().parents[5] / "docs" / "openapi.json"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_it_is_openapi_3_1_and_committed() -> None:
    assert description()["openapi"] == "3.1.0"
    assert json.loads(COMMITTED.read_text()) == description()


def test_every_call_has_a_name_a_summary_and_its_errors_as_problems() -> None:
    for path, methods in description()["paths"].items():
        for method, call in methods.items():
            assert call["operationId"], path
            assert call["summary"], path
            for status, answer in call["responses"].items():
                kind = "application/problem+json" if int(status) >= 400 else "application/json"
                assert list(answer["content"]) == [kind], (method, path, status)


def test_it_is_served_and_no_page_of_others_is(client) -> None:
    assert client.get("/api/v1/openapi.json").status_code == 200
    assert client.get("/api/v1/docs").status_code == 404
    assert api.docs_url is None


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A served request would close the test's own connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(description()).include(path_regex=r"/(products|search|categories|stores)")
schema.app = WSGIHandler()


@schema.parametrize()
@settings(
    max_examples=12, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)  # fmt: skip
@pytest.mark.django_db
def test_whatever_is_sent_is_answered_as_described(case: schemathesis.Case, market: Market) -> None:
    index_products(product_ids=[market.tea.product_id, market.lamp.product_id])
    case.call_and_validate(checks=CHECKS)
