"""The gateway's book of agreements: a payer allows the merchant to charge a wallet or a card without asking again."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kontor.kernel import clock, ids
from kontor.sandbox.wire.store import Store

WAITING, ACTIVE, REFUSED, ENDED = "waiting", "active", "refused", "ended"


@dataclass(frozen=True)
class Means:
    """What a payer can bind here, and how it behaves when it is charged.

    `answer`: `pays`, `refuses` (no money) or `asks` (the payer must confirm each payment on our page).
    """

    code: str
    label: str
    brand: str = ""
    last4: str = ""
    month: int = 12
    year: int = 0  # years from now; cards only
    answer: str = "pays"


WALLETS = (
    Means("wallet", "zhe***@sandbox.invalid"),
    Means("empty", "emp***@sandbox.invalid", answer="refuses"),
)
CARDS = (
    Means("visa", "Visa •••• 4242", "visa", "4242", 12, 4),
    Means("mastercard", "Mastercard •••• 4444", "mastercard", "4444", 6, 3),
    Means("asks", "Visa •••• 3184 (asks each time)", "visa", "3184", 9, 2, "asks"),
    Means("declines", "Visa •••• 0002 (declines)", "visa", "0002", 1, 5, "refuses"),
    Means("soon", "Mastercard •••• 8210 (expires this month)", "mastercard", "8210", 0, 0),
)


@dataclass
class Agreement:
    """One agreement.

    `id` stands in the page's address; `number` is the gateway's own name (an agreement number, a payment method),
    `session` the name of the page's visit where the face has one, `reference` the merchant's.
    """

    id: str
    face: str
    number: str
    reference: str
    created: str
    token: str
    login: str = ""
    session: str = ""
    customer: str = ""
    return_url: str = ""
    cancel_url: str = ""
    notify_url: str = ""
    state: str = WAITING
    means: str = ""
    signed: str = ""
    ended: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


class AgreementBook:
    """All agreements; every change is on disk before it is told."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._agreements = {key: Agreement(**body) for key, body in store.all("agreement").items()}
        self._names: dict[str, Agreement] = {}
        for agreement in self.all():
            self._index(agreement)

    def all(self) -> list[Agreement]:
        """All agreements, oldest first."""
        with self._lock:
            return sorted(self._agreements.values(), key=lambda agreement: agreement.created)

    def find(self, name: str, face: str = "") -> Agreement:
        """The agreement called `name`, by any of its names.

        Raises:
            LookupError: when there is none (at `face`).
        """
        with self._lock:
            one = self._names.get(name)
        if one is not None and face in ("", one.face):
            return one
        raise LookupError(f"no agreement {name}")

    def open(self, *, face: str, number: str, reference: str, **more: Any) -> Agreement:
        """Write down a new agreement that waits for its payer; the same reference again is the same one."""
        with self._lock:
            if reference:
                for one in self._agreements.values():
                    if (one.face, one.reference) == (face, reference):
                        return one
            agreement = Agreement(
                id=ids.token(16), face=face, number=number, reference=reference, token=ids.token(16),
                created=clock.now().isoformat(), **more,
            )  # fmt: skip
            self._keep(agreement)
            return agreement

    def sign(self, agreement: Agreement, means: str) -> bool:
        """The payer agrees. False when it was decided already."""
        with self._lock:
            if agreement.state != WAITING:
                return False
            agreement.state, agreement.means, agreement.signed = ACTIVE, means, clock.now().isoformat()
            self._keep(agreement)
            return True

    def refuse(self, agreement: Agreement) -> bool:
        """The payer does not want it."""
        with self._lock:
            if agreement.state != WAITING:
                return False
            agreement.state = REFUSED
            self._keep(agreement)
            return True

    def end(self, agreement: Agreement) -> bool:
        """It holds no longer, whoever ended it. False when it did not hold."""
        with self._lock:
            if agreement.state != ACTIVE:
                return False
            agreement.state, agreement.ended = ENDED, clock.now().isoformat()
            self._keep(agreement)
            return True

    def _index(self, one: Agreement) -> None:
        for name in (one.id, one.number, one.session, one.extra.get("setup"), one.reference):
            if name:
                self._names[name] = one

    def _keep(self, agreement: Agreement) -> None:
        self._agreements[agreement.id] = agreement
        self._index(agreement)
        self._store.put("agreement", agreement.id, asdict(agreement))


def means_of(agreement: Agreement) -> Means:
    """What was bound."""
    offered: Mapping[str, Means] = {one.code: one for one in (*WALLETS, *CARDS)}
    return offered.get(agreement.means, WALLETS[0])
