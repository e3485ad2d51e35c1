"""The operator extends the list of virtual numbers."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.risk import models, numbers
from kontor.contexts.risk.errors import RangeInvalid
from kontor.kernel.viewer import Operator

_SHORTEST_CARRIER, _LONGEST = 4, 15


def add_number_range(*, by: Operator, prefix: str = "", carrier: str = "", note: str = "") -> models.NumberRange:
    """Numbers that begin with `prefix`, or whose carrier's name holds `carrier`, count as virtual from now on (ACC-32).

    Raises:
        RangeInvalid: neither, or both, or something that would match nearly everybody.
    """
    digits = "".join(sign for sign in prefix if sign.isdigit())
    name = " ".join(carrier.lower().split())
    wrong = (digits and not 3 <= len(digits) <= _LONGEST) or (name and len(name) < _SHORTEST_CARRIER)  # noqa: PLR2004
    if bool(digits) == bool(name) or wrong:
        raise RangeInvalid(field="prefix")
    with transaction.atomic():
        made, _ = models.NumberRange.objects.get_or_create(
            prefix=digits, carrier=name[:60], defaults={"note": note.strip()[:120], "by_account_id": by.account_id}
        )
    numbers.forget_kept()
    return made
