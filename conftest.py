"""All tests, wherever they stand, share these parts."""

import pytest

pytest_plugins = ["tests.support.plugin", "tests.support.outcomes"]


@pytest.fixture(autouse=True)
def _no_remembered_references() -> None:
    """What a process remembers of one test's database is not true of the next one's."""
    from kontor.platform import reference

    reference.forget_all()
