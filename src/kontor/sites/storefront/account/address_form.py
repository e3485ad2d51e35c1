"""An address form as its country writes it: the fields in order, with words, choices and what is wrong (BUY-11)."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.buyers.country_forms import CountryForm, form_of
from kontor.contexts.buyers.rules import Draft
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import messages_of

_WORDS: dict[str, str | Promise] = {
    "recipient": _("Recipient's full name"),
    "company": _("Company"),
    "street": _("Street, house, flat"),
    "phone": _("Phone for the courier"),
}
_KINDS: dict[str, dict[str, str | Promise]] = {
    "region": {
        "area": pgettext_lazy("address", "Area"),
        "county": pgettext_lazy("address", "County"),
        "department": pgettext_lazy("address", "Department"),
        "district": pgettext_lazy("address", "District"),
        "do_si": pgettext_lazy("address", "Province or city"),
        "emirate": pgettext_lazy("address", "Emirate"),
        "island": pgettext_lazy("address", "Island"),
        "oblast": pgettext_lazy("address", "Oblast"),
        "parish": pgettext_lazy("address", "Parish"),
        "prefecture": pgettext_lazy("address", "Prefecture"),
        "province": pgettext_lazy("address", "Province"),
        "state": pgettext_lazy("address", "State"),
    },
    "city": {
        "city": pgettext_lazy("address", "City or town"),
        "district": pgettext_lazy("address", "District"),
        "post_town": pgettext_lazy("address", "Post town"),
        "suburb": pgettext_lazy("address", "Suburb"),
    },
    "district": {
        "district": pgettext_lazy("address", "District"),
        "neighborhood": pgettext_lazy("address", "Neighbourhood"),
        "suburb": pgettext_lazy("address", "Suburb"),
        "townland": pgettext_lazy("address", "Townland"),
        "village_township": pgettext_lazy("address", "Village or township"),
    },
    "postcode": {
        "eircode": pgettext_lazy("address", "Eircode"),
        "pin": pgettext_lazy("address", "PIN code"),
        "postal": pgettext_lazy("address", "Postcode"),
        "zip": pgettext_lazy("address", "ZIP code"),
    },
}
_AUTOCOMPLETE = {
    "recipient": "name",
    "company": "organization",
    "street": "street-address",
    "district": "address-level3",
    "city": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
    "phone": "tel",
}


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field ready for the component."""

    name: str
    label: str
    value: str
    required: bool
    autocomplete: str
    type: str
    options: list[tuple[str, str]]
    hint: str
    error: str


@dataclass(frozen=True, slots=True)
class AddressFormView:
    """The fields of a country, in its order; `errors` feed the summary on top."""

    country: str
    parts: list[FieldView]
    errors: dict[str, list[str]]

    @classmethod
    def of(cls, draft: Draft, *, language: str, refusal: Refusal | None = None) -> AddressFormView:
        """The form for `draft`, with what `refusal` says at its fields."""
        summary, at_fields = messages_of(refusal) if refusal else ([], {})
        form = form_of(draft.country if draft.country in COUNTRIES else "US")
        names = [*form.parts, "phone"]
        parts = [_field(form, name, draft, language, at_fields.get(name, [])) for name in names]
        errors = ({"": summary} if summary else {}) | {
            name: at_fields[name] for name in ["country", *names] if name in at_fields
        }
        return cls(form.country, parts, errors)


def _field(form: CountryForm, name: str, draft: Draft, language: str, errors: list[str]) -> FieldView:
    options = _regions(form, language) if name == "region" else []
    value = draft.part(name)
    if options and (known := form.region(value)):
        value = known.key
    hint = ""
    if name == "postcode" and form.example:
        hint = gettext("For example %(example)s") % {"example": form.example}
    return FieldView(
        name=name,
        label=str(_WORDS.get(name) or _KINDS[name].get(form.kinds[name], _KINDS[name][_plainest(name)])),
        value=value,
        required=name in form.required or name == "phone",
        autocomplete=_AUTOCOMPLETE[name],
        type="select" if options else "textarea" if name == "street" else "tel" if name == "phone" else "text",
        options=options,
        hint=hint,
        error=errors[0] if errors else "",
    )


def _plainest(name: str) -> str:
    return {"region": "province", "city": "city", "district": "district", "postcode": "postal"}[name]


def _regions(form: CountryForm, language: str) -> list[tuple[str, str]]:
    """Region names as the reader can read them: in the country's own writing for its own language, else in Latin."""
    own = {"CN": "zh-hans", "TW": "zh-hans", "HK": "zh-hans", "MO": "zh-hans", "RU": "ru"}.get(form.country) == language
    named = [(region.key, region.local if own else region.latin) for region in form.regions]
    return named if own else sorted(named, key=lambda pair: pair[1].casefold())


def draft_of(data: QueryDict) -> Draft:
    """What was typed."""
    return Draft(**{field.name: str(data.get(field.name, "")) for field in fields(Draft)})
