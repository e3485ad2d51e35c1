"""What a message may consist of: text and emoji, nothing that hides or steers (MSG-04)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

ZWJ, ZWNJ = "\u200d", "\u200c"
_VARIATION = frozenset("\ufe0e\ufe0f")  # text or picture: they follow an emoji and are part of it
_KEYCAP = "\u20e3"
_JOINED_SCRIPTS = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f]")
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029\u000b\u000c]")
_BLANKS = re.compile(r"[^\S\n]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180e\ufffc\ufffd")  # letters that are not there
_MARKS_AT_MOST = 4  # accents on one letter; more of them only cover other lines
_CLIENT_ID = re.compile(r"[A-Za-z0-9._:-]{8,64}")
_TAGS = range(0xE0020, 0xE0080)  # flags of regions: black flag, tags, end
_FLAG = "\U0001f3f4"
_PICTURES = (range(0x1F000, 0x1FB00), range(0x2190, 0x2C00))  # emoji; arrows, signs and dingbats
_SINGLE = frozenset({0x203C, 0x2049, 0x3030, 0x303D, 0x3297, 0x3299, 0xA9, 0xAE})


def clean(text: str) -> str:
    """The text as it is stored: normalised (NFC), without control, direction and invisible characters.

    Sequences of emoji stay whole: joiners between two of them, variation signs, keycaps, flags. Markup is text like
    any other. Lines stay lines.
    """
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text)).replace("\t", " ")
    kept: list[str] = []
    marks = 0
    for place, sign in enumerate(text):
        if sign.isascii():
            if sign == "\n" or " " <= sign <= "~":
                kept.append(sign)
                marks = 0
            continue
        if not _stays(sign, text, place, kept):
            continue
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MARKS_AT_MOST:
            kept.append(sign)
    plain = _BLANKS.sub(" ", unicodedata.normalize("NFC", "".join(kept)))
    lines = [line.rstrip() for line in plain.split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def is_client_id(text: str) -> bool:
    """Whether `text` can be the id that a client made for its message (MSG-13)."""
    return _CLIENT_ID.fullmatch(text) is not None


def _stays(sign: str, text: str, place: int, kept: list[str]) -> bool:
    before = kept[-1] if kept else ""
    after = text[place + 1] if place + 1 < len(text) else ""
    if sign == ZWJ:
        return (_pictures(before) and _pictures(after)) or _joins(before, after)
    if sign == ZWNJ:
        return _joins(before, after)
    if sign in _VARIATION:
        return _pictures(before) or (before in "0123456789#*" and before != "")
    if ord(sign) in _TAGS:
        return _in_flag(kept)
    if sign in _FILLERS:
        return False
    return _category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _joins(before: str, after: str) -> bool:
    """Some scripts need joiners inside of words."""
    return bool(before and after and _JOINED_SCRIPTS.match(before) and _JOINED_SCRIPTS.match(after))


def _in_flag(kept: list[str]) -> bool:
    for sign in reversed(kept):
        if ord(sign) not in _TAGS:
            return sign == _FLAG
    return False


@cache
def _category(sign: str) -> str:
    return unicodedata.category(sign)


def _pictures(sign: str) -> bool:
    """Whether it is an emoji, or belongs to one."""
    if not sign:
        return False
    code = ord(sign)
    return any(code in block for block in _PICTURES) or sign in _VARIATION or sign == _KEYCAP or code in _SINGLE
