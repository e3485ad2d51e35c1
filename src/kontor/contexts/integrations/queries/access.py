"""Who calls: what a token is worth at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.errors.programs import ScopeMissing, TokenRefused
from kontor.contexts.integrations.models import Grant
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class Program:
    """An application at work in one store for the person who allowed it.

    Attributes:
        seat: the person's seat with no more rights than the program's scopes stand for: what services and queries get.
        granted: what the person allowed; `scopes` are those of them that hold at this moment.
        expires_at: of the token that it showed.
    """

    seat: Seat
    application_id: UUID
    application: str
    grant_id: UUID
    granted: Sequence[str]
    scopes: Sequence[str]
    expires_at: datetime
    grant_ends: datetime
    last_used_at: datetime | None
    store_slug: str
    store_name: str

    def need(self, scope: str) -> None:
        """Let it pass when it holds `scope`.

        Raises:
            ScopeMissing: it was not given it, or the person's right to it is gone.
        """
        if scope not in self.scopes:
            raise ScopeMissing(scope=scope)


_STANDING = """
SELECT s.rights FROM sellers_seat s JOIN accounts_account p ON p.id = s.account_id AND p.state = 'active'
WHERE s.account_id = %s AND s.store_id = %s
"""
_PROGRAM = """
SELECT g.account_id, g.store_id, s.rights, a.id, a.name, g.id, t.scopes, a.scopes, a.certification = 'certified',
    t.expires_at, g.expires_at, g.last_used_at, st.slug, st.name
FROM integrations_accesstoken t
JOIN integrations_grant g ON g.id = t.grant_id AND g.ended_at IS NULL AND g.expires_at > %(now)s
JOIN integrations_application a ON a.id = g.application_id AND a.state = 'active'
JOIN sellers_seat s ON s.account_id = g.account_id AND s.store_id = g.store_id
JOIN sellers_store st ON st.id = g.store_id
JOIN accounts_account p ON p.id = g.account_id AND p.state = 'active'
WHERE t.token_hash = %(hash)s AND t.expires_at > %(now)s
"""


def standing(account_id: UUID, store_id: UUID) -> frozenset[str] | None:
    """The rights of a person in a store, None for whoever has no seat or whose account rests. For Kontor."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [account_id, store_id])
        row = cursor.fetchone()
    return frozenset(row[0]) if row else None


def in_force(application_id: UUID, store_id: UUID) -> bool:
    """Whether anybody of the store still allows the program anything. For Kontor."""
    grants = Grant.objects.filter(
        application_id=application_id, store_id=store_id, opened_at__isnull=False, ended_at__isnull=True,
        expires_at__gt=now(),
    )  # fmt: skip
    return grants.exists()


def program_of(token: str) -> Program:
    """The program that shows this access token, with what it may do now. One statement. For the API.

    Raises:
        TokenRefused: for every token that is worth nothing, whatever the reason.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PROGRAM, {"hash": secrets.hashed(token), "now": now()})
        row = cursor.fetchone()
    if row is None:
        raise TokenRefused
    (account_id, store_id, rights, application_id, name, grant_id, granted, registered, certified, expires_at,
     grant_ends, last_used_at, slug, store_name) = row  # fmt: skip
    allowed = [
        each for each in table.held(granted, frozenset(rights))
        if each in registered and (certified or not table.SCOPES[each].certified)
    ]  # fmt: skip
    return Program(
        seat=Seat(account_id, store_id, frozenset(rights) & table.rights_of(allowed)),
        application_id=application_id, application=name, grant_id=grant_id, granted=table.known(granted),
        scopes=allowed, expires_at=expires_at, grant_ends=grant_ends, last_used_at=last_used_at, store_slug=slug,
        store_name=store_name,
    )  # fmt: skip
