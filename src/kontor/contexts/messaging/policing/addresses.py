"""Mail addresses, links to elsewhere and handles, also where signs are written as words (MSG-09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.policing.plain import data
from kontor.contexts.messaging.policing.words import Word

_HOST = re.compile(r"[a-z0-9\u0400-\u04ff](?:[a-z0-9\u0400-\u04ff-]{0,62})(?:\.[a-z0-9\u0400-\u04ff-]{1,63}){1,5}")


@lru_cache(maxsize=16)
def _known(name: str) -> frozenset[str]:
    """One of the shipped lists about addresses."""
    return frozenset(data("addresses.json")[name])


def ends_like_a_host(tail: str) -> bool:
    """Whether `tail` is the last part of names of hosts."""
    return tail in _known("tld")


_BRACKETED_AT = re.compile(
    r"[a-z0-9._%+-]{2,40} ?[(\[{<] ?(?:@|a|at|ат|arob[a-z]{0,4}|собака) ?[)\]}>] ?" + _HOST.pattern
)
_MAIL_PART = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._%+-")


def mails(text: str, words: list[Word]) -> Iterator[Found]:
    """Mail addresses, written with signs or with words."""
    at = text.find("@")
    while at >= 0:
        start = at
        while start > 0 and at - start < 64 and text[start - 1] in _MAIL_PART:
            start -= 1
        host = _HOST.match(text, at + 1)
        if start < at and host:
            yield Found("mail", start, host.end())
        at = text.find("@", at + 1)
    yield from (Found("mail", found.start(), found.end()) for found in _BRACKETED_AT.finditer(text))
    for place, word in enumerate(words):
        if word.text in _known("at") or (word.text == "a" and text[word.start - 1 : word.end + 1] in {"(a)", "[a]"}):
            yield from _mail_in_words(text, words, place)


def _mail_in_words(text: str, words: list[Word], place: int) -> Iterator[Found]:
    """`name at domain dot com` around the word for the sign at `place`."""
    if place == 0 or place + 1 >= len(words) or words[place + 1].start - words[place].end > 4:
        return
    if words[place].text == "圈" and words[place + 1].text == "a":
        place += 1
    after = [word.text for word in words[place + 1 : place + 5]]
    named = bool(after) and after[0] in _known("providers")
    gap = text[words[place].end : words[place + 1].start] if place + 1 < len(words) else ""
    dotted = next(
        (
            i
            for i, word in enumerate(after)
            if word in _known("dot") and i + 1 < len(after) and after[i + 1] in _known("tld")
        ),
        -1,
    )
    plain_dot = (
        place + 2 < len(words)
        and text[words[place + 1].end : words[place + 2].start] == "."
        and after[1] in _known("tld")
    )
    bracketed = text[words[place].start - 1 : words[place].start] in {"(", "[", "{", "<"}
    if dotted > 0 or (plain_dot and (bracketed or named or gap != " ")) or named:
        count = dotted + 2 if dotted > 0 else 2 if plain_dot else 1
        last = min(len(words), place + 1 + count)
        yield Found("mail", words[place - 1].start, words[last - 1].end, sure=dotted > 0 or plain_dot or named)


def links(text: str, words: list[Word], own: frozenset[str]) -> Iterator[Found]:
    """Links and names of hosts; those of the market itself are yielded as `own`."""
    for found in _HOST.finditer(text):
        host = found.group().strip(".-")
        before = text[max(0, found.start() - 3) : found.start()]
        schemed = before == "://" or host.startswith("www.")
        if before.endswith("@") or not _is_host(text, found, host, schemed=schemed):
            continue
        end = found.end()
        while end < len(text) and end - found.start() < 200 and not text[end].isspace() and text[end].isascii():
            end += 1
        start = found.start()
        if before == "://":
            while (
                start > 0 and found.start() - start < 9 and not text[start - 1].isspace() and text[start - 1].isascii()
            ):
                start -= 1
        if any(host == mine or host.endswith("." + mine) for mine in own) or _is_carrier(host):
            yield Found("own", start, end)
        else:
            tail = host.rsplit(".", 1)[-1]
            yield Found(
                "link",
                start,
                end,
                sure=schemed or _is_sure(host, tail) or text[found.end() : found.end() + 1] == "/",
            )
    yield from (Found("link", found.start(), found.end()) for found in _SCHEME.finditer(text))
    yield from _spoken_hosts(text, words)


def _is_carrier(host: str) -> bool:
    """Whether a parcel is followed there; such links pass like the market's own."""
    parts = host.split(".")
    return any(".".join(parts[at:]) in _known("carriers") for at in range(len(parts) - 1))


def _is_sure(host: str, tail: str) -> bool:
    """Whether nothing but a host ends like this: `.com`, `.com.br`, `two-words.fr`."""
    tied = "-" in host.split(".", 1)[0].strip("-") and tail not in _known("everyday")
    return tied or tail in _known("sure") or (host.count(".") > 1 and host.rsplit(".", 2)[-2] in _SECOND)


def _is_host(text: str, found: re.Match[str], host: str, *, schemed: bool) -> bool:
    """Whether dotted letters name a host, and are not two sentences without a blank or a number."""
    tail = host.rsplit(".", 1)[-1]
    path = text[found.end() : found.end() + 1] == "/" and text[found.end() + 1 : found.end() + 2].isalnum()
    if schemed or host in _known("short"):
        return True
    if (tail not in _known("tld") and tail not in _known("countries")) or not any(
        sign.isalpha() for sign in host.rsplit(".", 1)[0]
    ):
        return False
    tied = "-" in host.split(".", 1)[0].strip("-") and tail not in _known("everyday")
    return tail not in _known("wordlike") or tied or path or host.count(".") > 1 or tail in _SHOPLIKE


