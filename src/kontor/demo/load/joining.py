"""How the people of the demo market came in: moments of forms, mails and links, and those who were lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp
from random import Random

from kontor.contexts.accounts.models import Account, Channel, Failure, LostRegistration, Verification
from kontor.contexts.notifications.models import Notice
from kontor.demo.load.copying import copy_instances
from kontor.demo.load.ids import Ids

_SECOND_MESSAGE = 0.012  # of those who arrive
_LOST_OF = 20  # one lost registration for so many that arrive
_CAUSES = {
    Failure.REFUSED: 78,
    Failure.SILENT: 12,
    Failure.CODE: 5,
    Failure.EXPIRED: 3,
    Failure.DISOWNED: 2,
}
_COUNTRIES = ("RU", "ES", "FR", "BR", "BG", "US", "DE", "PL", "MX")


@dataclass(slots=True)
class Doorway:
    """Notes how each account was proven; `write` puts it into the tables."""

    seed: int
    chance: Random = field(init=False)
    ids: Ids = field(init=False)
    proofs: list[Verification] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance, self.ids = Random(f"{self.seed}:joining"), Ids(f"{self.seed}:joining")

    def let_in(self, account: Account) -> None:
        """Give an account that is proven the moments of its form, its mail and its link."""
        asked = account.created_at
        account.form_opened_at = asked - self._seconds(30, 0.45)
        if self.chance.random() < _SECOND_MESSAGE:
            self._message(account, asked, None)
            asked += timedelta(seconds=125 + self.chance.randrange(600))
        opened = asked + self._seconds(17, 0.55)
        account.verified_at = opened + timedelta(seconds=1 + 4 * self.chance.random())
        self._message(account, asked, opened)

    def _message(self, account: Account, asked: datetime, opened: datetime | None) -> None:
        proof = Verification(
            id=self.ids.at(asked), account=account, channel=Channel.EMAIL, address=account.email,
            secret_hash=f"demo-{len(self.proofs)}", created_at=asked, expires_at=asked + timedelta(hours=24),
            opened_at=opened, used_at=account.verified_at if opened else None,
        )  # fmt: skip
        self.proofs.append(proof)
        self.notices.append(
            Notice(
                account_id=account.id, id=self.ids.at(asked), kind="verify_email", channel="email",
                address=account.email, language=account.language, values={"verification_id": str(proof.id)},
                cause=f"accounts.verification:{proof.id}", created_at=asked, sent_at=asked + self._seconds(0.7, 0.5),
            )
        )  # fmt: skip

    def _seconds(self, median: float, spread: float) -> timedelta:
        """A span around `median`, as spans of people and machines are: never below nothing, now and then long."""
        return timedelta(seconds=round(median * exp(self.chance.gauss(0, spread)), 3))

    def write(self) -> None:
        """Write proofs and notices; the accounts stand already."""
        copy_instances(self.proofs)
        copy_instances(self.notices)


def load_lost(seed: int, arrived: Sequence[Account], today: datetime) -> None:
    """Registrations of the last year that came to nothing, most of them at one provider that takes no mail of ours."""
    chance, ids = Random(f"{seed}:lost"), Ids(f"{seed}:lost")
    causes = chance.choices(list(_CAUSES), list(_CAUSES.values()), k=max(4, len(arrived) // _LOST_OF))
    lost = []
    for cause in causes:
        at = today - timedelta(days=chance.randint(8, 170), minutes=chance.randrange(1440))
        by_mail = cause != Failure.CODE
        domain = "strict.example" if cause == Failure.REFUSED else chance.choice(("example.com", "post.example"))
        lost.append(
            LostRegistration(
                id=ids.at(at), audience="buyer", country=chance.choice(_COUNTRIES),
                channel=Channel.EMAIL if by_mail else Channel.SMS, domain=domain if by_mail else "", cause=cause,
                messages=chance.choice((1, 1, 2)), at=at,
            )
        )  # fmt: skip
    copy_instances(lost)
