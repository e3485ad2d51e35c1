"""Packing slips: one page for each order, all of them in one PDF."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import zxingcpp
from django.utils.translation import get_language, gettext

from kontor.contexts.orders.slips import Slip
from kontor.platform.pdf import pdf
from kontor.ui.formats import count, locale_of

_TEMPLATE = Path(__file__).parent / "slips.typ"
_MIDDLE = ("company", "street", "district")


def slips_pdf(store_name: str, store_country: str, slips: Iterable[Slip]) -> bytes:
    """The slips in the order given, in the active language; a code of the order's number can be scanned."""
    language = get_language() or "en"
    names = locale_of(language).territories
    data = {
        "store": store_name,
        "from": str(names.get(store_country, store_country)),
        "words": {
            "title": gettext("Packing slip"), "sku": gettext("SKU"), "product": gettext("Product"),
            "units": gettext("Units"), "note": gettext("Note from the buyer"),
        },
        "slips": [_slip(one, str(names.get(one.country, one.country))) for one in slips],
    }  # fmt: skip
    return pdf(_TEMPLATE, data, language)


def _slip(one: Slip, country: str) -> dict[str, Any]:
    return {
        "number": str(one.number),
        "code": zxingcpp.create_barcode(str(one.number), zxingcpp.BarcodeFormat.Code128).to_svg(),
        "recipient": str(one.address.get("recipient", "")),
        "address": [*_lines(one), country],
        "note": one.note,
        "lines": [
            {
                "sku": line.sku_code, "title": line.title, "units": count(line.quantity),
                "axes": [f"{name}: {option}" for name, option in line.axes],
            }
            for line in one.lines
        ],
    }  # fmt: skip


def _lines(one: Slip) -> list[str]:
    """The address between the recipient and the country, as the order keeps it."""
    said = {name: str(value) for name, value in one.address.items() if isinstance(value, (str, int)) and value}
    place = " ".join(said[name] for name in ("postcode", "city") if name in said)
    region = [said["region"]] if "region" in said else []
    return [*(said[name] for name in _MIDDLE if name in said), ", ".join([place, *region])]
