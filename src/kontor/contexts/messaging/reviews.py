"""The queue of held messages: the same words to many buyers who had not written (MSG-19)."""

from __future__ import annotations

from django.utils.translation import gettext

from kontor.contexts.messaging.gates import KIND
from kontor.contexts.messaging.models import Copies, Delivery
from kontor.contexts.messaging.services.decide_copies import decide_copies
from kontor.contexts.sellers.models import Store
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

RELEASE, KEEP = "release", "keep"


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    del viewer
    row = Copies.objects.filter(id=item.subject_id).first()
    if row is None:
        return []
    store = Store.objects.filter(id=row.store_id).values_list("name", flat=True).first() or ""
    waiting = Delivery.objects.filter(copies_id=row.id).count()
    return [
        (gettext("Store"), store),
        (gettext("Messages that wait"), str(waiting)),
        (gettext("Text"), row.text),
    ]


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    del reason
    decide_copies(viewer=viewer, copies_id=item.subject_id, release=decision == RELEASE)


reviews.declare(
    kind=KIND,
    title=_("Held messages"),
    guide=_("The same words go to many buyers who did not write first. News of orders may pass; advertising may not."),
    decisions=[
        reviews.Decision(RELEASE, _("Deliver them"), "primary", (_("These are news of orders."),)),
        reviews.Decision(KEEP, _("Do not deliver them"), "danger", (_("This is advertising."),)),
    ],
    decide=_decide,
    show=_show,
)  # fmt: skip
