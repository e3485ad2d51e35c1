"""Installed parts: plumbing, then every context that exists, low to high."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent

CONTEXTS = [
    "accounts", "ledger", "notifications", "privacy", "risk", "buyers", "sellers", "catalogue", "inventory", "pricing",
    "search", "orders", "payments", "logistics", "customs", "messaging", "aftersales", "governance", "promotions",
    "coupons", "coins", "billing", "checkout", "support", "transfers", "integrations", "insight",
]  # fmt: skip

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "kontor.platform",
    "kontor.ui",
    *(f"kontor.contexts.{name}" for name in CONTEXTS if (SOURCE / "contexts" / name / "__init__.py").exists()),
    *(
        f"kontor.sites.{name}"
        for name in ("security", "storefront", "seller_center", "seller_app", "console", "api", "hooks")
        if (SOURCE / "sites" / name / "__init__.py").exists()
    ),
]

AUTH_USER_MODEL = "accounts.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "kontor.config.urls"
WSGI_APPLICATION = "kontor.config.wsgi.application"
SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004", "urls.W002"]  # e-mail is unique per audience, by constraint
