"""Who may listen to what: the page that shows a topic carries a signed token for it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode

LIFETIME = 12 * 3600  # seconds

_SALT = "kontor.stream"


def token(topic: str) -> str:
    """A token for `topic` (`buyer:<id>`, `order:<id>`, `store:<id>`), valid for twelve hours."""
    return TimestampSigner(salt=_SALT).sign(topic)


def topic_of(text: str) -> tuple[str, int] | None:
    """The topic of a valid token and when the token was made, in seconds of the epoch; or None."""
    try:
        topic = TimestampSigner(salt=_SALT).unsign(text, max_age=LIFETIME)
    except BadSignature:
        return None
    return topic, b62_decode(text.rsplit(":", 2)[1])


def url_for(*topics: str) -> str:
    """The address at which a page listens to `topics`."""
    query = urlencode([("t", token(topic)) for topic in topics])
    return f"{settings.KONTOR.event_stream_url}/stream?{query}"
