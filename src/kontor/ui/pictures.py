"""Drawn stand-ins for product pictures, for the living page only."""

from __future__ import annotations

KINDS = {
    "kettle": '<path d="M118 170q82-60 164 0l22 130q-104 34-208 0z"/><path d="M296 190q60-8 64-70l-22-6q-8 40-50 46z"/>'
    '<path d="M140 150q60-110 120 0" fill="none" stroke="{deep}" stroke-width="12"/><circle cx="200" cy="128" r="12"/>',
    "lamp": '<path d="M130 90h140l44 110H86z"/><path d="M192 200h16v110h-16z"/>'
    '<ellipse cx="200" cy="320" rx="74" ry="16"/>',
    "bag": '<path d="M92 150h216l20 170H72z"/>'
    '<path d="M148 150q0-76 52-76t52 76" fill="none" stroke="{deep}" stroke-width="12"/>',
    "cup": '<path d="M110 130h150v110q0 60-75 60t-75-60z"/>'
    '<path d="M260 150q60 0 60 46t-66 46" fill="none" stroke="{deep}"'
    ' stroke-width="14"/><ellipse cx="185" cy="320" rx="120" ry="12"/>',
    "watch": '<path d="M160 50h80v90h-80zM160 260h80v90h-80z"/><circle cx="200" cy="200" r="86"/>'
    '<circle cx="200" cy="200" r="68" fill="{pale}"/>'
    '<path d="M200 150v50l34 20" fill="none" stroke="{deep}" stroke-width="8"/>',
    "chair": '<path d="M130 60h140v130H130z"/><path d="M112 190h176v34H112z"/>'
    '<path d="M124 224l-14 126M276 224l14 126M150 224v110M250 224v110" fill="none" stroke="{deep}" stroke-width="12"/>',
    "bowl": '<path d="M70 170h260q-6 130-130 130T70 170z"/><ellipse cx="200" cy="170" rx="130" ry="26" fill="{pale}"/>'
    '<path d="M150 300h100v20H150z"/>',
    "scarf": '<path d="M120 70q80 60 160 0l20 60q-100 60-200 0z"/>'
    '<path d="M210 150h70l10 180h-70zM130 150h66l-6 130h-66z"/>'
    '<path d="M222 312h66M126 262h62" stroke="{pale}" stroke-width="8"/>',
}


def draw(kind: str, hue: int) -> str:
    """A quiet still life: one thing on a table in daylight."""
    hue %= 360
    deep, pale = f"hsl({hue} 34% 30%)", f"hsl({hue} 30% 88%)"
    thing = KINDS[kind].replace("{deep}", deep).replace("{pale}", pale)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">'
        f'<defs><linearGradient id="w" x2="1" y2="1"><stop stop-color="hsl({hue + 24} 26% 91%)"/>'
        f'<stop offset="1" stop-color="hsl({hue + 40} 20% 80%)"/></linearGradient>'
        f'<linearGradient id="t" x2="1" y2="1"><stop stop-color="hsl({hue} 40% 52%)"/>'
        f'<stop offset="1" stop-color="{deep}"/>'
        '</linearGradient></defs><rect width="400" height="400" fill="url(#w)"/>'
        f'<path d="M0 300h400v100H0z" fill="hsl({hue + 30} 22% 72%)"/>'
        f'<ellipse cx="214" cy="332" rx="130" ry="18" fill="{deep}" opacity=".22"/><g fill="url(#t)">{thing}</g></svg>'
    )
