"""Checks of identity at several points of their life."""

from __future__ import annotations

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.notifications.models import Notice
from kontor.contexts.risk.models import IdentityCheck
from kontor.contexts.risk.services.add_identity_picture import add_identity_picture
from kontor.contexts.risk.services.open_identity_check import open_identity_check
from kontor.contexts.risk.tests.documents import side
from kontor.kernel.viewer import Buyer, System
from kontor.platform.reviews.models import ReviewItem


def asked(account: Account, *, registration: bool = True) -> IdentityCheck:
    """A check that waits for pictures."""
    check = open_identity_check(account_id=account.pk, cause="ACC-32", by=System("tests"), registration=registration)
    assert check is not None
    return check


def send(account: Account, name: str, content: bytes | None = None) -> tuple[str, ...]:
    """Send a picture; the faults that it has."""
    return add_identity_picture(viewer=Buyer(account.pk), side=name, content=content or side(name).content).faults


def handed_in() -> tuple[Account, IdentityCheck, ReviewItem]:
    """A check with both sides, before a reviewer."""
    account = make_account()
    check = asked(account)
    assert send(account, "front") == ()
    assert send(account, "back") == ()
    item = ReviewItem.objects.get(subject_id=check.pk)
    check.refresh_from_db()
    return account, check, item


def kinds(account: Account) -> list[str]:
    """What the person was told, in order."""
    return list(
        Notice.objects.filter(account_id=account.pk).order_by("created_at", "id").values_list("kind", flat=True)
    )
