"""Businesses and requirements on the operator's desk (SEL-01, SEL-04, OPR-02, OPR-06)."""

from __future__ import annotations

import pytest
from django.test import Client

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.sellers import business_queries
from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import AskedFor, Business, PaperView, TaxDemand
from kontor.contexts.sellers.tests.businesses import CHINA, RIC, USCC, fill, handed_in
from kontor.platform.reviews.models import ReviewItem
from kontor.sites.console.tests.people import browser

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-01")]


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.rule("OPR-02")
def test_from_the_queue_to_what_is_to_be_done_again(desk: Client, django_assert_max_num_queries) -> None:
    _person, by, business = handed_in()
    item = ReviewItem.objects.get()
    review = f"/console/reviews/{item.pk}/"
    assert USCC not in _text(desk, review)
    assert "Handed in before" in _text(desk, review)
    desk.post(f"{review}take/")
    with django_assert_max_num_queries(16):
        text = _text(desk, review)
    for shown in (
        USCC,
        RIC,
        "6222000012345678",
        "林伟",
        f"{review}papers/person_front/",
        f"/console/businesses/{business.id}/",
    ):
        assert shown in text
    assert 'name="chosen.licence" value="The number differs from the one in the picture."' in text
    empty = desk.post(f"{review}decide/", {"decision": "send_back", "reason": "Please look."})
    assert empty.status_code == 422
    assert "Say for at least one stage what is to be done again." in empty.content.decode()
    both = desk.post(
        f"{review}decide/", {"decision": "approve", "reason": "Fine.", "part.licence": "Whole page, please."}
    )
    assert both.status_code == 422
    assert 'href="#f-part.licence"' in both.content.decode()
    assert "Whole page, please." in both.content.decode()
    sent = {
        "decision": "send_back", "reason": "Nearly.", "part.licence": "Whole page, please.",
        "chosen.licence": ["The number differs from the one in the picture.", "made up"],
    }  # fmt: skip
    assert desk.post(f"{review}decide/", sent).status_code == 302
    stage = business_queries.own_business(by).stage(Stage.LICENCE)
    assert stage.reason == "The number differs from the one in the picture.\nWhole page, please."
    assert Business.objects.get().state == "sent_back"


@pytest.mark.rule("OPR-06")
def test_a_paper_is_shown_to_whoever_has_the_case_and_written_down(desk: Client) -> None:
    _person, _by, business = handed_in()
    item = ReviewItem.objects.get()
    address = f"/console/reviews/{item.pk}/papers/licence_picture/"
    assert desk.get(address).status_code == 404
    desk.post(f"/console/reviews/{item.pk}/take/")
    shown = desk.get(address)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert shown.content.startswith(b"\xff\xd8\xff")
    assert shown.headers["Cache-Control"] == "no-store"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    other = browser(make_account(audience="operator", email="paul@kontor.example"))
    assert other.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert PaperView.objects.count() == 1
    assert "Seen by Olga Operator" in _text(other, f"/console/businesses/{business.id}/")


def test_one_business_whole_and_the_list(desk: Client, django_assert_max_num_queries) -> None:
    _person, _by, business = handed_in()
    with django_assert_max_num_queries(4):
        listing = _text(desk, "/console/businesses/?state=review")
    assert business.legal_name in listing
    assert business.legal_name not in _text(desk, "/console/businesses/?state=verified")
    assert business.legal_name in _text(desk, "/console/businesses/?q=lighthouse")
    with django_assert_max_num_queries(18):
        text = _text(desk, f"/console/businesses/{business.id}/")
    assert USCC in text
    assert RIC not in text  # secret numbers with their last signs; in full in the case
    assert "•••• 002X" in text
    assert "Handed in" in text
    assert f"/console/reviews/{ReviewItem.objects.get().pk}/" in text


def test_the_list_is_paged_by_key(desk: Client) -> None:
    from kontor.contexts.sellers.tests.factories import account

    owner = account()
    Business.objects.bulk_create(
        Business(owner=owner, legal_name=f"Trader {n}", form="enterprise", country="CN", state="verified")
        for n in range(53)
    )
    first = _text(desk, "/console/businesses/")
    assert first.count('href="/console/businesses/0') == 50
    key = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert _text(desk, f"/console/businesses/{key}").count('href="/console/businesses/0') == 3


def test_a_requirement_is_asked_and_ended(desk: Client, django_assert_max_num_queries) -> None:
    from kontor.contexts.sellers.tests.businesses import applicant

    _person, by = applicant()
    fill(by, CHINA)
    form = {"stage": "licence", "kind": "text", "country": "CN", "form": "", "label.en": "", "label.bg": "Разрешително"}
    refused = desk.post("/console/requirements/", form)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert 'href="#f-label.en"' in text
    assert 'value="Разрешително"' in text
    assert desk.post("/console/requirements/", form | {"label.en": "Export permit", "required": "1"}).status_code == 302
    row = AskedFor.objects.get()
    assert (row.country, row.form, row.required) == ("CN", "", True)
    assert business_queries.own_business(by).stage(Stage.LICENCE).missing == ("Export permit",)
    with django_assert_max_num_queries(6):
        assert "Ask no more for: Export permit" in _text(desk, "/console/requirements/")
    assert desk.post(f"/console/requirements/{row.id}/end/").status_code == 302
    assert business_queries.own_business(by).stage(Stage.LICENCE).missing == ()
    assert desk.post(f"/console/requirements/{row.id}/end/").status_code == 404


@pytest.mark.rule("SEL-04")
def test_what_a_destination_asks_is_changed(desk: Client) -> None:
    refused = desk.post("/console/requirements/taxes/", {"destination": "EU", "accepted": "cowries"})
    assert refused.status_code == 422
    assert 'value="cowries"' in refused.content.decode()
    assert not TaxDemand.objects.exists()
    assert desk.post("/console/requirements/taxes/", {"destination": "CA", "accepted": "GST"}).status_code == 302
    assert "<code>gst</code>" in _text(desk, "/console/requirements/")
    assert TaxDemand.objects.get().destination == "CA"
