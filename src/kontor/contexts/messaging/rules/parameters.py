"""Whether a message states properties of a product, which a store may only after it is verified (MSG-05)."""

from __future__ import annotations

import re
import unicodedata

_UNITS = (
    "mm|cm|km|kg|mg|ml|inch(?:es)?|inches|feet|ft|lbs?|oz|kwh|wh|mah|ah|kv|mw|kw|khz|mhz|ghz|hz|gb|tb|mb|lm|lumens?|"
    "rpm|psi|bar|dpi|megapixels?|mpx?|nm|watts?|volts?|amps?|[wvga]|"
    "毫米|厘米|公分|千克|公斤|毫升|英寸|瓦|伏|毫安时?|毫安|"
    "мм|см|кг|гр?|мл|вт|ватт|вольт|мач|дюйм(?:а|ов)?|лм|"
    "pulgadas?|polegadas?|pouces?|vatios?|voltios?"
)
_MEASURE = re.compile(rf"(?<![\w.])\d+(?:[.,]\d+)?\s?(?:{_UNITS})(?![\w])", re.IGNORECASE)
_DIMENSIONS = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)?\s?[x×х*]\s?\d+(?:[.,]\d+)?", re.IGNORECASE)
_MATERIAL = re.compile(
    r"\b(?:made (?:of|from)|is 100\s?% (?:cotton|wool|silk|leather)|hech[oa] de|fabricad[oa] (?:de|con)|fait en|"
    r"composé de|feito de|feita de|сделан[аоы]? из|изработен[аои]? от|ip\d\d)\b|材质[是为:：]|成分[是为:：]",
    re.IGNORECASE,
)


def stated(text: str) -> str:
    """The first passage that states a property of a product; "" when there is none."""
    plain = unicodedata.normalize("NFKC", text)
    for pattern in (_MEASURE, _DIMENSIONS, _MATERIAL):
        found = pattern.search(plain)
        if found is not None:
            return found.group()
    return ""
