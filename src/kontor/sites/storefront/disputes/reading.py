"""What people type and upload in the forms of a dispute."""

from __future__ import annotations

from kontor.contexts.aftersales.errors.disputes import DisputeAmountWrong
from kontor.contexts.aftersales.policy.disputes import PICTURES
from kontor.contexts.aftersales.rules.dispute_amounts import read_amount
from kontor.contexts.catalogue.policy import PICTURE_BYTES
from kontor.kernel.money import Money
from kontor.platform.http.request import Request


def pictures(request: Request) -> list[bytes]:
    """The uploads, each read one byte beyond what is allowed: enough to say no."""
    found = request.FILES.getlist("pictures")[: PICTURES.int() + 1]
    return [content for upload in found if (content := upload.read(PICTURE_BYTES.int() + 1))]


def amount(request: Request, paid: Money) -> Money:
    """The amount typed, in the currency paid.

    Raises:
        DisputeAmountWrong
    """
    typed = read_amount(request.POST.get("amount", ""), paid.currency)
    if typed is None:
        raise DisputeAmountWrong(field="amount", most=f"{paid.amount} {paid.currency}")
    return typed
