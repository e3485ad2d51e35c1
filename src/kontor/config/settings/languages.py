"""Seven languages from the first page (BUY-14)."""

from __future__ import annotations

from pathlib import Path

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("pt-br", "Português (Brasil)"),
    ("bg", "Български"),
]
LANGUAGE_COOKIE_NAME = "kontor_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [Path(__file__).resolve().parent.parent.parent / "locale"]
