"""What forms and addresses of the Seller Center say, read into values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils import timezone

from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.money import Money, places

MOST_ROWS = 500  # orders on one page on which numbers are typed
_LONGEST = 100_000  # mm
_WIDEST = 12  # digits before the point of an amount


def whole(text: str | None, default: int = 0, low: int = 0, high: int = 10**9) -> int:
    """A whole number within bounds; `default` when it is none."""
    try:
        number = int((text or "").strip())
    except ValueError:
        return default
    return min(max(number, low), high)


def amount(text: str, currency: str) -> int | None:
    """An amount as people type it (`1,234.50`, `1 234,50`) in minor units; None when it is none.

    The last point or comma is the decimal one, unless three digits follow it and the currency has no three places.
    """
    plain = "".join(text.split()).replace("\u00a0", "").replace("’", "").replace("'", "")
    head, mark, tail = _divided(plain)
    if mark and len(tail) == 3 and places(currency) != 3:  # noqa: PLR2004  (a group of thousands)
        head, tail = head + tail, ""
    digits = head.replace(",", "").replace(".", "")
    if len(digits) > _WIDEST or not (digits + tail).isdecimal():
        return None
    try:
        return Money.of(Decimal(f"{digits or 0}.{tail or 0}"), currency).minor
    except InvalidOperation:
        return None


def _divided(text: str) -> tuple[str, str, str]:
    cut = max(text.rfind(","), text.rfind("."))
    return (text, "", "") if cut < 0 else (text[:cut], text[cut], text[cut + 1 :])


def shown(minor: int | None, currency: str) -> str:
    """Minor units as an amount to be typed over: `12.50`."""
    return "" if minor is None else str(Money(minor, currency).amount)


def millimetres(text: str) -> int:
    """A length in centimetres as people type it (`12.5`, `12,5`); 0 when it is none."""
    try:
        return max(0, min(int(Decimal(text.strip().replace(",", ".")) * 10), _LONGEST))
    except (InvalidOperation, ValueError, OverflowError):
        return 0


def centimetres(mm: int) -> str:
    """Millimetres as centimetres to be typed over: `12.5`; nothing for nothing."""
    return f"{Decimal(mm) / 10:f}" if mm else ""


def uuid(text: str | None) -> UUID | None:
    """A UUID, or None when it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def parcel(form: Mapping[str, str]) -> dict[UUID, int] | None:
    """`units.<line>` fields as line → units; None when the form has none (all that is left)."""
    named = {uuid(name.removeprefix("units.")): whole(text) for name, text in form.items() if name.startswith("units.")}
    return {line: units for line, units in named.items() if line is not None} if named else None


def chosen_service(form: Mapping[str, str], key: str = "service") -> tuple[str, str]:
    """`carrier:service` as a pair."""
    carrier, _, service = form.get(key, "").partition(":")
    return carrier, service


def whole_days(first: str, last: str, refusal: type[Refusal]) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last, as a form's fields name them, in the zone in force.

    Raises:
        Refusals: one `refusal` for each that is no day, at `starts_at` and `ends_at`.
    """
    starts_at, ends_at = _midnight(first), _midnight(last, later=1)
    if starts_at is None or ends_at is None:
        named = {"starts_at": starts_at, "ends_at": ends_at}
        raise Refusals([refusal(field=name) for name, at in named.items() if at is None])
    return starts_at, ends_at


def _midnight(text: str, later: int = 0) -> datetime | None:
    try:
        day = date.fromisoformat(text) + timedelta(days=later)
    except (ValueError, OverflowError):
        return None
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
