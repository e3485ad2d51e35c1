"""All tests, wherever they stand, share these parts."""

import pytest

pytest_plugins = ["tests.support.plugin", "tests.support.outcomes"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process remembers of one test's database, and the language it spoke last, is not the next one's."""
    from django.utils import translation

    from kontor.platform import reference

    reference.forget_all()
    translation.deactivate()
