"""Which words of a message are judged: all but the house's own sentences of an automatic reply (MSG-09, MSG-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.drafts import Draft
from kontor.contexts.messaging.house_texts import house_text, languages
from kontor.contexts.messaging.judging import Verdict
from kontor.contexts.messaging.words import Author, Template

_FILLED = {"{product}": "(?P<product>.*?)", "{order}": ".*?", "{tracking}": ".*?"}
_CARRIER = r"(?:\n.*)?"  # what a carrier said of a parcel was judged when the reply was made


def judged(draft: Draft) -> Verdict:
    """What the policy says of a message; passages are places in its whole text."""
    begin, words = _of_store(draft)
    verdict = judging.judge(words)
    moved = (replace(one, start=one.start + begin, end=one.end + begin) for one in verdict.passages)
    return verdict if not begin else replace(verdict, passages=tuple(moved))


def states_parameters(draft: Draft, fallback: str) -> bool:
    """Whether it states what a product is like (MSG-05), in the language that it says it is in or in which it is.

    Args:
        fallback: the language where it cannot be told.
    """
    _begin, words = _of_store(draft)
    told = judging.language_of(words, draft.language or fallback)
    return any(judging.states_parameters(words, one) for one in {told, draft.language or told})


def _of_store(draft: Draft) -> tuple[int, str]:
    """Where the words begin for which the store answers, and these words: in a house's text the title in it."""
    if draft.author is Author.AUTOMATIC and draft.program_id is None:
        for shape in _shapes():
            if found := shape.fullmatch(draft.text):
                title = found.groupdict().get("product")
                return (found.start("product"), title) if title else (0, "")
    return 0, draft.text


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """The house's texts as they look when they are filled."""
    return tuple(_all_shapes())


def _all_shapes() -> Iterator[re.Pattern[str]]:
    for template in Template:
        for language in languages():
            text = re.escape(house_text(template, language))
            for placeholder, filling in _FILLED.items():
                name = re.escape(placeholder)
                text = text.replace(rf"\ {name}", f"(?: {filling})?").replace(name, filling)
            yield re.compile(text + (_CARRIER if template is Template.LOGISTICS else ""), re.DOTALL)
