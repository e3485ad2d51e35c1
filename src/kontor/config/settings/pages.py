"""Templates, static files, middleware."""

from __future__ import annotations

import os

from kontor.config.env import env

MIDDLEWARE = [
    "kontor.platform.http.edge.EdgeMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kontor.platform.http.sessions.SiteSessionMiddleware",
    "kontor.platform.http.place.PlaceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kontor.platform.http.refusals.RefusalMiddleware",
    "kontor.sites.storefront.known_currency.KnownCurrencyMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "kontor.sites.storefront.chrome.chrome",
                "kontor.sites.storefront.context.shelves",
            ],
        },
    }
]
STATIC_URL = "/static/"
# `kontor up` collects the files once, compressed and with their hash in the name; without that (tests,
# a single command) they are served from where they stand.
_collected = env().data / "static"
COLLECTED = (_collected / "staticfiles.json").exists() or os.environ.get("KONTOR_COLLECTING") == "1"
STATIC_ROOT = _collected.resolve() if COLLECTED else None
_storage = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if COLLECTED
    else ("django.contrib.staticfiles.storage.StaticFilesStorage")
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "kontor.platform.files.PrivateFolder"},
    "staticfiles": {"BACKEND": _storage},
}
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = env().debug
WHITENOISE_MAX_AGE = 3600  # seconds, for names without a hash
MEDIA_URL = "/media/"
MEDIA_ROOT = env().data / "media"
PRIVATE_ROOT = env().data / "private"
DEBUG = env().debug
COTTON_DIR = "cotton"
