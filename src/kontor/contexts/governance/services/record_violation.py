"""A store broke a rule: it is written down, what follows happens, its people are told (OPR-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import follow, hold, reach, reason_of
from kontor.contexts.governance.entering import enter, points_of
from kontor.contexts.governance.errors import OffenceUnknown, PenaltyTooLong, ProductNeeded, WordsMissing
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.news import tell_recorded
from kontor.contexts.governance.proofs import Checked, Proof, checked
from kontor.contexts.governance.rules.offences import OFFENCES, Follows, Offence
from kontor.contexts.sellers.errors import StoreNotFound
from kontor.kernel.viewer import Operator, System


def record_violation(
    *, viewer: Operator | System, store_id: UUID, code: str, proof: Proof, cause: str, words: str = "",
    days: int | None = None,
) -> Violation:  # fmt: skip
    """Record that a store committed the offence `code`, with evidence, and let happen what follows from it.

    Args:
        cause: names the fact; recording it again returns what was recorded, and changes nothing.
        words: what happened, for the store's people; needed from the operator.
        days: for how long what follows lasts, where the offence sets a longest time; None: that time.

    Raises:
        OffenceUnknown, WordsMissing, EvidenceMissing, ReferenceUnknown, ProductNeeded, PenaltyTooLong, StoreNotFound:
            nothing has changed.
    """
    offence = OFFENCES.get(code)
    if offence is None:
        raise OffenceUnknown(field="code")
    words = words.strip()
    if not words and isinstance(viewer, Operator):
        raise WordsMissing(field="words")
    with transaction.atomic():
        store = hold(store_id)
        if store is None:
            raise StoreNotFound
        known = Violation.objects.filter(cause=cause).first()
        if known is not None:
            return known
        lasts, found = _lasts(offence, days), checked(store_id, proof)
        if offence.follows is Follows.DELISTING and not proof.products:
            raise ProductNeeded(field="products")
        before = points_of(store_id)
        violation = enter(viewer=viewer, store=store, offence=offence, words=words, proof=proof, cause=cause)
        made = _follow(viewer, violation, offence, lasts, found)
        made += reach(viewer, violation, before)
        tell_recorded(violation, made, points_of(store_id))
    return violation


def _lasts(offence: Offence, days: int | None) -> int | None:
    if offence.days is None:
        return None
    most = offence.days.int()
    if days is not None and not 1 <= days <= most:
        raise PenaltyTooLong(field="days", most=most)
    return most if days is None else days


def _follow(
    viewer: Operator | System, violation: Violation, offence: Offence, days: int | None, found: Checked
) -> list[Consequence]:
    if offence.follows is None:
        return []
    products = list(found.product_ids.values()) if offence.follows is Follows.DELISTING else [None]
    return [
        follow(
            viewer=viewer, violation=violation, kind=offence.follows, days=days, reason=reason_of(violation),
            product_id=product_id,
        )
        for product_id in products
    ]  # fmt: skip
