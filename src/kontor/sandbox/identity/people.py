"""Who has an account at the played providers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

OWN = "own"  # somebody whom the visitor makes up on the page


@dataclass(frozen=True)
class Person:
    """One person. `hosted` is the company whose mail Google runs, "" for none."""

    key: str
    given: str
    family: str
    email: str = ""
    verified: bool = True
    phone: str = ""
    hosted: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}".strip()

    def subject(self, face: str) -> str:
        """What a provider calls this person: another number at each, the same for good."""
        made = hashlib.sha256(f"{face}:{self.key}:{self.email}:{self.name}".encode()).hexdigest()
        return str(10**20 + int(made[:16], 16))


PEOPLE = {
    person.key: person
    for person in (
        Person("vesela", "Vesela", "Petrova", "vesela.petrova@gmail.com", phone="359888123456"),
        Person("ivan", "Иван", "Соколов", "sokolov.ivan@gmail.com", phone="79161234567"),
        Person("anna", "Anna", "Schmidt", "anna@schmidt.example", hosted="schmidt.example"),
        Person("buyer", "Demo", "Buyer", "buyer@demo.example"),
        Person("silent", "Maria", "Souza", phone="5511912345678"),
    )
}


def made_up(given: str, family: str, email: str) -> Person:
    """Somebody whom the visitor typed."""
    return Person(OWN, given.strip()[:80] or "Ann", family.strip()[:80], email.strip()[:200])
