"""What becomes of a sign-in by its device and its place (SEL-05). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a sign-in goes on after password and second factor."""

    PASS = "pass"  # noqa: S105  (a word, no secret)
    CONFIRM = "confirm"
    REVIEW = "review"
    LOCKED = "locked"


class State(StrEnum):
    """How a sign-in stands that could not go on."""

    CONFIRM = "confirm"  # it waits for the code that was sent to the owner
    LOCKED = "locked"  # the list is off: only a person of the operator can open it
    REVIEW = "review"  # a person of the operator looks at it
    LET_IN = "let_in"
    REFUSED = "refused"


UNDER_WAY = (State.CONFIRM, State.LOCKED, State.REVIEW)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a browser is, roughly: a country and a part of the internet, each "" where it is not known."""

    country: str
    network: str

    def same(self, other: Place) -> bool:
        """Whether both are one place: one country where both are known, else one part of the internet."""
        if self.country and other.country:
            return self.country == other.country
        return not (self.network and other.network) or self.network == other.network


@dataclass(frozen=True, slots=True)
class Known:
    """A device with which somebody has come in before."""

    device_hash: str
    place: Place
    listed: bool


def judge(*, device_hash: str, place: Place, known: Sequence[Known], on: bool, needed: int) -> Way:
    """What becomes of a sign-in with the right password and second factor.

    The first device of an account is let in: there is nothing to compare it with.

    Args:
        known: all devices with which the account has been signed in to.
        on: the list of trusted devices is on.
        needed: with fewer trusted devices a sign-in from another place goes to a person.
    """
    if not known:
        return Way.PASS
    listed = [one for one in known if one.listed]
    if len(listed) < needed and not any(place.same(one.place) for one in known):
        return Way.REVIEW
    if any(one.device_hash == device_hash for one in listed):
        return Way.PASS
    return Way.CONFIRM if on else Way.LOCKED
