"""What a program asks a person for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that holds: from a known program, to one of its own addresses, with a challenge.

    Attributes:
        made_by: the store whose people registered the program; "" for a preset of the operator's.
        state: handed back to the program as it came.
    """

    application_id: UUID
    client_id: str
    name: str
    about: str
    website: str
    logo: str
    made_by: str
    certified: bool
    scopes: Sequence[str]
    redirect_uri: str
    challenge: str
    state: str


@dataclass(frozen=True, slots=True)
class SentBack:
    """A request that does not hold, but whose way back is known: the program is told there."""

    location: str
