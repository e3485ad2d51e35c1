"""A buyer gives a number for couriers; it may be another account's, within a family (ACC-06)."""

from __future__ import annotations

from django.db import connection, transaction

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts.errors import AddressInvalid
from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.accounts.services.set_contact_phone import set_contact_phone
from kontor.contexts.risk.errors import ContactPhoneNeedsMail, ContactPhoneTaken
from kontor.contexts.risk.models import Flag
from kontor.contexts.risk.policy import SHARED_PHONE_OVERLAP
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform import reviews

_OVERLAP = """
SELECT DISTINCT mine.kind FROM risk_trace AS mine JOIN risk_trace AS theirs USING (key)
WHERE mine.account_id = %s AND theirs.account_id = %s AND mine.kind = ANY(%s) ORDER BY mine.kind
"""
_KINDS = [TraceKind.DEVICE, TraceKind.ADDRESS, TraceKind.FINGERPRINT]


def add_contact_phone(*, viewer: Buyer, phone: str, country: str) -> str:
    """Keep the number, unless it is another account's that looks like the same person's: then the pair is flagged for
    the operator.

    Two accounts may share it if the domains of their addresses differ and no more of device, address and fingerprint
    agree than the policy allows.

    Args:
        phone: as typed; "" removes the number.

    Returns:
        The number in E.164.

    Raises:
        AddressInvalid: at the field `phone`. ContactPhoneNeedsMail: the viewer signs in with a number.
        ContactPhoneTaken: nothing has changed but the flag.
    """
    me = accounts.profile(viewer)
    if not me.email_key:
        raise ContactPhoneNeedsMail(field="phone")
    other = accounts.owner_of_phone(_number(phone, country)) if phone.strip() else None
    if other is not None and other.pk != me.pk and not _may_share(me, other):
        raise ContactPhoneTaken(field="phone")
    return set_contact_phone(viewer=viewer, phone=phone, country=country)


def _number(phone: str, country: str) -> str:
    try:
        return addresses.phone(addresses.visible(phone), country).text
    except AddressInvalid:
        raise AddressInvalid(field="phone") from None


def _may_share(me: Account, other: Account) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_OVERLAP, [me.pk, other.pk, [int(kind) for kind in _KINDS]])
        shared = [TraceKind(kind).name.lower() for (kind,) in cursor.fetchall()]
    one_domain = bool(other.email_key) and _domain(me) == _domain(other)
    if len(shared) <= SHARED_PHONE_OVERLAP.int() and not one_domain:
        return True
    with transaction.atomic():
        flag, _ = Flag.objects.update_or_create(
            kind="shared_phone",
            account_id=me.pk,
            other_id=other.pk,
            defaults={"shared": [*shared, *(["domain"] if one_domain else [])], "last_at": now()},
        )
        reviews.open_item(kind="risk.linked_accounts", subject_id=flag.id, facts={"accounts": 2})
    return False


def _domain(account: Account) -> str:
    return (account.email_key or "").rpartition("@")[2]
