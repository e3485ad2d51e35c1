"""What somebody writes of a program. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """A program as its people describe it.

    Attributes:
        redirect_uris: where people may be sent back to, one by one.
        scopes: the most that it will ask for.
        confidential: it keeps a secret on a server of its own; else it runs at people's and has none.
    """

    name: str
    contact: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...]
    about: str = ""
    website: str = ""
    confidential: bool = True
