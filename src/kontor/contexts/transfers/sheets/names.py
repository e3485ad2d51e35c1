"""Names of columns in all languages of the market, and the words for yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext, override, pgettext

from kontor.contexts.transfers.rules.columns import Column, Names, tidy
from kontor.contexts.transfers.sheets.kinds import KINDS


def label(column: Column, part: str = "") -> str:
    """A column's name in the active language."""
    words = gettext(column.label)
    return words % {"part": part} if column.family else words


def label_of(kind: str, code: str) -> str:
    """The name of `code` (`price`, `title.en`) in the active language; the code itself when it is unknown."""
    columns = {column.code: column for column in KINDS[kind].columns}
    if code in columns and not columns[code].family:
        return label(columns[code])
    family, _, part = code.partition(".")
    return label(columns[family], part) if family in columns and part else code


@lru_cache(maxsize=len(KINDS))
def names_of(kind: str) -> Names:
    """All names under which columns of this kind are known: codes, and labels in every language."""
    single: dict[str, str] = {}
    families: list[tuple[re.Pattern[str], str]] = []
    for column in KINDS[kind].columns:
        if column.family:
            families.append((re.compile(rf"{re.escape(column.code)}\.(.+)", re.IGNORECASE), column.code))
        else:
            single[tidy(column.code)] = column.code
    for language, _name in settings.LANGUAGES:
        with override(language):
            for column in KINDS[kind].columns:
                if column.family:
                    pattern = re.escape(label(column, "\0")).replace("\0", "(.+)")
                    families.append((re.compile(pattern, re.IGNORECASE), column.code))
                else:
                    single.setdefault(tidy(label(column)), column.code)
    return Names(single, families)


def yes() -> str:
    return pgettext("cell of a sheet", "yes")


def no() -> str:
    return pgettext("cell of a sheet", "no")


@lru_cache(maxsize=1)
def switches() -> Mapping[bool, frozenset[str]]:
    """Words for on and off in every language, in small letters."""
    on, off = set[str](), set[str]()
    for language, _name in settings.LANGUAGES:
        with override(language):
            on.add(yes().casefold())
            off.add(no().casefold())
    return {True: frozenset(on), False: frozenset(off)}
