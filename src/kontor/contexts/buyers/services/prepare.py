"""From a typed draft to what is stored."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.buyers import rules
from kontor.contexts.buyers.country_forms import Region, form_of, postcode_fits
from kontor.contexts.buyers.errors import CountryUnknown
from kontor.contexts.buyers.rules import Draft
from kontor.kernel.errors import Refusals


def prepare(*, draft: Draft) -> dict[str, Any]:
    """The columns of an address, checked by its country's form and with its Latin twin (BUY-11).

    Raises:
        Refusals: everything that does not hold, each at its field.
    """
    if draft.country not in COUNTRIES:
        raise Refusals([CountryUnknown(field="country")])
    form = form_of(draft.country)
    tidy = rules.tidy(draft, form.parts)
    region = form.region(tidy.region)
    if region is not None:
        tidy = replace(tidy, region=region.key)
    found = rules.problems(
        tidy,
        parts=form.parts,
        required=form.required,
        region_known=region is not None or not form.regions,
        postcode_fits=lambda typed: postcode_fits(draft.country, region.key if region else "", typed),
        example=form.example,
    )
    if found:
        raise Refusals(found)
    stored = replace(tidy, phone=rules.e164(tidy.phone, draft.country) or "")
    return {**asdict(stored), "latin": rules.in_latin(stored, region_latin=_latin(region))}


def _latin(region: Region | None) -> str:
    """How couriers read the region: its own key where that is Latin already (`NY`)."""
    if region is None:
        return ""
    return region.key if region.key.isascii() else region.latin
