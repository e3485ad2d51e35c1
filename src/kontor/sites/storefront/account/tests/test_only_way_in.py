"""Nothing but the Join page makes a buyer (ACC-01): proven over all routes and all code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kontor.contexts.accounts.models import Account
from kontor.sites.storefront.account.tests.visitor import GOOD

SOURCE = Path(__file__).resolve().parents[4]
VALUES = {"uuid": "01970000-0000-7000-8000-000000000000", "int": "1", "slug": "x", "str": "x", "path": "x"}


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern)


def filled(route: str) -> str:
    import re

    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: VALUES.get(found.group(1) or "str", "x"), route)
    return "/" + re.sub(r"[\^$\\]|\(\?P?<?\w*>?[^)]*\)", "", path)


@pytest.mark.rule("ACC-01")
@pytest.mark.django_db
def test_no_route_makes_a_buyer_from_a_strangers_post() -> None:
    client = Client(raise_request_exception=False)
    paths = {filled(route) for route in routes()}
    assert {"/join/", "/sell/"} <= paths
    body = GOOD | {"email": GOOD["address"], "phone": "+359888123456", "username": "ann", "audience": "buyer"}
    for path in sorted(paths):
        client.post(path, body)
        client.post(path, body, content_type="application/json")
        client.put(path, body, content_type="application/json")
        assert not Account.objects.filter(audience="buyer").exists(), path


def importers(service: str) -> set[str]:
    """The files, tests left out, that import a service of the accounts."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            imports = isinstance(node, ast.ImportFrom) and (node.module or "").endswith(f"accounts.services.{service}")
            if imports and any(name.name == service for name in node.names):  # type: ignore[union-attr]
                found.add(str(file.relative_to(SOURCE)))
    return found


@pytest.mark.rule("ACC-01")
def test_one_view_calls_the_service_that_makes_buyers_and_another_the_one_that_makes_sellers() -> None:
    assert importers("register") == {"sites/storefront/account/join.py"}
    assert importers("register_seller") == {"sites/storefront/account/sell.py"}
    services = "contexts/accounts/services"
    assert importers("open_account") == {f"{services}/register.py", f"{services}/register_seller.py"}


@pytest.mark.rule("ACC-01")
def test_no_operation_of_the_api_takes_a_new_buyers_data() -> None:
    from kontor.sites.api import urls

    api = getattr(urls, "api", None)
    schema = api.get_openapi_schema() if api is not None else {"paths": {}}
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert "password" not in str(operation), path
        assert "register" not in path
        assert "/join" not in path
