"""The real SDKs, pointed at a gateway on any port."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import stripe
from alipay.aop.api.AlipayClientConfig import AlipayClientConfig
from alipay.aop.api.constant.CommonConstants import THREAD_LOCAL
from alipay.aop.api.DefaultAlipayClient import DefaultAlipayClient
from alipay.aop.api.exception.Exception import RequestException, ResponseException
from alipay.aop.api.util.SignatureUtils import get_sign_content, verify_with_rsa

from kontor.sandbox.gateway.keys import Keys
from kontor.sandbox.wire.post import post


class PortableAlipayClient(DefaultAlipayClient):  # type: ignore[misc]
    """alipay-sdk-python without its own HTTP call, which fails on an address with a port.

    The SDK prepares and signs the request (`sdk_execute`) and checks the signature of the answer; only the
    POST between the two is ours.
    """

    def __init__(self, config: AlipayClientConfig) -> None:
        super().__init__(config)
        self._address = config.server_url

    def execute(self, request: Any) -> str:
        """The checked inner JSON of the answer, for `Response.parse_response_content`."""
        signed = self.sdk_execute(request)  # also gives THREAD_LOCAL.uuid, which the SDK's errors need
        headers = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}
        answer = post(self._address, headers, signed.encode())
        if answer.status == 0:
            raise RequestException(f"[{THREAD_LOCAL.uuid}]{answer.text}")
        if not answer.fine:
            raise ResponseException(f"[{THREAD_LOCAL.uuid}]invalid http status {answer.status}")
        return str(self._DefaultAlipayClient__parse_response(answer.text.encode()))


def alipay_client(address: str, pems: Keys, app_id: str) -> PortableAlipayClient:
    """A client of the gateway at `address`."""
    config = AlipayClientConfig()
    config.server_url = f"{address}/gateway.do"
    config.app_id = app_id
    config.app_private_key = pems.merchant_private
    config.alipay_public_key = pems.gateway_public
    return PortableAlipayClient(config)


def ask(client: DefaultAlipayClient, request_class: Any, response_class: Any, **content: object) -> Any:
    """Execute a request with `content` as its business content and return the parsed response."""
    request = request_class()
    request.biz_content = content
    response = response_class()
    response.parse_response_content(client.execute(request))
    return response


def genuine(fields: Mapping[str, str], public_pem: str) -> bool:
    """Whether a notification or return is signed by the gateway, checked with the SDK's own functions."""
    rest = {key: value for key, value in fields.items() if key not in {"sign", "sign_type"}}
    try:
        return bool(verify_with_rsa(public_pem, get_sign_content(rest).encode(), fields["sign"]))
    except Exception:  # noqa: BLE001  (the SDK lets every kind of error through)
        return False


def stripe_client(address: str, key: str) -> stripe.StripeClient:
    """The real client without retries of its own, so that each misbehaviour is seen."""
    return stripe.StripeClient(key, base_addresses={"api": address}, max_network_retries=0)


def reference() -> str:
    return uuid.uuid4().hex
