"""The operator closes a cashback partner, or opens it again."""

from __future__ import annotations

from kontor.contexts.promotions.errors import PartnerUnknown
from kontor.contexts.promotions.models import CashbackPartner
from kontor.kernel.viewer import Operator


def switch_partner(*, by: Operator, slug: str, on: bool) -> None:  # noqa: ARG001  (who may)
    """Let new clicks count, or not any more; rewards of earlier orders go on as they are.

    Raises:
        PartnerUnknown: there is none.
    """
    if not CashbackPartner.objects.filter(slug=slug).update(open=on):
        raise PartnerUnknown
