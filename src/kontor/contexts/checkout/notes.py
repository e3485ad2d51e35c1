"""What a buyer writes to the stores with an order (TRD-05, MSG-02, MSG-09)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext

from kontor.contexts.checkout.errors import NoteMissing, NoteStopped, NoteTooLong
from kontor.contexts.checkout.policy import NOTE_AT_MOST, NOTE_REQUIRED_IN
from kontor.contexts.checkout.rules import StoreQuote
from kontor.contexts.messaging.judging import judge
from kontor.contexts.messaging.rules.text import clean
from kontor.kernel.errors import Refusal, Refusals


def note_required(country: str, *, from_phone: bool) -> bool:
    """Whether an order that goes to `country` needs a note to each of its stores (MSG-02)."""
    return from_phone and country in NOTE_REQUIRED_IN.text().upper().replace(",", " ").split()


def check_lengths(notes: Mapping[UUID, str]) -> None:
    """No note is longer than the policy allows.

    Raises:
        NoteTooLong
    """
    most = NOTE_AT_MOST.int()
    for store_id, note in notes.items():
        if len(note) > most:
            raise NoteTooLong(field=f"note-{store_id}", most=most, length=len(note))


def check_notes(stores: Sequence[StoreQuote], notes: Mapping[UUID, str], *, required: bool) -> None:
    """Each store gets what it has to get, and nothing that leads out of the market. No statement.

    Raises:
        NoteMissing, NoteStopped: at the field of the store; all of them at once.
    """
    found = [_wrong(store, notes.get(store.seller.store_id, ""), required=required) for store in stores]
    wrong = [refusal for refusal in found if refusal is not None]
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise Refusals(wrong)


def _wrong(store: StoreQuote, note: str, *, required: bool) -> Refusal | None:
    text = clean(note) if note else ""
    field, name = f"note-{store.seller.store_id}", store.seller.name
    if not text:
        return NoteMissing(field=field, store=name) if required else None
    verdict = judge(text)
    if not verdict.blocked:
        return None
    first = verdict.passages[0]
    return NoteStopped(field=field, store=name, passage=text[first.start : first.end], reason=gettext(first.sentence))
