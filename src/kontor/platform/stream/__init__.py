"""Live pages: a page listens to topics that it was given tokens for; what it hears is which thing changed."""

from kontor.platform.stream.publish import publish, publish_many
from kontor.platform.stream.tokens import token, url_for

__all__ = ["publish", "publish_many", "token", "url_for"]
