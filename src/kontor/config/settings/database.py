"""PostgreSQL only: `DATABASE_URL`, else the embedded server under the data folder."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from kontor.config.env import env
from kontor.platform.database import address


def connection(url: str) -> dict[str, Any]:
    """Django's connection settings from a `postgresql://` URL."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    # Statements are prepared at their second use: planning costs more than running most of them. A pooler that
    # shares connections between transactions cannot keep them: `?prepared=0` in the address turns this off.
    if options.pop("prepared", "1") != "0":
        options |= {"server_side_binding": True, "prepare_threshold": 1}
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "kontor.platform.database.backend",
        "NAME": unquote(parts.path.lstrip("/")) or "kontor",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


DATABASES = {"default": connection(env().database_url or address.url(env().data))}
