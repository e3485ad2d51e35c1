"""One field takes an e-mail address or a mobile number: which it is, and how it is compared (ACC-02, ACC-05, ACC-09).

What is safely the same as an ordinary sign is put right without a word (`signs`); what is not is refused, and the
refusal shows the sign and its place. Nothing is guessed: a message to a guessed address goes to somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import idna
import phonenumbers

from kontor.contexts.accounts.errors import (
    AddressHasStrangeCharacter,
    AddressInvalid,
    AddressMissing,
    PhoneHasExtension,
)
from kontor.contexts.accounts.rules.mail_providers import canonical
from kontor.contexts.accounts.rules.signs import LOOK_ALIKES, Sign, mixes, name_of, shown, signs, text_of

FIELD = "address"
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.")
_LONGEST, _LONGEST_LOCAL, _LONGEST_TYPED = 254, 64, 1000
_BESIDE_BLANK = frozenset("@.")
_IN_PHONES = frozenset("0123456789+-./() ")
_BEGIN_PHONES = frozenset("+0123456789(")
_EXTENSION = re.compile(
    r"(?:ext(?:ension|n)?|anexo|int(?:erno)?|poste|доб(?:авочный)?|вн|вътр|分机|转|x|#|;)\W*\d{1,8}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class MailAddress:
    """`text` is for writing to, `key` for comparing."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """`text` is E.164 (`+359888123456`) and is compared as it is."""

    text: str

    @property
    def key(self) -> str:
        return self.text


@lru_cache(maxsize=16)  # the form, the judge and the service ask about the same words, one after the other
def parse(typed: str, country: str) -> MailAddress | PhoneNumber:
    """What was typed into the one field, as an e-mail address or a phone number.

    Args:
        typed: as it came from the form; blanks and full-width characters are put right where that is safe.
        country: ISO code of the country by which a number without `+` is read.

    Raises:
        AddressMissing, AddressInvalid: at the field `address`.
        AddressHasStrangeCharacter: with the sign and its place; PhoneHasExtension.
    """
    text = visible(typed)
    if not text:
        raise AddressMissing(field=FIELD)
    return mail(typed) if "@" in text else phone(typed, country)


def visible(typed: str) -> str:
    """`typed` in compatibility form (full-width becomes ordinary), without outer blanks and invisible signs."""
    return text_of(signs(typed[:_LONGEST_TYPED]))


def mail(typed: str) -> MailAddress:
    """An e-mail address; its key ignores case, tags and, where the provider does, dots (ACC-05).

    Raises:
        AddressInvalid, AddressHasStrangeCharacter: at the field `address`.
    """
    parts = _unwrapped(_without_blanks(signs(typed[:_LONGEST_TYPED])))
    at = next((place for place in range(len(parts) - 1, -1, -1) if parts[place].plain == "@"), -1)
    if at < 0:
        raise AddressInvalid(field=FIELD)
    local, domain = text_of(parts[:at]), text_of(parts[at + 1 :]).rstrip(".")
    for part in parts[:at]:
        if part.plain not in _LOCAL:
            raise _strange(part)
    _check_domain(parts[at + 1 :])
    host = _host(domain)
    if not local or len(local) > _LONGEST_LOCAL or local[0] == "." or local[-1] == "." or ".." in local or not host:
        raise AddressInvalid(field=FIELD)
    address = f"{local}@{unicodedata.normalize('NFC', domain).lower()}"
    if len(address) > _LONGEST:
        raise AddressInvalid(field=FIELD)
    return MailAddress(address, canonical(local.casefold(), host))


def phone(typed: str, country: str) -> PhoneNumber:
    """A phone number in E.164, read by `country` when it has no country code of its own.

    Raises:
        AddressInvalid, AddressHasStrangeCharacter, PhoneHasExtension: at the field `address`.
    """
    parts = signs(typed[:_LONGEST_TYPED])
    text = text_of(parts)
    if text[:4].lower() == "tel:":
        parts, text = parts[4:], text[4:]
    if _EXTENSION.search(text) and text[:1] in _BEGIN_PHONES:
        raise PhoneHasExtension(field=FIELD)
    for part in parts:
        if part.plain not in _IN_PHONES:
            word = part.plain.isascii() and part.plain.isalpha() and text[:1] not in _BEGIN_PHONES
            raise AddressInvalid(field=FIELD) if word else _strange(part)
    found = _number(text, country)
    if found is None:
        raise AddressInvalid(field=FIELD)
    return PhoneNumber(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def _number(text: str, country: str) -> phonenumbers.PhoneNumber | None:
    """As the country dials it; 00 for the plus sign everywhere, where the country itself reads nothing in it."""
    found = _valid(text, country)
    bare = text.replace(" ", "")
    if found is None and bare.startswith("00"):
        found = _valid(f"+{bare[2:]}", country)
    return found


def _valid(text: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _without_blanks(parts: list[Sign]) -> list[Sign]:
    """Blanks beside @ and dots fall away: no address has any there. Others stay, and are refused."""
    kept: list[Sign] = []
    for place, part in enumerate(parts):
        if part.plain == " ":
            after = next((later.plain for later in parts[place:] if later.plain != " "), "")
            before = next((earlier.plain for earlier in reversed(parts[:place]) if earlier.plain != " "), "")
            if {after, before} & _BESIDE_BLANK:
                continue
        kept.append(part)
    return kept


def _unwrapped(parts: list[Sign]) -> list[Sign]:
    """Without the `mailto:` and the angle brackets with which programs copy an address."""
    if text_of(parts[:7]).lower() == "mailto:":
        parts = parts[7:]
    return parts[1:-1] if text_of(parts[:1]) == "<" and text_of(parts[-1:]) == ">" else parts


def _check_domain(parts: list[Sign]) -> None:
    """Names in other scripts exist; what they may not do is to look like one in Latin letters.

    Raises:
        AddressHasStrangeCharacter: a sign that no domain has, a letter of another script among Latin ones, or a
            label of look-alikes alone before an ending in Latin letters.
    """
    labels: list[list[Sign]] = [[]]
    for part in parts:
        if part.plain == ".":
            labels.append([])
        elif part.plain != "-" and unicodedata.category(part.plain)[0] not in "LMN":
            raise _strange(part)
        elif part.plain.isalpha():
            labels[-1].append(part)
    ending = next((label for label in reversed(labels) if label), [])
    latin_ending = all(part.plain.isascii() or part.plain in LOOK_ALIKES for part in ending)
    for label in labels:
        foreign = [part for part in label if mixes(part.plain)]
        mixed = foreign and any(part.plain.isascii() for part in label)
        posing = latin_ending and foreign and all(part.plain in LOOK_ALIKES for part in label)
        if mixed or posing:
            raise _strange(foreign[0])


def _strange(part: Sign) -> AddressHasStrangeCharacter:
    return AddressHasStrangeCharacter(
        field=FIELD, character=shown(part.typed), name=name_of(part.typed), position=part.place
    )


def _host(domain: str) -> str:
    """The domain in ASCII (IDNA), lower case; "" when it is not one that mail can be sent to."""
    try:
        host = idna.encode(domain, uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        return ""
    return host if "." in host and not host.rpartition(".")[2].isdigit() else ""
