"""A killed gateway comes back with its payments, its keys and what it still has to say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from kontor.kernel.money import Money
from kontor.sandbox.conftest import Merchant
from kontor.sandbox.gateway import keys
from kontor.sandbox.gateway.app import Gateway
from kontor.sandbox.gateway.settings import Settings, parse
from kontor.sandbox.gateway.tests import real_sdk
from kontor.sandbox.gateway.tests.conftest import APP, Till
from kontor.sandbox.gateway.tests.test_alipay import QUERY
from kontor.sandbox.wire.http import Response, Server


def start(settings: Settings) -> tuple[subprocess.Popen[str], str]:
    """A gateway as a process of its own; returns it and its address."""
    command = [sys.executable, "-m", "kontor.sandbox.gateway", "--data", str(settings.data), "--port", "0"]
    source = str(Path(__file__).parents[4])
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source, "KONTOR_GATEWAY_APP_ID": APP},
    )
    assert process.stderr
    return process, process.stderr.readline().split()[-1]


def test_killed_process_forgets_nothing(gateway_settings: Settings, merchant: Merchant, browser: httpx.Client) -> None:
    process, address = start(gateway_settings)
    pems = keys.ensure(gateway_settings.data)
    try:
        from alipay.aop.api.request.AlipayTradePagePayRequest import AlipayTradePagePayRequest

        request = AlipayTradePagePayRequest()
        request.biz_content = {
            "out_trade_no": "o1", "total_amount": "9.90", "subject": "s", "product_code": "FAST_INSTANT_TRADE_PAY"
        }  # fmt: skip
        request.notify_url = f"{merchant.address}/hooks"
        path = browser.get(real_sdk.alipay_client(address, pems, APP).page_execute(request, "GET")).headers["location"]
        browser.post(f"{address}/_sandbox/switches", json={"notification": "held"})
        token = browser.get(f"{address}/_sandbox/payments").json()["payments"][0]["token"]
        browser.post(address + path, data={"deed": "pay", "token": token})
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    process, address = start(gateway_settings)
    try:
        truth = real_sdk.ask(real_sdk.alipay_client(address, pems, APP), *QUERY, out_trade_no="o1")
        assert truth.trade_status == "TRADE_SUCCESS"
        assert browser.get(f"{address}/_sandbox/switches").json()["notification"] == "held"
        browser.post(f"{address}/_sandbox/release", json={})
        assert real_sdk.genuine(merchant.next().form(), pems.gateway_public)
    finally:
        process.terminate()
        assert process.wait(10) == 0


def test_refunds_and_answers_by_key_are_remembered(
    gateway_settings: Settings, till_at: Callable[[Gateway, Settings], Till]
) -> None:
    with Gateway(gateway_settings) as gateway:
        till = till_at(gateway, gateway_settings)
        session = till.session()
        till.decide(f"/pay/{gateway.book.find(session.id).id}", "pay")
        intent = gateway.book.find(session.id).extra["payment_intent"]
        first = till.stripe.v1.refunds.create({"payment_intent": intent, "amount": 5}, {"idempotency_key": "k"})
    with Gateway(gateway_settings) as gateway:
        till = till_at(gateway, gateway_settings)
        again = till.stripe.v1.refunds.create({"payment_intent": intent, "amount": 5}, {"idempotency_key": "k"})
        assert again.id == first.id
        assert gateway.book.find(intent).refunded == Money(5, "EUR")


def test_keys_are_made_once_and_kept(key_folder: Path) -> None:
    before = keys.ensure(key_folder)
    assert keys.ensure(key_folder) == before
    assert before.merchant_private.startswith("-----BEGIN RSA PRIVATE KEY-----")
    assert before.gateway_public.startswith("-----BEGIN PUBLIC KEY-----")
    assert (key_folder / "gateway_private.pem").stat().st_mode & 0o077 == 0


def test_settings_come_from_the_command_line_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KONTOR_GATEWAY_PORT", "8099")
    monkeypatch.setenv("KONTOR_GATEWAY_RETRY_SCALE", "0.5")
    settings = parse(["--data", "/x", "--webhook-url", "http://127.0.0.1/h"])
    assert (settings.port, settings.retry_scale, settings.webhook_url) == (8099, 0.5, "http://127.0.0.1/h")


def test_only_loopback_is_served() -> None:
    with pytest.raises(ValueError, match="loopback"):
        Server("0.0.0.0", 0, lambda request: Response())  # noqa: ARG005, S104
