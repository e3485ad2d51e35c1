"""Writes: one use case, one file."""
