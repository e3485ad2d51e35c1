"""Secrets at rest: sealed under a key that is not in the database."""

from kontor.platform.vault.seal import Unopenable, open_sealed, seal

__all__ = ["Unopenable", "open_sealed", "seal"]
