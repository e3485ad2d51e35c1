"""Reads about people. Each takes the viewer, or says for whom it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from kontor.contexts.accounts.models import (
    Account,
    AccountState,
    Audience,
    Channel,
    Failure,
    MailDomain,
    Purpose,
    SocialIdentity,
    SocialVisit,
    Verification,
    VerificationLock,
)
from kontor.contexts.accounts.policy import LINK_VALID, PENDING_KEPT, RESEND_AFTER
from kontor.contexts.accounts.rules import secrets, visits
from kontor.contexts.accounts.rules.mail_advice import DomainFigures
from kontor.contexts.accounts.social import Returned, SocialProof, shown
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator, Seat
from kontor.platform.reference import Reference

_BY_LINK = (Purpose.ACTIVATE, Purpose.RESET)  # other purposes send a code
_SMS_CODE = (Channel.SMS, Purpose.ACTIVATE)
_WRITTEN_TO = [AccountState.ACTIVE, AccountState.HELD, AccountState.SUSPENDED]


@dataclass(frozen=True, slots=True)
class Pending:
    """What the "check your mail" page shows about an address that waits to be verified.

    Attributes:
        sent_at: when the last message was asked for; None when none is known.
        resend_at: from when another one can be asked for (ACC-11).
        locked_until: after too many failures (ACC-12), else None.
        refused: the mailbox's own server did not take the last message, and never will.
    """

    sent_at: datetime | None
    resend_at: datetime
    locked_until: datetime | None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class VerificationMessage:
    """What a verification mail or SMS needs. The secret exists in memory only, while the message is made."""

    account_id: UUID
    purpose: str
    channel: str
    address: str
    language: str
    given_name: str
    secret: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class BehindLink:
    """Whose address a verification link would confirm.

    Attributes:
        waits: its account is not verified yet.
    """

    audience: str
    name: str
    country: str
    address: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """How a person is written to."""

    account_id: UUID
    email: str
    phone: str
    language: str
    given_name: str
    audience: str = Audience.BUYER


def profile(viewer: Buyer | Seat | Operator) -> Account:
    """The viewer's own account."""
    return Account.objects.get(pk=viewer.buyer_id if isinstance(viewer, Buyer) else viewer.account_id)


def pending(address_key: str, audience: str = Audience.BUYER) -> Pending:
    """Times of the address that somebody has just registered or typed. Public: an unknown address looks alike."""
    moment = now()
    column = "account__email_key" if "@" in address_key else "account__phone"
    last = (
        Verification.objects.filter(
            **{column: address_key}, account__audience=audience, account__state=AccountState.PENDING
        )
        .order_by("-created_at")
        .values_list("created_at", "last_failure")
        .first()
    )
    sent_at, failure = last or (None, "")
    lock = VerificationLock.objects.filter(address_key=address_key, locked_until__gt=moment).first()
    resend_at = sent_at + timedelta(seconds=RESEND_AFTER.int()) if sent_at else moment
    return Pending(sent_at, resend_at, lock.locked_until if lock else None, failure == Failure.REFUSED)


def _domains() -> dict[str, DomainFigures]:
    rows = MailDomain.objects.values_list("domain", "asked", "proven", "refused")
    return {row[0]: DomainFigures(*row) for row in rows}


_known_domains: Reference[dict[str, DomainFigures]] = Reference(_domains)  # hundreds at most; at most a minute old


def mail_domains() -> dict[str, DomainFigures]:
    """What became of mails lately, by the domains that several people share (ACC-14). Public: it leads to nobody."""
    return _known_domains()


def verification_message(verification_id: UUID) -> VerificationMessage | None:
    """For the system: what to send, or None when it is used or too old already."""
    return verification_messages([verification_id]).get(verification_id)


def verification_messages(verification_ids: Iterable[UUID]) -> dict[UUID, VerificationMessage]:
    """For the system: what to send for each, without those that are used or too old already."""
    rows = Verification.objects.filter(
        pk__in=list(verification_ids), used_at__isnull=True, expires_at__gt=now()
    ).values_list(
        "id", "account_id", "purpose", "channel", "address", "account__language", "account__given_name", "expires_at"
    )
    found = {}
    for identity, account_id, purpose, channel, address, language, given_name, expires_at in rows:
        make = secrets.token if purpose in _BY_LINK and (channel, purpose) != _SMS_CODE else secrets.code
        found[identity] = VerificationMessage(
            account_id=account_id,
            purpose=purpose,
            channel=channel,
            address=address,
            language=language,
            given_name=given_name,
            secret=make(identity, settings.SECRET_KEY),
            expires_at=expires_at,
        )
    return found


