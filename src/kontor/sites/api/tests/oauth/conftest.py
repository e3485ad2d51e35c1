from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from kontor.contexts.integrations.tests.factories import program
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests import factories
from kontor.kernel.viewer import Seat
from kontor.sites.api.tests.oauth.steps import Erp, browser


@dataclass
class House:
    """A store with its owner at a browser, and a program that its people registered."""

    store: Store
    seat: Seat
    person: Client
    erp: Erp


@pytest.fixture
def house(db: None) -> House:
    return make_house()


def make_house() -> House:
    store = factories.store()
    seat = factories.owner_seat(store)
    return House(store, seat, browser(store.business.owner), Erp(program(seat)))
