"""What a buyer asks, so that a ready answer fits, and what a seller states about a product (MSG-05, MSG-11)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kontor.contexts.messaging.policing.plain import fold
from kontor.contexts.messaging.understanding.asked import Heard, heard, likely
from kontor.contexts.messaging.understanding.language import CODES, language
from kontor.contexts.messaging.understanding.speech import Sentence, sentences

_FILE = "questions"
_MEASURE = re.compile(
    r"(?<![\d.,])\d{1,6}(?:[.,]\d{1,3})?\s?(?:cm|mm|kg|mah|wh|kw|w|v|ghz|mhz|hz|gb|tb|mb|ml|cl|oz|lbs?|inch(?:es)?|in|ft|watts?|volts?|"
    r"\u0441\u043c|\u043c\u043c|\u043a\u0433|\u0433\u0440?|\u043c\u0430\u0447|\u0432\u0442?|\u0433\u0431|\u043c\u043b|\u043b|"
    r"\u5398\u7c73|\u6beb\u7c73|\u5343\u514b|\u516c\u65a4|\u514b|\u6beb\u5b89|\u74e6|\u4f0f|\u5347|\u7c73|\u82f1\u5bf8|"
    r"m|g|l|litres?|liters?|litros?|metros?|metres?|meters?|gramos?|gramas?|grammes?|pulgadas|polegadas|pouces)(?![a-z\u0400-\u04ff])"
    r"|\d{2,4}\s?[x*\u00d7\u0445]\s?\d{2,4}"
)


def question(text: str, code: str | None = None) -> str | None:
    """What is asked: `stock`, `parcel`, `parameter`, or None for anything else.

    Args:
        code: the language, where it is known; otherwise it is found out, and rules alone judge what stays unknown.
    """
    known = code or language(text)
    if known is None:
        return next((kind for one in CODES if (kind := _ruled(list(sentences(text, _FILE, one)))) is not None), None)
    return likely(hear(text, known))


def hear(text: str, code: str) -> Heard:
    """A message as the models of `asked` hear it in the language `code`."""
    told = list(sentences(text, _FILE, code))
    return heard(text, code, told, [_asks(sentence) for sentence in told], _ruled(told))


def _ruled(told: Sequence[Sentence]) -> str | None:
    """What rules take a message for."""
    for sentence in told:
        if _asks(sentence) and (kind := _kind(sentence)) is not None:
            return kind
    return _between(told) if any(map(_asks, told)) else None


def _asks(sentence: Sentence) -> bool:
    """Whether it asks, or complains that a parcel is not there."""
    return sentence.asked or sentence.has("ask", "complaint") or (sentence.has("where") and sentence.has("strong"))


def _between(told: Sequence[Sentence]) -> str | None:
    """What is asked in one sentence about what another one names: `It says sold out. Will there be more?`"""
    if any(sentence.has("else") for sentence in told):
        return None
    for concepts, kind in ((("stock",), "stock"), (("parameter",), "parameter"), (("strong", "parcel"), "parcel")):
        if any(sentence.has(*concepts) for sentence in told):
            return kind
    return None


def _kind(sentence: Sentence) -> str | None:
    """What one sentence asks; what is about a return, an invoice, a discount is none of the three."""
    if sentence.has("complaint") or (sentence.has("where") and sentence.has("strong")):
        return "parcel"
    if sentence.has("else"):
        return None
    if sentence.has("parameter"):
        return "stock" if sentence.has("stock") else "parameter"
    if sentence.has("stock"):
        return "stock"
    if sentence.has("where") and sentence.has("parcel"):
        return "parcel"
    return "parameter" if sentence.asked and _measured(sentence) else None


def states_parameters(text: str, code: str | None = None) -> bool:
    """Whether a seller's message states what a product is like: a measure, or a property with its value (MSG-05)."""
    known = code or language(text)
    for one in [known] if known else CODES:
        for sentence in sentences(text, _FILE, one):
            if sentence.asked:
                continue
            if _measured(sentence):
                return True
            if _valued(sentence):
                return True
    return bool(_MEASURE.search(fold(text).text)) and "?" not in fold(text).text


def _measured(sentence: Sentence) -> bool:
    """Whether a measure stands in it: `42 mm`, `110 volts`."""
    low, high = sentence.words[0].start, sentence.words[-1].end
    return bool(_MEASURE.search(sentence.plain.text[low:high]))


def _valued(sentence: Sentence) -> bool:
    """A property, then its value: `the material is cotton`."""
    for parameter in sentence.of("parameter"):
        for link in sentence.of("is"):
            if 0 <= link.first - parameter.last <= 3 or 0 <= parameter.first - link.last <= 2:
                return len(sentence.words) > 2
    return False
