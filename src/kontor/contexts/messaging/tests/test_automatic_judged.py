"""What an automatic reply says is judged, when it is kept and when it is sent (MSG-05, MSG-09, MSG-11)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db.models import F

from kontor.contexts.catalogue.models import ProductText
from kontor.contexts.inventory.models import Stock
from kontor.contexts.logistics.models import TrackingEvent
from kontor.contexts.messaging import delivering, judging, opening, policing
from kontor.contexts.messaging.errors import ParametersNotYet
from kontor.contexts.messaging.house_texts import house_text, languages
from kontor.contexts.messaging.judging import Passage, Verdict
from kontor.contexts.messaging.models import AutoReplyText, Delivery, Desk, PolicyViolation
from kontor.contexts.messaging.rules.phrases import filled
from kontor.contexts.messaging.services.auto_reply import auto_reply
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.tests.test_automatic import last, sent_parcel
from kontor.contexts.messaging.tests.written import Talk, findings, fresh, texts_of
from kontor.contexts.messaging.words import Template
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform import events


def as_it_is() -> AbstractContextManager[None]:
    """The policy and the readers that are shipped."""
    return judging.instead(**{name: getattr(judging.Reader(), name) for name in ("judge", "parameters")})


def unverified(talk: Talk) -> None:
    Store.objects.filter(id=talk.store.id).update(verified_at=None)
    opening.forget_openings()


@pytest.mark.rule("MSG-05", "MSG-11")
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_text_that_states_parameters_waits_for_the_store_to_be_verified(talk: Talk, language: str) -> None:
    texts = {(Template.WELCOME, language): "Hello! Our lamps are 30 cm, 100 % cotton."}
    unverified(talk)
    with pytest.raises(ParametersNotYet) as said:
        change_auto_reply(viewer=talk.seat, on=True, texts=texts)
    assert said.value.field == f"welcome.{language}"
    assert not AutoReplyText.objects.exists()
    assert not Desk.objects.filter(auto_on=True).exists()
    change_auto_reply(viewer=talk.seat, texts={(Template.WELCOME, language): "Hello! We answer within 3 days."})
    Store.objects.filter(id=talk.store.id).update(verified_at=now())
    opening.forget_openings()
    change_auto_reply(viewer=talk.seat, texts=texts)
    assert AutoReplyText.objects.get().text == texts[Template.WELCOME, language]


def stopped(talk: Talk, asked: Any) -> Delivery:
    """The one row of what was not delivered; nothing was, nobody is punished, and the store is told once."""
    for _ in range(2):
        auto_reply(
            viewer=System("test"), conversation_id=asked.conversation_id, message_id=asked.message_id
        )  # as after a crash
    assert [author for author, _text in texts_of(asked.conversation_id)] == ["buyer"]
    assert not PolicyViolation.objects.exists()
    [told] = Notice.objects.filter(kind="auto_reply_stopped")
    assert told.account_id == talk.clerk.id
    assert not [one for one in findings() if one.startswith("messaging")]
    return Delivery.objects.get(status=403, author="automatic")


@pytest.mark.rule("MSG-05", "MSG-11", "MSG-13")
def test_an_automatic_reply_is_judged_when_it_is_sent_too(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True, texts={(Template.WELCOME, "es"): "Hola, mide 30 cm."})
    unverified(talk)
    asked = talk.ask("¿Hola?")
    events.drain()
    row = stopped(talk, asked)
    assert (row.why, row.text) == ("parameters", "Hola, mide 30 cm.")
    assert Notice.objects.get(kind="auto_reply_stopped").values == {
        "store": talk.store.name, "title": "Welcome", "reason": "Product parameters before the store is verified",
    }  # fmt: skip


@pytest.mark.rule("MSG-05", "MSG-09", "MSG-11")
@pytest.mark.parametrize("own", ["", "Sin {product}, lo siento."])
def test_figures_of_a_title_stop_no_reply(talk: Talk, own: str) -> None:
    """They look like a telephone number, and say what the product is like; but nobody wrote them into the message."""
    unverified(talk)
    change_auto_reply(viewer=talk.seat, on=True, texts={(Template.OUT_OF_STOCK, "es"): own} if own else None)
    Stock.objects.update(on_hand=0)
    title = "Toner 612 345 678, 30 cm"
    ProductText.objects.filter(product_id=talk.product.id).update(title=title)
    with as_it_is():
        assert judging.judge(title).blocked
        assert judging.states_parameters(title, "es")
        asked = talk.ask("¿Queda?")
        events.drain()
    author, text = last(asked.conversation_id)
    assert author == "automatic"
    assert (f"Sin {title}, lo siento." if own else f"Hola. {title} está agotado") in text
    assert not Notice.objects.filter(kind="auto_reply_stopped").exists()


@pytest.mark.rule("MSG-09", "MSG-11", "MSG-13")
@pytest.mark.parametrize(
    ("own", "passage"),
    [
        ("Sin {product}, llámame al 612 345 678.", "612 345 678"),
        ("Pedido {order}. {product} {product}: llámame al 612 345 678, {tracking}", "612 345 678"),
        ("Sin {product}, llámame al 612{tracking}345{order}678.", "612345678"),
    ],
)
def test_a_telephone_number_in_a_text_of_the_stores_own_is_stopped(talk: Talk, own: str, passage: str) -> None:
    """Also where it was kept before the policy knew better; the log has its place in what would have been sent."""
    change_auto_reply(viewer=talk.seat, on=True)
    AutoReplyText.objects.create(store_id=talk.store.id, template=Template.OUT_OF_STOCK, language="es", text=own)
    Stock.objects.update(on_hand=0)
    with as_it_is():
        asked = talk.ask("¿Queda?")
        events.drain()
        row = stopped(talk, asked)
    assert row.why == "policy"
    assert "Reading lamp" in row.text
    assert passage in [row.text[start:end] for start, end, _rule, _sentence in row.passages]
    assert Notice.objects.get(kind="auto_reply_stopped").values["title"] == "Out of stock"


@pytest.mark.rule("MSG-11")
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("template", list(Template))
def test_no_text_of_the_house_would_be_stopped(template: Template, language: str) -> None:
    """A store that takes it over as its own could not keep it."""
    text = house_text(template, language)
    values = {"product": "Reading lamp", "order": "4512078834561290", "tracking": "YT2229521272164446"}
    for said in (text, filled(text, values), filled(text, {})):
        assert policing.judge(said).passages == ()
        assert not judging.states_parameters(said, language)


@pytest.mark.rule("MSG-11")
def test_the_words_of_the_house_are_never_stopped(talk: Talk) -> None:
    """Whatever the policy learns, and for a store that is not verified too."""
    unverified(talk)
    change_auto_reply(viewer=talk.seat, on=True)
    said = Verdict((Passage(0, 4, "Hola", "MSG-09", "No."),), 1)
    order = talk.order()
    sent_parcel(order)
    Stock.objects.update(on_hand=F("reserved"))
    with judging.instead(judge=lambda text: said if "Hola" in text else Verdict((), 0)):
        for ask in (lambda: talk.ask("¿Queda?"), lambda: send_order_message(
            viewer=talk.buyer, order_number=order.number, text="¿dónde está mi paquete?", client_id=fresh()
        )):  # fmt: skip
            asked = ask()
            events.drain()
            assert last(asked.conversation_id)[0] == "automatic"


@pytest.mark.rule("MSG-11")
@pytest.mark.parametrize("own", ["", "Hola. Pedido {order}:"])
def test_what_a_carrier_says_is_not_held_against_the_store(talk: Talk, own: str) -> None:
    """The buyer reads the same words on the page of the parcel."""
    unverified(talk)
    change_auto_reply(viewer=talk.seat, on=True, texts={(Template.LOGISTICS, "es"): own} if own else None)
    order = talk.order()
    sent_parcel(order)
    TrackingEvent.objects.filter(place="Madrid").update(text="1.2 kg, ask the courier by WhatsApp")
    asked = send_order_message(
        viewer=talk.buyer, order_number=order.number, text="¿dónde está mi paquete?", client_id=fresh()
    )
    events.drain()
    author, text = last(asked.conversation_id)
    assert author == "automatic"
    assert text.endswith(" · Madrid · 1.2 kg, ask the courier by WhatsApp")


@pytest.mark.rule("MSG-11", "MSG-13")
def test_one_that_breaks_is_made_anew_by_the_outbox(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    change_auto_reply(viewer=talk.seat, on=True)
    asked = talk.ask("¿Hola?")
    whose = {"viewer": System("test"), "conversation_id": asked.conversation_id, "message_id": asked.message_id}
    with monkeypatch.context() as broken:
        broken.setattr(delivering, "message_of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            auto_reply(**whose)
    assert not Delivery.objects.exclude(status=200).exists()
    auto_reply(**whose)
    auto_reply(**whose)
    assert [author for author, _text in texts_of(asked.conversation_id)] == ["buyer", "automatic"]
    assert findings() == []


@pytest.mark.rule("MSG-09", "MSG-11")
def test_a_text_of_the_stores_own_that_begins_as_the_houses_does_is_judged(talk: Talk) -> None:
    """Nothing in it is taken for the house's, or for what a carrier said."""
    text = "Hello. The latest news of order {order}, parcel {tracking}:\nWhatsApp, {product}"
    change_auto_reply(viewer=talk.seat, on=True)
    AutoReplyText.objects.create(store_id=talk.store.id, template=Template.WELCOME, language="es", text=text)
    ProductText.objects.filter(product_id=talk.product.id).update(title="Lamp, WhatsApp 612")
    asked = talk.ask("¿Hola?")
    events.drain()
    row = stopped(talk, asked)
    assert row.text == "Hello. The latest news of order, parcel:\nWhatsApp, Lamp, WhatsApp 612"
    [[start, end, _rule, _sentence]] = row.passages
    assert (start, row.text[start:end]) == (41, "WhatsApp")
