"""How people reach the market: which versions of TLS its front speaks (SEL-12)."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

PATIENCE = 5.0  # seconds


def speaks(address: str, version: ssl.TLSVersion) -> str:
    """Whether the server at an https address agrees to exactly this version of TLS.

    Returns:
        "" when it does; else in words why not. Whose certificate it is does not matter here.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or 443
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    try:
        with (
            socket.create_connection((host, port), timeout=PATIENCE) as line,
            context.wrap_socket(line, server_hostname=host),
        ):
            return ""
    except ssl.SSLError as error:
        return error.reason or "refused"
    except OSError as error:
        return str(error)


def reachable(address: str) -> bool:
    """Whether anybody listens there."""
    parts = urlsplit(address)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 443), timeout=PATIENCE):
            return True
    except OSError:
        return False
