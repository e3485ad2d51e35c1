"""Decisions about addresses, names, passwords, places and secrets: pure functions."""
