"""The operator makes a well-known ERP ready to be connected (SEL-30)."""

from __future__ import annotations

import secrets as random

from django.db import transaction

from kontor.contexts.integrations import presets, secrets
from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.checking import check
from kontor.contexts.integrations.drafts import ProgramDraft
from kontor.contexts.integrations.errors.programs import PresetUnknown
from kontor.contexts.integrations.events import ProgramRegistered
from kontor.contexts.integrations.models import Application, ApplicationState, Certification
from kontor.contexts.integrations.services.register_program import Registered
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.events import record


def switch_on_preset(
    *, viewer: Operator, code: str, contact: str, redirect_uris: tuple[str, ...], confidential: bool = True
) -> Registered:
    """Register the preset with the addresses that its makers gave, or change them; the operator vouches for it.

    Returns:
        Its names; the secret only the first time.

    Raises:
        PresetUnknown: there is none of this code.
        Refusals: an address that is not at the makers' hosts, or does not hold.
    """
    preset = presets.find(code)
    if preset is None:
        raise PresetUnknown
    draft = ProgramDraft(preset.name, contact, redirect_uris, preset.scopes, preset.about, preset.website, confidential)
    check(draft, preset.hosts)
    secret = secrets.fresh(secrets.SECRET) if confidential else ""
    with transaction.atomic():
        made, fresh = Application.objects.select_for_update().get_or_create(
            preset=code,
            defaults={
                "client_id": random.token_hex(16), "secret_hash": secrets.hashed(secret) if secret else "",
                "name": preset.name, "about": preset.about, "website": preset.website, "contact": contact,
                "registered_by": viewer.account_id,
            },
        )  # fmt: skip
        made.contact, made.redirect_uris, made.scopes = contact, list(redirect_uris), table.known(preset.scopes)
        made.state, made.certification, made.certified_at = ApplicationState.ACTIVE, Certification.CERTIFIED, now()
        made.save()
        if fresh:
            record(
                ProgramRegistered(key=made.id, application_id=made.id, store_id=None, by_account_id=viewer.account_id)
            )
    return Registered(made.id, made.client_id, secret if fresh else "")
