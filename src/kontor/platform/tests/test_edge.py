"""The edge: refusals in one form, cookies per site, headers, places, probes."""

from __future__ import annotations

import json
import re
from types import ModuleType
from typing import cast

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse, JsonResponse
from django.test import RequestFactory, override_settings
from django.urls import include, path

from kontor.kernel.errors import Kind, Refusal, Refusals
from kontor.platform.http import sign_in
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in


class Full(Refusal):
    code = "ERR_TESTS_FULL"
    kind = Kind.CONFLICT
    sentence = "The hall holds %(seats)s people."


class Absent(Refusal):
    code = "ERR_TESTS_ABSENT"
    kind = Kind.NOT_FOUND
    sentence = "No hall called %(name)s."


class Wait(Refusal):
    code = "ERR_TESTS_WAIT"
    kind = Kind.LIMIT
    sentence = "Wait."


class Missing(Refusal):
    code = "ERR_TESTS_MISSING"
    kind = Kind.INVALID
    sentence = "Fill this in."


@public
def say_no(request, which):
    if which == "full":
        raise Full(seats=3)
    if which == "absent":
        raise Absent(name="A")
    if which == "wait":
        raise Wait(retry_after=7)
    if which == "form":
        raise Refusals([Missing(field="email"), Missing(field="city"), Full(seats=1)])
    raise RuntimeError("a bug")


@public
def enter(request, who):
    sign_in.sign_in(request, get_user_model().objects.get(pk=who))
    return HttpResponse("in")


@public
def who(request):
    account = request.account
    return JsonResponse(
        {"account": str(account.pk) if account else None, "place": request.place.cookie, "ip": request.client_ip}
    )


@signed_in
def mine(request):
    return HttpResponse("yours")


def _routes(prefix):
    return [
        path(f"{prefix}no/<str:which>", say_no),
        path(f"{prefix}enter/<uuid:who>", enter),
        path(f"{prefix}who", who),
        path(f"{prefix}mine", mine),
    ]


urls = ModuleType("tests_edge_urls")
urls.urlpatterns = [  # type: ignore[attr-defined]
    *_routes(""),
    *_routes("seller/"),
    *_routes("console/"),
    *_routes("api/v1/"),
    path("", include("kontor.platform.http.urls")),
]
urls.handler404 = "kontor.platform.http.pages.not_found"  # type: ignore[attr-defined]
urls.handler500 = "kontor.platform.http.pages.broken"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _routing():
    with override_settings(ROOT_URLCONF=urls):
        yield


def _account(audience, **more):
    return get_user_model().objects.create(
        audience=audience, state="active", email_key=f"{audience}@example.org", country="BR", language="pt-br",
        currency="BRL", password="x", **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("which", "status", "code"), [("full", 409, "ERR_TESTS_FULL"), ("wait", 429, "ERR_TESTS_WAIT")]
)
def test_a_refusal_answers_a_program_with_code_sentence_and_request_id(client, which, status, code):
    response = client.get(f"/api/v1/no/{which}")
    body = json.loads(response.content)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert body["code"] == code
    assert body["request_id"] == response["X-Request-Id"]
    assert (response.get("Retry-After") == "7") is (which == "wait")
    assert (body["title"] == "The hall holds 3 people.") is (which == "full")


def test_several_refusals_name_their_fields(client):
    body = json.loads(client.get("/api/v1/no/form").content)
    assert body["status"] == 422
    assert body["fields"] == {"email": ["Fill this in."], "city": ["Fill this in."]}
    assert body["title"] == "The hall holds 1 people."
    assert [part["code"] for part in body["errors"]] == ["ERR_TESTS_MISSING", "ERR_TESTS_MISSING", "ERR_TESTS_FULL"]


def test_a_person_gets_a_page_that_says_why(client):
    response = client.get("/no/full")
    assert response.status_code == 409
    assert "The hall holds 3 people." in response.content.decode()
    assert response["X-Request-Id"] in response.content.decode()


def test_absent_foreign_and_unrouted_have_the_same_body(client):
    bodies = set()
    for address in ("/no/absent", "/nowhere/at/all"):
        response = client.get(address)
        assert response.status_code == 404
        body = response.content.decode().replace(response["X-Request-Id"], "").replace(address, "")
        bodies.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body))
    assert len(bodies) == 1
    assert "hall" not in bodies.pop()


@pytest.mark.rule("OPR-07")
def test_a_bug_shows_no_details(client):
    client.raise_request_exception = False
    response = client.get("/api/v1/no/bug")
    assert response.status_code == 500
    assert "a bug" not in response.content.decode()
    assert json.loads(response.content)["code"] == "ERR_BROKEN"


