"""Reports on the operator's desk: charts with their tables, downloads, filters (OPR-05)."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from kontor.contexts.accounts.device_list import QUEUE
from kontor.contexts.accounts.models import Verification
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.sellers.models import Store
from kontor.kernel.ids import new_id
from kontor.platform.reviews.models import ReviewItem
from kontor.sites.console.reports.shape import Column, Table, percent
from kontor.sites.console.reports.sheet import plain, sheet

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 10, 12, tzinfo=UTC)
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}
NAMES = ("registration", "first-orders", "payment-success", "bans", "sign-in-reviews")


def _joined(seconds: int = 52, country: str = "BG") -> None:
    account = make_account(
        id=new_id(DAY), created_at=DAY, form_opened_at=DAY - timedelta(seconds=10), country=country,
        verified_at=DAY + timedelta(seconds=seconds - 10),
    )  # fmt: skip
    Verification.objects.create(
        account=account, channel="email", address=account.email, secret_hash="x", created_at=DAY, expires_at=DAY,
        used_at=account.verified_at, opened_at=DAY + timedelta(seconds=17),
    )  # fmt: skip


def _rows(response: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.rule("OPR-05", "ACC-50")
def test_a_report_shows_figures_a_chart_its_table_and_the_articles_line(
    desk: Client, django_assert_max_num_queries
) -> None:
    for seconds in (40, 52, 3600):
        _joined(seconds)
    desk.get("/console/reports/registration/", MARCH)
    with django_assert_max_num_queries(8):
        text = desk.get("/console/reports/registration/", MARCH).content.decode()
    figures = dict(re.findall(r'k-stat-label">([^<]*)</span><bdi class="k-stat-value">([^<]*)</bdi>', text))
    assert figures["From the form to verified, median"] == "52 secs"
    assert figures["From the form to verified, mean"] == "20 mins, 31 secs"
    assert figures["Verified at the first try"] == "100.0%"
    assert figures["Until the link was opened, median"] == "17 secs"
    assert figures["Failures blocked by the mailbox provider"] == "–"
    assert "Article: 98.7%" in text
    chart = text[text.index('<figure class="k-chart') :]
    assert 'class="k-chart-line k-chart-reference"' in chart
    assert re.search(r'<tfoot><tr><th scope="row">Article</th><td class="num" colspan="1">52 secs</td>', chart)
    assert re.search(r'<th scope="row">10 Mar 2026</th><td class="num">52 secs</td>', chart)


@pytest.mark.rule("SEL-05", "OPR-02")
def test_the_wait_of_sellers_at_new_places_stands_beside_the_articles_line(desk: Client) -> None:
    for hours, decision in ((1, "let_in"), (3, "let_in"), (20, "refuse"), (99, "withdrawn")):
        ReviewItem.objects.create(
            kind=QUEUE, subject_id=new_id(), opened_at=DAY - timedelta(hours=hours), closed_at=DAY, decision=decision
        )
    ReviewItem.objects.create(kind=QUEUE, subject_id=new_id(), opened_at=DAY)
    text = desk.get("/console/reports/sign-in-reviews/", MARCH).content.decode()
    figures = dict(re.findall(r'k-stat-label">([^<]*)</span><bdi class="k-stat-value">([^<]*)</bdi>', text))
    assert figures["Median wait"] == "3 hrs"
    assert (figures["Decided"], figures["Let in"], figures["Waiting now"]) == ("3", "66.7%", "1")
    assert "Article: 3 hrs, 12 mins" in text
    assert 'class="k-chart-line k-chart-reference"' in text
    april = desk.get("/console/reports/sign-in-reviews/", {"from": "2026-04-01", "to": "2026-04-30"}).content.decode()
    assert "No such sign-in was decided in this time." in april


@pytest.mark.rule("OPR-05")
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_market_has_empty_reports_and_no_broken_charts(desk: Client, name: str) -> None:
    response = desk.get(f"/console/reports/{name}/", MARCH)
    text = response.content.decode()
    assert response.status_code == 200
    assert '<figure class="k-chart' not in text
    assert "CSV" not in text
    assert "in this time." in text or "has ordered in time." in text


@pytest.mark.rule("OPR-05")
def test_narrowed_by_country_and_time_in_the_address(desk: Client) -> None:
    _joined(40)
    _joined(90, "ES")
    path = "/console/reports/registration/"
    assert _rows(desk.get(path, MARCH | {"csv": "time"}))[1][:3] == ["2026-03-10", "2", "2"]
    spain = desk.get(path, MARCH | {"csv": "time", "country": "ES"})
    assert _rows(spain) == [
        [
            "From",
            "Registrations",
            "Verified",
            "First try",
            "Form to verified, median",
            "Mail asked to link opened, median",
        ],
        ["2026-03-10", "1", "1", "100.0", "90.0", "17.0"],
    ]
    assert spain["Content-Disposition"] == 'attachment; filename="registration-time-2026-03-01-2026-03-31.csv"'
    page = desk.get(path, MARCH | {"country": "ES"}).content.decode()
    assert '<option value="ES" selected>' in page
    assert 'value="2026-03-31"' in page
    assert "?from=2026-03-01&amp;to=2026-03-31&amp;country=ES&amp;csv=time" in page
    assert _rows(desk.get(path, {"from": "2026-03-31", "to": "2026-03-01", "csv": "time"}))[1][1] == "2"  # turned round


@pytest.mark.rule("OPR-05", "ACC-52")
def test_stores_stand_with_what_is_known_of_their_ratings(desk: Client) -> None:
    market = make_market()
    Store.objects.filter(slug="tea-house").update(name="=HYPERLINK(1)")
    buyer = make_account(id=new_id(DAY), created_at=DAY, verified_at=DAY)
    BuyerOrder.objects.create(
        buyer_id=buyer.pk, store_ids=[market.tea_house.id], currency="EUR", total_minor=1, address={}, country="BG",
        language="en", checkout_key="k", placed_at=DAY, pay_by=DAY,
    )  # fmt: skip
    path = "/console/reports/first-orders/"
    text = desk.get(path, MARCH).content.decode()
    assert 'href="/console/stores/tea-house/"' in text
    assert "no ratings yet" in text
    [_head, row] = _rows(desk.get(path, MARCH | {"csv": "stores"}))
    assert row == ["'=HYPERLINK(1)", "CN", "1", "100.0", "no ratings yet"]
    assert "has ordered in time" in desk.get(path, MARCH | {"store": "lamp-shop"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [{"from": "yesterday", "to": "2026-13-40"}, {"from": "0001-01-01", "to": "9999-12-31"}, {"country": "'; DROP"},
     {"store": "../../etc"}, {"country": "ZZ", "store": "x" * 500}],
)  # fmt: skip
@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_understood_counts_as_not_said(desk: Client, name: str, query: dict[str, str]) -> None:
    assert desk.get(f"/console/reports/{name}/", query).status_code == 200


def test_absent_reports_and_tables_are_not_found(desk: Client) -> None:
    assert desk.get("/console/reports/no-such/").status_code == 404
    assert desk.get("/console/reports/bans/", {"csv": "no-such"}).status_code == 404
    overview = desk.get("/console/reports/").content.decode()
    assert all(f'href="/console/reports/{name}/"' in overview for name in NAMES)


@pytest.mark.rule("OPR-05")
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert plain(text) == f"'{text}"
    table = Table("t", "T", [Column(text, "text"), Column("N")], [(text, -5), (None, 1.25)])
    body = _rows(sheet(table, name="t"))
    assert body[0][0].startswith("'")
    assert body[1] == [f"'{text}", "-5"]
    assert body[2] == ["", "1.25"]


def test_plain_words_numbers_and_days_stay_as_they_are() -> None:
    assert [plain(value) for value in ("Tea, green", 12480, 0.123456, date(2026, 3, 1), None)] == [
        "Tea, green", "12480", "0.1235", "2026-03-01", "",
    ]  # fmt: skip
    assert (percent(98.66), percent(None)) == ("98.7%", "–")
