"""What a product's fields are called and how their values read, for people who compare versions (TRD-02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kontor.contexts.catalogue.queries import AttributeView, attributes_of, path_of
from kontor.kernel.money import Money
from kontor.kernel.text import mark
from kontor.ui.formats import money

_SKU = {
    "code": mark("Code of %(sku)s"),
    "price_minor": mark("Price of %(sku)s"),
    "list_price_minor": mark("Price before of %(sku)s"),
    "weight_g": mark("Weight of %(sku)s"),
    "axes": mark("Options of %(sku)s"),
    "barcode": mark("Barcode of %(sku)s"),
    "length_mm": mark("Length of %(sku)s"),
    "width_mm": mark("Width of %(sku)s"),
    "height_mm": mark("Height of %(sku)s"),
    "hs_code": mark("HS code of %(sku)s"),
    "inactive": mark("Whether %(sku)s is sold"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one product's fields in one language. `fields` are its versions, to name SKUs by their codes."""

    language: str
    currency: str
    category_id: int
    fields: tuple[Mapping[str, Any], ...]

    def label(self, name: str) -> str:
        """What the field is called."""
        kind, _dot, rest = name.partition(".")
        languages = dict(settings.LANGUAGES)
        plain = {
            "category": _("Category"), "brand": _("Brand"), "handling_days": _("Days until it leaves"),
            "wechat_pay": _("WeChat Pay"), "pictures": _("Pictures"),
        }  # fmt: skip
        texts = {
            "title": _("Title, %(language)s"),
            "description": _("Description, %(language)s"),
            "bullets": _("Highlights, %(language)s"),
        }
        if kind in texts:
            return texts[kind] % {"language": languages.get(rest, rest)}
        if kind == "attribute":
            return self._attributes[rest].label if rest in self._attributes else rest
        if kind == "sku":
            place, _dot, part = rest.rpartition(".")
            return _(_SKU[part]) % {"sku": self._code(place)}
        return plain.get(kind, name)

    def shown(self, name: str, value: Any) -> str:
        """The value as people read it; "" for nothing. Pictures are shown by whoever asks."""
        kind, part = name.partition(".")[0], name.rpartition(".")[2]
        if part == "inactive":
            return _("no") if value else _("yes")
        if value in (None, "", [], {}):
            return ""
        return {"category": self._path, "attribute": self._fact, "sku": self._of_sku}.get(kind, _plain)(part, value)

    def _path(self, part: str, value: Any) -> str:
        del part
        return " › ".join(node.name for node in path_of(value, self.language))

    def _fact(self, part: str, value: Any) -> str:
        return self._attributes[part].shown(value) if part in self._attributes else str(value)

    def _of_sku(self, part: str, value: Any) -> str:
        if part in {"price_minor", "list_price_minor"}:
            return money(Money(value, self.currency))
        if part == "axes":
            return ", ".join(self._option(code, option) for code, option in value.items())
        return str(value)

    @property
    def _attributes(self) -> Mapping[str, AttributeView]:
        return attributes_of(self.category_id, self.language)

    def _option(self, code: str, option: str) -> str:
        return self._attributes[code].shown(option) if code in self._attributes else option

    def _code(self, place: str) -> str:
        codes = (fields.get(f"sku.{place}.code") for fields in self.fields)
        return next((str(code) for code in codes if code), place)


def _plain(part: str, value: Any) -> str:
    del part
    return "\n".join(str(each) for each in value) if isinstance(value, list) else str(value)
