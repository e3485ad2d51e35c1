"""A provider speaks to us, and not about a payment."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kontor.contexts.payments.errors import MethodNotOffered
from kontor.contexts.payments.providers.protocol import ProviderSilent
from kontor.contexts.payments.providers.register import binder
from kontor.contexts.payments.services.apply_bound import apply_bound


def take_binding(*, code: str, headers: Mapping[str, str], body: bytes) -> tuple[str, str]:
    """Let what it says about an agreement take effect (BUY-10).

    Returns:
        The outcome (see `apply_bound`) and the provider's name of the telling; `not about a payment` when it is
        about something else, `silent` when the rest of the truth could not be asked for: a job asks later.
    """
    try:
        told = binder(code).read_callback(headers, body)
    except MethodNotOffered:
        return "not about a payment", ""
    except ProviderSilent:
        return "silent", ""
    if told is None:
        return "not about a payment", ""
    with transaction.atomic():
        return apply_bound(provider=code, told=told), told.event_key
