"""The pages of risk: who may see them, empty and full, within their budget (ACC-30, ACC-31, ACC-32)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk import looking
from kontor.contexts.risk.models import Cluster, Judgement, NumberRange
from kontor.contexts.risk.tests.factories import hand, joins, machine, somebody
from kontor.kernel.ids import new_id
from kontor.sites.console.tests.people import browser

LISTS = ["/console/risk/", "/console/risk/clusters/", "/console/risk/thresholds/", "/console/risk/numbers/"]


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    looking.forget_volume()


def _farm(many: int = 4) -> Cluster:
    for _ in range(many):
        joins(somebody(device=machine("m", cookie="one"), behaviour=hand()))
    return Cluster.objects.get()


@pytest.mark.rule("ACC-30", "ACC-31")
@pytest.mark.django_db
def test_of_four_people_only_the_operator_sees_the_pages(desk: Client) -> None:
    cluster = _farm()
    kept = Judgement.objects.order_by("id").first()
    assert kept is not None
    pages = [*LISTS, f"/console/risk/clusters/{cluster.id}/", f"/console/risk/{kept.account_id}/{kept.id}/"]
    others = [browser(make_account()), browser(make_account(audience="seller")), Client()]
    for page in pages:
        assert desk.get(page).status_code == 200, page
        for other in others:
            assert other.get(page)["Location"].startswith("/console/sign-in/"), page
    deed = f"/console/risk/clusters/{cluster.id}/ban/"
    for other in others:
        other.post(deed, {"reason": "Mine."})
    cluster.refresh_from_db()
    assert cluster.banned == 0


@pytest.mark.rule("ACC-30")
@pytest.mark.django_db
def test_empty_pages_say_so_and_strangers_ids_are_absent(desk: Client) -> None:
    assert "No linked accounts" in desk.get("/console/risk/clusters/").content.decode()
    assert "k-empty" in desk.get("/console/risk/").content.decode()
    assert desk.get(f"/console/risk/clusters/{new_id()}/").status_code == 404
    assert desk.get(f"/console/risk/{new_id()}/{new_id()}/").status_code == 404
    assert desk.get("/console/risk/?before=nonsense&decision=nonsense").status_code == 200


@pytest.mark.rule("ACC-30", "ACC-31")
@pytest.mark.django_db
def test_more_rows_cost_no_more_statements(desk: Client, django_assert_max_num_queries) -> None:
    cluster = _farm(7)
    for _ in range(8):
        joins(somebody())
    kept = Judgement.objects.filter(decision="hold").order_by("id").first()
    assert kept is not None
    for page, most in [
        (LISTS[0], 5), (LISTS[1], 5), (LISTS[2], 4), (LISTS[3], 5),
        (f"/console/risk/clusters/{cluster.id}/", 8), (f"/console/risk/{kept.account_id}/{kept.id}/", 8),
    ]:  # fmt: skip
        desk.get(page)
        with django_assert_max_num_queries(most):
            assert desk.get(page).status_code == 200, page


@pytest.mark.rule("ACC-30", "ACC-31")
@pytest.mark.django_db
def test_reasons_stand_in_words_and_a_ban_needs_one(desk: Client) -> None:
    cluster = _farm(7)
    held = Judgement.objects.filter(decision="hold").order_by("-id").first()
    assert held is not None
    shown = desk.get(f"/console/risk/{held.account_id}/{held.id}/").content.decode()
    assert "Other accounts were registered with this device." in shown
    page = f"/console/risk/clusters/{cluster.id}/"
    refused = desk.post(f"{page}ban/", {"reason": " "})
    assert (refused.status_code, "Say why" in refused.content.decode()) == (422, True)
    assert desk.post(f"{page}ban/", {"reason": "One operation."}).status_code == 302
    cluster.refresh_from_db()
    assert cluster.banned == 7


@pytest.mark.rule("ACC-32")
@pytest.mark.django_db
def test_the_operator_extends_the_list_of_virtual_numbers(desk: Client) -> None:
    page = "/console/risk/numbers/"
    assert desk.post(page, {"prefix": "", "carrier": ""}).status_code == 422
    assert not NumberRange.objects.exists()
    assert desk.post(page, {"prefix": "+35988", "note": "A reseller"}).status_code == 302
    made = NumberRange.objects.get()
    assert "A reseller" in desk.get(page).content.decode()
    assert desk.post(page, {"remove": str(made.id)}).status_code == 302
    assert not NumberRange.objects.exists()
