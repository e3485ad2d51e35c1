"""What OAuth 2.1 forbids, tried one by one (attack S7): all refused."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from kontor.contexts.integrations.models import AccessToken, Ending, Grant, RefreshToken
from kontor.contexts.integrations.tests.factories import CALLBACK, program
from kontor.kernel import clock
from kontor.sites.api.tests.oauth.conftest import House, make_house
from kontor.sites.api.tests.oauth.steps import VERIFIER, Erp, asking, code_of, tokens_of, told

pytestmark = [pytest.mark.django_db, pytest.mark.rule("SEL-12")]


def _error(response: Any, status: int = 400) -> str:
    assert response.status_code == status, response.content
    assert response["Cache-Control"] == "no-store"
    return str(json.loads(response.content)["error"])


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "too-short"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unauthorized_client"),
        ({"response_type": "none"}, "unauthorized_client"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"scope": "orders:read everything"}, "invalid_scope"),
    ],
)
def test_the_program_is_told_by_the_way_back(house: House, over: dict[str, Any], error: str) -> None:
    back = told(house.person.get(asking(house.erp.program, **over)))
    assert (back["error"], back["state"], "iss" in back) == (error, "s-1", True)
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        CALLBACK + "/more", CALLBACK + "?x=1", CALLBACK.upper(), "https://erp.example:444/kontor/callback",
        "https://erp.example/kontor/../kontor/callback", "https://erp.example.evil.example/kontor/callback",
        "http://erp.example/kontor/callback", "https://ERP.example/kontor/callback", "javascript:alert(1)", "", None,
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_sent_to_an_address_that_is_not_letter_by_letter_registered(
    house: House, address: str | None, method: str
) -> None:
    response = getattr(house.person, method)(
        asking(house.erp.program, redirect_uri=address),
        *([{"decision": "allow", "scopes": "orders:read"}] * (method == "post")),
    )
    assert response.status_code == 422
    assert "Location" not in response
    assert not Grant.objects.exists()


def test_an_unknown_program_and_a_parameter_said_twice_lead_nowhere(house: House) -> None:
    unknown = house.person.get(asking(house.erp.program, client_id="nobody"))
    twice = house.person.get(asking(house.erp.program) + "&redirect_uri=https://evil.example/")
    assert (unknown.status_code, twice.status_code) == (404, 422)


def test_the_person_says_no(house: House) -> None:
    back = told(house.person.post(asking(house.erp.program), {"decision": "deny"}))
    assert (back["error"], back["state"]) == ("access_denied", "s-1")
    assert not Grant.objects.exists()


def test_a_code_serves_once_and_a_second_use_ends_what_followed(house: House) -> None:
    code = code_of(house.person, house.erp.program)
    first = json.loads(house.erp.exchange(code).content)
    assert house.erp.me(first["access_token"]).status_code == 200
    assert _error(house.erp.exchange(code)) == "invalid_grant"
    assert house.erp.me(first["access_token"]).status_code == 401
    assert _error(house.erp.refresh(first["refresh_token"])) == "invalid_grant"
    assert Grant.objects.get().ended_because == Ending.CODE_TWICE


@pytest.mark.parametrize(
    ("over", "error"),
    [
        ({"code_verifier": "w" * 64}, "invalid_grant"), ({"code_verifier": "short"}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"), ({"redirect_uri": CALLBACK + "/"}, "invalid_request"),
        ({"code": "nothing"}, "invalid_grant"), ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": None}, "unsupported_grant_type"),
    ],
)  # fmt: skip
def test_a_code_is_worth_nothing_without_all_that_belongs_to_it(house: House, over: dict[str, Any], error: str) -> None:
    response = house.erp.exchange(code_of(house.person, house.erp.program), **over)
    assert _error(response) == error
    assert not AccessToken.objects.exists()


def test_a_code_is_over_after_a_minute(house: House) -> None:
    code = code_of(house.person, house.erp.program)
    with clock.moved(timedelta(seconds=61)):
        assert _error(house.erp.exchange(code)) == "invalid_grant"


def test_another_program_cannot_use_a_code_or_a_token(house: House) -> None:
    other = Erp(program(make_house().seat))
    code = code_of(house.person, house.erp.program)
    assert _error(other.exchange(code)) == "invalid_grant"
    mine = json.loads(house.erp.exchange(code).content)  # the stranger's try has not used it up
    assert _error(other.refresh(mine["refresh_token"])) == "invalid_grant"
    assert other.send("/oauth/revoke", token=mine["refresh_token"]).status_code == 200
    asked = other.send("/oauth/introspect", token=mine["access_token"])
    assert json.loads(asked.content) == {"active": False}
    assert house.erp.me(mine["access_token"]).status_code == 200


def test_a_secret_is_asked_for(house: House) -> None:
    code = code_of(house.person, house.erp.program)
    name = house.erp.program.client_id
    assert _error(house.erp.exchange(code, plain=True, client_id=name), 401) == "invalid_client"
    assert _error(house.erp.exchange(code, plain=True, client_id=name, client_secret="guess"), 401) == "invalid_client"
    assert _error(house.erp.exchange(code, client_secret=house.erp.program.secret), 401) == "invalid_client"  # twice
    assert house.erp.exchange(code).status_code == 200


def test_a_program_without_a_secret_has_pkce_and_rotation(house: House) -> None:
    erp = Erp(program(house.seat, confidential=False))
    assert erp.program.secret == ""
    said = {"client_id": erp.program.client_id}
    found = json.loads(erp.exchange(code_of(house.person, erp.program), **said).content)
    assert erp.refresh(found["refresh_token"], **said).status_code == 200
    assert _error(erp.refresh(found["refresh_token"], **said)) == "invalid_grant"
    assert Grant.objects.get().ended_because == Ending.REFRESH_TWICE


def test_a_refresh_token_serves_once_and_a_second_use_ends_the_family(house: House) -> None:
    first = tokens_of(house.person, house.erp)
    second = json.loads(house.erp.refresh(first["refresh_token"]).content)
    assert house.erp.me(second["access_token"]).status_code == 200
    assert _error(house.erp.refresh(first["refresh_token"])) == "invalid_grant"
    for each in (first, second):
        assert house.erp.me(each["access_token"]).status_code == 401
        assert _error(house.erp.refresh(each["refresh_token"])) == "invalid_grant"
    assert Grant.objects.get().ended_because == Ending.REFRESH_TWICE


def test_a_refresh_brings_no_more_than_was_allowed(house: House) -> None:
    found = tokens_of(house.person, house.erp, "orders:read products:read")
    fewer = json.loads(house.erp.refresh(found["refresh_token"], scope="orders:read").content)
    assert fewer["scope"] == "orders:read"
    assert json.loads(house.erp.me(fewer["access_token"]).content)["scopes"] == ["orders:read"]
    assert _error(house.erp.refresh(fewer["refresh_token"], scope="finance:read")) == "invalid_scope"


def test_everything_has_an_end(house: House, policy_value: Any) -> None:
    found = tokens_of(house.person, house.erp)
    with clock.moved(timedelta(minutes=31)):
        assert house.erp.me(found["access_token"]).status_code == 401
    with clock.moved(timedelta(days=31)):
        assert _error(house.erp.refresh(found["refresh_token"])) == "invalid_grant"
    policy_value("integrations.refresh_life", "90")
    last, days = found, 0
    for days in (29, 110, 190, 270, 350):
        with clock.moved(timedelta(days=days)):
            last = json.loads(house.erp.refresh(last["refresh_token"]).content)
    assert RefreshToken.objects.order_by("-created_at")[0].expires_at == Grant.objects.get().expires_at
    with clock.moved(timedelta(days=366)):
        assert _error(house.erp.refresh(last["refresh_token"])) == "invalid_grant"


def test_a_token_never_stands_in_an_address(house: House) -> None:
    found = tokens_of(house.person, house.erp)["access_token"]
    for headers in ({}, {"Authorization": f"Bearer {found}"}):
        response = house.erp.client.get(f"/api/v1/me?access_token={found}", headers=headers)
        assert (response.status_code, json.loads(response.content)["code"]) == (401, "ERR_TOKEN_IN_ADDRESS")
    assert "invalid_token" in house.erp.me("nonsense")["WWW-Authenticate"]
    in_query = house.erp.client.post(f"/oauth/token?grant_type=refresh_token&refresh_token={found}")
    assert _error(in_query) == "invalid_request"


def test_what_a_program_gives_back_is_gone(house: House) -> None:
    found = tokens_of(house.person, house.erp)
    told_of = json.loads(house.erp.send("/oauth/introspect", token=found["access_token"]).content)
    assert (told_of["active"], told_of["scope"], told_of["store"]) == (True, "orders:read", house.store.slug)
    assert house.erp.send("/oauth/revoke", token=found["access_token"]).status_code == 200
    assert house.erp.me(found["access_token"]).status_code == 401
    second = json.loads(house.erp.refresh(found["refresh_token"]).content)
    assert house.erp.send("/oauth/revoke", token=second["refresh_token"]).status_code == 200
    assert house.erp.me(second["access_token"]).status_code == 401
    assert json.loads(house.erp.send("/oauth/introspect", token=second["refresh_token"]).content) == {"active": False}
    assert Grant.objects.get().ended_because == Ending.BY_PROGRAM


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{}", b"a=%zz&b", b"grant_type=authorization_code&grant_type=x&code=1"])
def test_what_is_no_form_is_refused(house: House, body: bytes) -> None:
    pair = base64.b64encode(f"{house.erp.program.client_id}:{house.erp.program.secret}".encode()).decode()
    for kind in ("application/x-www-form-urlencoded", "application/json"):
        response = house.erp.client.post(
            "/oauth/token", body, content_type=kind, headers={"Authorization": f"Basic {pair}"}
        )
        assert _error(response) in {"invalid_request", "unsupported_grant_type"}


def test_no_page_of_another_origin_may_read_an_answer(house: House) -> None:
    code = code_of(house.person, house.erp.program)
    response = house.erp.client.post("/oauth/token", headers={"Origin": "https://evil.example"})
    api = house.erp.client.get("/api/v1/me", headers={"Origin": "https://evil.example"})
    options = house.erp.client.options("/api/v1/me", headers={"Origin": "https://evil.example"})
    for each in (response, api, options):
        assert not [name for name in each.headers if name.lower().startswith("access-control")]
    assert house.erp.exchange(code, code_verifier=VERIFIER).status_code == 200
