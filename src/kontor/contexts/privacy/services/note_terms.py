"""Whoever joins agrees to the terms."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.privacy.consents import CONSENTS, TERMS
from kontor.contexts.privacy.models import ConsentGiven
from kontor.kernel.clock import now


def note_terms(*, account_ids: Sequence[UUID]) -> None:
    """Note the consent that stands above the button of the registration's form, once per account (ACC-42)."""
    terms, moment = CONSENTS[TERMS], now()
    with transaction.atomic(savepoint=False):
        ConsentGiven.objects.bulk_create(
            [
                ConsentGiven(
                    account_id=account_id, code=TERMS, version=terms.version, digest=terms.digest,
                    source="registration", given_at=moment,
                )
                for account_id in account_ids
            ],
            ignore_conflicts=True,
        )  # fmt: skip
