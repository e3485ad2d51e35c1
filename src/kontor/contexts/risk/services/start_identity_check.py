"""The operator asks a buyer for a document."""

from __future__ import annotations

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts.models import Audience
from kontor.contexts.accounts.rules import addresses
from kontor.contexts.risk.identity_errors import IdentityNobody, IdentityOpenAlready
from kontor.contexts.risk.models import IdentityCheck
from kontor.contexts.risk.services.open_identity_check import open_identity_check
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Operator


def start_identity_check(*, by: Operator, address: str) -> IdentityCheck:
    """Open a check for the buyer with this e-mail address or mobile number (ACC-33).

    Raises:
        IdentityNobody, IdentityOpenAlready: nothing has changed.
    """
    try:
        parsed = addresses.parse(address.strip(), "")
    except Refusal:
        raise IdentityNobody(field="address") from None
    account = accounts.account_by_key(by, audience=Audience.BUYER, key=parsed.key)
    if account is None:
        raise IdentityNobody(field="address")
    check = open_identity_check(account_id=account.pk, cause="operator", by=by, registration=False)
    if check is None:
        raise IdentityOpenAlready(field="address")
    return check
