"""A lifecycle refuses to be wrong."""

from __future__ import annotations

from enum import StrEnum

import pytest

from kontor.kernel.lifecycle import Actor, Lifecycle, MoveRefused, move


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


GOOD = [
    move("shut", ["open"], "shut", Actor.BUYER | Actor.SELLER, "DoorShut"),
    move("lock", ["shut"], "locked", Actor.SELLER),
]


def _door(moves: list[object] | None = None, final: tuple[str, ...] = ("locked",)) -> Lifecycle:
    return Lifecycle(states=Door, start="open", final=final, moves=moves or GOOD)  # type: ignore[arg-type]


def test_moves_are_allowed_by_state_and_actor() -> None:
    door = _door()
    assert door.possible("open", Actor.BUYER) == ["shut"]
    assert door.possible("shut", Actor.BUYER) == []
    assert door.check("lock", "shut", Actor.SELLER).target == "locked"
    with pytest.raises(MoveRefused):
        door.check("lock", "open", Actor.SELLER)
    with pytest.raises(MoveRefused):
        door.check("lock", "shut", Actor.BUYER)


@pytest.mark.parametrize(
    ("_case", "moves", "final", "message"),
    [
        ("unreachable", GOOD[:1], ("shut",), "unreachable"),
        ("dead end", GOOD, (), "dead ends"),
        ("final is left", [*GOOD, move("open", ["locked"], "open", Actor.SELLER)], ("locked",), "final"),
        ("same name", [*GOOD, GOOD[0]], ("locked",), "one name"),
        ("unknown state", [*GOOD, move("burn", ["open"], "ashes", Actor.SYSTEM)], ("locked",), "unknown state"),
    ],
)
def test_a_wrong_table_is_refused_at_start(
    _case: str, moves: list[object], final: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        _door(moves, final)
