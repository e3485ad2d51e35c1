"""Privacy requests with their deadlines, who saw recipients, hiding a store (ACC-40 … ACC-42)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import PASSWORD, make_account
from kontor.contexts.logistics.tests import factories
from kontor.contexts.privacy.models import PrivacyRequest
from kontor.contexts.privacy.services.ask_deletion import ask_deletion
from kontor.contexts.privacy.services.ask_export import ask_export
from kontor.contexts.sellers.models import Store, StoreHiding
from kontor.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.mark.rule("ACC-42")
def test_requests_stand_by_their_deadline_and_the_overdue_ones_first(
    desk: Client, django_assert_max_num_queries
) -> None:
    ask_export(account_id=make_account(country="BG").id)
    late = make_account(country="CN")
    factories.order(factories.store(), by=late, state="in_dispute")
    ask_deletion(account_id=late.id, password=PASSWORD, when_finished=True)
    with django_assert_max_num_queries(6):
        text = desk.get("/console/privacy/").content.decode()
    assert text.index("PIPL") < text.index("GDPR")  # fifteen days before thirty
    assert "open disputes" in text
    assert "Overdue" not in text
    PrivacyRequest.objects.filter(law="pipl").update(due_at=clock.now() - timedelta(hours=1))
    text = desk.get("/console/privacy/").content.decode()
    assert "1 request is overdue" in text
    assert text.count("Overdue") == 1
    assert late.email not in text  # the log needs no names


@pytest.mark.rule("ACC-42")
def test_the_list_goes_on_by_key(desk: Client) -> None:
    for _ in range(52):
        ask_export(account_id=make_account().id)
    first = desk.get("/console/privacy/").content.decode()
    assert first.count("Copy of the data") == 50
    key = first.split("before=")[1].split('"')[0].split("&")[0]
    assert desk.get("/console/privacy/", {"before": key}).content.decode().count("Copy of the data") == 2


@pytest.mark.rule("ACC-40", "OPR-06")
def test_an_operators_look_at_an_order_is_on_the_list(desk: Client) -> None:
    order = factories.order(factories.store())
    desk.get(f"/console/orders/{order.number}/")
    text = desk.get("/console/privacy/?show=reads").content.decode()
    assert str(order.number) in text
    assert "Olga Operator" in text
    assert str(order.number) not in desk.get("/console/privacy/?show=reads&q=another-store").content.decode()


@pytest.mark.rule("ACC-41", "OPR-03")
def test_a_store_is_hidden_by_a_rule_and_shown_on_its_page(desk: Client) -> None:
    shop = factories.store()
    page, form = f"/console/stores/{shop.slug}/", "/console/violations/new/"
    typed = {
        "store": shop.slug,
        "code": "data_read",
        "words": "Read by a machine.",
        "evidence": "300 pages.",
        "key": "k",
    }
    refused = desk.post(form, typed | {"days": "31"})
    assert refused.status_code == 422
    assert "Read by a machine." in refused.content.decode()  # what was typed stays
    assert Store.objects.get(id=shop.id).state == "open"
    assert desk.post(form, typed | {"days": "30"}).status_code == 302
    assert Store.objects.get(id=shop.id).state == "hidden"
    assert "Show it again now" in desk.get(page).content.decode()
    assert desk.post(f"{page}show/").status_code == 302
    assert Store.objects.get(id=shop.id).state == "open"
    assert StoreHiding.objects.get().ended_by is not None
    assert desk.post(f"{page}show/").status_code == 409
