"""A number at which couriers reach a buyer."""

from __future__ import annotations

from kontor.contexts.accounts.errors import AddressInvalid
from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules import addresses
from kontor.kernel.viewer import Buyer


def set_contact_phone(*, viewer: Buyer, phone: str, country: str) -> str:
    """Keep the number; nobody signs in with it. Whether it may be another's is risk's to say (ACC-06).

    Args:
        phone: as typed; "" removes it.

    Returns:
        The number in E.164.

    Raises:
        AddressInvalid: it is no phone number, at the field `phone`.
    """
    try:
        number = addresses.phone(addresses.visible(phone), country).text if phone.strip() else ""
    except AddressInvalid:
        raise AddressInvalid(field="phone") from None
    Account.objects.filter(pk=viewer.buyer_id).update(contact_phone=number)
    return number
