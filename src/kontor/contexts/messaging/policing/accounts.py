"""Bank accounts and wallets, told by their check digits (MSG-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.policing.plain import Plain, data
from kontor.contexts.messaging.policing.words import Word

_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?=[ -]?[a-z0-9])")
_WALLET = re.compile(
    r"(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{25,59}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})(?![A-Za-z0-9])"
)
_WALLET_PART = re.compile(r"(?<![a-z0-9])(?:0x[a-z0-9]{6,64}|bc1q[a-z0-9]{4,59})")
_SWIFT = re.compile(r"(?<![a-z0-9])[a-z]{4}[a-z]{2}[a-z0-9]{2}(?:[a-z0-9]{3})?(?![a-z0-9])")
_CPF = re.compile(r"(?<!\d)(\d{3})\.?(\d{3})\.?(\d{3})-?(\d{2})(?!\d)")
_PIX_REACH = 40  # characters before a number that say that it is a key
_AGENCY = re.compile(  # ag 0555 cc 18273-6
    r"(?<![a-z])ag(?:encia)?[.:]? ?\d{3,4}(?:-[\dx])?[ ,;/.-]{1,3}"
    r"(?:c/?c|conta(?: corrente| poupanca)?)[.:]? ?\d{3,9}-?[\dx](?![a-z0-9])"
)
_NAMED_REACH = 24  # characters before an account that name it
_UUID = re.compile(r"(?<![a-z0-9])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![a-z0-9])")


def accounts(message: str, plain: Plain, words: list[Word], hits: list[Hit]) -> Iterator[Found]:
    """Accounts and wallets in a message."""
    text = plain.text
    for found in _IBAN.finditer(text):
        if (read := _iban_end(text, found.start())) is not None:
            end, right = read
            before = text[max(0, found.start() - _NAMED_REACH) : found.start()]
            yield Found("bank", found.start(), end, sure=right or "iban" in before or "ибан" in before)
    yield from (Found("bank", found.start(), found.end()) for found in _AGENCY.finditer(text))
    spoken = {words[place].text for hit in hits for place in range(hit.first, hit.last)}
    if spoken & {"swift", "bic"} or "bic" in text:
        yield from _swifts(text)
    if "pix" in spoken:
        yield from (Found("bank", found.start(), found.end()) for found in _UUID.finditer(text))
        for found in _CPF.finditer(text):
            if "pix" in text[max(0, found.start() - _PIX_REACH) : found.start()] and cpf(found.group()):
                yield Found("bank", found.start(), found.end())
    yield from (Found("wallet", found.start(), found.end(), sure=False) for found in _WALLET_PART.finditer(text))
    if any(len(piece) > 25 for piece in message.split()):
        for found in _WALLET.finditer(message):
            yield from _placed(plain, found.start(), found.end())


def _swifts(text: str) -> Iterator[Found]:
    for word in ("swift", "bic"):
        at = text.find(word)
        while at >= 0:
            found = _SWIFT.search(text, at + len(word), at + len(word) + 24)
            if found and (
                any(map(str.isdigit, found.group()))
                or text[at + len(word) : found.start()].strip() in {":", "=", "code:"}
            ):
                yield Found("bank", found.start(), found.end())
            at = text.find(word, at + 1)


def _placed(plain: Plain, start: int, end: int) -> Iterator[Found]:
    """A range of the message as one of the plain text."""
    inside = [i for i, place in enumerate(plain.starts) if start <= place < end]
    if inside:
        yield Found("wallet", inside[0], inside[-1] + 1)


@lru_cache(maxsize=1)
def _iban_lengths() -> dict[str, int]:
    """How long an IBAN is in each country (ISO 13616)."""
    read: dict[str, int] = data("addresses.json")["iban_lengths"]
    return read


def _iban_end(text: str, start: int) -> tuple[int, bool] | None:
    """Where an IBAN ends that begins at `start`, and whether its check digits are right; None when it is too short."""
    wanted = _iban_lengths().get(text[start : start + 2])
    if wanted is None:
        return None
    signs: list[str] = []
    at = start
    while at < len(text) and len(signs) < wanted and (text[at].isalnum() or text[at] in " -.") and text[at].isascii():
        if text[at].isalnum():
            signs.append(text[at])
        at += 1
    if len(signs) < wanted:
        return None
    turned = "".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])
    return at, int(turned) % 97 == 1


def cpf(text: str) -> bool:
    """Whether the check digits of a Brazilian tax number are right."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    for size in (9, 10):
        total = sum(value * (size + 1 - place) for place, value in enumerate(digits[:size]))
        if (total * 10 % 11) % 10 != digits[size]:
            return False
    return True