def behind_link(token: str) -> BehindLink | None:
    """For whoever holds the link, which came to that mailbox alone; None for one that is not ours."""
    found = (
        Verification.objects.select_related("account")
        .filter(secret_hash=secrets.stored(token, None, settings.SECRET_KEY), purpose=Purpose.ACTIVATE)
        .first()
    )
    if found is None:
        return None
    account = found.account
    waits = account.state == AccountState.PENDING
    return BehindLink(account.audience, account.full_name, account.country, found.address, waits)


def reset_link(token: str) -> str | None:
    """For whoever holds the link: the audience of the account whose password it sets, or None when it cannot."""
    links = Verification.objects.filter(
        secret_hash=secrets.stored(token, None, settings.SECRET_KEY),
        purpose=Purpose.RESET,
        used_at__isnull=True,
        expires_at__gt=now(),
        account__state=AccountState.ACTIVE,
    )
    return links.values_list("account__audience", flat=True).first()


def stale_registrations(*, limit: int) -> list[UUID]:
    """For the clock: accounts that were not verified within the policy's time, and never while the first link lives."""
    kept = max(timedelta(days=PENDING_KEPT.int()), timedelta(hours=LINK_VALID.int()))
    stale = Account.objects.filter(state=AccountState.PENDING, created_at__lt=now() - kept)
    return list(stale.order_by("created_at").values_list("id", flat=True)[:limit])


def recipients(account_ids: Iterable[UUID]) -> dict[UUID, Recipient]:
    """For the system: where accounts with a proven address are written to, also held and banned ones."""
    known = Account.objects.filter(pk__in=set(account_ids), state__in=_WRITTEN_TO)
    rows = known.exclude(state=AccountState.SUSPENDED, verified_at__isnull=True).values_list(
        "id", "email", "phone", "language", "given_name", "audience"
    )
    return {row[0]: Recipient(row[0], row[1], row[2] or "", *row[3:]) for row in rows}


def find_account(*, audience: str, email_key: str) -> Account | None:
    """For the operator's commands: the account with this normalised e-mail address."""
    return Account.objects.filter(audience=audience, email_key=email_key).first()


def returned_visit(proof: SocialProof) -> Returned | None:
    """For the browser that came back from a provider: what was handed over, while it can still serve (ACC-08)."""
    mine = SocialVisit.objects.filter(pk=proof.visit_id, browser_hash=visits.digest(proof.browser))
    visit = mine.filter(answered_at__isnull=False, expires_at__gt=now()).exclude(subject="").first()
    return shown(visit) if visit else None


def visit_under_way(state: str, browser: str) -> Returned | None:
    """For the browser that left: the visit that the provider's answer names, whatever became of it."""
    mine = SocialVisit.objects.filter(state_hash=visits.digest(state), browser_hash=visits.digest(browser))
    visit = mine.first() if browser else None
    return shown(visit) if visit else None


def connected(viewer: Buyer) -> list[SocialIdentity]:
    """The viewer's own accounts elsewhere, in the order in which they were connected."""
    return list(SocialIdentity.objects.filter(account_id=viewer.buyer_id).order_by("linked_at", "id"))


def contact_phone_of(viewer: Buyer) -> str:
    """The viewer's number for couriers, "" for none (ACC-06)."""
    return Account.objects.values_list("contact_phone", flat=True).get(pk=viewer.buyer_id)


def owner_of_phone(phone: str) -> Account | None:
    """For the system: the buyer who signs in with this number."""
    return Account.objects.filter(audience=Audience.BUYER, phone=phone).first()


def known_ids(account_ids: Iterable[UUID]) -> set[UUID]:
    """For the system: those of the ids that are accounts."""
    return set(Account.objects.filter(pk__in=set(account_ids)).values_list("id", flat=True))


def names_of(viewer: Operator, account_ids: Iterable[UUID]) -> dict[UUID, Account]:
    """For the operator: the people behind ids, in one statement."""
    return Account.objects.in_bulk(set(account_ids))


def account_by_key(viewer: Operator, *, audience: str, key: str) -> Account | None:
    """For the operator: the account with this normalised e-mail address or phone number, or None."""
    column = "email_key" if "@" in key else "phone"
    return Account.objects.filter(audience=audience, **{column: key}).exclude(state=AccountState.ERASED).first()
