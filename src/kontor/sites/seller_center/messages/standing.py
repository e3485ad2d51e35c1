"""What stands above every page of messages: the freeze, what is missing, the time zone, what was not delivered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from kontor.contexts.messaging.queries import settings
from kontor.kernel.viewer import Seat

RIGHT, SECTION = "messages.view", "messages"
PLACES = (
    ("inbox", "/seller/messages/"),
    ("phrases", "/seller/messages/phrases/"),
    ("settings", "/seller/messages/settings/"),
    ("logs", "/seller/messages/logs/"),
)


@contextmanager
def in_its_zone(seat: Seat, warnings: Mapping[str, Any] | None = None) -> Iterator[None]:
    """Times are shown in the zone of the message settings (MSG-12). `warnings`: what `warned` gave, if it is there."""
    zone = settings.zone_of(seat) if warnings is None else ZoneInfo(warnings["standing"].zone)
    with timezone.override(zone):
        yield


def warned(seat: Seat) -> dict[str, Any]:
    """For `seller/messages/_standing.html`: what the store's people are warned of."""
    return {"standing": settings.standing(seat)}


def places(active: str) -> list[dict[str, Any]]:
    """The pages of messages as tabs."""
    labels = {
        "inbox": _("Inbox"),
        "phrases": _("Quick phrases"),
        "settings": _("Message Settings"),
        "logs": _("Message Logs"),
    }
    return [{"label": labels[name], "href": href, "active": name == active} for name, href in PLACES]
