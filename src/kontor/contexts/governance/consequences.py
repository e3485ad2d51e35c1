"""What follows from violations, and undoing it. Within the transactions of the services, which hold the store's row."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import translation

from kontor.contexts.catalogue.services.delist import delist
from kontor.contexts.catalogue.services.relist import relist
from kontor.contexts.governance.events import MessagesFrozen, MessagesThawed
from kontor.contexts.governance.models import Consequence, Violation
from kontor.contexts.governance.rules.offences import OFFENCES, Follows
from kontor.contexts.governance.rules.points import crossed, thresholds
from kontor.contexts.sellers.errors import NotClosable, NotClosed, NotHideable
from kontor.contexts.sellers.models import Store, StoreHiding, StoreState
from kontor.contexts.sellers.services.close_store import close_store
from kontor.contexts.sellers.services.hide_store import hide_store
from kontor.contexts.sellers.services.move_hiding_end import move_hiding_end
from kontor.contexts.sellers.services.reopen_store import reopen_store
from kontor.contexts.sellers.services.show_store import show_store
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record

OF_MESSAGES = "message_policy"  # messaging counts these and freezes by itself; the register takes it over (MSG-10)


def hold(store_id: UUID) -> Store | None:
    """The store, held until the transaction ends: points of one store are counted one after the other."""
    return Store.objects.select_for_update().filter(id=store_id).first()


def follow(
    *, viewer: Operator | System, violation: Violation, kind: Follows, days: int | None, reason: str,
    threshold: int = 0, product_id: UUID | None = None,
) -> Consequence:  # fmt: skip
    """Make `kind` follow from the violation, for `days`; None: without an end of its own."""
    made = Consequence(
        violation=violation, store_id=violation.store_id, kind=kind, threshold=threshold, product_id=product_id,
        at=violation.at, until=violation.at + timedelta(days=days) if days is not None else None,
    )  # fmt: skip
    match kind:
        case Follows.FREEZE if made.until is not None:
            record(
                MessagesFrozen(
                    key=made.store_id, store_id=made.store_id, violation_id=violation.id, until=made.until.isoformat()
                )
            )
        case Follows.DELISTING if product_id is not None:
            try:
                delist(by=viewer, product_id=product_id, reason=reason)
            except MoveRefused:
                made.ended_at = made.at  # it is not on sale: there is nothing to take off
        case Follows.CLOSURE:
            try:
                made.state_before = close_store(viewer=viewer, store_id=made.store_id)
            except NotClosable:
                made.ended_at = made.at
    made.save()
    if kind == Follows.HIDING:
        settle_hiding(viewer, made.store_id, reason=reason)
    return made


def reach(viewer: Operator | System, violation: Violation, before: int) -> list[Consequence]:
    """What follows because the sum of the points, which was `before`, has reached a threshold."""
    step = crossed(before, before + violation.points, thresholds())
    if step is None:
        return []
    return [
        follow(
            viewer=viewer, violation=violation, kind=step.follows, days=step.days, reason=reason_of(violation),
            threshold=step.points,
        )
    ]  # fmt: skip


def reason_of(violation: Violation) -> str:
    """For the store's people: the operator's words, or the table's sentence in the store's own language."""
    if violation.words:
        return violation.words
    with translation.override(violation.store.language):
        return translation.gettext(OFFENCES[violation.code].sentence)


def undo(*, viewer: Operator, consequence: Consequence) -> None:
    """Take a consequence back before its time, as far as it can be."""
    _end(consequence, lifted=True)
    match consequence.kind:
        case Follows.FREEZE:
            _thaw(consequence.store_id)
        case Follows.HIDING:
            settle_hiding(viewer, consequence.store_id)
        case Follows.DELISTING if consequence.product_id is not None:
            try:
                relist(by=viewer, product_id=consequence.product_id)
            except MoveRefused:
                return  # its people have taken it up again since
        case Follows.CLOSURE if not _holding(consequence.store_id, Follows.CLOSURE):
            try:
                reopen_store(viewer=viewer, store_id=consequence.store_id, state=consequence.state_before)
            except NotClosed:
                return


def over(*, viewer: System, consequence: Consequence) -> None:
    """The time of a consequence is over."""
    _end(consequence, lifted=False)
    if consequence.kind == Follows.FREEZE:
        _thaw(consequence.store_id)
    elif consequence.kind == Follows.HIDING:
        settle_hiding(viewer, consequence.store_id)


def settle_hiding(viewer: Operator | System, store_id: UUID, reason: str = "") -> None:
    """Hide or show the store so that it is out of sight as long as the last of its hidings holds, and no longer."""
    holding = _holding(store_id, Follows.HIDING)
    ends = [each.until for each in holding if each.until is not None]
    store = Store.objects.get(id=store_id)
    hidden = store.state == StoreState.HIDDEN
    if not ends:
        if hidden:
            show_store(viewer=viewer, store_id=store_id)
        return
    until = max(ends)
    if hidden:
        hiding = move_hiding_end(viewer=viewer, store_id=store_id, until=until)
    else:
        days = max(1, round((until - now()) / timedelta(days=1)))
        try:
            hiding = hide_store(
                viewer=viewer, store_id=store_id, days=days, reason=reason, penalty=True, until=until
            )  # fmt: skip
        except NotHideable:
            return  # closed, or not open yet: nobody sees it anyway
    adopt(store_id, hiding)


def adopt(store_id: UUID, hiding: StoreHiding) -> None:
    """The consequences in force say which hiding carries them out."""
    for each in _holding(store_id, Follows.HIDING):
        each.hiding_id = hiding.id
        each.save(update_fields=["hiding_id"])


def _holding(store_id: UUID, kind: Follows) -> list[Consequence]:
    return list(Consequence.objects.filter(store_id=store_id, kind=kind, ended_at__isnull=True).order_by("at", "id"))


def _end(consequence: Consequence, *, lifted: bool) -> None:
    consequence.ended_at, consequence.lifted = now(), lifted
    consequence.save(update_fields=["ended_at", "lifted"])


def _thaw(store_id: UUID) -> None:
    """Tell messaging, unless another penalty holds; a freeze that messaging made by itself, it ends by itself."""
    freezes = Consequence.objects.filter(store_id=store_id, kind=Follows.FREEZE, ended_at__isnull=True)
    if not freezes.exclude(violation__code=OF_MESSAGES).exists():
        record(MessagesThawed(key=store_id, store_id=store_id))
