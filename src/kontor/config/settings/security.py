"""Secrets, hashing, cookies, headers."""

from __future__ import annotations

from kontor.config.env import env

SECRET_KEY = env().secret or "only-for-a-market-on-this-machine"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["kontor.contexts.accounts.hashing.Argon2id"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
