"""Whose data are looked for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth import get_user_model


@dataclass(frozen=True, slots=True)
class Person:
    """An account, and by what else its rows may be found.

    Attributes:
        audience: buyer, seller or operator: one person's accounts are looked at one by one.
        addresses: e-mail as typed and as compared, and phone number: for tables that know no account.
    """

    account_id: UUID
    audience: str
    addresses: tuple[str, ...] = ()

    @property
    def pseudonym(self) -> str:
        """What stands in a record's place of a name after erasure: nobody can tell whose it was."""
        return f"erased-{hashlib.sha256(self.account_id.bytes).hexdigest()[:8]}"

    @classmethod
    def of(cls, account_id: UUID) -> Person | None:
        """The person behind an account; None when there is none."""
        rows = get_user_model()._default_manager.filter(pk=account_id)
        found = rows.values_list("audience", "email", "email_key", "phone").first()
        if found is None:
            return None
        return cls(account_id, found[0], tuple(dict.fromkeys(known for known in found[1:] if known)))
