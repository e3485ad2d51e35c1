"""The line to a carrier: HTTP with a short patience, and every silence named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from django.conf import settings

from kontor.contexts.logistics.carriers import Carrier
from kontor.contexts.logistics.errors import CarrierSilent
from kontor.contexts.logistics.policy import CARRIER_TIMEOUT
from kontor.contexts.logistics.queries.options import carrier_name

_SERVER_ERROR = 500


def ask(
    carrier: Carrier,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> httpx.Response:
    """One question to the carrier's interface at `settings.KONTOR.carriers_url`.

    Raises:
        CarrierSilent: when no answer comes in time, or one of status 500 and above.
    """
    try:
        answer = httpx.request(
            method,
            f"{settings.KONTOR.carriers_url}{path}",
            headers=dict(headers or {}),
            params=dict(params or {}),
            content=body,
            timeout=CARRIER_TIMEOUT.int(),
            trust_env=False,
        )
    except httpx.HTTPError as error:
        raise CarrierSilent(carrier=carrier_name(carrier.code)) from error
    if answer.status_code >= _SERVER_ERROR:
        raise CarrierSilent(carrier=carrier_name(carrier.code))
    return answer


def read(carrier: Carrier, answer: httpx.Response) -> Any:
    """The answer as JSON.

    Raises:
        CarrierSilent: when it is none: something between us and the carrier answered instead.
    """
    try:
        return answer.json()
    except ValueError as error:
        raise CarrierSilent(carrier=carrier_name(carrier.code)) from error
