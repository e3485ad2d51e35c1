"""Reads of billing, each for a viewer."""
