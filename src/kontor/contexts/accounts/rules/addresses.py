"""One field takes an e-mail address or a mobile number: which it is, and by what it is compared (ACC-02, ACC-05)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import idna
import phonenumbers

from kontor.contexts.accounts.errors import AddressInvalid, AddressMissing
from kontor.contexts.accounts.rules.mail_providers import canonical

_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]{1,64}")
_LONGEST = 254


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


def parse(typed: str, country: str) -> MailAddress | PhoneNumber:
    """What was typed into the one field, as an e-mail address or a phone number.

    Args:
        typed: as it came from the form; blanks and full-width characters are put right where that is safe.
        country: ISO code of the country by which a number without `+` is read.

    Raises:
        AddressMissing, AddressInvalid: at the field `address`.
    """
    text = visible(typed)
    if not text:
        raise AddressMissing(field="address")
    return mail(text) if "@" in text else phone(text, country)


def visible(typed: str) -> str:
    """`typed` in compatibility form (full-width becomes ordinary), without outer blanks and invisible signs."""
    text = unicodedata.normalize("NFKC", typed)
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cf", "Cc"}).strip()


def mail(text: str) -> MailAddress:
    """An e-mail address; its key ignores case, tags and, where the provider does, dots (ACC-05)."""
    local, _, domain = text.rpartition("@")
    host = _host(domain)
    if not _LOCAL.fullmatch(local) or local.startswith(".") or local.endswith(".") or ".." in local or not host:
        raise AddressInvalid(field="address")
    address = f"{local}@{domain.lower()}"
    if len(address) > _LONGEST:
        raise AddressInvalid(field="address")
    folded = unicodedata.normalize("NFKC", local.casefold())
    return MailAddress(address, canonical(folded, host))


def _host(domain: str) -> str:
    """The domain in ASCII (IDNA), lower case; "" when it is not one that mail can be sent to."""
    try:
        host = idna.encode(domain.rstrip("."), uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        return ""
    return host if "." in host and not host.rpartition(".")[2].isdigit() else ""


def phone(text: str, country: str) -> PhoneNumber:
    """A phone number in E.164, read by `country` when it has no country code of its own."""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        raise AddressInvalid(field="address") from None
    if not phonenumbers.is_valid_number(number):
        raise AddressInvalid(field="address")
    return PhoneNumber(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
