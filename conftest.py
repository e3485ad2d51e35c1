"""All tests, wherever they stand, share these parts."""

pytest_plugins = ["tests.support.plugin"]
