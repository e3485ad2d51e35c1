"""A lifecycle is a table: states, and the moves between them (TRD-07).

Code, pages and API read the same table. It is validated when it is made: every state reachable, every
end declared, no move twice. There is no way round it: a repair is a move too, with actor and reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Flag, StrEnum, auto

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class Actor(Flag):
    """Who makes a move. Combine with `|` where several may."""

    BUYER = auto()
    SELLER = auto()
    OPERATOR = auto()
    SYSTEM = auto()


class MoveRefused(Refusal):
    code = "ERR_MOVE_NOT_ALLOWED"
    kind = Kind.CONFLICT
    sentence = _("This is not possible now: the state is “%(state)s”. Reload the page to see what can be done.")


@dataclass(frozen=True, slots=True)
class Move:
    """One arrow: `name` is the verb, `sources` → `target`, made by one of `by`; `event` is its fact.

    `guard` is a sentence that names what must hold beside the state; the service checks it.
    """

    name: str
    sources: frozenset[str]
    target: str
    by: Actor
    event: str = ""
    guard: str = ""


def move(name: str, sources: Sequence[str], target: str, by: Actor, event: str = "", guard: str = "") -> Move:
    """Shorthand for a `Move` in a table."""
    return Move(name, frozenset(sources), target, by, event, guard)


class Lifecycle:
    """The law of one kind of thing.

    Args:
        states: enumeration of all states.
        start: where it begins.
        final: states that no move leaves.
        moves: the arrows.

    Raises:
        ValueError: for an unreachable state, a dead end that is not final, a final state that is left,
            or two moves of one name.
    """

    def __init__(self, *, states: type[StrEnum], start: str, final: Sequence[str], moves: Sequence[Move]) -> None:
        self.states = states
        self.start = start
        self.final = frozenset(final)
        self.moves = {arrow.name: arrow for arrow in moves}
        self._check(moves)

    def _check(self, moves: Sequence[Move]) -> None:
        if len(self.moves) != len(moves):
            raise ValueError("two moves have one name")
        known = {str(state) for state in self.states}
        for arrow in moves:
            if not arrow.sources <= known or arrow.target not in known:
                raise ValueError(f"move {arrow.name} names an unknown state")
            if arrow.sources & self.final:
                raise ValueError(f"move {arrow.name} leaves a final state")
        reached, grew = {self.start}, True
        while grew:
            more = {arrow.target for arrow in moves if arrow.sources & reached} - reached
            reached |= more
            grew = bool(more)
        if known - reached:
            raise ValueError(f"unreachable: {sorted(known - reached)}")
        left = {state for arrow in moves for state in arrow.sources}
        if dead := known - left - self.final:
            raise ValueError(f"dead ends not declared final: {sorted(dead)}")

    def possible(self, state: str, actor: Actor) -> list[str]:
        """Names of the moves that `actor` may make from `state`, in table order."""
        return [arrow.name for arrow in self.moves.values() if state in arrow.sources and arrow.by & actor]

    def check(self, name: str, state: str, actor: Actor) -> Move:
        """The move called `name`.

        Raises:
            MoveRefused: when `state` does not allow it or `actor` may not make it.
        """
        arrow = self.moves[name]
        if state not in arrow.sources or not arrow.by & actor:
            raise MoveRefused(state=state, move=name)
        return arrow
