"""Names beside ids, for the operator's lists."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kontor.contexts.accounts.models import Account
from kontor.contexts.sellers.models import Store
from kontor.kernel.viewer import Operator


def person_names(viewer: Operator, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of staff and of stores' people; accounts that are gone are left out."""
    people = Account.objects.filter(pk__in=set(ids)).exclude(audience="buyer")
    return {one.pk: one.full_name or one.email for one in people.only("given_name", "family_name", "email")}


def store_names(viewer: Operator, ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Slug and name of stores."""
    return {row[0]: (row[1], row[2]) for row in Store.objects.filter(pk__in=set(ids)).values_list("id", "slug", "name")}


def store_ids(viewer: Operator, slugs: Iterable[str]) -> dict[str, UUID]:
    """Ids of stores by slug."""
    return dict(Store.objects.filter(slug__in=set(slugs)).values_list("slug", "id"))


def account_ids(viewer: Operator, texts: Iterable[str]) -> dict[str, UUID]:
    """Accounts by what somebody types: an e-mail address (staff and sellers first) or an id."""
    found: dict[str, UUID] = {}
    mails = {}
    for text in texts:
        try:
            found[text] = UUID(text)
        except ValueError:
            mails[text.lower()] = text
    rows = Account.objects.filter(email_key__in=list(mails)).order_by("audience").values_list("email_key", "id")
    return found | {mails[key]: identity for key, identity in rows if key in mails} if mails else found
