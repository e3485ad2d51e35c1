"""The list of breached and common passwords, read once per process (ACC-03)."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def is_common(password: str) -> bool:
    """Whether `password`, in any case of its letters, is one of the twenty thousand most used."""
    return password.lower().strip() in _listed()
