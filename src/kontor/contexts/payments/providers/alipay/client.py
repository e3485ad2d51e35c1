"""The official SDK with an HTTP call of our own: the SDK's cannot speak to an address with a port."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
from alipay.aop.api.AlipayClientConfig import AlipayClientConfig
from alipay.aop.api.DefaultAlipayClient import DefaultAlipayClient

from kontor.contexts.payments.providers.protocol import ProviderSilent


def bare(pem: str) -> str:
    """A PEM key without its armour, as the SDK wants it."""
    return "".join(line for line in pem.splitlines() if line and "-----" not in line)


def config(*, gateway: str, app_id: str, merchant_key: Path, gateway_key: Path) -> AlipayClientConfig:
    """The SDK's configuration: whom we speak to, who we are, and both keys (RSA2)."""
    result = AlipayClientConfig()
    result.server_url = gateway
    result.app_id = app_id
    result.app_private_key = merchant_key.read_text()
    result.alipay_public_key = bare(gateway_key.read_text())
    result.sign_type = "RSA2"
    result.charset = "utf-8"
    return result


class Client(DefaultAlipayClient):  # type: ignore[misc]
    """Signs and verifies as the SDK does; sends with httpx."""

    def __init__(self, settings: AlipayClientConfig, patience: float) -> None:
        super().__init__(settings)
        self._settings = settings
        self._patience = patience

    @property
    def gateway_key(self) -> str:
        """The gateway's public key, for what it sends by itself."""
        return str(self._settings.alipay_public_key)

    def ask(self, request: Any) -> dict[str, Any]:
        """Send `request` and return its verified answer.

        Raises:
            ProviderSilent: when there is no answer in time, or its signature does not hold.
        """
        query, params = self._DefaultAlipayClient__prepare_request(request)
        try:
            answer = httpx.post(f"{self._settings.server_url}?{query}", data=params, timeout=self._patience)
            answer.raise_for_status()
            text = self._DefaultAlipayClient__parse_response(answer.content)
        except Exception as problem:  # the SDK raises bare exceptions of its own
            raise ProviderSilent(str(problem)) from problem
        fields: dict[str, Any] = json.loads(text)
        return fields
