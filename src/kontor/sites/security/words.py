"""Names of changes and of browsers, in words."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kontor.contexts.accounts.rules.safety import Word, browser_of, system_of
from kontor.ui.formats import locale_of


def happened(what: str) -> str:
    """What was changed about the safety of an account."""
    return {
        Word.PASSWORD: _("Password changed"),
        Word.EMAIL: _("E-mail address changed"),
        Word.PHONE: _("Mobile number changed"),
        Word.APP_ON: _("Authenticator app added"),
        Word.APP_OFF: _("Authenticator app removed"),
        Word.SMS_ON: _("Codes by SMS switched on"),
        Word.SMS_OFF: _("Codes by SMS switched off"),
        Word.PASSKEY_ON: _("Passkey added"),
        Word.PASSKEY_OFF: _("Passkey removed"),
        Word.CODES_MADE: _("New recovery codes made"),
        Word.CODE_USED: _("Recovery code used"),
        Word.SOCIAL_ON: _("Account elsewhere connected for signing in"),
        Word.SOCIAL_OFF: _("Account elsewhere disconnected"),
        Word.DEVICE_ON: _("Device put on the list of trusted devices"),
        Word.DEVICE_OFF: _("Device taken off the list of trusted devices"),
        Word.LIST_ON: _("List of trusted devices switched on"),
        Word.LIST_OFF: _("List of trusted devices switched off"),
        Word.HELPED: _("Two-step verification removed by our support"),
    }.get(Word(what), what)


def browser(agent: str) -> str:
    """A browser as people call it: `Firefox on Windows`."""
    name, system = browser_of(agent), system_of(agent)
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or _("Unknown browser")


def place(country: str, network: str) -> str:
    """The coarse place: a country where it is known, else the part of the internet."""
    locale: Locale = locale_of(get_language())
    return str(locale.territories.get(country, "")) if country else network
