"""One market and one browser for all journeys of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import chromium
from tests.support.market import Market, running_market


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    with running_market(tmp_path_factory.mktemp("journeys"), scale="small") as running:
        # All our people sit at one machine, which is what a farm looks like (ACC-31).
        machine = {
            "risk.accounts_per_cluster": "60", "risk.link_device": "20", "accounts.sign_ins_per_address": "1000",
            "accounts.sign_ins_per_device": "1000",
        }  # fmt: skip
        running.set_policies(machine, "one machine, many people")
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
