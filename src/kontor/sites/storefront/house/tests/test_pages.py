"""The house's own pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from kontor.sites.storefront.house import pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", [page.slug for page in pages.every()])
def test_every_page_of_the_footer_is_there(client: Client, slug: str) -> None:
    answer = client.get(f"/help/{slug}/")
    assert answer.status_code == 200
    assert pages.page(slug).title in answer.content.decode()  # type: ignore[union-attr]


def test_what_the_layout_links_to_exists(client: Client) -> None:
    import re

    body = client.get("/help/").content.decode()
    links = set(re.findall(r'href="(/[a-z/-]*)"', body)) - {"/sell/"}
    assert {link: client.get(link, follow=True).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.rule("OPR-01")
def test_a_changed_policy_value_changes_the_page(client: Client, policy_value: Callable[[str, str], None]) -> None:
    assert "15 days" in client.get("/help/protection/").content.decode()
    policy_value("orders.received_after", "21")
    assert "21 days" in client.get("/help/protection/").content.decode()


def test_an_unknown_page_is_not_there(client: Client) -> None:
    assert client.get("/help/nothing/").status_code == 404
