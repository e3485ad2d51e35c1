"""The way from names to addresses is kept once for all languages.

Django keeps it for each language, because addresses may be translated. Ours are not, and each copy is a megabyte in
every worker.
"""

from __future__ import annotations

from typing import Any

from django.urls import URLResolver


class _Once(dict[str, Any]):
    """What was made for one language answers for all."""

    def __contains__(self, language: object) -> bool:
        return len(self) > 0

    def __getitem__(self, language: str) -> Any:
        return next(iter(self.values()))


def share_routes(resolver: URLResolver) -> None:
    """Let `resolver`, and those below it, keep what they know once. Call it before anything is looked up."""
    for name in ("_reverse_dict", "_namespace_dict", "_app_dict"):
        setattr(resolver, name, _Once())
    for below in resolver.url_patterns:
        if isinstance(below, URLResolver):
            share_routes(below)
