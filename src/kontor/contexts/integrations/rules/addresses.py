"""Where people may be sent back to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST = 400  # characters
_FORBIDDEN = frozenset(" \t\r\n\\*<>\"'`{}|^")


def address_holds(address: str) -> bool:
    """Whether an address can be registered: whole, https (or http on this machine), read in one way."""
    if not 0 < len(address) <= LONGEST or not address.isascii() or _FORBIDDEN & set(address) or "#" in address:
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or parts.password is not None or port == 0:
        return False
    if ".." in parts.path.split("/") or address != address.strip():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _loopback(parts.hostname))


def _loopback(host: str) -> bool:
    """127.0.0.1 or ::1 as such; a name could be made to mean another machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def origin(address: str) -> str:
    """Scheme, host and port of an address that holds."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def at_one_of(address: str, hosts: Sequence[str]) -> bool:
    """Whether the address lies at one of `hosts`; `.example.com` stands for every name below it. No hosts: anywhere."""
    host = urlsplit(address).hostname or ""
    return not hosts or any(host == each or (each.startswith(".") and host.endswith(each)) for each in hosts)
