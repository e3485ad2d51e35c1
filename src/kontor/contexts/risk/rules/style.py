"""The hand of whoever fills in a form: a few figures that stay the same from one form to the next."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from math import log

from kontor.contexts.risk.rules.attempt import Behaviour, Field, Mode

NO_SCRIPT, NO_HAND = 0, 1  # packed: nothing was told; something, but too little for a rhythm
_FEWEST_KEYS = 14  # with fewer typed keys a rhythm says nothing
_FEWEST_PASTED = _FEW = 3
_EVENEST = 0.12  # spread of times below which no fingers type
_LOG_STEP, _SPREAD_STEP = 0.05, 0.02
_LIKE_GAP, _LIKE_SPREAD, _LIKE_PAUSE = 4, 7, 8  # steps: 22 per cent, 0.14, 49 per cent


@dataclass(frozen=True, slots=True)
class Hand:
    """Times per key, not per field: lengths of names and addresses do not enter.

    Attributes:
        shape: digest of the order of the fields and the way in which each was filled.
        gap, pause: steps of 5 per cent of the time between keys, and of the time in a field without typing.
        spread: unevenness of the keys in steps of 0.02.
    """

    shape: int
    gap: int
    spread: int
    pause: int

    def packed(self) -> int:
        """As one number of 40 bits, never one of the two special ones."""
        return (self.shape << 24 | self.gap << 16 | self.spread << 8 | self.pause) + 2


def hand_of(behaviour: Behaviour | None) -> int:
    """The packed hand."""
    if behaviour is None:
        return NO_SCRIPT
    typed = [field for field in behaviour.fields if field.mode is Mode.TYPED and field.keys >= _FEW and field.gap > 0]
    pasted = [field for field in behaviour.fields if field.mode is Mode.PASTED]
    keys = sum(field.keys for field in typed)
    if keys < _FEWEST_KEYS and len(pasted) < _FEWEST_PASTED:
        return NO_HAND
    written = [field for field in behaviour.fields if field.mode not in {Mode.CHOSEN, Mode.UNTOUCHED}]
    order = ",".join(f"{field.name}={field.mode}" for field in written)  # the country is mostly chosen already
    touched = [*typed, *pasted]
    idle = sum(max(field.seconds - field.keys * field.gap / 1000, 0.0) for field in touched) / len(touched)
    return Hand(
        shape=zlib.crc32(order.encode()) & 0xFFFF,
        gap=_log_steps(_mean(typed, "gap", keys)) if keys >= _FEWEST_KEYS else 0,
        spread=min(int(_mean(typed, "spread", keys) / _SPREAD_STEP), 255) if keys >= _FEWEST_KEYS else 0,
        pause=_log_steps(idle * 1000),
    ).packed()


def alike(one: int, other: int, *, closely: bool = False) -> bool:
    """Whether two packed hands may be one. Two forms without script are alike; without a rhythm nothing is known.

    Args:
        closely: half the tolerance, for where nothing else than a common model or nothing at all is shared.
    """
    if one <= NO_HAND or other <= NO_HAND:
        return one == other == NO_SCRIPT
    one, other, part = one - 2, other - 2, 2 if closely else 1
    return (
        one >> 24 == other >> 24
        and abs((one >> 16 & 255) - (other >> 16 & 255)) <= _LIKE_GAP // part
        and abs((one >> 8 & 255) - (other >> 8 & 255)) <= _LIKE_SPREAD // part
        and abs((one & 255) - (other & 255)) <= _LIKE_PAUSE // part
    )


def coarse(packed: int, behaviour: Behaviour | None) -> str:
    """A word that forms of one hand mostly share, for finding them at other addresses; "" without a rhythm."""
    if packed <= NO_HAND or behaviour is None:
        return ""
    packed -= 2
    habits = f"{min(behaviour.pages, 3)}.{min(behaviour.leaves, 3)}"
    return f"{packed >> 24}.{(packed >> 16 & 255) // 8}.{(packed >> 8 & 255) // 14}.{habits}"


def pasted_throughout(behaviour: Behaviour) -> bool:
    """Whether name, address and password all came from the clipboard: out of a list."""
    pasted = {field.name for field in behaviour.fields if field.mode is Mode.PASTED}
    return {"address", "password"} <= pasted and bool(pasted & {"given_name", "family_name"})


def inhuman(behaviour: Behaviour, *, fastest_gap: int) -> bool:
    """Whether the keys came more evenly than fingers can, or faster than `fastest_gap` milliseconds a key."""
    typed = [field for field in behaviour.fields if field.mode is Mode.TYPED and field.keys >= _FEW]
    keys = sum(field.keys for field in typed)
    return keys >= _FEWEST_KEYS and (_mean(typed, "spread", keys) < _EVENEST or _mean(typed, "gap", keys) < fastest_gap)


def _mean(fields: list[Field], name: str, keys: int) -> float:
    return float(sum(getattr(field, name) * field.keys for field in fields)) / max(keys, 1)


def _log_steps(milliseconds: float) -> int:
    return min(max(int(log(max(milliseconds, 1.0)) / _LOG_STEP), 0), 255)
