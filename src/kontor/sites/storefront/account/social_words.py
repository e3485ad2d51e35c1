"""What the pages say of a provider: its button, and what it hands over (ACC-08)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext, pgettext

from kontor.contexts.accounts.providers import register as providers


@dataclass(frozen=True, slots=True)
class Choice:
    """One provider on a page. `mark` stands for a picture of it; `played` that the sandbox is behind it."""

    code: str
    label: str
    mark: str
    href: str
    played: bool


_MARKS = {"google": "G", "facebook": "f", "vk": "VK"}


def choice(code: str, onward: str = "") -> Choice:
    """The provider called `code`, leading on to `onward`."""
    query = f"?{urlencode({'next': onward})}" if onward else ""
    played = bool(settings.KONTOR.identity_url)
    return Choice(code, providers.LABELS[code], _MARKS[code], f"/social/{code}/{query}", played)


def choices(onward: str = "") -> list[Choice]:
    """The providers that this installation offers; none without the operator's keys."""
    return [choice(code, onward) for code in providers.offered()]


def handed_over(code: str) -> list[str]:
    """What the provider will tell us, in words for the page before one leaves for it."""
    name = pgettext("handed over by a provider", "Your name")
    if code == "google":
        return [name, gettext("Your e-mail address, and whether Google has verified it")]
    if code == "facebook":
        return [name, gettext("Your e-mail address, if you have entered one there and agree")]
    return [name, gettext("Your e-mail address and your phone number, if you have entered them there and agree")]
