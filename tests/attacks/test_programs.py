"""Programs that repeat, at the same instant and in several processes: one effect (attacks R3, R5, S7)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest

from tests.attacks.conftest import ROOT, World
from tests.attacks.shopper import Answer, all_at_once

pytestmark = [pytest.mark.xdist_group("market"), pytest.mark.rule("SEL-30")]
TIMES = 100

_TOKEN = """
import django; django.setup()
from kontor.contexts.integrations.tests.factories import token
from kontor.contexts.sellers.queries import seat
from kontor.contexts.sellers.models import Seat
row = Seat.objects.get(account_id="{account}")
print(token(seat(row.account_id, row.store_id)))
"""


@pytest.fixture(scope="module")
def token(running: World) -> str:
    """Of a program that the owner of the tea house has connected."""
    script = _TOKEN.format(account=running.people["sellers"]["tea"]["id"])
    environment = {**running.market.environment, "DJANGO_SETTINGS_MODULE": "kontor.config.settings"}
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip().splitlines()[-1]


def _raw(token: str, path: str, body: Any, key: str) -> bytes:
    content = json.dumps(body).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {token}\r\nIdempotency-Key: {key}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _order(world: World) -> int:
    """One that waits to be sent."""
    buyer = world.buyer()
    order = buyer.order(world.tea, method="instant")
    assert "it is paid" in order.return_page().text
    world.market.rows("UPDATE orders_storeorder SET state = 'to_ship' WHERE buyer_id = %s RETURNING id", buyer.id)
    [(number,)] = world.market.rows("SELECT number FROM orders_storeorder WHERE buyer_id = %s", buyer.id)
    return int(number)


def _counted(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status for answer in answers)


def test_one_key_a_hundred_times_at_once_is_one_parcel(world: World, token: str) -> None:
    number = _order(world)
    parcel = {"carrier": "yunexpress", "service": "THPHR", "tracking_number": "YT2632821266000001"}
    call = _raw(token, f"/api/v1/seller/orders/{number}/shipments", parcel, "parcel-1")
    answers = all_at_once(world.market.url, [call] * TIMES)
    found = _counted(answers)
    assert set(found) <= {201, 409}, found
    assert found[201] >= 1
    assert len({answer.text for answer in answers if answer.status == 201}) == 1
    busy = {json.loads(answer.text)["code"] for answer in answers if answer.status == 409}
    assert busy <= {"ERR_IDEMPOTENCY_IN_PROGRESS"}
    late = all_at_once(world.market.url, [call])[0]
    assert (late.status, late.text) == (201, next(answer.text for answer in answers if answer.status == 201))
    other = _raw(token, f"/api/v1/seller/orders/{number}/shipments", parcel | {"service": "x"}, "parcel-1")
    assert all_at_once(world.market.url, [other])[0].status == 422
    sent = world.market.rows("SELECT count(*) FROM logistics_shipment WHERE tracking_number = 'YT2632821266000001'")
    assert sent == [(1,)]


def test_one_count_a_hundred_times_at_once_is_one_movement(world: World, token: str) -> None:
    [(code,)] = world.market.rows("SELECT code FROM catalogue_sku WHERE id = %s", world.tea)
    [(before,)] = world.market.rows("SELECT count(*) FROM inventory_movement WHERE sku_id = %s", world.tea)
    rows = {"items": [{"sku": code, "on_hand": 77_777}]}
    found = _counted(all_at_once(world.market.url, [_raw(token, "/api/v1/seller/stock", rows, "count-1")] * TIMES))
    assert set(found) <= {200, 409}, found
    [(after,)] = world.market.rows("SELECT count(*) FROM inventory_movement WHERE sku_id = %s", world.tea)
    assert after - before == 1


@pytest.mark.rule("SEL-12")
def test_one_refresh_token_a_hundred_times_at_once_gives_one_pair_and_ends_the_grant(world: World, token: str) -> None:
    script = """
import django; django.setup()
from datetime import timedelta
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.models import Application, Grant, RefreshToken
from kontor.kernel.clock import now
grant = Grant.objects.order_by("-id")[0]
Application.objects.filter(id=grant.application_id).update(secret_hash="")
RefreshToken.objects.create(token_hash=secrets.hashed("krt_once"), grant=grant, expires_at=now() + timedelta(days=1))
print(grant.application.client_id, grant.id)
"""
    environment = {**world.market.environment, "DJANGO_SETTINGS_MODULE": "kontor.config.settings"}
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    client_id, grant = made.stdout.split()
    content = f"grant_type=refresh_token&refresh_token=krt_once&client_id={client_id}".encode()
    head = (
        "POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    answers = all_at_once(world.market.url, [head.encode() + content] * TIMES)
    assert _counted(answers) == {200: 1, 400: TIMES - 1}
    assert {json.loads(a.text)["error"] for a in answers if a.status == 400} == {"invalid_grant"}
    ended = world.market.rows("SELECT ended_because FROM integrations_grant WHERE id = %s", grant)
    assert ended == [("refresh_twice",)]
    left = world.market.rows("SELECT count(*) FROM integrations_accesstoken WHERE grant_id = %s", grant)
    assert left == [(0,)]
