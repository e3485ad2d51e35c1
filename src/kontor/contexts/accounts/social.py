"""What the services of social sign-in share: the visit that a browser brings back, and connecting it (ACC-08)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.accounts.errors import SocialProviderUsed, SocialTaken, SocialVisitUnknown
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, SocialIdentity, SocialVisit
from kontor.contexts.accounts.providers.register import LABELS
from kontor.contexts.accounts.rules import visits
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.clock import now


@dataclass(frozen=True, slots=True)
class SocialProof:
    """That a browser came back from a provider: the visit, and the secret that only this browser has."""

    visit_id: UUID
    browser: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A visit as the pages see it: who left, and, once the browser is back, what was handed over.

    Attributes:
        account_id: the account that asked to be connected; None for somebody who signs in or joins.
    """

    id: UUID
    provider: str
    account_id: UUID | None
    next_page: str
    email: str
    email_proven: bool
    phone: str
    given_name: str
    family_name: str


def shown(visit: SocialVisit) -> Returned:
    """`visit`, read."""
    return Returned(
        visit.pk, visit.provider, visit.account_id, visit.next_page, visit.email, visit.email_proven, visit.phone,
        visit.given_name, visit.family_name,
    )  # fmt: skip


def taken(proof: SocialProof) -> SocialVisit:
    """The answered visit, locked until the end of the transaction; whoever takes it deletes it.

    Raises:
        SocialVisitUnknown: it is another browser's, too old, unanswered, or has served.
    """
    visit = (
        SocialVisit.objects.select_for_update(of=("self",))
        .filter(
            pk=proof.visit_id,
            browser_hash=visits.digest(proof.browser),
            answered_at__isnull=False,
            expires_at__gt=now(),
        )
        .exclude(subject="")
        .first()
    )
    if visit is None:
        raise SocialVisitUnknown
    return visit


def connect(account: Account, visit: SocialVisit, *, tell: bool) -> SocialIdentity:
    """Tie the account of the provider to `account`, in the caller's transaction, and use the visit up.

    Args:
        tell: keep it in the account's history, and let its owner know.

    Raises:
        SocialTaken: it is tied to another account, also for the slower of two at the same moment.
        SocialProviderUsed: another account of this provider is tied to this one.
    """
    label = LABELS[visit.provider]
    known = SocialIdentity.objects.filter(provider=visit.provider, subject=visit.subject).first()
    if known is not None and known.account_id != account.pk:
        raise SocialTaken(provider=label)
    if known is None:
        known = SocialIdentity(
            account=account,
            provider=visit.provider,
            subject=visit.subject,
            shown_as=visit.email or f"{visit.given_name} {visit.family_name}".strip()[:254],
            linked_at=now(),
        )
        try:
            with transaction.atomic():
                known.save(force_insert=True)
        except IntegrityError as error:
            raise (SocialTaken if "social_subject_once" in str(error) else SocialProviderUsed)(
                provider=label
            ) from error
        if tell:
            note(account.pk, Word.SOCIAL_ON)
    visit.delete()
    return known
