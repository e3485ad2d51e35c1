"""Messages to browsers: VAPID keys of this installation, one encrypted message to one browser (RFC 8291, 8292)."""

from __future__ import annotations

import base64
import json
import os
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from py_vapid import Vapid02

from kontor.contexts.notifications.policy import PUSH_LASTS
from kontor.kernel.clock import now
from kontor.platform.later import Later

pywebpush = Later("pywebpush")
_PATIENCE = 10  # seconds
_CLAIM_LASTS = 12 * 3600  # seconds; RFC 8292 allows at most a day
_GONE, _MANY, _SERVER = frozenset({404, 410}), 429, 500


class Sent(StrEnum):
    """What the push service said."""

    TAKEN = "taken"
    GONE = "gone"  # the browser has unsubscribed, or is no more
    REFUSED = "refused"  # it will never take this message


class PushServiceDown(Exception):  # noqa: N818  (an instruction to try again)
    """No answer, or one that asks for patience."""


def may_send_to(endpoint: str) -> bool:
    """Whether the address is one of a known push service: a browser names it, and we would speak to it."""
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    here = f"{host}:{port}" if port else host
    allowed = [name.strip().lower() for name in settings.KONTOR.push_hosts.split(",") if name.strip()]
    if here in allowed and port:  # a service of one's own, named with its port
        return parts.scheme in ("https", "http") and not parts.username
    if parts.scheme != "https" or port not in (None, 443) or parts.username:
        return False
    return any(host == name or (name.startswith(".") and host.endswith(name)) for name in allowed)


def _folder() -> Path:
    return Path(settings.KONTOR.data) / "push"


@lru_cache(maxsize=4)
def _private(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = ec.generate_private_key(ec.SECP256R1())
        draft = path.parent / f".{path.name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        try:
            os.link(draft, path)  # whoever comes first wins, and nobody reads half a key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} holds no key on the curve P-256")
    return key


def _key() -> ec.EllipticCurvePrivateKey:
    return _private(settings.KONTOR.vapid_key or _folder() / "vapid.pem")


def public_key() -> str:
    """What browsers subscribe with: the public half, as base64url."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def send(*, endpoint: str, p256dh: str, auth: str, message: dict[str, str]) -> Sent:
    """Encrypt `message` for the browser and hand it to its push service.

    Raises:
        PushServiceDown: try again later.
    """
    if not may_send_to(endpoint):
        return Sent.GONE  # its service is no longer allowed
    parts = urlsplit(endpoint)
    keys = {"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}}
    body = pywebpush.WebPusher(keys).encode(json.dumps(message, ensure_ascii=False).encode(), "aes128gcm")["body"]
    vapid = Vapid02()
    vapid.private_key = _key()
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "sub": settings.KONTOR.push_contact or f"mailto:{settings.KONTOR.mail_from.rpartition('<')[2].strip('>')}",
        "exp": int(now().timestamp()) + _CLAIM_LASTS,
    }
    headers = {
        **vapid.sign(claims), "Content-Encoding": "aes128gcm", "TTL": str(PUSH_LASTS.int() * 3600),
        "Content-Type": "application/octet-stream",
    }  # fmt: skip
    try:
        answer = httpx.post(endpoint, content=body, headers=headers, timeout=_PATIENCE, follow_redirects=False)
    except httpx.HTTPError as problem:
        raise PushServiceDown(str(problem)) from problem
    if answer.status_code in _GONE:
        return Sent.GONE
    if answer.status_code == _MANY or answer.status_code >= _SERVER:
        raise PushServiceDown(str(answer.status_code))
    return Sent.TAKEN if answer.is_success else Sent.REFUSED
