"""A store whose people read and answer messages, and what their pages say."""

from __future__ import annotations

import html
from typing import Any

from django.test import Client

from kontor.contexts.messaging.tests.written import Talk
from kontor.contexts.sellers.models import Seat
from kontor.sites.seller_center.tests.conftest import seller, signed_in

LIST = "/seller/messages/"


def at_work(talk: Talk, *rights: str) -> Client:
    """The browser of somebody of the shop with these rights."""
    account = seller("Mei")
    Seat.objects.create(store=talk.store, account=account, role="clerk", rights=sorted(rights))
    return signed_in(account)


def text_of(answer: Any) -> str:
    """The words of a page, white space collapsed."""
    return " ".join(html.unescape(answer.content.decode()).split())


def here(conversation: Any, rest: str = "") -> str:
    """The address of a conversation."""
    return f"{LIST}{conversation}/{rest}"


def sent(client_id: str, text: str, **more: str) -> dict[str, str]:
    """What the form of an answer sends."""
    return {"text": text, "client_id": client_id, **more}
