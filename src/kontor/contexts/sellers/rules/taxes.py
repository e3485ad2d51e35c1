"""Which tax numbers a destination wants before a label is printed (SEL-04). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from kontor.contexts.sellers.rules.numbers import EU
from kontor.kernel.text import mark as _

UNION = "EU"


class TaxKind(StrEnum):
    """Kinds of numbers, each with a check of that name."""

    VAT = "vat"
    EORI = "eori"
    IOSS = "ioss"
    GST = "gst"


KIND_NAMES: Mapping[str, str] = {
    TaxKind.VAT: _("VAT number"),
    TaxKind.EORI: _("EORI number"),
    TaxKind.IOSS: _("IOSS number"),
    TaxKind.GST: _("GST number"),
}

Accepted = tuple[frozenset[TaxKind], ...]
"""One of these sets of numbers is enough; none: nothing is asked."""

DEMANDS: Mapping[str, str] = {
    UNION: "ioss, vat+eori", "GB": "vat, eori", "AU": "gst", "NZ": "gst", "IN": "gst", "NO": "vat", "CH": "vat",
}  # fmt: skip
"""What holds until the operator changes it: destination → the sets that are enough."""


def accepted(text: str) -> Accepted | None:
    """`ioss, vat+eori` as sets; an empty text asks nothing. None when it names an unknown kind."""
    sets = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    try:
        return tuple(frozenset(TaxKind(kind.strip().lower()) for kind in one.split("+")) for one in sets)
    except ValueError:
        return None


def written(sets: Accepted) -> str:
    """The sets as they are stored and shown in the console."""
    return ", ".join("+".join(kind.value for kind in TaxKind if kind in one) for one in sets)


def area(country: str) -> str:
    """The destination to whose customs a country belongs: EU for member states."""
    return UNION if country in EU else country


def crosses(origin: str, country: str) -> bool:
    """Whether goods from `origin` pass a customs frontier on their way to `country`."""
    return area(origin) != area(country)


def holds(held: Iterable[tuple[str, str]], country: str, sets: Accepted) -> bool:
    """Whether the registered (destination, kind) pairs satisfy what `country` asks.

    In the Union an EORI and an IOSS of one member serve in all; a VAT number only where the goods go.
    """
    mine: set[str] = set()
    for destination, kind in held:
        same = destination == country or (kind != TaxKind.VAT and area(destination) == area(country))
        if same:
            mine.add(kind)
    return not sets or any(one <= mine for one in sets)


def kinds_for(destination: str) -> Collection[TaxKind]:
    """Kinds that one can register at a destination."""
    if destination == UNION:
        return (TaxKind.IOSS, TaxKind.EORI)
    if destination in EU:
        return (TaxKind.VAT, TaxKind.EORI)
    if destination in {"GB", "XI"}:
        return (TaxKind.VAT, TaxKind.EORI)
    return (TaxKind.GST,) if destination in {"AU", "NZ", "IN", "SG", "MY"} else (TaxKind.VAT,)
