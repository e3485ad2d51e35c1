"""The handler remembers where addresses lead to, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from kontor.platform.http import handler
from kontor.platform.http.handler import Market


@pytest.fixture
def market() -> Market:
    handler._found.cache_clear()
    return Market()


def test_an_address_leads_to_its_own_view_each_time(market: Market) -> None:
    for path in ("/cart/", "/p/a-lamp-1234/", "/cart/", "/p/a-lamp-1234/", "/p/a-chair-77/"):
        request, expected = RequestFactory().get(path), resolve(path)
        found = market.resolve_request(request)
        assert (found.func, found.args, found.kwargs) == (expected.func, expected.args, expected.kwargs)
        assert request.resolver_match is found
    assert handler._found.cache_info().hits == 2


def test_what_leads_nowhere_is_not_remembered(market: Market) -> None:
    for _ in range(2):
        with pytest.raises(Resolver404):
            market.resolve_request(RequestFactory().get("/nowhere/at/all/"))
    assert handler._found.cache_info().currsize == 0


def test_what_is_remembered_is_small(market: Market) -> None:
    found = market.resolve_request(RequestFactory().get("/p/a-lamp-1234/"))
    assert found.tried is None


def test_a_web_worker_loads_no_tool_that_only_jobs_need() -> None:
    heavy = {"xlsxwriter", "pywebpush", "aiohttp", "typst", "webauthn", "OpenSSL"}
    asked = f"import sys, kontor.config.wsgi; print(sorted({heavy} & set(sys.modules)))"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KONTOR_", "DJANGO_"))}
    more = {"DJANGO_SETTINGS_MODULE": "kontor.config.settings", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = subprocess.run([sys.executable, "-c", asked], env=clean | more, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
