"""A plausible table of exchange rates per US dollar with a small daily wobble; the same day has the same rates."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random

BASE: Mapping[str, Decimal] = {
    code: Decimal(rate)
    for code, rate in (
        ("USD", "1"), ("EUR", "0.8620"), ("CNY", "7.1250"), ("BRL", "5.3900"), ("RUB", "80.9000"), ("JPY", "152.40"),
        ("KWD", "0.30650"), ("BGN", "1.6859"), ("PLN", "3.6650"), ("GBP", "0.7520"), ("MXN", "18.4200"),
        ("KRW", "1428.50"), ("CHF", "0.7980"), ("CZK", "20.9500"), ("HUF", "335.60"), ("RON", "4.3870"),
        ("SEK", "9.4300"), ("NOK", "10.0600"), ("DKK", "6.4370"), ("TRY", "41.9500"), ("UAH", "41.7000"),
        ("KZT", "537.20"), ("ILS", "3.2900"), ("AED", "3.6725"), ("SAR", "3.7510"), ("BHD", "0.37700"),
        ("INR", "87.9500"), ("THB", "32.7500"), ("VND", "26340"), ("IDR", "16590"), ("MYR", "4.2250"),
        ("SGD", "1.2960"), ("HKD", "7.7700"), ("AUD", "1.5380"), ("NZD", "1.7360"), ("CAD", "1.4020"),
        ("CLP", "948.20"), ("COP", "3885.0"), ("PEN", "3.3900"), ("ARS", "1445.0"), ("ZAR", "17.3200"),
    )
}  # fmt: skip
PEGGED = {"USD", "AED", "SAR", "BHD"}
_RESTLESS = {"RUB", "TRY", "ARS", "BRL", "ZAR", "KZT", "COP"}
_TERMS = ((5.3, 0.0011), (17.0, 0.0042), (61.0, 0.0105))


def _step(base: Decimal) -> Decimal:
    """One unit of the last decimal place that the base rate is quoted in."""
    exponent = base.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def rates(seed: int, day: date) -> dict[str, Decimal]:
    """Units of each currency for one US dollar on `day`: the base table moved by slow waves and a little noise."""
    result: dict[str, Decimal] = {}
    number = day.toordinal()
    for code, base in BASE.items():
        if code in PEGGED:
            result[code] = base
            continue
        source = "EUR" if code == "BGN" else code
        waves = Random(f"{seed}:rate:{source}")
        drift = sum(size * math.sin(number / period * math.tau + waves.uniform(0, math.tau)) for period, size in _TERMS)
        drift += Random(f"{seed}:rate:{source}:{number}").uniform(-0.0015, 0.0015)
        if source in _RESTLESS:
            drift *= 2
        factor = Decimal(round((1 + drift) * 1_000_000)) / 1_000_000
        step = _step(base)
        result[code] = (base * factor).quantize(step, ROUND_HALF_UP)
    return result
