"""What stands in cells as numbers, amounts and switches, read without guessing. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from kontor.contexts.transfers import errors
from kontor.kernel.money import Money, places

MOST = 2_147_483_647  # what a column of whole numbers holds
_DIGITS = 12  # before the point of an amount
_BLANKS = re.compile(r"[\s'’\u00a0\u202f]")
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})*")
_THOUSANDS = 3  # digits in a group


def whole(text: str, column: str) -> int:
    """A whole number that is not negative: `12`, `12.0`, `1 200`.

    Raises:
        NotWhole: anything else.
    """
    plain = re.sub(r"[.,]0+$", "", _BLANKS.sub("", unicodedata.normalize("NFKC", text)))
    if not _PLAIN.fullmatch(plain) or int(plain) > MOST:
        raise errors.NotWhole(field=column, column=column, value=text.strip()[:40])
    return int(plain)


def amount(text: str, column: str, currency: str) -> int:
    """An amount in minor units: `1234.5`, `1234,50`, `1,234.50`, `1 234,50`. Exact: nothing is rounded.

    Raises:
        AmountUnclear: `1.234` is a thousand here and one there.
        AmountPlaces: more decimals than the currency has.
        NotAmount: anything else.
    """
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    value: dict[str, Any] = {"column": column, "value": text.strip()[:40]}
    cut = max(plain.rfind(","), plain.rfind("."))
    head, tail = (plain, "") if cut < 0 else (plain[:cut], plain[cut + 1 :])
    if "." in head or "," in head:
        if not _GROUPED.fullmatch(head) or plain[cut] in head:
            raise errors.NotAmount(field=column, **value)
        head = head.replace(",", "").replace(".", "")
    elif cut >= 0 and len(tail) == _THOUSANDS and places(currency) != _THOUSANDS and head.strip("0"):
        raise errors.AmountUnclear(field=column, **value)
    if not _PLAIN.fullmatch(head or "0") or (cut >= 0 and not _PLAIN.fullmatch(tail)) or len(head) > _DIGITS:
        raise errors.NotAmount(field=column, **value)
    if not plain or len(tail.rstrip("0")) > places(currency):
        raise (errors.AmountPlaces if plain else errors.NotAmount)(field=column, **value, currency=currency)
    return Money.of(Decimal(f"{head or 0}.{tail or 0}"), currency).minor


def switch(text: str, column: str, on: Collection[str], off: Collection[str]) -> bool:
    """Yes or no.

    Args:
        on, off: small-letter words for them, beside those that programs use.

    Raises:
        NotSwitch: anything else.
    """
    word = text.strip().casefold()
    if word in on or word in {"1", "1.0", "true", "yes", "y"}:
        return True
    if word in off or word in {"0", "0.0", "false", "no", "n"}:
        return False
    raise errors.NotSwitch(field=column, column=column, value=text.strip()[:40])
