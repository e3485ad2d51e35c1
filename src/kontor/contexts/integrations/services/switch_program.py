"""The operator switches a program off, or on again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.models import Application, ApplicationState
from kontor.kernel.viewer import Operator


def switch_program(*, viewer: Operator, application_id: UUID, on: bool) -> None:
    """While it is off, nobody connects it and its tokens are worth nothing; what it was granted waits.

    Raises:
        ProgramNotFound: there is none of this id.
    """
    del viewer
    with transaction.atomic():
        state = ApplicationState.ACTIVE if on else ApplicationState.OFF
        if not Application.objects.filter(id=application_id).update(state=state):
            raise ProgramNotFound
