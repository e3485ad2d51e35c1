"""Secrets at rest: sealed under a key that is not in the database."""

from kontor.platform.vault.seal import Unopenable, open_sealed, seal
from kontor.platform.vault.sign import public_keys, sign

__all__ = ["Unopenable", "open_sealed", "public_keys", "seal", "sign"]
