"""Which providers this installation offers: those whose keys the operator has entered, or the played ones (ACC-08)."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from kontor.contexts.accounts.errors import SocialNotOffered
from kontor.contexts.accounts.providers.protocol import Keys, Provider

# By name and late: the protocol libraries take a third of a second that only a visit needs.
_CLASSES = {
    "google": "kontor.contexts.accounts.providers.google.provider.Google",
    "facebook": "kontor.contexts.accounts.providers.facebook.provider.Facebook",
    "vk": "kontor.contexts.accounts.providers.vk.provider.Vk",
}
LABELS = {"google": "Google", "facebook": "Facebook", "vk": "VK"}  # names, not words: the same in every language
_NEED_SECRET = {"google", "facebook"}
_PLAYED = Keys("kontor", "kontor-sandbox-identity")  # the sandbox's, known to all


def offered() -> list[str]:
    """The codes of the providers to show, in their order."""
    if settings.KONTOR.identity_url:
        return list(_CLASSES)
    return [code for code in _CLASSES if _whole(code, _keys(code))]


def provider(code: str) -> Provider:
    """The provider called `code`.

    Raises:
        SocialNotOffered: this installation does not offer it.
    """
    if code not in offered():
        raise SocialNotOffered
    played = settings.KONTOR.identity_url
    base = f"{played}/{code}" if played else ""
    made: Provider = import_string(_CLASSES[code])(keys=_PLAYED if played else _keys(code), base=base)
    return made


def _keys(code: str) -> Keys:
    facts = settings.KONTOR
    return Keys(getattr(facts, f"social_{code}_id"), getattr(facts, f"social_{code}_secret"))


def _whole(code: str, keys: Keys) -> bool:
    return bool(keys.id) and (bool(keys.secret) or code not in _NEED_SECRET)
