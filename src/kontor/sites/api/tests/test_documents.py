"""The reference page says all that the description says (SEL-30)."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kontor.contexts.integrations.scopes import SCOPES
from kontor.sites.api.reference import reference
from kontor.sites.api.tests.described import description

pytestmark = pytest.mark.django_db


def test_every_call_shape_and_scope_stands_on_the_page(client: Any) -> None:
    page = client.get("/api/docs/").content.decode()
    described = description()
    calls = [call for methods in described["paths"].values() for call in methods.values()]
    assert [call["operationId"] for call in calls if f'id="{call["operationId"]}"' not in page] == []
    assert [name for name in SCOPES if f"<code>{name}</code>" not in page] == []
    linked = set(re.findall(r'href="#([\w-]+)"', page))
    assert linked - set(re.findall(r'id="([\w-]+)"', page)) == set()


def test_it_needs_no_host_but_ours(client: Any) -> None:
    page = client.get("/api/docs/").content.decode()
    sources = re.findall(r'(?:src|<link[^>]+href)="(https?:)?//', page)
    assert sources == []


def test_examples_fit_what_they_show() -> None:
    [ship] = [call for topic in reference().topics for call in topic.calls if call.id == "shipOrder"]
    assert (ship.scope, ship.who, ship.method) == ("orders:ship", "program", "POST")
    assert "Bearer $TOKEN" in ship.curl
    assert '"carrier": "yunexpress"' in ship.curl
    assert '"repeated": true' in ship.sample


def test_the_page_asks_the_database_for_next_to_nothing(client: Any, django_assert_max_num_queries: Any) -> None:
    client.get("/api/docs/")
    with django_assert_max_num_queries(2):
        assert client.get("/api/docs/").status_code == 200
