"""All tests, wherever they stand, share these parts."""

import pytest

pytest_plugins = ["tests.support.plugin", "tests.support.outcomes"]


@pytest.fixture(autouse=True, scope="session")
def _pages_are_compiled_at_once() -> None:
    """What production does after some drawings, tests do from the first on."""
    from kontor.ui import compiling

    compiling.AFTER = 0


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process remembers of one test's database, and the language it spoke last, is not the next one's."""
    from django.utils import translation

    from kontor.platform import reference

    reference.forget_all()
    translation.deactivate()
