"""What can change about the safety of an account, and how browsers are called."""

from __future__ import annotations

from enum import StrEnum

_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Macintosh", "macOS"), ("HarmonyOS", "HarmonyOS"), ("Linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("MicroMessenger", "WeChat"), ("YaBrowser", "Yandex Browser"), ("SamsungBrowser", "Samsung Internet"),
    ("HuaweiBrowser", "Huawei Browser"), ("MiuiBrowser", "Mi Browser"), ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"), ("Vivaldi", "Vivaldi"), ("OPR", "Opera"), ("EdgA", "Edge"), ("Edg", "Edge"),
    ("FxiOS", "Firefox"), ("Firefox", "Firefox"), ("CriOS", "Chrome"), ("Chromium", "Chromium"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip


class Word(StrEnum):
    """A change to the safety of an account."""

    PASSWORD = "password"  # noqa: S105  (a word, no secret)
    EMAIL = "email"
    PHONE = "phone"
    APP_ON = "app_on"
    APP_OFF = "app_off"
    SMS_ON = "sms_on"
    SMS_OFF = "sms_off"
    PASSKEY_ON = "passkey_on"
    PASSKEY_OFF = "passkey_off"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"
    SOCIAL_ON = "social_on"
    SOCIAL_OFF = "social_off"
    DEVICE_ON = "device_on"  # put on the list of trusted devices by hand (SEL-05)
    DEVICE_OFF = "device_off"
    LIST_ON = "list_on"
    LIST_OFF = "list_off"
    HELPED = "helped"  # the operator removed all factors


def browser_of(agent: str) -> str:
    """The browser's name in a User-Agent header, "" when it says none that we know."""
    return next((name for mark, name in _BROWSERS if mark in agent), "")


def system_of(agent: str) -> str:
    """The system's name in a User-Agent header, "" when it says none that we know."""
    return next((name for mark, name in _SYSTEMS if mark in agent), "")
