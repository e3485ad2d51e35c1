"""Time, order and memory: events happen when told, pushes misbehave when told, nothing is forgotten."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import httpx
import pytest

from kontor.kernel import clock
from kontor.sandbox.carriers.app import Carriers
from kontor.sandbox.carriers.settings import Settings, parse
from kontor.sandbox.carriers.tests.conftest import Customer
from kontor.sandbox.carriers.tests.test_dialects import code, opened
from kontor.sandbox.conftest import Merchant
from kontor.sandbox.wire.http import Response


def told(customer: Customer, count: int) -> list[str]:
    """The codes of the next pushes of Yanwen."""
    return [code("yanwen", opened("yanwen", customer.merchant.next())) for _ in range(count)]


def test_events_keep_the_distances_of_the_route_or_the_moment_given(customer: Customer) -> None:
    number = customer.number("yanwen")
    [first] = customer.control("advance", number=number, at="2026-03-01T12:00:00+08:00")["events"]
    assert first["at"] == "2026-03-01T12:00:00+08:00"
    checkpoint = customer.pull("yanwen", number)[0]
    assert (checkpoint["time_stamp"], checkpoint["time_zone"]) == ("2026-03-01T12:00:00", "+08:00")
    [second] = customer.control("advance", number=number)["events"]
    distance = datetime.fromisoformat(second["at"]) - datetime.fromisoformat(first["at"])
    assert timedelta(hours=6) <= distance <= timedelta(hours=36)
    rest = customer.control("advance", number=number, until="delivered", at="now")["events"]
    assert datetime.fromisoformat(rest[-1]["at"]) - datetime.fromisoformat(rest[0]["at"]) < timedelta(minutes=1)


def test_what_happens_now_is_never_later_than_now(customer: Customer) -> None:
    """Whoever hears of a delivery would otherwise wait for a moment that is still to come."""
    number = customer.number("yanwen")
    at_once = customer.control("advance", number=number, steps=5, at="now")["events"]
    heard = clock.now()
    moments = [datetime.fromisoformat(event["at"]) for event in at_once]
    assert moments[-1] <= heard
    assert [later - sooner for sooner, later in pairwise(moments)] == [timedelta(seconds=1)] * 4
    rest = customer.control("advance", number=number, until="delivered", at="now")["events"]
    heard, before = clock.now(), moments[-1]
    moments = [datetime.fromisoformat(event["at"]) for event in rest]
    assert moments[-1] <= heard
    assert [before, *moments] == sorted({before, *moments}), "in the order of the way, though it was only just now"


def test_all_parcels_advance_when_none_is_named(customer: Customer) -> None:
    made = {customer.number("yanwen"), customer.number("cainiao")}
    assert {event["number"] for event in customer.control("advance", steps=1)["events"]} == made


def test_nonsense_is_refused(customer: Customer) -> None:
    address = f"{customer.carriers.address}/_sandbox/advance"
    number = customer.number("yanwen")
    assert customer.client.post(address, json={"number": number, "until": "moon"}).status_code == 422
    assert customer.client.post(address, json={"number": "nobody"}).status_code == 404
    customer.control("advance", number=number, steps=3)
    assert customer.client.post(address, json={"number": number, "until": "info"}).status_code == 422


def test_out_of_order_pushes_swap_pairs(customer: Customer) -> None:
    number = customer.number("yanwen")
    customer.control("switches", number=number, notification="out_of_order")
    customer.control("advance", number=number, steps=1)
    assert customer.shipment(number)["pushes"][0]["state"] == "held"
    customer.control("advance", number=number, steps=1)
    assert told(customer, 2) == ["PU10", "OR10"]


def test_lost_held_late_and_twin_pushes(customer: Customer) -> None:
    number = customer.number("yanwen")
    for switches in ({"notification": "lost"}, {"notification": "held"}, {"notification": "late", "seconds": 3600}):
        customer.control("switches", number=number, **switches)
        customer.control("advance", number=number)
    assert [push["state"] for push in customer.shipment(number)["pushes"]] == ["lost", "held", "waiting"]
    assert len(customer.pull("yanwen", number)) == 3
    assert customer.control("release", number=number) == {"released": 2}
    assert told(customer, 2) == ["PU10", "SC10"]

    customer.merchant.together = threading.Barrier(2)
    customer.control("switches", number=number, notification="twice")
    customer.control("advance", number=number)
    assert len(set(told(customer, 2))) == 1


def test_push_is_repeated_until_2xx(customer: Customer) -> None:
    customer.merchant.answers.put(Response(500))
    customer.merchant.answers.put(Response(302))
    number = customer.number("yanwen")
    customer.control("advance", number=number)
    assert told(customer, 3) == ["OR10"] * 3


@pytest.mark.parametrize("mode", ["drop", "error"])
def test_api_misbehaves_when_told(customer: Customer, mode: str) -> None:
    number = customer.number("cainiao")
    customer.control("switches", number=number, api=mode)
    with pytest.raises((httpx.HTTPError, ValueError)):
        customer.pull("cainiao", number)
    customer.control("reset")
    assert customer.pull("cainiao", number) == []


def test_restart_keeps_parcels_and_pushes(
    carrier_settings: Settings, browser: httpx.Client, merchant: Merchant
) -> None:
    with Carriers(carrier_settings) as carriers:
        customer = Customer(carriers, browser, merchant)
        number = customer.number("yanwen", order="A1")
        customer.control("switches", notification="held")
        customer.control("advance", number=number, steps=2)
    with Carriers(carrier_settings) as carriers:
        customer = Customer(carriers, browser, merchant)
        assert customer.number("yanwen", order="A1") == number
        assert len(customer.pull("yanwen", number)) == 2
        customer.control("release")
        assert told(customer, 2) == ["OR10", "PU10"]


def test_with_a_pace_events_flow_by_themselves(
    carrier_settings: Settings, browser: httpx.Client, merchant: Merchant
) -> None:
    with Carriers(replace(carrier_settings, pace=0.02)) as carriers:
        customer = Customer(carriers, browser, merchant)
        customer.number("yanwen")
        assert told(customer, 3) == ["OR10", "PU10", "SC10"]


def test_settings_come_from_the_command_line_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KONTOR_CARRIERS_PACE", "1.5")
    settings = parse(["--data", "/x", "--push", "http://127.0.0.1/h/{carrier}"])
    assert (settings.pace, settings.port, settings.push) == (1.5, 8011, "http://127.0.0.1/h/{carrier}")
