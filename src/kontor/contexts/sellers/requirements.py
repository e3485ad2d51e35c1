"""The operator's own requirements, as rows of the same table as the declared ones (SEL-01). Read anew each time."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from kontor.contexts.sellers.lifecycle import Stage
from kontor.contexts.sellers.models import AskedFor, TaxDemand
from kontor.contexts.sellers.rules import taxes
from kontor.contexts.sellers.rules.requirements import Kind, Requirement


def added() -> tuple[Requirement, ...]:
    """What is asked beside the declared table now. Public: everybody may know what is asked."""
    return tuple(_row(one) for one in AskedFor.objects.filter(ended_at__isnull=True).order_by("added_at", "id"))


def label_of(one: Requirement) -> str:
    """What a requirement is called in the reader's language."""
    if not one.labels:
        return gettext(one.label)
    language = (get_language() or "en").lower()
    return one.labels.get(language) or one.labels.get(language.split("-")[0]) or one.label


def demands() -> dict[str, taxes.Accepted]:
    """Destination → the sets of tax numbers of which one is enough. Public."""
    written = dict(taxes.DEMANDS) | dict(TaxDemand.objects.values_list("destination", "accepted"))
    return {destination: taxes.accepted(text) or () for destination, text in written.items()}


def code_of(row: AskedFor) -> str:
    """The permanent code of one of the operator's requirements."""
    return f"asked_{row.id.hex}"


def _row(row: AskedFor) -> Requirement:
    return Requirement(
        code=code_of(row), stage=Stage(row.stage), kind=Kind(row.kind), label=row.labels.get("en", ""),
        required=row.required, countries=frozenset({row.country} if row.country else ()),
        forms=frozenset({row.form} if row.form else ()), labels=row.labels, longest=500,
    )  # fmt: skip
