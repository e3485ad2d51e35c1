from __future__ import annotations

from collections.abc import Iterator

import pytest

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.tests.written import Talk, make_talk, strict


@pytest.fixture
def talk(db: None) -> Iterator[Talk]:
    """A market in which people write, under a policy that stops one word."""
    with judging.instead(judge=strict):
        yield make_talk()
