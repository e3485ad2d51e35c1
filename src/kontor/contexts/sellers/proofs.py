"""What an account proves by itself, as far as a business needs it (SEL-06). Reads of the system."""

from __future__ import annotations

from kontor.contexts.accounts import safety
from kontor.contexts.accounts.models import Account


def proofs_of(owner: Account) -> frozenset[str]:
    """Codes of the requirements of kind PROOF that hold: a code came back from the mailbox, from the phone."""
    held = {
        "mail_proven": bool(owner.email_key) and owner.verified_at is not None,
        "phone_bound": bool(owner.phone),
    }
    return frozenset(code for code, holds in held.items() if holds)


def second_step_on(owner: Account) -> bool:
    """Whether the owner signs in in two steps, or need not on this installation."""
    return not safety.required(owner.audience) or safety.overview(owner).on
