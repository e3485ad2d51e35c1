"""A store answers by itself: welcome, out of stock, where the parcel is (MSG-11)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import translation

from kontor.contexts.inventory.queries import available
from kontor.contexts.logistics.queries.parcels import parcels_for
from kontor.contexts.messaging import judging
from kontor.contexts.messaging.drafts import Draft, Known, Sent
from kontor.contexts.messaging.errors import MessageBlocked, ParametersNotYet
from kontor.contexts.messaging.house_texts import house_text
from kontor.contexts.messaging.models import AutoReplyText, Conversation, Desk, Message
from kontor.contexts.messaging.placeholders import skus_of, values_of
from kontor.contexts.messaging.rules.phrases import Filled, fill, filled
from kontor.contexts.messaging.sending import send
from kontor.contexts.messaging.telling import tell_stopped
from kontor.contexts.messaging.words import Author, Stream, Template
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer, System


def auto_reply(*, viewer: System, conversation_id: UUID, message_id: UUID) -> Sent | None:
    """Answer a buyer's message by itself, if the store wants it, now, and there is something to say. Safe to repeat.

    Never twice in a row: after an automatic reply a person of the store has the word. What the policy stops, or what
    a store that is not verified may not say yet, is not delivered; it stands in the log, and the store is told.

    Returns:
        The reply; None when nothing is said.
    """
    del viewer
    row = Conversation.objects.filter(id=conversation_id).first()
    message = Message.objects.filter(conversation_id=conversation_id, id=message_id).defer("words").first()
    if row is None or message is None or message.author != Author.BUYER or row.last_id != message.id:
        return None
    desk = Desk.objects.filter(store_id=row.store_id, auto_on=True).first()
    if desk is None or row.store_author == Author.AUTOMATIC or not _awake(desk, now()):
        return None
    chosen = _template(row, message)
    if chosen is None:
        return None
    said = _said(row, chosen, message.language)
    text = f"{said.text}\n{_parcel(row, message.language)}" if chosen is Template.LOGISTICS else said.text
    if not text:
        return None
    draft = Draft(
        author=Author.AUTOMATIC, author_id=None, text=text, client_id=f"auto:{message.id}", language=message.language,
        template=chosen.value, filled=said,
    )  # fmt: skip
    try:
        return send(draft, Known(conversation_id=row.id, store_id=row.store_id))
    except Refusal as refusal:
        if isinstance(refusal, MessageBlocked | ParametersNotYet):  # else it is frozen, or not open: they know it
            tell_stopped(row.store_id, chosen, refusal)
        return None


def _awake(desk: Desk, moment: datetime) -> bool:
    """Whether automatic replies are sent now, in the zone of the settings; GMT+0 until one is chosen (MSG-12)."""
    local = moment.astimezone(ZoneInfo(desk.time_zone or "UTC"))
    minute = local.hour * 60 + local.minute
    if desk.auto_from < desk.auto_to:
        return desk.auto_from <= minute < desk.auto_to
    return minute >= desk.auto_from or minute < desk.auto_to


def _template(row: Conversation, message: Message) -> Template | None:
    """What is said: what was asked comes first, the welcome greets whoever writes for the first time."""
    asked = judging.question_of(message.text, message.language)
    if row.about == "order" and asked == "parcel" and _parcel(row, message.language):
        return Template.LOGISTICS
    if row.about == "product" and _sold_out(row):
        return Template.OUT_OF_STOCK
    first = row.buyer_count == 1 and row.stream != Stream.ORDER_NOTE
    return Template.WELCOME if first else None


def _sold_out(row: Conversation) -> bool:
    skus = skus_of(row)
    return bool(skus) and not any(free > 0 for free in available(skus).values())


def _said(row: Conversation, template: Template, language: str) -> Filled:
    """What is said, with what the store wrote of it: its own text; of the house's, nothing."""
    own = dict(AutoReplyText.objects.filter(store_id=row.store_id, template=template).values_list("language", "text"))
    mine = own.get(language) or _instead_of_house(row, template, language, own)
    values = values_of(row)
    return fill(mine, values) if mine else Filled("", filled(house_text(template, language), values))


def _instead_of_house(row: Conversation, template: Template, language: str, own: dict[str, str]) -> str:
    """For a buyer whose language the house does not write: the store's own text in its own language, if it has any."""
    house = house_text(template, language)
    if house != house_text(template, "en") or language == "en" or not own:
        return ""
    home = Store.objects.values_list("language", flat=True).get(id=row.store_id)
    return own.get(home) or next(iter(own.values()))


def _parcel(row: Conversation, language: str) -> str:
    """The last thing that a carrier said of the order's latest parcel, in the buyer's language; "" for none."""
    if row.subject_id is None:
        return ""
    with translation.override(language):
        parcels = parcels_for(Buyer(row.buyer_id), store_id=row.store_id, order_id=row.subject_id)
        told = [(parcel.events[0], parcel) for parcel in parcels if parcel.events]
        if not told:
            return ""
        event, parcel = max(told, key=lambda one: one[0].at)
        parts = [f"{event.at:%Y-%m-%d %H:%M} UTC", event.label or parcel.label, event.place, event.text]
        return " · ".join(dict.fromkeys(part for part in parts if part))
