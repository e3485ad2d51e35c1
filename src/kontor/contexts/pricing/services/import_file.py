"""Taking over the rates in a file."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.pricing.providers import sheet
from kontor.contexts.pricing.services.take_rates import Taken, take_rates


def import_file(*, content: bytes, source: str, even_jumps: bool = False) -> list[Taken]:
    """Take over each day of the file, the oldest first; all of it or nothing.

    Args:
        content, source: see `providers.sheet.read`.
        even_jumps: see `take_rates`.

    Raises:
        Unreadable: nothing was stored.
    """
    found = sheet.read(content, source)
    with transaction.atomic():
        return [take_rates(found=each, even_jumps=even_jumps) for each in found]
