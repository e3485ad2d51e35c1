"""Reading what the page's script reports. It comes from outside: anything may stand there."""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass
from typing import Any

from kontor.contexts.risk.rules.attempt import Behaviour, Field, Mode

LONGEST = 6000  # characters; ours has some 900
_MOST_FIELDS = 12
_NAMES = frozenset(
    ("address", "given_name", "family_name", "country", "password", "password_again", "captcha", "accept_name", "next")
)
_MODES = {"t": Mode.TYPED, "p": Mode.PASTED, "f": Mode.FILLED, "c": Mode.CHOSEN, "u": Mode.UNTOUCHED}
_PRINT = re.compile(r"[0-9a-f]{16,64}")
_KEYS_OF_A_COPY = 8  # with fewer keys two forms may agree by chance


@dataclass(frozen=True, slots=True)
class Signals:
    """What could be read; `unreadable` says that something else than our script's report came."""

    behaviour: Behaviour | None = None
    fingerprint: str = ""
    hardware: str = ""
    copied: str = ""
    unreadable: bool = False


NONE = Signals()
_STRANGE = Signals(unreadable=True)


def read(text: str) -> Signals:
    """The report in the hidden field; "" is a browser without script, and no offence."""
    if not text:
        return NONE
    if len(text) > LONGEST:
        return _STRANGE
    try:
        told = json.loads(text, parse_constant=_no_number)
        return _signals(told)
    except (ValueError, TypeError, KeyError, LookupError, RecursionError, OverflowError):
        return _STRANGE


def _signals(told: Any) -> Signals:
    if not isinstance(told, dict) or told["v"] != 1 or not isinstance(told["f"], list):
        return _STRANGE
    fields = tuple(_field(part) for part in told["f"][:_MOST_FIELDS])
    if len({field.name for field in fields}) < len(fields) or len(told["f"]) > _MOST_FIELDS:
        return _STRANGE
    behaviour = Behaviour(
        fields=fields,
        seconds=_number(told["t"], 86_400_000) / 1000,
        moves=int(_number(told["m"], 2000)),
        leaves=int(_number(told["l"], 1000)),
        pages=int(_number(told["p"], 1000)),
        scripted=told["s"] == 1,
    )
    device = told.get("d") or {}
    return Signals(
        behaviour=behaviour,
        fingerprint=_print(device.get("f", "")),
        hardware=_print(device.get("h", "")),
        copied=_copied(told, fields),
    )


def _field(part: Any) -> Field:
    name, mode, seconds, keys, fixes, gap, spread = part
    if name not in _NAMES:
        raise ValueError
    return Field(
        name=name,
        mode=_MODES[mode],
        seconds=_number(seconds, 86_400_000) / 1000,
        keys=int(_number(keys, 200)),
        fixes=int(_number(fixes, 200)),
        gap=_number(gap, 2000),
        spread=_number(spread, 100_000) / 1000,
    )


def _number(value: Any, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError
    if not 0 <= value <= most:
        raise ValueError
    return float(value)


def _print(text: Any) -> str:
    return text if isinstance(text, str) and _PRINT.fullmatch(text) else ""


def _copied(told: dict[str, Any], fields: tuple[Field, ...]) -> str:
    """Digest of the events themselves, whatever stands around them."""
    if sum(field.keys for field in fields) < _KEYS_OF_A_COPY:
        return ""
    return hashlib.blake2b(json.dumps([told["t"], told["f"]]).encode(), digest_size=12).hexdigest()


def _no_number(name: str) -> float:
    raise ValueError(name)
