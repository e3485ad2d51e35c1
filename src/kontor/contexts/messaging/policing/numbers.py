"""Telephone and card numbers among the many harmless numbers of trade (MSG-09)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kontor.contexts.messaging.policing.found import Found
from kontor.contexts.messaging.policing.lexicon import Hit
from kontor.contexts.messaging.policing.plain import data, fold
from kontor.contexts.messaging.policing.words import Word, is_han

_HARMLESS = re.compile(
    r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|[0-3]?\d[-./][0-3]?\d[-./](?:20)?\d\d"  # dates, and what looks so
    r"|(?<!\d\d )\d\d[-./]\d\d[-./]\d\d)(?![-./]?\d)|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)"  # times
    r"|(?<!\d)(?:1[5-9]|20)\d\d ?[-–] ?(?:1[5-9]|20)\d\d(?![\d-])"  # years
    r"|(?<![\d.,])\d{1,3}(?:[.,]\d{3}){0,3}[.,]\d{1,2}(?![\d.,]*\d)"  # amounts
    r"|(?<!\d)\d{1,4}(?:[.,]\d{1,2})?\s?[x*×х]\s?\d{1,4}(?:[.,]\d{1,2})?(?:\s?[x*×х]\s?\d{1,4})?(?!\d)"  # measures
    r"|[$€₽¥£]\s?\d{1,7}(?:[.,]\d{1,2})?(?!\d)"
    r"|(?<![\d.])-?\d{1,2}\.\d{3,7}, ?-?\d{1,3}\.\d{3,7}(?![\d.])"  # places on a map
)
_WRITTEN = re.compile(  # as only telephone numbers are: 01.23.45.67.89, 0498/22.70.14
    r"(?<![\d.,])0\d(?:([./-])\d\d)(?:\1\d\d){3}(?![\d.,]?\d)|(?<![\d.,])0\d{2,3}/\d\d([. ])\d\d\2\d\d(?![\d.,]?\d)"
)
_GAP = re.compile(r"[^\n]{0,5}\n?[^\n]{0,2}")
_LOOK = str.maketrans("oliszbgq", "01152899")
_PREFIXED = re.compile(r"[a-z]{2,3}\d+$")  # numbers of taxes and goods: BG123456789
_LOOKS = frozenset("oliszbgq0123456789")
_NATIONAL = re.compile(
    r"(?:86)?1[3-9]\d{9}|[78][79]\d{9}|(?:33|0)[67]\d{8}|(?:34)?[67]\d{8}|(?:55)?[1-9]\d9\d{8}|(?:359|0)8[789]\d{7}"
    r"|(?:44|0)7\d{9}|359\d{8,9}|86\d{11}|55\d{10,11}|(?:0)[1-59]\d{8}"
)
_LETTERED = re.compile(r"[-_/]\d*[a-z]\d*(?![a-z])")  # a letter tied to a number by a stroke: `15314470826-03b`
_WEAK = {"number", "numbers", "numero", "номер", "номера", "номерът", "号", "码", "id"}
_FEWEST, _MOST = 7, 15


@dataclass(frozen=True, slots=True)
class Run:
    """Digits that stand together: which words, all the digits, how many pieces, how many of them in letters."""

    first: int
    last: int
    digits: str
    pieces: tuple[str, ...]
    spelled: int
    gaps: tuple[str, ...]


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str]]:
    """Digits in words, Chinese digits, words that may stand between digits, units."""
    read = data("numbers.json")
    from_words = {fold_key(word): digit for word, digit in read["digits"].items()}
    return from_words, read["han"], frozenset(read["links"]), frozenset(fold_key(unit) for unit in read["units"])


def fold_key(word: str) -> str:
    """A word of the data as it stands in plain texts."""
    return fold(word).text


def digits_of(word: str) -> tuple[str, bool]:
    """The digits that a word stands for, and whether it is written in letters."""
    from_words, han, _, _ = _known()
    if word.isdigit():
        return word, False
    if word in from_words:
        return from_words[word], True
    if word in han:
        return han[word], True
    if (
        len(word) > 4
        and set(word) <= _LOOKS
        and sum(map(str.isdigit, word)) * 2 > len(word)
        and not _PREFIXED.match(word)
    ):
        return word.translate(_LOOK), False
    return "", False


def runs_of(text: str, words: list[Word]) -> list[Run]:
    """All runs of digits; what is a date, an amount, a measure or has a unit is in none."""
    masked = {place for found in _HARMLESS.finditer(text) for place in range(found.start(), found.end())}
    units = _known()[3]
    runs: list[Run] = []
    open_run: list[tuple[int, str, bool]] = []

    def close() -> None:
        if open_run:
            runs.append(_run(text, words, open_run))
            open_run.clear()

    for place, word in enumerate(words):
        digits, in_letters = digits_of(word.text)
        after = words[place + 1].text if place + 1 < len(words) and words[place + 1].start - word.end < 2 else ""
        if not digits and not (in_letters and open_run):
            if not (word.text in _known()[2] and open_run and _goes_on(words, place)):
                close()
            continue
        if word.start in masked or (after in units and not is_han(word.text) and len(digits) < 6):
            close()
            continue
        if (
            open_run
            and not _GAP.fullmatch(text[words[open_run[-1][0]].end : word.start])
            and not _linked(words, open_run[-1][0], place)
        ):
            close()
        open_run.append((place, digits, in_letters))
    close()
    return runs


def _goes_on(words: list[Word], place: int) -> bool:
    """Whether digits follow soon after a linking word."""
    return any(digits_of(word.text)[0] for word in words[place + 1 : place + 4])


def _linked(words: list[Word], before: int, place: int) -> bool:
    return all(words[between].text in _known()[2] for between in range(before + 1, place))


def _run(text: str, words: list[Word], parts: list[tuple[int, str, bool]]) -> Run:
    gaps = tuple(text[words[a[0]].end : words[b[0]].start] for a, b in pairwise(parts))
    return Run(
        parts[0][0], parts[-1][0] + 1, "".join(part[1] for part in parts), tuple(part[1] for part in parts),
        sum(part[2] for part in parts), gaps,
    )  # fmt: skip


def numbers(text: str, words: list[Word], hits: list[Hit]) -> list[Found]:
    """Telephone numbers (sure or not), cards, and the numbers that are none of these."""
    found = []
    about = _about(text, words, hits)
    spoken_of = {hit.concept for hit in hits}
    shown = bool(spoken_of & _SHOWN) and "messenger" not in spoken_of
    for run in runs_of(text, words):
        start, end = words[run.first].start, words[run.last - 1].end
        kind, sure = _judged(text, words, run, about)
        if kind == "phone" and start > 0 and text[start - 1] == "+":
            start -= 1
        found.append(Found(kind, start, end, sure and not (shown and kind == "phone")))
    if not shown and "numbered" not in spoken_of:
        found += [Found("phone", one.start(), one.end()) for one in _WRITTEN.finditer(text)]
    return found + _scattered(text, words, hits)


def _about(text: str, words: list[Word], hits: list[Hit]) -> Callable[[Run], str]:
    """A function that says what the words around a run speak of: `phone`, `weak` (only *number*), `bank` …"""
    marked: dict[int, set[str]] = {}
    for hit in hits:
        if hit.concept in _SPOKEN_OF:
            for place in range(hit.first, hit.last):
                marked.setdefault(place, set()).add(hit.concept)

    def subject(place: int, *, strict: bool) -> str:
        kinds = marked.get(place, set())
        if "numbered" in kinds:
            return "numbered"
        if kinds & _PHONES and not (strict and words[place].text in _WEAK):
            return "phone"
        return "bank" if kinds & _MONEY else ""

    def around(run: Run) -> str:
        reach = _HAN_REACH if run.first and is_han(words[run.first - 1].text) else _REACH
        before = range(run.first - 1, max(_opening(text, words, run.first), run.first - reach) - 1, -1)
        after = range(run.last, min(len(words), run.last + 6))
        said = [subject(place, strict=True) for place in before]
        said += [found for place in after if (found := subject(place, strict=True)) == "phone"]
        beside = {kind for place in before for kind in marked.get(place, ())}
        if any(subject(place, strict=False) == "phone" for place in (*before, *after)):
            beside.add("weak")
        return next(
            (found for found in said if found),
            next((kind for kind in ("parcel", "weak", "reach") if kind in beside), ""),
        )

    return around


def _opening(text: str, words: list[Word], place: int) -> int:
    """The first word of the sentence that the word `place` is in, looked for nearby."""
    for before in range(place - 1, max(-1, place - _HAN_REACH), -1):
        stop = _STOP.search(text, words[before].end, words[before + 1].start)
        if stop and not (stop.group() == "." and len(words[before].text) <= _ABBREVIATED):
            return before + 1
    return max(0, place - _HAN_REACH)


_ABBREVIATED = 4  # letters of *no.*, *кат.*, *réf.*
_STOP = re.compile(r"[!?\n]|\.(?=\s)")
_PHONES, _MONEY = {"phone", "messenger"}, {"bank", "tool"}
_SHOWN = {"print", "onlabel"}  # a number may be there for a tag or for whoever brings the parcel: its sense decides
_SPOKEN_OF = {"numbered", "parcel", "reach", *_PHONES, *_MONEY}
_REACH, _HAN_REACH = 6, 14  # words before a number that speak of it


def _judged(text: str, words: list[Word], run: Run, about: Callable[[Run], str]) -> tuple[str, bool]:
    size = len(run.digits)
    around = about(run)
    tied = _is_code(text, words[run.first].start) or _LETTERED.match(text, words[run.last - 1].end)
    if around == "numbered" or tied or (size < 5 and run.spelled < 6):
        return "number", True
    plus = _MOST >= size >= 8 and text[: words[run.first].start].rstrip(" (")[-1:] == "+"
    if plus or (run.spelled >= 6 and size >= _FEWEST and around != "parcel"):
        return "phone", True
    if 16 <= size <= 19 and _is_card(run, around):
        return "bank", True
    if size > _MOST or not (
        (around == "phone" and _adjacent(words, run, text)) or (size >= _FEWEST and not _is_list(run))
    ):
        return "number", True
    if around == "phone" or run.spelled >= 5 or (run.spelled >= 3 and size >= 9):
        return "phone", True
    kind, sure = _bare(words, run, around)
    return ("phone", sure and kind == "phone") if around == "weak" else (kind, sure)


def _is_card(run: Run, around: str) -> bool:
    """Whether a number of that length is a card: by its check digit, or by the bank that it stands beside."""
    right = luhn(run.digits)
    return (right and run.digits.startswith("62")) or (around == "bank" and (right or len(run.pieces) > 3))


def _is_code(text: str, start: int) -> bool:
    """Whether letters stand before a number, tied by a stroke: `AB-163323530`."""
    return start > 1 and text[start - 1] in "-_/" and text[start - 2].isalpha() and text[start - 2].isascii()


def _bare(words: list[Word], run: Run, around: str) -> tuple[str, bool]:
    """A number that no word explains: its shape decides."""
    grouped = len(run.pieces) > 1
    if _NATIONAL.fullmatch(run.digits):
        alone = len(words) - (run.last - run.first) <= 3
        return "phone", (
            grouped or alone or len(run.digits) == 11 or run.digits[0] == "0" or around == "reach"
        ) and around != "parcel"
    if grouped and len(run.digits) >= 9 and all(len(piece) <= 4 for piece in run.pieces):
        shape = tuple(map(len, run.pieces))
        usual = shape in {(3, 3, 4), (1, 3, 3, 4)} or (shape == (4, 4, 4) and run.digits[0] == "0")
        usual = usual or (shape in _STROKED and run.gaps[-2:] == ("-", "-"))
        return "phone", (usual or around == "reach") and around != "parcel"
    if grouped and tuple(map(len, run.pieces)) in _UNSURE_SHAPES:
        return "phone", False
    if run.digits.startswith("00") and len(run.digits) > 10:
        return "phone", True
    return "number", len(run.digits) not in {9, 10, 11}


_STROKED = {(3, 3, 2, 2), (4, 2, 2, 2), (1, 3, 3, 2, 2), (1, 4, 2, 2, 2)}  # of a town: 3812 55-50-19
_UNSURE_SHAPES = {
    (2, 2, 2, 2), (4, 4), (4, 7), (4, 3, 4), (1, 2, 2, 2, 2), (3, 4), (2, 7), (3, 7), (3, 3, 2), (2, 3, 3),
}  # fmt: skip


def _adjacent(words: list[Word], run: Run, text: str) -> bool:
    """Whether nothing but a few signs stands between a name of a messenger or phone and the number."""
    return (
        run.first > 0
        and words[run.first].start - words[run.first - 1].end <= 4
        and "\n" not in text[words[run.first - 1].end : words[run.first].start]
        and (len(run.digits) >= _FEWEST or ":" in text[words[run.first - 1].end : words[run.first].start])
    )


def _rises(pieces: tuple[str, ...]) -> bool:
    """Whether each number is greater than the one before it: `30 60 90 180`."""
    return all(len(b) < 4 and int(a) < int(b) for a, b in pairwise(pieces))


def _is_list(run: Run) -> bool:
    """Small numbers counted up with commas: sizes, quantities."""
    if len(run.pieces) > 3 and not run.spelled and _rises(run.pieces):
        return True
    listed = [gap for gap in run.gaps if "," in gap or "、" in gap or ";" in gap or "/" in gap]
    return len(listed) >= 2 and len(listed) * 2 >= len(run.gaps) and run.spelled < 5


def _scattered(text: str, words: list[Word], hits: list[Hit]) -> list[Found]:
    """A number whose pieces stand in different places of the message: only where a phone is spoken of."""
    speaks = {hit.concept for hit in hits}
    if not speaks & {"phone", "messenger"} or speaks & {"numbered"} or len(words) > 120:
        return []
    runs = [run for run in runs_of(text, words) if len(run.digits) >= 2]
    if len(runs) < 2 or not 9 <= sum(len(run.digits) for run in runs) <= _MOST:
        return []
    if any(b.first - a.last > 6 for a, b in pairwise(runs)):
        return []
    return [Found("phone", words[runs[0].first].start, words[runs[-1].last - 1].end, sure=False)]


def luhn(digits: str) -> bool:
    """Whether the last digit fits the others (ISO/IEC 7812)."""
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    rest = sum(int(digit) for digit in digits[-1::-2])
    return (rest + sum(value - 9 if value > 9 else value for value in doubled)) % 10 == 0
