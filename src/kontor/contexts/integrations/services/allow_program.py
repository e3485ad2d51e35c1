"""A person says yes: the program may do this in that store (SEL-30)."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.asked import Asked
from kontor.contexts.integrations.errors.programs import ScopeNotYours, ScopesMissing
from kontor.contexts.integrations.events import GrantGiven
from kontor.contexts.integrations.models import AuthorizationCode, Grant
from kontor.contexts.integrations.policy import CODE_LIFE, GRANT_LIFE
from kontor.contexts.sellers.business_queries import require_form
from kontor.contexts.sellers.queries import require
from kontor.contexts.sellers.rules.forms import Deed
from kontor.kernel.clock import now
from kontor.kernel.ids import token
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def allow_program(*, seat: Seat, asked: Asked, scopes: list[str]) -> str:
    """Write the grant down, for the seat's store only.

    Args:
        asked: what the program asked for, as `queries.asking.ask` has read and checked it.
        scopes: what the person ticked of it.

    Returns:
        The code with which the person is sent back; it serves once, for a minute.

    Raises:
        RightMissing: without `settings.programs`.
        ScopesMissing: nothing was ticked that was asked for.
        ScopeNotYours: the person does not hold the rights themselves. Nothing is allowed.
        NoPrograms: the type of the business lets programs read alone (SEL-02).
    """
    require(seat, "settings.programs")
    wanted = [each for each in table.known(scopes) if each in asked.scopes]
    if not wanted:
        raise ScopesMissing(field="scopes")
    mine = table.held(wanted, seat.rights)
    if foreign := [each for each in wanted if each not in mine]:
        raise ScopeNotYours(field="scopes", scopes=", ".join(foreign))
    if any(table.SCOPES[each].changes for each in wanted):
        require_form(deed=Deed.PROGRAMS, store_id=seat.store_id)
    moment, code = now(), token()
    with transaction.atomic():
        grant = Grant.objects.create(
            application_id=asked.application_id, store_id=seat.store_id, account_id=seat.account_id, scopes=wanted,
            created_at=moment, expires_at=moment + timedelta(days=GRANT_LIFE.int()),
        )  # fmt: skip
        AuthorizationCode.objects.create(
            code_hash=secrets.hashed(code), grant=grant, redirect_uri=asked.redirect_uri, challenge=asked.challenge,
            expires_at=moment + timedelta(seconds=CODE_LIFE.int()),
        )  # fmt: skip
        record(
            GrantGiven(
                key=seat.store_id, store_id=seat.store_id, grant_id=grant.id, application_id=asked.application_id,
                account_id=seat.account_id, scopes=" ".join(wanted),
            )
        )  # fmt: skip
    return code
