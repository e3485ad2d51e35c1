"""The link at the foot of a mail that ends mails of its kind: signed, it serves without signing in (RFC 8058)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing

from kontor.contexts.notifications.kinds import KINDS

_SALT = "kontor.unsubscribe"


def unsubscribe_url(account_id: UUID, kind: str) -> str:
    """The address for this person and kind; "" for kinds that are required. It does not run out."""
    if KINDS[kind].required:
        return ""
    token = signing.Signer(salt=_SALT).sign(f"{account_id.hex}.{kind}").replace(":", "~")
    return f"{settings.KONTOR.web_url}/unsubscribe/{token}/"


def read_token(token: str) -> tuple[UUID, str] | None:
    """Whose mails of which kind a link is about; None for one that is not ours."""
    try:
        account, _, kind = signing.Signer(salt=_SALT).unsign(token.replace("~", ":")).partition(".")
        return UUID(account), kind
    except (signing.BadSignature, ValueError):
        return None
