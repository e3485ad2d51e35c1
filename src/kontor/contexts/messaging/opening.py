"""Whether messaging is open for a store, and what is missing (MSG-05). It opens by itself; at most a minute old."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kontor.contexts.logistics.queries.options import ships_standard
from kontor.contexts.sellers.lifecycle import Stage, StageState
from kontor.kernel.text import mark as _
from kontor.platform.reference import Reference


@dataclass(frozen=True, slots=True)
class Missing:
    """What a store has to do before it can write and be written to: a marked phrase, and where."""

    code: str
    what: str
    href: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a store stands. `verified`: its brand was looked at, so that it may state product parameters."""

    name: str
    missing: tuple[Missing, ...]
    verified: bool

    @property
    def open(self) -> bool:
        """Whether it writes and is written to."""
        return not self.missing


_BUSINESS = Missing("business", _("the business is verified"), "/seller/business/")
_PAYOUT = Missing("payout", _("the payout account is bound"), "/seller/business/payout/")
_MAIL = Missing("mail", _("the owner's e-mail address is verified"), "/seller/business/contacts/")
_PHONE = Missing("phone", _("the owner's phone is verified"), "/seller/business/contacts/")
_FREIGHT = Missing("freight", _("the store ships with standard shipping or better"), "/seller/freight/")
_LICENCE = Missing("licence", _("the licence of the sole trader is verified"), "/seller/business/licence/")
_PERSON = Missing("person", _("both sides of the owner's identity document are verified"), "/seller/business/person/")

_READ = """
SELECT s.name, s.verified_at IS NOT NULL, b.verified_at IS NOT NULL OR b.state = 'verified', b.form,
    a.email_key IS NOT NULL AND a.verified_at IS NOT NULL, a.phone IS NOT NULL,
    (SELECT coalesce(json_agg(g.stage), '[]') FROM sellers_businessstage g WHERE g.business_id = b.id
        AND (g.state = %s OR g.held <> '')),
    EXISTS (SELECT 1 FROM sellers_businessstage g WHERE g.business_id = b.id AND g.store_id IS NULL)
FROM sellers_store s JOIN sellers_business b ON b.id = s.business_id JOIN accounts_account a ON a.id = b.owner_id
WHERE s.id = %s
"""


def _read(store_id: UUID) -> Opening:
    with connection.cursor() as cursor:
        cursor.execute(_READ, [StageState.ACCEPTED, store_id])
        row = cursor.fetchone()
    if row is None:
        return Opening("", (_BUSINESS,), False)
    name, brand, verified, form, mail, phone, accepted, staged = row
    done = set(accepted) if staged else {Stage.PAYOUT, Stage.LICENCE, Stage.PERSON}  # vouched for when it was opened
    sole = form == "sole_trader"
    wanted = (
        (_BUSINESS, verified), (_PAYOUT, Stage.PAYOUT in done), (_MAIL, mail), (_PHONE, phone),
        (_FREIGHT, ships_standard(store_id)), (_LICENCE, not sole or Stage.LICENCE in done),
        (_PERSON, not sole or Stage.PERSON in done),
    )  # fmt: skip
    return Opening(name, tuple(missing for missing, there in wanted if not there), brand)


_kept: Reference[Opening] = Reference(_read)


def opening_of(store_id: UUID) -> Opening:
    """Where a store stands. For the system."""
    return _kept(store_id)


def forget_openings() -> None:
    """Look again on the next call."""
    _kept.forget()
