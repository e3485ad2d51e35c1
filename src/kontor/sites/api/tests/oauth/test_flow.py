"""The whole way by OAuth 2.1, driven over HTTP by two ordinary client libraries that know nothing of Kontor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from authlib.integrations.requests_client import OAuth2Session as Authlib
from requests_oauthlib import OAuth2Session

from kontor.contexts.integrations.models import AccessToken, Grant, RefreshToken
from kontor.contexts.integrations.tests.factories import CALLBACK
from kontor.sites.api.tests.oauth.conftest import House, make_house

pytestmark = pytest.mark.django_db(transaction=True)
SCOPES = "orders:read products:read"


def _allow(house: House, address: str) -> str:
    """The person opens the consent page, reads it, and allows all; returns where the browser is sent."""
    cookies = {name: morsel.value for name, morsel in house.person.cookies.items()}
    with httpx.Client(cookies=cookies) as browser:
        page = browser.get(address)
        assert page.status_code == 200
        assert "Warehouse Bridge" in page.text
        assert "https://erp.example" in page.headers["Content-Security-Policy"]
        token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        answer = browser.post(
            address, data={"csrfmiddlewaretoken": token, "decision": "allow", "scopes": SCOPES.split()}
        )
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


def _authlib(house: House, facts: dict[str, Any], base: str) -> tuple[dict[str, Any], Callable[[], Any]]:
    client = Authlib(
        house.erp.program.client_id, house.erp.program.secret, scope=SCOPES, redirect_uri=CALLBACK,
        code_challenge_method="S256", token_endpoint=facts["token_endpoint"],
    )  # fmt: skip
    verifier = "x" * 50
    address, state = client.create_authorization_url(facts["authorization_endpoint"], code_verifier=verifier)
    back = _allow(house, address)
    token = client.fetch_token(
        facts["token_endpoint"], authorization_response=back, state=state, code_verifier=verifier
    )
    assert client.get(f"{base}/api/v1/me").json()["scopes"] == ["products:read", "orders:read"]
    return token, lambda: client.refresh_token(facts["token_endpoint"], refresh_token=token["refresh_token"])


def _requests(house: House, facts: dict[str, Any], base: str) -> tuple[dict[str, Any], Callable[[], Any]]:
    program = house.erp.program
    client = OAuth2Session(program.client_id, redirect_uri=CALLBACK, scope=SCOPES.split(), pkce="S256")
    address, _state = client.authorization_url(facts["authorization_endpoint"])
    back = _allow(house, address)
    token = client.fetch_token(
        facts["token_endpoint"], authorization_response=back, client_secret=program.secret, include_client_id=True
    )
    assert client.get(f"{base}/api/v1/me").json()["store"] == house.store.name
    pair = (program.client_id, program.secret)
    return token, lambda: client.refresh_token(facts["token_endpoint"], auth=pair)


@pytest.mark.rule("SEL-12", "SEL-30")
@pytest.mark.parametrize("library", [_authlib, _requests])
def test_an_ordinary_client_connects_reads_and_renews(live_server: Any, monkeypatch: Any, library: Any) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the client's own guard: the test has no TLS
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")  # scopes come back in the table's order
    house, base = make_house(), live_server.url
    resource = httpx.get(f"{base}/.well-known/oauth-protected-resource").json()
    facts = httpx.get(f"{resource['authorization_servers'][0]}/.well-known/oauth-authorization-server").json()
    assert facts["issuer"] == base
    assert facts["code_challenge_methods_supported"] == ["S256"]
    token, renew = library(house, facts, base)
    assert (token["token_type"], 0 < token["expires_in"] <= 1800) == ("Bearer", True)
    renewed = renew()
    assert renewed["refresh_token"] != token["refresh_token"]
    assert renewed["access_token"] != token["access_token"]
    assert Grant.objects.get(ended_at__isnull=True).last_used_at is not None
    kept = {*AccessToken.objects.values_list("token_hash", flat=True)}
    kept |= {*RefreshToken.objects.values_list("token_hash", flat=True)}
    assert not kept & {token["access_token"], token["refresh_token"], renewed["access_token"]}
