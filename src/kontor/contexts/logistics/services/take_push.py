"""A carrier tells something unasked."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.logistics import carriers, providers
from kontor.contexts.logistics.errors import NoSuchCarrier
from kontor.contexts.logistics.services.record_tracking import record_tracking


def take_push(*, carrier: str, headers: Mapping[str, str], body: bytes) -> tuple[bytes, str]:
    """Check that `body` is the carrier's and keep what it says. Header names are lower-case.

    Returns:
        The answer that the carrier takes as received, and its content type.

    Raises:
        NoSuchCarrier, PushNotGenuine, PushUnreadable: nothing has changed.
    """
    declared = carriers.find(carrier)
    if declared is None:
        raise NoSuchCarrier
    provider = providers.of(declared)
    for told in provider.parse_push(headers, body):
        record_tracking(carrier=declared.code, number=told.number, events=told.events)
    return provider.accepted()
