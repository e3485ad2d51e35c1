"""The policy register on the operator's desk (OPR-01)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.orders.policy import UNPAID_CLOSES_AFTER
from kontor.kernel import policy as kernel
from kontor.platform.policy import snapshot
from kontor.platform.policy.models import PolicyChange, PolicyOverride

PATH = "/console/policies/orders.unpaid_closes_after/"
pytestmark = pytest.mark.django_db


def _change(desk: Client, value: str, reason: str = "the holidays") -> object:
    return desk.post(PATH, {"value": value, "reason": reason})


@pytest.mark.rule("OPR-01")
def test_every_figure_stands_in_one_list_with_all_that_is_known_of_it(desk: Client) -> None:
    text = desk.get("/console/policies/").content.decode()
    declared = list(kernel.register())
    assert len(declared) > 20
    assert all(f'href="/console/policies/{each.name}/"' in text for each in declared)
    row = text[text.index("orders.unpaid_closes_after") :][:2500]
    for part in ("An order that is not paid closes by itself", "24", "hours", "1 – 720", "TRD-07", "never"):
        assert part in row, part


@pytest.mark.rule("OPR-01")
def test_a_change_takes_effect_at_once_and_says_who_when_and_why(
    desk: Client, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert _change(desk, "48")["Location"] == PATH
    assert UNPAID_CLOSES_AFTER.int() == 48
    change = PolicyChange.objects.get()
    assert (change.old, change.new, change.by_name, change.reason) == ("24", "48", "Olga Operator", "the holidays")
    text = desk.get("/console/policies/?changed=1").content.decode()
    assert "the holidays" in text
    assert "Olga Operator" in text
    assert "orders.received_after" not in text
    assert "the holidays" in desk.get(PATH).content.decode()
    assert "the holidays" in desk.get("/console/policies/history/").content.decode()


@pytest.mark.rule("OPR-01")
@pytest.mark.parametrize("value", ["0", "721", "-1", "soon", "", "1.5"])
def test_outside_its_bounds_it_is_refused_with_the_bounds(desk: Client, value: str) -> None:
    page = _change(desk, value)
    text = page.content.decode()
    assert page.status_code == 422
    assert "From 1 to 720" in text
    assert 'href="#f-value"' in text
    assert "the holidays" in text  # what was typed is kept
    assert not PolicyChange.objects.exists()
    assert not PolicyOverride.objects.exists()
    assert UNPAID_CLOSES_AFTER.int() == 24
    if value.lstrip("-").isdigit():
        assert "between 1 and 720" in text


@pytest.mark.rule("OPR-01")
def test_without_a_reason_nothing_changes(desk: Client) -> None:
    page = _change(desk, "48", " ")
    assert page.status_code == 422
    assert 'href="#f-reason"' in page.content.decode()
    assert not PolicyChange.objects.exists()


def test_the_default_comes_back_with_a_reason(desk: Client, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _change(desk, "48")
        assert desk.post(f"{PATH}default/", {"reason": ""}).status_code == 422
        assert desk.post(f"{PATH}default/", {"reason": "over"}).status_code == 302
    assert UNPAID_CLOSES_AFTER.int() == 24
    assert PolicyChange.objects.count() == 2
    snapshot.clear()


@pytest.mark.rule("OPR-01")
def test_the_list_is_searched_and_narrowed(desk: Client) -> None:
    found = desk.get("/console/policies/", {"q": "closes by itself"}).content.decode()
    assert "orders.unpaid_closes_after" in found
    assert "orders.received_after" not in found
    narrowed = desk.get("/console/policies/", {"context": "payments"}).content.decode()
    assert "payments.ask_after" in narrowed
    assert "orders.received_after" not in narrowed
    assert "No figure matches" in desk.get("/console/policies/", {"q": "zebra"}).content.decode()


def test_budget(desk: Client, django_assert_max_num_queries) -> None:
    desk.get("/console/policies/")
    with django_assert_max_num_queries(6):
        desk.get("/console/policies/")
    with django_assert_max_num_queries(7):
        desk.get(PATH)
