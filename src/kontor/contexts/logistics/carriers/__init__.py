"""The declared carriers. Every file of this folder that holds a `CARRIER` is one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from kontor.contexts.logistics.carriers.model import Carrier, NumberFormat, Service, Zone

__all__ = ["Carrier", "NumberFormat", "Service", "Zone", "all_carriers", "find", "guess"]


@cache
def all_carriers() -> dict[str, Carrier]:
    """Every declared carrier by its code, in alphabetical order."""
    found = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        carrier = getattr(import_module(f"{__name__}.{module}"), "CARRIER", None)
        if isinstance(carrier, Carrier):
            found[carrier.code] = carrier
    return found


def find(code: str) -> Carrier | None:
    """The carrier called `code`, or None."""
    return all_carriers().get(code)


def guess(text: str) -> list[Carrier]:
    """Carriers whose numbers look like `text`: a hint only, forms overlap."""
    return [carrier for carrier in all_carriers().values() if carrier.number(text)]
