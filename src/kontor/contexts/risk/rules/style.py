"""The hand of whoever fills in a form: a few figures that stay the same from one form to the next."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from math import log

from kontor.contexts.risk.rules.attempt import Behaviour, Field, Mode

NO_SCRIPT, NO_HAND = 0, 1  # packed: nothing was told; something, but too little for a rhythm
_FEWEST_KEYS = 14  # with fewer typed keys a rhythm says nothing
_FEWEST_PASTED = _FEW = 3
_EVENEST = 0.12  # spread of times below which no fingers type
LOG_STEP, SPREAD_STEP = 0.05, 0.02
_LIKE_GAP, _LIKE_SPREAD, _LIKE_PAUSE = 4, 7, 8  # steps: 22 per cent, 0.14, 49 per cent
_GAP_CELL, _SPREAD_CELL = 10, 16  # steps; a hand is looked for in the nearer half of the next cell, too
_SECOND = 1 << 60  # marks this way of packing; traces of an earlier one are alike to none
BITS = (("shape", 16), ("gap", 8), ("spread", 7), ("pause", 8), ("slack", 8), ("moves", 6), ("fixes", 2), ("pages", 2),
        ("leaves", 2))  # fmt: skip
_FIXED = 0.03, 0.08  # shares of keys that delete


@dataclass(frozen=True, slots=True)
class Hand:
    """Times per key, not per field: lengths of names and addresses do not enter.

    Attributes:
        shape: digest of the order of the fields and the way in which each was filled.
        gap, pause, slack: steps of 5 per cent of the time between keys, of the time in a field without typing, and
            of the time outside all fields.
        spread: unevenness of the keys in steps of 0.02.
        moves: movements of the pointer a second, in steps of 10 per cent; 0 when there were none.
        fixes: how much was corrected: nothing, little, some, much.
        pages, leaves: pages looked at before, and times away; 3 stands for more as well.
    """

    shape: int
    gap: int
    spread: int
    pause: int
    slack: int = 0
    moves: int = 0
    fixes: int = 0
    pages: int = 0
    leaves: int = 0

    def packed(self) -> int:
        """As one number of 61 bits, never one of the two special ones."""
        number = 0
        for name, bits in BITS:
            number = number << bits | min(getattr(self, name), (1 << bits) - 1)
        return number | _SECOND


@lru_cache(maxsize=4096)
def unpacked(packed: int) -> Hand | None:
    """The hand; None for the two special numbers and for hands of an earlier way of packing."""
    if not packed & _SECOND:
        return None
    parts: list[int] = []
    for _, bits in reversed(BITS):
        parts.append(packed & (1 << bits) - 1)
        packed >>= bits
    return Hand(*reversed(parts))


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
    outside = behaviour.seconds - sum(field.seconds for field in behaviour.fields)
    rhythm = keys >= _FEWEST_KEYS
    return Hand(
        shape=zlib.crc32(order.encode()) & 0xFFFF,
        gap=_log_steps(_mean(typed, "gap", keys)) if rhythm else 0,
        spread=int(_mean(typed, "spread", keys) / SPREAD_STEP) if rhythm else 0,
        pause=_log_steps(idle * 1000),
        slack=_log_steps(outside * 1000),
        moves=_log_steps(behaviour.moves / max(behaviour.seconds, 1.0) * 100) // 2,
        fixes=_corrected(typed, keys) if rhythm else 0,
        pages=behaviour.pages,
        leaves=behaviour.leaves,
    ).packed()


def alike(one: int, other: int, *, closely: bool = False) -> bool:
    """Whether two packed hands may be one. Two forms without script are alike; without a rhythm nothing is known.

    Args:
        closely: half the tolerance, for where nothing else than a common model or nothing at all is shared.
    """
    mine, theirs, part = unpacked(one), unpacked(other), 2 if closely else 1
    if mine is None or theirs is None:
        return one == other == NO_SCRIPT
    return (
        mine.shape == theirs.shape
        and abs(mine.gap - theirs.gap) <= _LIKE_GAP // part
        and abs(mine.spread - theirs.spread) <= _LIKE_SPREAD // part
        and abs(mine.pause - theirs.pause) <= _LIKE_PAUSE // part
    )


def cells_of(packed: int) -> tuple[str, ...]:
    """Words that forms of one hand mostly share, for finding them at other addresses; none without a rhythm.

    The first is its own; the others are of the cells next to it, on whose side it lies.
    """
    hand = unpacked(packed)
    if hand is None:
        return ()
    gaps, spreads = _sides(hand.gap, _GAP_CELL), _sides(hand.spread, _SPREAD_CELL)
    return tuple(f"{hand.shape}.{gap}.{spread}" for gap in gaps for spread in spreads)


def _sides(value: int, cell: int) -> tuple[int, int]:
    own = value // cell
    return own, own + (1 if value % cell * 2 >= cell else -1)


def pasted_throughout(behaviour: Behaviour) -> bool:
    """Whether name, address and password all came from the clipboard: out of a list."""
    pasted = {field.name for field in behaviour.fields if field.mode is Mode.PASTED}
    return {"address", "password"} <= pasted and bool(pasted & {"given_name", "family_name"})


def inhuman(behaviour: Behaviour, *, fastest_gap: int) -> bool:
    """Whether the keys came more evenly than fingers can, or faster than `fastest_gap` milliseconds a key."""
    typed = [field for field in behaviour.fields if field.mode is Mode.TYPED and field.keys >= _FEW]
    keys = sum(field.keys for field in typed)
    return keys >= _FEWEST_KEYS and (_mean(typed, "spread", keys) < _EVENEST or _mean(typed, "gap", keys) < fastest_gap)


def _corrected(typed: list[Field], keys: int) -> int:
    share = sum(field.fixes for field in typed) / keys
    return 0 if share == 0 else 1 + sum(share > limit for limit in _FIXED)


def _mean(fields: list[Field], name: str, keys: int) -> float:
    return float(sum(getattr(field, name) * field.keys for field in fields)) / max(keys, 1)


def _log_steps(milliseconds: float) -> int:
    return min(max(int(log(max(milliseconds, 1.0)) / LOG_STEP), 0), 255)
