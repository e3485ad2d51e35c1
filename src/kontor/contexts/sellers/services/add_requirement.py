"""The operator asks for something more (SEL-01)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.sellers.business_errors import ChoiceUnknown, LabelMissing
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, Stage
from kontor.contexts.sellers.models import AskedFor
from kontor.contexts.sellers.rules.forms import Form
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.viewer import Operator

KINDS = ("text", "number", "document")
STAGES = tuple(stage for stage in (*OF_BUSINESS, Stage.BRAND) if stage is not Stage.TYPE)
LONGEST = 120  # characters of a label


def add_requirement(
    *, viewer: Operator, stage: str, kind: str, labels: Mapping[str, str], country: str, form: str, required: bool
) -> UUID:
    """Ask for it from now on, of every business that is handed in; what was approved before stays approved.

    Args:
        country, form: of the businesses that are asked; "" for all.
        labels: language → what it is called; English always.

    Raises:
        Refusals: at the fields.
    """
    said = {code: " ".join(labels.get(code, "").split())[:LONGEST] for code, _name in settings.LANGUAGES}
    wrong: list[Refusal] = [
        ChoiceUnknown(field=field)
        for field, value, known in (
            ("stage", stage, set(STAGES)), ("kind", kind, set(KINDS)), ("country", country, {"", *COUNTRIES}),
            ("form", form, {"", *Form}),
        )
        if value not in known
    ]  # fmt: skip
    if not said.get("en"):
        wrong.append(LabelMissing(field="label.en"))
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    with transaction.atomic():
        row = AskedFor.objects.create(
            stage=stage, kind=kind, country=country, form=form, required=required, added_by=viewer.account_id,
            labels={code: text for code, text in said.items() if text},
        )  # fmt: skip
    return row.id
