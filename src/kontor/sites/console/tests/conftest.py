from __future__ import annotations

import pytest
from django.test import Client

from kontor.sites.console.tests.people import browser, operator


@pytest.fixture
def desk(db: None) -> Client:
    """The operator's browser."""
    return browser(operator())
