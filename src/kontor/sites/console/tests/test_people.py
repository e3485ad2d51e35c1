"""Who may come in at the console is in tests/attacks/matrix; here: what is not there."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_absent_things_are_not_found(desk: Client) -> None:
    for path in ("orders/1234567890123456/", "stores/nowhere/", "policies/no.such/"):
        assert desk.get(f"/console/{path}").status_code == 404, path
