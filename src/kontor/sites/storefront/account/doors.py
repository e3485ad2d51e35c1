"""The two ways in: joining as a buyer, and selling (ACC-01). Each has its own pages and makes its own accounts."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.contexts.accounts.errors import NotFirstParty, NotFromSellPage
from kontor.platform.http.audience import BUYER, SELLER


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: the audience that it serves and where its pages stand.

    Attributes:
        name: in small letters; a captcha of one door opens no other.
        ticket: name of the cookie that notes when the form was opened.
        refusal: what a post gets that did not come from the form.
    """

    name: str
    audience: str
    page: str
    check_mail: str
    resend: str
    sign_in: str
    ticket: str
    refusal: type[NotFirstParty]


JOIN = Door(
    "join",
    BUYER.audience,
    "/join/",
    "/join/check-mail/",
    "/verify/resend/",
    BUYER.sign_in,
    "kontor_join",
    NotFirstParty,
)
SELL = Door(
    "sell",
    SELLER.audience,
    "/sell/",
    "/sell/check-mail/",
    "/sell/resend/",
    SELLER.sign_in,
    "kontor_sell",
    NotFromSellPage,
)


def at(path: str) -> Door:
    """The door to which `path` belongs."""
    return SELL if path.startswith(SELL.page) else JOIN


def of(audience: str) -> Door:
    """The door through which an account of `audience` came."""
    return SELL if audience == SELL.audience else JOIN
