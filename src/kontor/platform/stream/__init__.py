"""Live pages: a page listens to topics that it was given tokens for; what it hears is which thing changed."""

from kontor.platform.stream.publish import publish
from kontor.platform.stream.tokens import token, url_for

__all__ = ["publish", "token", "url_for"]
