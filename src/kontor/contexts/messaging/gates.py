"""What keeps a message from being delivered, and the row that says so (MSG-05, 09, 10, 11, 13, 19)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.messaging import judging, own_words
from kontor.contexts.messaging.drafts import Draft
from kontor.contexts.messaging.errors import (
    AutomaticTwice,
    CopiesHeld,
    MessageBlocked,
    MessagingClosed,
    ParametersNotYet,
    SendingFrozen,
    TooManyColdMessages,
)
from kontor.contexts.messaging.models import Conversation, Copies, Delivery, Desk, Message
from kontor.contexts.messaging.opening import Opening, opening_of
from kontor.contexts.messaging.policy import COLD_A_DAY, COPIES_AT_MOST
from kontor.contexts.messaging.rules.cold import key_of
from kontor.contexts.messaging.violating import violate
from kontor.contexts.messaging.words import PERSONS, Author, Status, Why
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform import reviews

KIND = "messaging.copies"
_DAY = timedelta(days=1)


def refused(draft: Draft, conversation: Conversation, verdict: judging.Verdict, desk: Desk | None) -> Refusal | None:
    """Why this message may not be delivered; None when it may. What is refused is written down here."""
    if desk is None:
        return _blocked(draft, conversation, verdict) if verdict.blocked else None
    opening = opening_of(conversation.store_id)
    if (shut := _shut(draft, conversation, desk, opening)) is not None:
        return shut
    if verdict.blocked:
        return _blocked(draft, conversation, verdict, desk)
    if draft.author is Author.AUTOMATIC and conversation.store_author == Author.AUTOMATIC:
        note(draft, conversation, Why.AUTOMATIC)
        return AutomaticTwice()
    if not opening.verified and own_words.states_parameters(draft, conversation.language):
        _note_once(draft, conversation, Why.PARAMETERS)
        return ParametersNotYet(field="text")
    unasked = _is_written(draft) and conversation.buyer_count == 0 and not draft.looked_at
    return _cold(draft, conversation) if unasked else None


def _shut(draft: Draft, conversation: Conversation, desk: Desk, opening: Opening) -> Refusal | None:
    """Why the store may not send anything; None when it may."""
    if (until := frozen(desk)) is not None:
        note(draft, conversation, Why.FROZEN)
        return SendingFrozen(until=shown(until))
    if not opening.open:
        note(draft, conversation, Why.CLOSED)
        return MessagingClosed(missing=", ".join(gettext(one.what) for one in opening.missing))
    return None


def _is_written(draft: Draft) -> bool:
    """Whether a person of the store wrote it, or a program, whatever that calls it."""
    return draft.author in PERSONS or draft.program_id is not None


def frozen(desk: Desk) -> datetime | None:
    """Until when the store may not send; None when it may."""
    return desk.frozen_until if desk.frozen_until is not None and desk.frozen_until > now() else None


def shown(until: datetime) -> str:
    """The end of a freeze in a sentence."""
    return f"{until:%Y-%m-%d %H:%M} UTC"


def note(
    draft: Draft, conversation: Conversation, why: Why, *, passages: judging.Verdict | None = None,
    copies_id: UUID | None = None,
) -> Delivery:  # fmt: skip
    """Write down that it was refused."""
    row = draft.delivery or Delivery(store_id=conversation.store_id, conversation_id=conversation.id)
    row.author, row.author_id, row.program_id = draft.author, draft.author_id, draft.program_id
    row.client_id, row.status, row.why, row.text = draft.client_id, Status.REFUSED, why, draft.text
    row.passages = [[p.start, p.end, p.rule, p.sentence] for p in passages.passages] if passages else []
    row.next_try_at, row.copies_id = None, copies_id
    row.save()
    return row


def _blocked(
    draft: Draft, conversation: Conversation, verdict: judging.Verdict, desk: Desk | None = None
) -> MessageBlocked:
    """The policy stops it: a violation of the store's person or program, once for an attempt sent again (MSG-10)."""
    first = verdict.passages[0]
    passages = [(p.start, p.end, p.rule, p.sentence) for p in verdict.passages]
    passage = draft.text[first.start : first.end]
    until = ""
    row = _note_once(draft, conversation, Why.POLICY, passages=verdict)
    if row is not None and desk is not None and _is_written(draft):
        end = violate(desk, conversation, row, passage=passage, rule=first.rule)
        until = shown(end) if end is not None else ""
    return MessageBlocked(passages=passages, frozen_until=until, passage=passage, reason=gettext(first.sentence))


def _note_once(
    draft: Draft, conversation: Conversation, why: Why, *, passages: judging.Verdict | None = None
) -> Delivery | None:
    """Write down that it was refused; None when the same attempt, sent again, stands there already."""
    stands = Delivery.objects.filter(
        conversation_id=conversation.id, client_id=draft.client_id, status=Status.REFUSED, why=why, text=draft.text
    )
    if not stands.exists():
        return note(draft, conversation, why, passages=passages)
    if draft.delivery is not None:  # it failed, was sent again by hand and refused: it is not tried any more
        Delivery.objects.filter(store_id=conversation.store_id, id=draft.delivery.id).delete()
    return None


def _cold(draft: Draft, conversation: Conversation) -> Refusal | None:
    """To a buyer who has not written first: a number a day, and no copies. The desk is held alone."""
    since = now() - _DAY
    today = Message.objects.filter(store_id=conversation.store_id, at__gt=since).exclude(cold_key="")
    if today.count() >= COLD_A_DAY.int():
        note(draft, conversation, Why.RATE)
        return TooManyColdMessages(most=COLD_A_DAY.int(), retry_after=int(_DAY.total_seconds()))
    key = key_of(draft.text)
    same = today.filter(cold_key=key).exclude(conversation_id=conversation.id)
    if same.values("conversation_id").distinct().count() < COPIES_AT_MOST.int():
        return None
    case, new = Copies.objects.get_or_create(
        store_id=conversation.store_id, cold_key=key, decided_at=None, defaults={"text": draft.text}
    )
    note(draft, conversation, Why.HELD, copies_id=case.id)
    if new:
        reviews.open_item(kind=KIND, subject_id=case.id, facts={"store": str(case.store_id)})
    return CopiesHeld()
