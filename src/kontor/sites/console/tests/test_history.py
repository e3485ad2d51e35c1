"""One page for all logs: who, about whom, what, when; and a file (OPR-06)."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests.factories import account, owner_seat, store
from kontor.kernel.viewer import Operator
from kontor.platform import audit
from kontor.platform.audit.models import AuditRow
from kontor.platform.audit.noting import note
from kontor.platform.policy import set_policy
from kontor.sites.console.views.history import PAGE

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-06")]


def test_a_change_is_found_by_who_by_whom_by_store_and_by_kind(desk: Client, django_assert_max_num_queries) -> None:
    shop = store()
    owner = owner_seat(shop)
    colleague = account(given_name="Mei", family_name="Chen", email="mei@example.com")
    with audit.acting(audit.Acting("seller", owner.account_id)):
        grant_seat(by=owner, store_id=shop.id, account_id=colleague.id, rights=["orders.view"])
    for query in ("about=mei@example.com", f"about={colleague.id}", f"store={shop.slug}&kind=sellers.seat",
                  f"who={owner.account_id}"):  # fmt: skip
        with django_assert_max_num_queries(6):
            page = desk.get(f"/console/history/?{query}").content.decode()
        assert "Mei Chen" in page, query
        assert "rights: orders.view" in page, query
    assert "Mei Chen" not in desk.get("/console/history/?who=mei@example.com").content.decode()
    assert "No line fits" in desk.get("/console/history/?who=nobody@example.com").content.decode()
    assert "No line fits" in desk.get("/console/history/?until=2020-01-01").content.decode()


def test_what_an_operator_does_at_the_console_says_who_and_why(desk: Client) -> None:
    operator = Account.objects.get(email="olga@kontor.example")
    shop = store()
    typed = {"store": shop.slug, "code": "fake_orders", "words": "Their own people.", "evidence": "Seen.", "days": "3"}
    desk.post("/console/violations/new/", typed)
    row = AuditRow.objects.get(kind="sellers.hiding")
    assert (row.by_kind, row.by_id, row.reason, row.store_id) == (
        "operator",
        operator.pk,
        "Their own people.",
        shop.id,
    )
    assert row.request_id
    changed = AuditRow.objects.filter(kind="sellers.store", op="update").latest("id")
    assert (changed.before, changed.after) == ({"state": "open"}, {"state": "hidden"})
    assert "Their own people." in desk.get("/console/history/?kind=sellers.hiding").content.decode()


def test_it_is_paged_by_key(desk: Client) -> None:
    for n in range(PAGE + 3):
        note(kind="audit.export", row_id=f"line-{n:03}")
    first = desk.get("/console/history/?kind=audit.export")
    assert f"line-{PAGE + 2:03}" in first.content.decode()
    assert "line-002" not in first.content.decode()
    second = desk.get(f"/console/history/?kind=audit.export&before={first.context['next_key']}")
    assert "line-002" in second.content.decode()
    assert f"line-{PAGE + 2:03}" not in second.content.decode()


def test_the_file_holds_the_lines_runs_no_formula_and_is_written_down_itself(desk: Client) -> None:
    set_policy(
        name="sellers.news_a_day", text="4", by=Operator(make_account(audience="operator").pk), reason="=HYPERLINK(1)"
    )
    answer = desk.get("/console/history/file/?kind=platform.policy")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["kind"], row["what"], row["reason"]) for row in rows] == [
        ("platform.policy", "sellers.news_a_day", "'=HYPERLINK(1)")
    ]
    noted = AuditRow.objects.get(kind="audit.export")
    assert (noted.after, noted.reason) == ({"lines": 1}, "kind=platform.policy")
