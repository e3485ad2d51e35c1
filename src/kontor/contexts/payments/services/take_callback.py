"""A provider speaks to us."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kontor.contexts.payments.errors import CallbackForged
from kontor.contexts.payments.models import Callback
from kontor.contexts.payments.providers.register import provider
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.payments.services.take_binding import take_binding
from kontor.kernel.clock import now

_BODY_KEPT = 20_000


def take_callback(*, code: str, headers: Mapping[str, str], body: bytes) -> str:
    """Verify, apply and write down a callback; return the receipt that the provider waits for (TRD-06).

    The same callback again has no second effect, and gets the same receipt.

    Raises:
        CallbackForged: when the signature does not hold; the attempt is kept for the operator.
        MethodNotOffered: when no such provider runs here.
    """
    speaker = provider(code)
    text = body.decode("utf-8", "replace")[:_BODY_KEPT]
    try:
        told = speaker.read_callback(headers, body)
    except CallbackForged:
        Callback.objects.create(
            provider=code, event_key="", verified=False, body=text, outcome="forged", received_at=now()
        )
        raise
    outcome, event_key = ("", told.event_key) if told else take_binding(code=code, headers=headers, body=body)
    with transaction.atomic():
        outcome = apply_told(told=told) if told else outcome
        Callback.objects.bulk_create(
            [
                Callback(
                    provider=code,
                    event_key=event_key,
                    verified=True,
                    body=text,
                    outcome=outcome,
                    received_at=now(),
                )
            ],
            ignore_conflicts=True,
        )
    return speaker.receipt()
