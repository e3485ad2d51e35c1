"""Units of attributes: from the code that a category keeps to the sign that people read. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.kernel.text import mark as _

SIGNS: Mapping[str, str] = {
    "atm": _("atm"),
    "cm": _("cm"),
    "g": _("g"),
    "h": _("h"),
    "in": _("in"),
    "kg": _("kg"),
    "l": _("l"),
    "lm": _("lm"),
    "m": _("m"),
    "mah": _("mAh"),
    "min": _("min"),
    "ml": _("ml"),
    "mm": _("mm"),
    "mw": _("mW"),
    "newton": _("N·m"),
    "nm": _("nm"),
    "pcs": _("pcs"),
    "sheets": _("sheets"),
    "v": _("V"),
    "w": _("W"),
    "years": _("years"),
}
"""Code → sign in English; a code that is not here is shown as it is."""
