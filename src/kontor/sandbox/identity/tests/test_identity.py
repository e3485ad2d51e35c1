"""The played providers keep their side: exact ways back, PKCE, one code once, their own ways of saying no."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kontor.sandbox.identity import texts
from kontor.sandbox.identity.app import Identity
from kontor.sandbox.identity.settings import Settings

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
PATHS = {"google": "authorize", "facebook": "v23.0/dialog/oauth", "vk": "authorize"}
SECRET = Settings.client_secret


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Identity]:
    with Identity(Settings(data=tmp_path_factory.mktemp("identity"), port=0)) as running:
        yield running


@pytest.fixture
def http(identity: Identity) -> Iterator[httpx.Client]:
    identity.switches.reset()
    with httpx.Client(base_url=identity.address, trust_env=False, timeout=10) as client:
        yield client


def asked(face: str = "google", **changed: str) -> dict[str, str]:
    return {
        "client_id": "kontor", "response_type": "code", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
        "redirect_uri": f"http://testserver/social/{face}/return/", "state": "s", "nonce": "n", "scope": "openid email",
        **changed,
    }  # fmt: skip


def agreed(http: httpx.Client, face: str = "google", deed: str = "yes") -> dict[str, str]:
    page = http.get(f"/{face}/{PATHS[face]}", params=asked(face))
    action = re.search(r'action="(/consent/[^"/]+)"', page.text)
    assert action is not None, page.text
    target = http.post(action[1], data={"deed": deed, "person": "vesela"}).headers["location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}


def exchange(http: httpx.Client, code: str, face: str = "google", **changed: str) -> httpx.Response:
    path = {"google": "/google/token", "facebook": "/facebook/v23.0/oauth/access_token", "vk": "/vk/oauth2/auth"}[face]
    form = {
        "client_id": "kontor", "client_secret": SECRET, "code": code, "code_verifier": VERIFIER,
        "redirect_uri": f"http://testserver/social/{face}/return/", **changed,
    }  # fmt: skip
    return http.post(path, data=form)


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "somebody"},
        {"redirect_uri": "http://testserver/social/google/return/?more"},
        {"redirect_uri": "http://testserver/social/vk/return/"},
        {"redirect_uri": "javascript:alert(1)"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
        {"state": ""},
    ],
)
def test_what_is_not_asked_as_it_should_be_gets_no_page(http: httpx.Client, changed: dict[str, str]) -> None:
    answer = http.get("/google/authorize", params=asked(**changed))
    assert answer.status_code == 400
    assert "/consent/" not in answer.text


def test_the_page_says_that_it_is_played_in_seven_languages(http: httpx.Client) -> None:
    for language in ("en", "zh-Hans", "es", "fr", "ru", "pt-BR", "bg"):
        page = http.get("/google/authorize", params=asked(), headers={"Accept-Language": language}).text
        chosen, words = texts.words(language)
        assert chosen == language
        assert words["banner"].format("Google") in page
        assert "<script" not in page


@pytest.mark.parametrize(
    "changed",
    [
        {"client_secret": "wrong"},
        {"code_verifier": "w" * 43},
        {"redirect_uri": "http://testserver/social/google/return"},
        {"code": "invented"},
    ],
)
def test_a_code_counts_for_its_asker_alone(http: httpx.Client, changed: dict[str, str]) -> None:
    code = agreed(http)["code"]
    assert exchange(http, changed.pop("code", code), **changed).status_code == 400
    assert exchange(http, code).status_code == 200
    assert exchange(http, code).json()["error"] == "invalid_grant"


def test_facebook_wants_the_proof_of_the_secret(http: httpx.Client) -> None:
    token = exchange(http, agreed(http, "facebook")["code"], "facebook").json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert http.get("/facebook/v23.0/me", headers=headers).json()["error"]["code"] == 100
    proof = hmac.new(SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
    told = http.get("/facebook/v23.0/me", headers=headers, params={"appsecret_proof": proof, "fields": "id,email"})
    assert set(told.json()) == {"id", "email"}


def test_vk_says_no_with_status_200_and_wants_its_device(http: httpx.Client) -> None:
    answer = agreed(http, "vk")
    assert exchange(http, answer["code"], "vk", client_secret="").json()["error"] == "invalid_request"
    given: Any = exchange(http, answer["code"], "vk", client_secret="", device_id=answer["device_id"]).json()
    told = http.post("/vk/oauth2/user_info", data={"client_id": "kontor", "access_token": given["access_token"]})
    assert told.json()["user"]["phone"] == "359888123456"


def test_no_is_told_and_the_question_is_answered_once(http: httpx.Client) -> None:
    assert agreed(http, deed="no")["error"] == "access_denied"
    assert agreed(http, "facebook", deed="no")["error_reason"] == "user_denied"
    page = http.get("/google/authorize", params=asked())
    action = re.search(r'action="(/consent/[^"/]+)"', page.text)
    assert action is not None
    assert http.post(action[1], data={"deed": "yes"}).status_code == 303
    assert http.post(action[1], data={"deed": "yes"}).status_code == 404


def test_the_key_outlives_the_process(tmp_path: Path) -> None:
    kids = []
    for _ in range(2):
        with Identity(Settings(data=tmp_path, port=0)) as running:
            kids.append(httpx.get(f"{running.address}/google/certs", trust_env=False).json()["keys"][0]["kid"])
    assert kids[0] == kids[1]
    assert (tmp_path / "google_key.json").stat().st_mode & 0o077 == 0


def test_switches_are_the_operator_s(http: httpx.Client) -> None:
    assert http.post("/_sandbox/switches", json={"email": "none"}).json()["email"] == "none"
    assert http.post("/_sandbox/switches", json={"email": "gone"}).status_code == 422
    assert http.post("/_sandbox/switches", data={"email": "none"}).status_code == 415
    assert http.get("/_sandbox/switches", headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 403
    assert http.post("/_sandbox/reset", json={}).json()["email"] == "normal"
