"""JSON whose objects know the line on which they begin, so that a fault can be found in the file. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from json import scanner
from typing import Any

from kontor.contexts.catalogue.errors import CategoryFileWrong


class Placed(dict[str, Any]):
    """An object of the file."""

    line = 0


class _Decoder(json.JSONDecoder):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._ends = [place for place, sign in enumerate(text) if sign == "\n"]
        self.parse_object = self._object
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]  # the one written in Python asks us

    def _object(self, begin: tuple[str, int], strict: bool, scan: Any, hook: Any, pairs_hook: Any, memo: Any) -> Any:
        del hook, pairs_hook
        line = bisect_right(self._ends, begin[1] - 1) + 1
        pairs, end = json.decoder.JSONObject(begin, strict, scan, None, list, memo)  # type: ignore[attr-defined]
        made = Placed()
        made.line = line
        for key, value in pairs:
            if key in made:
                raise CategoryFileWrong(line=line, place=key, why="this stands here twice.")
            made[key] = value
        return made, end


def parse(text: str) -> Placed:
    """The file's one object.

    Raises:
        CategoryFileWrong: it is no JSON, or something other than an object; says the line.
    """
    try:
        found = _Decoder(text).decode(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        why = f"this is no JSON ({error.msg})."
        raise CategoryFileWrong(line=error.lineno, place=f"column {error.colno}", why=why) from None
    except RecursionError:
        raise CategoryFileWrong(line=1, place="categories", why="they are nested too deeply.") from None
    if not isinstance(found, Placed):
        raise CategoryFileWrong(line=1, place="the file", why="it must begin with {.")
    return found


def within(value: object) -> Iterator[Placed]:
    """The objects of a list, in order; other values are passed over."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Placed))
