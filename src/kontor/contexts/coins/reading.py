"""What is looked up about a store before it opens a coin account, and about its coins. Between rules and tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext

from kontor.contexts.aftersales.models.reviews import StoreDay
from kontor.contexts.aftersales.rules.review_counting import Stars, first_day
from kontor.contexts.coins import policy
from kontor.contexts.coins.rules import books
from kontor.contexts.coins.rules.opening import Condition, Facts, conditions
from kontor.contexts.governance.lifecycle import State
from kontor.contexts.governance.models import Violation
from kontor.contexts.governance.rules.offences import OFFENCES
from kontor.contexts.ledger.models import Posting
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now


def positive_bp(store_id: UUID, days: int) -> int | None:
    """The store's rate of positive feedback over so many days, in hundredths of a per cent."""
    today = now().date()
    found = StoreDay.objects.filter(store_id=store_id, day__gte=first_day(today, days), day__lte=today)
    sums = found.aggregate(n1=Sum("n1"), n2=Sum("n2"), n3=Sum("n3"), n4=Sum("n4"), n5=Sum("n5"))
    return Stars(tuple(sums[f"n{stars}"] or 0 for stars in (1, 2, 3, 4, 5))).positive_bp


def severe(store_id: UUID, days: int) -> list[str]:
    """Titles of the severe violations of the last days, in the reader's language; lifted ones do not count."""
    since = now() - timedelta(days=days)
    found = Violation.objects.filter(store_id=store_id, at__gt=since, points__gte=policy.SEVERE_FROM.int())
    codes = found.exclude(state=State.LIFTED).order_by("at").values_list("code", flat=True)
    return [gettext(OFFENCES[code].title) if code in OFFENCES else code for code in codes]


def opening_conditions(store_id: UUID) -> list[Condition]:
    """The conditions of a coin account with the values found (COI-02): three statements."""
    store = Store.objects.select_related("business").get(id=store_id)
    business = store.business
    over, clean_for = policy.POSITIVE_OVER.int(), policy.CLEAN_FOR.int()
    facts = Facts(
        business.country, business.form, business.verified_at is not None, positive_bp(store_id, over),
        severe(store_id, clean_for),
    )  # fmt: skip
    return conditions(
        facts, countries=[code.strip() for code in policy.OPEN_IN.text().split(",")],
        at_least=policy.POSITIVE_AT_LEAST.int(), over=over, clean_for=clean_for,
    )  # fmt: skip


def coins_moved(funder: books.Funder, names: Sequence[str], since: datetime | None = None) -> dict[str, int]:
    """How many of a funder's coins were given, used, expired or taken back, since a moment or ever: from the ledger."""
    keys = {books.issue(funder, name).id: name for name in names}
    found = Posting.objects.filter(account_id__in=keys)
    if since is not None:
        found = found.filter(posted_at__gte=since)
    sums = dict(found.values_list("account_id").annotate(sum=Sum("minor")))
    return {name: abs(sums.get(identity, 0)) for identity, name in keys.items()}
