"""What every provider of identities does. One folder per provider; adding one is adding a folder (ACC-08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Keys:
    """What the operator got from the provider. A secret may be empty where the provider needs none."""

    id: str
    secret: str


@dataclass(frozen=True, slots=True)
class Departure:
    """What a browser takes along. `redirect_uri` is absolute and said again, to the letter, when the code is used."""

    redirect_uri: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who came back. Everything but the subject may be empty; tokens are not part of it.

    Attributes:
        subject: what the provider calls this person for good.
        email_proven: the provider is the authority for this mailbox and says that it is the person's.
    """

    subject: str
    email: str = ""
    email_proven: bool = False
    phone: str = ""
    given_name: str = ""
    family_name: str = ""


class ProviderSilent(Exception):  # noqa: N818
    """No answer in time, or one that is no answer. Nothing is known of the person."""


class Unproven(Exception):  # noqa: N818
    """An answer that does not hold: refused by the provider, or by us. Its text is for the log, without data."""


class Provider(Protocol):
    """One provider. `label` is its name as people know it.

    Attributes:
        issuer: what `iss` in an answer must be, where one is sent (RFC 9207).
    """

    code: str
    label: str
    issuer: str

    def departure(self, visit: Departure) -> str:
        """The address to which the browser goes."""

    def person(self, visit: Departure, answer: Mapping[str, str]) -> Person:
        """Use the code of `answer` and tell who it is. Goes over the network.

        Raises:
            ProviderSilent: nothing is known.
            Unproven: the code, or what it brought, does not hold.
        """
