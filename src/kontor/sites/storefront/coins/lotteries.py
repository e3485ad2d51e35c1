"""A lottery with its odds, its tickets, and all that is needed to check its draw (COI-10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.coins.queries import campaigns as read
from kontor.contexts.coins.queries.buyer import purse
from kontor.contexts.coins.queries.campaigns import LotteryView, TicketView
from kontor.contexts.coins.rules.lottery import MILLION, commitment, number
from kontor.contexts.coins.services.buy_ticket import buy_ticket
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.ids import token
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public, signed_in
from kontor.ui.formats import count


@public
@require_GET
@never_cache
def one(request: Request, lottery_id: UUID) -> HttpResponse:
    """Odds and prizes for everybody; one's own tickets for a buyer; after the draw what it can be checked with."""
    found = read.lottery(lottery_id)
    viewer = Buyer(request.account.pk) if request.account is not None else None
    tickets = read.my_tickets(viewer, lottery_id) if viewer else []
    context: dict[str, Any] = {
        "section": "coins",
        "lottery": found,
        "prizes": [(prize, _percent(prize.odds)) for prize in found.prizes],
        "nothing": _percent(MILLION - sum(prize.odds for prize in found.prizes)),
        "mine": tickets,
        "have": purse(viewer, request.place.currency).coins if viewer and found.open else None,
        "more": found.open and len(tickets) < found.per_buyer,
        "key": token(15),
        "checked": _checked(found, tickets) if found.seed else None,
    }
    return render(request, "storefront/coins/lottery.html", context)


def _percent(odds: int) -> str:
    """Odds of a million as per cent, exactly."""
    whole, rest = divmod(odds, MILLION // 100)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")


def _checked(found: LotteryView, tickets: list[TicketView]) -> bool:
    """Whether the seed is the one that was committed to, and one's own numbers follow from it."""
    seed = bytes.fromhex(found.seed)
    follows = all(number(seed, found.digest, ticket.place) == ticket.number for ticket in tickets)
    return commitment(seed) == found.commitment and follows


@signed_in
@require_POST
def buy(request: Request, lottery_id: UUID) -> HttpResponse:
    """One ticket for coins; the same form sent twice is one ticket."""
    try:
        place = buy_ticket(viewer=Buyer(request.account.pk), lottery_id=lottery_id, key=request.POST.get("key", ""))
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            read.lottery(lottery_id)  # none at all: absent
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Ticket %(place)s is yours. Good luck!") % {"place": count(place)})
    return HttpResponseRedirect(reverse("coin_lottery", args=[lottery_id]))


@public
@require_GET
@never_cache
def codes(request: Request, lottery_id: UUID) -> StreamingHttpResponse:
    """The codes of all tickets in their order, one a line, none after the last: its SHA-256 is the digest."""
    del request
    found = read.lottery(lottery_id)
    answer = StreamingHttpResponse(_lines(found.id), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="tickets.txt"'
    return answer


def _lines(lottery_id: UUID) -> Iterator[str]:
    after, gap = 0, ""
    while page := read.ticket_list(lottery_id, after=after):
        yield gap + "\n".join(ticket.code for ticket in page)
        after, gap = page[-1].place, "\n"