def _spoken_hosts(text: str, words: list[Word]) -> Iterator[Found]:
    """`my-shop dot com` in the seven languages, and `www` with blanks."""
    for place, word in enumerate(words[:-1]):
        after = words[place + 1].text
        apart = text[word.end : words[place + 1].start]
        if (apart.strip() in _BRACKETED_DOTS and after in _known("tld")) or (
            apart == " . " and after in _known("sure")
        ):
            yield Found("link", word.start, words[place + 1].end)
        elif word.text in _known("dot") and place and after in _known("tld") and after not in _known("everyday"):
            gap = text[words[place - 1].end : word.start] + text[word.end : words[place + 1].start]
            if len(gap) <= 6 and "\n" not in gap and words[place - 1].text not in _known("at") | _ARTICLES:
                yield Found("link", words[place - 1].start, words[place + 1].end)
        elif word.text == "w" and _is_spelled_www(words, place):
            yield Found("link", word.start, words[min(place + 4, len(words) - 1)].end)
        elif word.text in _OPENERS and words[place + 1].start - word.end in range(1, 5) and _goes_on(words, place):
            yield Found("link", word.start, words[min(place + 2, len(words) - 1)].end)


def _goes_on(words: list[Word], place: int) -> bool:
    """Whether what follows an opening such as `www` soon ends like a host."""
    return any(
        word.text in _known("tld") and word.text not in _known("everyday") for word in words[place + 2 : place + 8]
    )


def _is_spelled_www(words: list[Word], place: int) -> bool:
    """Whether three letters w with a stop or a blank between begin at `place`."""
    letters = words[place : place + 3]
    return [word.text for word in letters] == ["w", "w", "w"] and letters[2].end - letters[0].start <= 7


_ARTICLES = frozenset({"no", "o", "um", "el", "un", "le", "the", "a", "este", "ce", "this"})  # *no ponto com o código*
_SECOND = {"com", "net", "org", "co", "ind", "gob", "gov", "edu", "ltd", "ac"}  # before the name of a country
_OPENERS = {"www", "hxxp", "hxxps"}
_BRACKETED_DOTS = {"(.)", "[.]", "{.}", "<.>"}
# Words, but seldom after a stop without a blank.
_SHOPLIKE = {"shop", "store", "online", "site", "club", "app", "io", "top"}
_HANDLE = re.compile(r"(?<![\w.])@ ?([a-z][a-z0-9_.]{3,31})")
_MADE_UP = re.compile(r"(?<![\w@./-])[a-z][a-z0-9]{1,20}(?:[_.][a-z0-9]{2,20}){1,4}(?![\w@/])")
_SCHEME = re.compile(
    r"(?<![a-z])(?:viber|tg|whatsapp|weixin|wechat|line|skype|tel|sms|alipays?|upi|intent)://[^\s]{1,100}"
)
_SETTING_OFF = {":", "=", "@", ":@", "：", "->", ">", "→", "«", "“", '"', "—", "–", "=>"}
_LONG_NAME = 10  # letters of a word that may be a made-up name: `my telegram is oldtownlamps`
_NAME = re.compile(r"[a-z][a-z0-9_.\-]{3,31}")
_BETWEEN = re.compile(r"[ :=\-–>】)\]號号是id]{1,6}|\s?[:=]\s?@?")


def handles(text: str, words: list[Word], hits: list[Hit]) -> Iterator[Found]:
    """Names under which people are found: `@name`, and what stands after the name of a messenger."""
    for found in _HANDLE.finditer(text):
        name = found.group(1).rstrip(".")
        yield Found(
            "handle", found.start(), found.end(), sure=not {"_", "."}.isdisjoint(name) or any(map(str.isdigit, name))
        )
    for found in _MADE_UP.finditer(text):
        if "_" in found.group() or found.group().count(".") > 1:
            yield Found("handle", found.start(), found.end(), sure=False)
    for hit in hits:
        if hit.concept != "messenger" or hit.last >= len(words):
            continue
        place = hit.last
        while place < len(words) - 1 and place - hit.last < 3 and words[place].text in _known("naming"):
            place += 1
        name = _NAME.match(text, words[place].start)
        gap = text[words[place - 1].end : words[place].start]
        if name and len(gap) <= 3 and "\n" not in gap and _is_handle(name.group(), gap):
            made = "_" in name.group() or (any(map(str.isdigit, name.group())) and not _is_letter(words, hit, gap))
            yield Found("handle", words[hit.first].start, name.end(), sure=made or "@" in gap)
        elif name and gap == " " and place > hit.last and len(name.group()) >= _LONG_NAME:
            yield Found("handle", words[hit.first].start, name.end(), sure=False)


def _is_letter(words: list[Word], hit: Hit, gap: str) -> bool:
    """Whether a messenger is named by a letter that is also a word: *in4ove* after *v* is Bulgarian."""
    return gap == " " and hit.last == hit.first + 1 and len(words[hit.first].text) == 1


def _is_handle(name: str, gap: str) -> bool:
    """Whether a name is made up: letters with digits or underscores, or set off by a colon."""
    name = name.strip("-.")
    made = any(map(str.isdigit, name)) or "_" in name
    return made or (gap.strip() in _SETTING_OFF and len(name) > 3)
