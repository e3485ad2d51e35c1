"""The operator shortens the list of virtual numbers."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.risk import numbers
from kontor.contexts.risk.models import NumberRange
from kontor.kernel.viewer import Operator


def remove_number_range(*, by: Operator, range_id: int) -> None:  # noqa: ARG001  (who may)
    """Take an entry of the operator's own out; those that are shipped stay (ACC-32)."""
    with transaction.atomic():
        NumberRange.objects.filter(pk=range_id).delete()
    numbers.forget_kept()
