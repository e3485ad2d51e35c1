"""A stage's requirements as fields of a form (SEL-01)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kontor.contexts.sellers.business_queries import FieldView, StageView
from kontor.contexts.sellers.rules.requirements import Kind
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.sites.storefront.account import places

AWAITED = "phone_awaited"  # key of the session: the number to which a code was sent


def groups(view: StageView, request: Request, refusal: Refusal | None) -> list[dict[str, Any]]:
    """The fields, those that depend on an answer under that answer's name.

    Without a script all of them are shown, and only those that belong to the answer are looked at.
    """
    _summary, errors = messages_of(refusal) if refusal else ([], {})
    found: dict[tuple[str, str], dict[str, Any]] = {}
    labels = {(each.asked.code, value): _(label) for each in view.fields for value, label in each.asked.choices.items()}
    for each in view.fields:
        group = found.setdefault(each.asked.when, {"title": labels.get(each.asked.when, ""), "fields": []})
        group["fields"].append(_field(each, request, errors.get(each.asked.code, [""])[0], typed=refusal is not None))
    return list(found.values())


def _field(each: FieldView, request: Request, error: str, *, typed: bool) -> dict[str, Any]:
    asked = each.asked
    value = request.POST.get(asked.code, "") if typed else "" if asked.secret else each.value
    options: list[tuple[str, str]] = [(key, _(label)) for key, label in asked.choices.items()]
    if asked.kind is Kind.COUNTRY:
        options = list(places.countries(request.place.language))
    hint = _(asked.hint) if asked.hint else ""
    if asked.secret and each.there:
        stored = _("Stored: %(number)s. Leave it empty to keep it.") % {"number": each.value}
        hint = f"{hint} {stored}" if hint else stored
    return {
        "code": asked.code,
        "kind": asked.kind.value,
        "label": each.label,
        "hint": hint,
        "value": value,
        "shown": dict(options).get(each.value, each.value),
        "options": options,
        "error": error,
        "there": each.there,
        "optional": not asked.required,
        "longest": asked.longest,
        "autocomplete": asked.autocomplete,
    }