@pytest.mark.django_db
def test_one_browser_is_buyer_seller_and_operator_at_once(client):
    buyer, seller, operator = _account("buyer"), _account("seller"), _account("operator")
    for prefix, account in (("/", buyer), ("/seller/", seller), ("/console/", operator)):
        response = client.get(f"{prefix}enter/{account.pk}")
        (cookie,) = (c for name, c in response.cookies.items() if name.startswith("kontor_") and name != "kontor_csrf")
        assert cookie["path"] == prefix
        assert cookie["httponly"]
    assert client.get("/who").json()["account"] == str(buyer.pk)
    assert client.get("/seller/who").json()["account"] == str(seller.pk)
    assert client.get("/console/who").json()["account"] == str(operator.pk)


@pytest.mark.django_db
def test_a_cookie_of_one_site_opens_no_other(client):
    buyer = _account("buyer")
    client.get(f"/enter/{buyer.pk}")
    client.cookies["kontor_seller"] = client.cookies["kontor_buyer"].value
    assert client.get("/seller/who").json()["account"] is None
    assert client.get("/seller/mine").status_code == 302


@pytest.mark.django_db
def test_a_new_password_ends_old_sessions(client):
    buyer = _account("buyer")
    client.get(f"/enter/{buyer.pk}")
    buyer.password = "y"
    buyer.save()
    assert client.get("/who").json()["account"] is None


@pytest.mark.django_db
def test_an_anonymous_request_asks_the_database_nothing_and_gets_no_session(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/who", HTTP_ACCEPT_LANGUAGE="pt-BR,en;q=0.5")
    assert response.json() == {"account": None, "place": "BR.BRL.pt-br", "ip": "127.0.0.1"}
    assert response["Content-Language"] == "pt-br"
    assert "kontor_buyer" not in response.cookies


@pytest.mark.django_db
def test_a_signed_in_request_costs_one_query(client, django_assert_num_queries):
    client.get(f"/enter/{_account('buyer').pk}")
    with django_assert_num_queries(1):
        assert client.get("/mine").status_code == 200


def test_the_language_of_the_address_is_remembered(client):
    response = client.get("/who?hl=bg")
    assert response["Content-Language"] == "bg"
    assert client.get("/who")["Content-Language"] == "bg"
    assert client.get("/who?hl=xx")["Content-Language"] == "bg"


def test_whoever_is_not_signed_in_is_sent_to_the_right_door(client):
    assert client.get("/mine?a=1")["Location"] == "/sign-in/?next=%2Fmine%3Fa%3D1"
    assert client.get("/seller/mine")["Location"] == "/seller/sign-in/?next=%2Fseller%2Fmine"
    assert client.get("/api/v1/mine").status_code == 401
    assert client.get("/mine", HTTP_HX_REQUEST="true")["HX-Redirect"].startswith("/sign-in/")


def test_pages_carry_strict_headers(client):
    response = client.get("/who")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_forwarded_address_is_believed_from_trusted_proxies_only(client, settings):
    sent = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9, 10.0.0.2"}
    assert client.get("/who", **sent).json()["ip"] == "127.0.0.1"
    settings.KONTOR = settings.KONTOR.model_copy(update={"trusted_proxies": "127.0.0.0/8, 10.0.0.0/8"})
    client.handler._middleware_chain = None
    assert client.get("/who", **sent).json()["ip"] == "203.0.113.9"


@pytest.mark.rule("OPR-07")
@pytest.mark.django_db
def test_probes_and_figures(client):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").json() == {"ready": True}
    client.get("/who")
    figures = client.get("/metrics").content.decode()
    assert 'kontor_request_seconds_count{method="GET",route="who",status="2xx"}' in figures
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="1.2.3.4").status_code == 404


@pytest.mark.django_db
def test_a_picture_is_served_as_nothing_but_a_picture(client, settings):
    from pathlib import Path

    root = Path(settings.MEDIA_ROOT)
    (root / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (root / "a.html").write_text("<script>alert(1)</script>")
    response = client.get("/media/a.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "immutable" in response["Cache-Control"]
    response.close()
    assert client.get("/media/a.html").status_code == 404
    assert client.get("/media/../a.svg").status_code == 404


@pytest.mark.parametrize(
    ("method", "referrer", "here"),
    [
        ("GET", "http://testserver/other/", "/orders/?tab=all"),
        ("POST", "http://testserver/orders/7/?tab=notes", "/orders/7/?tab=notes"),
        ("POST", "http://testserver/orders/7/", "/orders/7/"),
        ("POST", "http://elsewhere.example/orders/7/", "/"),
        ("POST", "http://testserver//elsewhere.example/", "/"),
        ("POST", "javascript:alert(1)", "/"),
        ("POST", "", "/"),
    ],
)
def test_the_page_that_a_form_was_sent_from_is_where_somebody_is(method: str, referrer: str, here: str) -> None:
    """Its own address may take nothing but forms: who goes back to it would read that it cannot be read."""
    asked = RequestFactory().generic(method, "/orders/?tab=all", headers={"Referer": referrer})
    asked.__class__ = Request
    assert cast("Request", asked).here == here
