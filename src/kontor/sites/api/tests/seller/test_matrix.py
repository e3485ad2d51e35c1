"""Every call of programs × who makes it: only the scope that is described lets anybody in (SEL-12, SEL-30)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kontor.contexts.integrations.models import Grant
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.sellers.permissions import with_needed
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import System
from kontor.platform import limits
from kontor.platform.limits.models import RateCounter
from kontor.sites.api.program import ProgramToken
from kontor.sites.api.tests.described import description
from kontor.sites.api.tests.people import Program as Buyer
from kontor.sites.api.tests.seller.conftest import Desk, Program

pytestmark = pytest.mark.django_db


def _calls() -> Iterator[tuple[str, str, str]]:
    for path, methods in description()["paths"].items():
        for method, call in methods.items():
            for named in call.get("security", ()):
                if ProgramToken.__name__ in named:
                    yield method.upper(), path.removeprefix("/api/v1"), next(iter(named[ProgramToken.__name__]), "")


CALLS = sorted(_calls())


def _send(who: Program, method: str, path: str) -> Any:
    path = path.replace("{number}", "4242424242424242").replace("{move}", "submit").replace("{kind}", "available")
    path = path.replace("{currency}", "CNY")
    headers = {"Authorization": f"Bearer {who.token}"} if who.token else {}
    headers |= {"Idempotency-Key": new_id().hex, "If-Match": '"1"'} if method != "GET" else {}
    if path.endswith("/pictures"):
        return who.client.post(f"/api/v1{path}", {}, headers=headers)
    return who.client.generic(method, f"/api/v1{path}", b"{}", "application/json", headers=headers)


def test_every_address_of_programs_needs_a_scope_that_exists() -> None:
    assert {scope for _, _, scope in CALLS} == {"", *SCOPES}
    assert [path for _, path, scope in CALLS if not scope] == ["/me"]
    assert {path for path in description()["paths"] if "/seller/" in path} == {
        f"/api/v1{path}" for _, path, _ in CALLS if path != "/me"
    }


@pytest.mark.rule("SEL-12", "SEL-30")
@pytest.mark.parametrize(("method", "path", "scope"), CALLS)
def test_only_the_scope_lets_in(desk: Desk, method: str, path: str, scope: str) -> None:
    for nobody in ("", "nonsense", "kat_" + "a" * 43):
        refused = _send(Program(nobody), method, path)
        assert (refused.status_code, json.loads(refused.content)["code"]) == (401, "ERR_TOKEN_REFUSED")
        assert "resource_metadata" in refused["WWW-Authenticate"]
    buyer = Buyer(desk.market.account)
    assert buyer.send(method, path.replace("{number}", "1")).status_code in {401, 404}
    inside = _send(desk.program(scope or "store:read"), method, path)
    assert inside.status_code not in {401, 403}, inside.content
    if scope:
        without = _send(desk.program(*(set(SCOPES) - {scope})), method, path)
        assert (without.status_code, json.loads(without.content)["code"]) == (403, "ERR_SCOPE_MISSING")
        assert f'error="insufficient_scope", scope="{scope}"' in without["WWW-Authenticate"]
        assert "RateLimit" in without


@pytest.mark.rule("SEL-12", "SEL-30")
@pytest.mark.parametrize(
    ("method", "path", "scope"), [call for call in CALLS if SCOPES.get(call[2], SCOPES["store:read"]).rights]
)
def test_a_right_that_is_taken_shuts_the_program_out_at_once(desk: Desk, method: str, path: str, scope: str) -> None:
    me = desk.program(scope)
    assert _send(me, method, path).status_code not in {401, 403}
    lost = SCOPES[scope].rights
    others = sorted(right for right in desk.seat.rights if not lost & set(with_needed([right])))  # none that needs it
    keeper = ["settings.members"]
    grant_seat(by=System("t"), store_id=desk.store.id, account_id=desk.market.account.id, rights=keeper)
    grant_seat(by=System("t"), store_id=desk.store.id, account_id=desk.seat.account_id, rights=others)
    assert _send(me, method, path).status_code == 403
    grant_seat(by=System("t"), store_id=desk.store.id, account_id=desk.seat.account_id, rights=[])
    assert _send(me, method, path).status_code == 401


@pytest.mark.rule("SEL-30")
class TestRates:
    def test_how_a_program_stands_is_told_with_every_answer(self, desk: Desk, policy_value: Any) -> None:
        policy_value("integrations.calls_a_minute", "40")
        me = desk.program("orders:read")
        first, second = (me.get("/orders") for _ in "ab")
        assert first["RateLimit-Policy"] == '"store";q=40;w=60'
        assert (first["RateLimit"], second["RateLimit"]) == ('"store";r=39;t=60', '"store";r=38;t=60')

    def test_more_are_refused_until_the_minute_is_over(self, desk: Desk, policy_value: Any) -> None:
        policy_value("integrations.calls_a_minute", "10")
        me, other = desk.program("orders:read"), desk.program("orders:read")
        answers = [me.get("/orders") for _ in range(12)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
        assert (answers[-1]["Retry-After"], answers[-1]["RateLimit"]) == ("60", '"store";r=0;t=60')
        assert json.loads(answers[-1].content)["code"] == "ERR_TOO_MANY"
        assert other.get("/orders").status_code == 200  # another program
        with clock.moved(timedelta(seconds=61)):
            assert me.get("/orders").status_code == 200

    def test_the_counter_is_written_once_in_many_calls(self, desk: Desk, policy_value: Any) -> None:
        policy_value("integrations.calls_a_minute", "400")
        me = desk.program("orders:read")
        for _ in range(20):
            me.get("/orders")
        assert RateCounter.objects.get(scope="api.calls").count == 400 // limits.lease.BATCHES

    def test_two_processes_share_one_limit(self, desk: Desk, monkeypatch: Any) -> None:
        left = []
        for _ in range(2):
            monkeypatch.setattr(limits.lease, "_leases", {})  # another process knows nothing of the first one's
            left.append(sum(_passes() for _ in range(100)))
        assert left == [30, 0]


def _passes() -> bool:
    try:
        limits.spend(scope="t", key="k", limit=30, window=timedelta(minutes=1))
    except limits.TooMany:
        return False
    return True


def test_the_last_use_is_noted_and_tokens_leave_no_trace_in_logs(desk: Desk, caplog: Any) -> None:
    me = desk.program("products:read", "stock:write")
    me.send("POST", "/stock", {"items": [{"sku": desk.market.tea.code, "on_hand": 1}]})
    assert Grant.objects.get().last_used_at is not None
    assert me.token not in caplog.text


def test_a_head_and_a_wrong_method_are_answered_as_the_protocol_wants(desk: Desk) -> None:
    me = token(desk.seat)
    answer = Client().delete("/api/v1/seller/orders", headers={"Authorization": f"Bearer {me}"})
    assert answer.status_code == 405
