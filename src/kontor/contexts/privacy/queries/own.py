"""What people see of their own requests and consents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from kontor.contexts.privacy.consents import CONSENTS, Consent
from kontor.contexts.privacy.errors import ArchiveNotFound
from kontor.contexts.privacy.models import Archive, ConsentGiven, PrivacyRequest, RequestKind, RequestState
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform import vault
from kontor.platform.privacy import Obstacle, Person, obstacles

PAGE = 50


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request. `archive_until` is set while its archive can be downloaded."""

    id: UUID
    account_id: UUID
    audience: str
    kind: str
    state: str
    law: str
    about: str
    asked_at: datetime
    due_at: datetime
    acts_at: datetime | None
    ended_at: datetime | None
    open: Sequence[str]
    overdue: bool
    archive_until: datetime | None = None
    archive_size: int = 0


def view(row: PrivacyRequest, moment: datetime, archive: tuple[datetime, int] | None = None) -> RequestView:
    """The row as it stands at `moment`; `archive`: until when it can be downloaded, and its bytes."""
    return RequestView(
        id=row.id, account_id=row.account_id, audience=row.audience, kind=row.kind, state=row.state, law=row.law,
        about=row.about, asked_at=row.asked_at, due_at=row.due_at, acts_at=row.acts_at, ended_at=row.ended_at,
        open=row.open, overdue=row.state == RequestState.WAITING and row.due_at < moment,
        archive_until=archive[0] if archive else None, archive_size=archive[1] if archive else 0,
    )  # fmt: skip


def own_requests(viewer: Buyer, *, size: int = PAGE) -> list[RequestView]:
    """The viewer's own requests, latest first."""
    moment = now()
    rows = PrivacyRequest.objects.filter(account_id=viewer.buyer_id).order_by("-id")
    with_archive = rows.annotate(until=F("archive__expires_at"), size=F("archive__size"))[:size]
    return [
        view(row, moment, (row.until, row.size) if row.until and row.until > moment else None) for row in with_archive
    ]


def deletion(account_id: UUID) -> RequestView | None:
    """The deletion that waits for this account. For its owner, and for whoever lets them in."""
    row = PrivacyRequest.objects.filter(
        account_id=account_id, kind=RequestKind.ERASURE, state=RequestState.WAITING
    ).first()
    return view(row, now()) if row else None


def archive(viewer: Buyer, request_id: UUID) -> bytes:
    """The ZIP of one of the viewer's own exports, opened.

    Raises:
        ArchiveNotFound: none, somebody else's, or too old.
    """
    row = Archive.objects.filter(account_id=viewer.buyer_id, request_id=request_id, expires_at__gt=now()).first()
    if row is None:
        raise ArchiveNotFound
    return vault.open_sealed(bytes(row.sealed), bound_to=f"privacy.archive:{request_id}")


def still_open(account_id: UUID) -> list[Obstacle]:
    """What must end before the account can be erased. For its owner and the system."""
    person = Person.of(account_id)
    return list(obstacles(person)) if person else []


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent that one can give, and since when it is given."""

    consent: Consent
    given_at: datetime | None
    version: str


def consents(viewer: Buyer) -> list[ConsentView]:
    """All that the viewer can agree to, with what holds now."""
    held = {row.code: row for row in ConsentGiven.objects.filter(account_id=viewer.buyer_id, withdrawn_at__isnull=True)}
    return [
        ConsentView(consent, held[code].given_at if code in held else None, held[code].version if code in held else "")
        for code, consent in CONSENTS.items()
    ]


def agreed(account_id: UUID, code: str) -> bool:
    """Whether the account's owner has agreed to `code` and not withdrawn it. For the system."""
    return ConsentGiven.objects.filter(account_id=account_id, code=code, withdrawn_at__isnull=True).exists()
