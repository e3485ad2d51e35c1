"""The operator's pages of programs: presets, certifications, the switch (SEL-30, SEL-31)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kontor.contexts.integrations import presets
from kontor.contexts.integrations.errors.programs import TokenRefused
from kontor.contexts.integrations.models import Application
from kontor.contexts.integrations.queries.access import program_of
from kontor.contexts.integrations.tests.factories import program, token
from kontor.contexts.sellers.tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "https://erp.dianxiaomi.com/kontor/callback"


@pytest.mark.rule("SEL-30")
def test_all_twelve_stand_there_and_one_is_switched_on(desk: Client) -> None:
    page = desk.get("/console/programs/").content.decode()
    assert [preset.code for preset in presets.PRESETS.values() if f"/presets/{preset.code}/" not in page] == []
    path = "/console/programs/presets/dianxiaomi/"
    wrong = desk.post(path, {"contact": "nobody", "redirect_uris": "https://evil.example/cb"})
    assert wrong.status_code == 422
    assert "https://evil.example/cb" in wrong.content.decode()  # what was typed is kept
    assert not Application.objects.exists()
    made = desk.post(path, {"contact": "api@dianxiaomi.example", "redirect_uris": ADDRESS}).content.decode()
    row = Application.objects.get()
    assert (row.preset, row.redirect_uris, row.certification) == ("dianxiaomi", [ADDRESS], "certified")
    assert "kcs_" in made
    assert "kcs_" not in desk.get(f"/console/programs/{row.id}/").content.decode()
    assert "kcs_" in desk.post(f"/console/programs/{row.id}/secret/").content.decode()
    assert desk.get("/console/programs/presets/nothing/").status_code == 404


@pytest.mark.rule("SEL-31")
def test_a_program_is_certified_and_uncertified_by_hand(desk: Client) -> None:
    made = program(factories.owner_seat(factories.store()), scopes=("messages:read",))
    path = f"/console/programs/{made.application_id}/"
    for decision, state in (("certify", "certified"), ("refuse", "refused")):
        assert desk.post(f"{path}certify/", {"decision": decision, "reason": "By phone."}).status_code == 302
        assert Application.objects.get().certification == state
    assert "By phone." in desk.get(path).content.decode()


@pytest.mark.rule("SEL-12")
def test_a_program_is_switched_off(desk: Client) -> None:
    seat = factories.owner_seat(factories.store())
    made = program(seat)
    text = token(seat, application_id=made.application_id)
    desk.post(f"/console/programs/{made.application_id}/switch/", {"on": "0"})
    with pytest.raises(TokenRefused):
        program_of(text)
    desk.post(f"/console/programs/{made.application_id}/switch/", {"on": "1"})
    assert program_of(text).seat.store_id == seat.store_id


def test_the_list_costs_the_same_however_long(desk: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        program(factories.owner_seat(factories.store()))
    desk.get("/console/programs/")
    with django_assert_max_num_queries(5):
        assert desk.get("/console/programs/?q=Bridge").content.decode().count("Warehouse Bridge") == 3
