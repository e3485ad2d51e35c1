"""Decisions and arithmetic without a database, one file per topic."""
