"""Secrets, hashing, cookies. Headers are set at the edge (`platform.http.headers`)."""

from __future__ import annotations

from kontor.config.env import env

LOCAL_SECRET = "only-for-a-market-on-this-machine"  # noqa: S105  (for tests and first commands; `up` makes a real one)


def _secret() -> str:
    """The operator's, else the one that `kontor up` made in the data folder."""
    made = env().data / "secret"
    if env().secret:
        return env().secret
    return made.read_text().strip() if made.exists() else LOCAL_SECRET


SECRET_KEY = _secret()
ALLOWED_HOSTS = [part.strip() for part in env().allowed_hosts.split(",")]
PASSWORD_HASHERS = ["kontor.contexts.accounts.hashing.Argon2id"]
CSRF_COOKIE_NAME = "kontor_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = env().secure
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kontor.platform.http.pages.csrf_failed"
CSRF_TRUSTED_ORIGINS = [env().public_url.rstrip("/")] if env().secure else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env().trusted_proxies else None
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # the editor of a product with some hundred variants
