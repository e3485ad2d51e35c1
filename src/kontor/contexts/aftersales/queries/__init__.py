"""Reads, each for a viewer, one file per topic."""
