"""Programs at the Seller Center: connecting, disconnecting, registering (SEL-30, SEL-31)."""

from __future__ import annotations

from typing import Any

import pytest

from kontor.contexts.integrations.models import Application, Grant
from kontor.contexts.integrations.queries.access import program_of
from kontor.contexts.integrations.services.decide_certification import decide_certification
from kontor.contexts.integrations.tests.factories import CALLBACK, program, token
from kontor.contexts.sellers import queries as sellers
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.contexts.sellers.tests import factories
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator, Seat, System
from kontor.sites.api.tests.oauth.steps import Erp, asking, told
from kontor.sites.seller_center.tests.conftest import Shop

pytestmark = pytest.mark.django_db
FORM = {"name": "Bridge", "contact": "a@erp.example", "redirect_uris": CALLBACK, "scopes": ["orders:read"]}


def _seat(shop: Shop) -> Seat:
    found = sellers.seat(shop.owner.id, shop.store.id)
    assert found is not None
    return found


@pytest.mark.rule("SEL-30")
def test_the_consent_says_in_plain_words_what_the_program_gets(shop: Shop, settled_texts: Any) -> None:
    made = program(_seat(shop))
    words = settled_texts(shop.browser().get(asking(made, scope="orders:ship finance:read")))
    assert "Names, addresses and phones of recipients, for orders that wait to be sent and for no others." in words
    assert "What your store earns, and when it is paid." in words
    assert "Lighthouse Lamps" in words
    assert "Kontor has not looked at it." in words
    assert 'value="orders:read"' not in words  # only what was asked for


@pytest.mark.rule("SEL-30")
def test_a_person_without_the_right_allows_nothing_and_reads_who_may(shop: Shop, settled_texts: Any) -> None:
    made = program(_seat(shop))
    clerk = shop.browser("clerk")
    for answer in (
        clerk.get(asking(made)),
        clerk.post(asking(made), {"decision": "allow", "scopes": "orders:read"}),
    ):
        assert answer.status_code == 403
        assert "Connect programs and webhooks" in settled_texts(answer)
        assert "Lin Wei can give it to you" in settled_texts(answer)
    assert not Grant.objects.exists()
    assert told(clerk.post(asking(made), {"decision": "deny"}))["error"] == "access_denied"


@pytest.mark.rule("SEL-30")
def test_what_a_person_may_not_do_cannot_be_ticked(shop: Shop) -> None:
    made = program(_seat(shop))
    rights = ["orders.view", "settings.programs"]
    grant_seat(by=System("t"), store_id=shop.store.id, account_id=shop.clerk.id, rights=rights)
    address, clerk = asking(made, scope="orders:read finance:read"), shop.browser("clerk")
    assert "disabled" in clerk.get(address).content.decode()
    assert clerk.post(address, {"decision": "allow", "scopes": ["orders:read", "finance:read"]}).status_code == 403
    assert not Grant.objects.exists()
    assert "code" in told(clerk.post(address, {"decision": "allow", "scopes": ["orders:read"]}))
    assert Grant.objects.get().scopes == ["orders:read"]


@pytest.mark.rule("SEL-30")
def test_a_grant_is_for_the_store_that_was_chosen_and_no_other(shop: Shop, other_shop: Shop) -> None:
    made = program(_seat(shop))
    grant_seat(by=System("t"), store_id=other_shop.store.id, account_id=shop.owner.id, role="owner")
    person = shop.browser()
    page = person.get(asking(made)).content.decode()
    assert f"store={other_shop.store.id}" in page
    address = f"{asking(made)}&store={other_shop.store.id}"
    assert "Harbour Bags" in person.get(address).content.decode()
    code = told(person.post(address, {"decision": "allow", "scopes": "orders:read"}))["code"]
    tokens = Erp(made).exchange(code).json()
    assert program_of(tokens["access_token"]).seat.store_id == other_shop.store.id
    stranger = f"{asking(made)}&store={factories.store().id}"
    person.post(stranger, {"decision": "allow", "scopes": "orders:read"})
    assert set(Grant.objects.values_list("store_id", flat=True)) == {shop.store.id, other_shop.store.id}


@pytest.mark.rule("SEL-31")
def test_a_program_asks_for_messages_only_with_a_certification(shop: Shop) -> None:
    made = program(_seat(shop), scopes=("orders:read", "messages:read"))
    address = asking(made, scope="orders:read messages:read")
    back = told(shop.browser().get(address))
    assert back["error"] == "invalid_scope"
    assert back["error_description"] == "ERR_SCOPE_NEEDS_CERTIFICATION messages:read"
    decide_certification(viewer=Operator(new_id()), application_id=made.application_id, certified=True, reason="Known.")
    page = shop.browser().get(address)
    assert page.status_code == 200
    assert "Kontor has looked at this program" in page.content.decode()


def test_a_visitor_signs_in_first_and_comes_back_to_the_consent(shop: Shop, client: Any) -> None:
    answer = client.get(asking(program(_seat(shop))))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/seller/sign-in/?next=%2Fseller%2Fprograms%2Fconsent%2F%3F")


def test_the_list_shows_what_works_and_ends_it(shop: Shop, django_assert_max_num_queries: Any) -> None:
    seat = _seat(shop)
    text = token(seat)
    page = shop.browser().get("/seller/programs/").content.decode()
    assert "Warehouse Bridge" in page
    assert "Never" in page
    with django_assert_max_num_queries(8):
        shop.browser().get("/seller/programs/")
    grant = program_of(text).grant_id
    assert shop.browser().post(f"/seller/programs/connected/{grant}/end/").status_code == 302
    assert "Warehouse Bridge" not in shop.browser().get("/seller/programs/").content.decode().split('id="own"')[0]
    assert Grant.objects.get().ended_because == "person"


def test_a_program_is_registered_shown_once_changed_and_removed(shop: Shop) -> None:
    person = shop.browser()
    told_once = person.post("/seller/programs/new/", FORM)
    row = Application.objects.get()
    assert "kcs_" in told_once.content.decode()
    assert told_once["Cache-Control"] == "no-store"
    path = f"/seller/programs/{row.id}/"
    assert "kcs_" not in person.get(path).content.decode()
    wrong = person.post(path, FORM | {"name": "", "about": "Typed words"})
    assert wrong.status_code == 422
    assert "Typed words" in wrong.content.decode()
    assert person.post(path, FORM | {"name": "Bridge 2"}).status_code == 302
    assert "kcs_" in person.post(f"{path}secret/").content.decode()
    assert person.post(f"{path}certify/").status_code == 302  # it asks for nothing that needs it
    row.refresh_from_db()
    assert (row.name, row.certification) == ("Bridge 2", "none")
    assert person.post(f"{path}remove/").status_code == 302
    assert not Application.objects.exists()


@pytest.mark.rule("SEL-31")
def test_a_certification_is_asked_for_and_its_verdict_read(shop: Shop) -> None:
    person = shop.browser()
    person.post("/seller/programs/new/", FORM | {"scopes": ["messages:read"]})
    row = Application.objects.get()
    person.post(f"/seller/programs/{row.id}/certify/")
    row.refresh_from_db()
    assert row.certification == "asked"
    decide_certification(
        viewer=Operator(new_id()), application_id=row.id, certified=False, reason="We could not reach you."
    )
    assert "We could not reach you." in person.get(f"/seller/programs/{row.id}/").content.decode()
