"""The card face: the part of Stripe's API that a payment by redirect needs."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from kontor.kernel import clock, ids
from kontor.kernel.money import Money
from kontor.sandbox.gateway import card_words as words
from kontor.sandbox.gateway.card_events import Events
from kontor.sandbox.gateway.card_setups import Setups, intent
from kontor.sandbox.gateway.card_words import Fault
from kontor.sandbox.gateway.idempotence import Idempotence
from kontor.sandbox.gateway.payments import CARD, CLOSED, PAID, WAITING, Book, Impossible, Payment, Refund
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.http import Handler, Request, Response, Router, as_json
from kontor.sandbox.wire.switches import Switches

_DAY = timedelta(hours=24)


class Cards:
    """Answers `/v1/…`; as a `Face` it carries out what the payer decides."""

    def __init__(
        self,
        settings: Settings,
        book: Book,
        switches: Switches,
        events: Events,
        idempotence: Idempotence,
        setups: Setups,
        public_url: str,
    ) -> None:
        self._settings = settings
        self._book = book
        self._switches = switches
        self._events = events
        self._idempotence = idempotence
        self._setups = setups
        self._public_url = public_url

    def join(self, router: Router) -> None:
        for method, path, work in (
            ("POST", "/v1/checkout/sessions", self._create),
            ("GET", "/v1/checkout/sessions/{name}", self._session),
            ("POST", "/v1/checkout/sessions/{name}/expire", self._expire),
            ("GET", "/v1/payment_intents/{name}", self._intent),
            ("POST", "/v1/refunds", self._refund),
            ("GET", "/v1/refunds", self._refunds),
            ("GET", "/v1/refunds/{name}", self._refund_again),
            *self._setups.routes(),
        ):
            router.add(method, path, self._checked(work))

    def _checked(self, work: Handler) -> Handler:
        """`work` for the bearer of the secret key, once per idempotency key, misbehaving when told to."""

        def answered(request: Request, **parts: str) -> Response:
            try:
                self._authorise(request)
                return self._idempotence.once(request, lambda: work(request, **parts))
            except Fault as fault:
                return fault.response()

        def handler(request: Request, **parts: str) -> Response:
            return self._switches.answering(self._subject(request, parts), lambda: answered(request, **parts))

        return handler

    def _authorise(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                given = base64.b64decode(given).decode().partition(":")[0]
            except ValueError:
                given = ""
        if not hmac.compare_digest(given.encode(), self._settings.card_key.encode()):
            raise Fault("Invalid API Key provided", status=401)

    def _subject(self, request: Request, parts: Mapping[str, str]) -> str:
        name = (
            parts.get("name") or request.form().get("payment_intent") or request.form().get("client_reference_id", "")
        )
        try:
            return self._setups.subject(name) or self._find(name).id
        except Fault:
            return ""

    def _find(self, name: str) -> Payment:
        try:
            payment = self._book.find(name)
        except LookupError:
            raise Fault(f"No such object: '{name}'", code="resource_missing", param="id", status=404) from None
        if payment.expired():
            self.lapse(payment)
        return payment

    def _create(self, request: Request) -> Response:
        form = words.nested(request.pairs())
        if form.get("mode") == "setup":
            return self._setups.create(form)
        if form.get("mode") != "payment":
            raise Fault("Only mode=payment and mode=setup are played here.", param="mode")
        if not form.get("success_url"):
            raise Fault("Missing required param: success_url.", param="success_url", code="parameter_missing")
        money, title = _sum(form.get("line_items") or {})
        payment = self._book.open(
            face=CARD, number=f"cs_test_{ids.new_id().hex}", reference=str(form.get("client_reference_id", "")),
            money=money, title=title, lasts=_lasts(form), return_url=form["success_url"],
            cancel_url=form.get("cancel_url", ""),
            extra={"metadata": form.get("metadata") or {},
                   "intent_metadata": (form.get("payment_intent_data") or {}).get("metadata") or {}},
        )  # fmt: skip
        return as_json(words.session(payment, self._public_url))

    def _session(self, request: Request, name: str) -> Response:
        if self._setups.knows(name):
            return self._setups.session(name)
        return as_json(words.session(self._find(name), self._public_url, _expand(request)))

    def _expire(self, request: Request, name: str) -> Response:  # noqa: ARG002  (a handler's shape)
        if self._setups.knows(name):
            return self._setups.expire(name)
        payment = self._find(name)
        if payment.state != WAITING:
            raise Fault('Only Checkout Sessions with a status in ["open"] can be expired.')  # fmt: skip
        try:
            self.lapse(payment)
        except Impossible:
            raise Fault("This Checkout Session has been paid in this moment.") from None
        return as_json(words.session(payment, self._public_url))

    def _intent(self, request: Request, name: str) -> Response:
        payment = self._find(name)
        if "direct" in payment.extra:
            return as_json(intent(payment, self._public_url))
        return as_json(words.intent(payment, _expand(request)))

    def _refund(self, request: Request) -> Response:
        form = words.nested(request.pairs())
        payment = self._find(str(form.get("payment_intent", "")))
        left = payment.minor - payment.refunded.minor
        number = f"re_{ids.new_id().hex}"
        asked = str(form.get("amount", left))
        if not asked.isdecimal():
            raise Fault("Invalid integer: amount", param="amount", code="parameter_invalid_integer")
        wanted = Refund(number, number, int(asked), clock.now().isoformat(), str(form.get("reason", "")),
                        form.get("metadata") or {})  # fmt: skip
        try:
            made, _ = self._book.refund(payment, wanted)
        except Impossible:
            if not left:
                raise Fault("Charge has already been refunded.", code="charge_already_refunded") from None
            raise Fault("Refund amount is not within the unrefunded amount.", param="amount") from None
        self._events.refunded(payment)
        return as_json(words.refund(payment, made))

    def _refunds(self, request: Request) -> Response:
        payment = self._find(request.query.get("payment_intent", ""))
        made = [words.refund(payment, refund) for refund in reversed(payment.refunds)]
        return as_json({"object": "list", "data": made, "has_more": False, "url": "/v1/refunds"})

    def _refund_again(self, request: Request, name: str) -> Response:  # noqa: ARG002  (a handler's shape)
        for payment in self._book.all():
            for refund in payment.refunds:
                if refund.number == name and payment.face == CARD:
                    return as_json(words.refund(payment, refund))
        raise Fault(f"No such refund: '{name}'", code="resource_missing", param="id", status=404)

    def pay(self, payment: Payment) -> str:
        if "direct" in payment.extra:
            self._setups.pay(payment)
        elif self._book.pay(payment, payment_intent=f"pi_{ids.new_id().hex}", charge=f"ch_{ids.new_id().hex}"):
            self._events.completed(payment)
        return self.back(payment)

    def refuse(self, payment: Payment) -> str:
        """As with the real one the session stays open: the payer may come back until it expires."""
        self._book.refuse(payment)
        return payment.cancel_url

    def back(self, payment: Payment) -> str:
        if payment.state == CLOSED:
            return payment.cancel_url
        return payment.return_url.replace("{CHECKOUT_SESSION_ID}", payment.number) if payment.state == PAID else ""

    def lapse(self, payment: Payment) -> None:
        if self._book.close(payment):
            if "direct" in payment.extra:
                self._setups.told(payment)
            else:
                self._events.expired(payment)

    def again(self, payment: Payment) -> None:
        """Tell of the payment once more, as an event of its own."""
        if "direct" in payment.extra:
            self._setups.told(payment)
            return
        tell: Callable[[Payment], None] = self._events.completed if payment.state == PAID else self._events.expired
        tell(payment)


def _sum(items: Mapping[str, Any]) -> tuple[Money, str]:
    """The total of the line items, and the first one's name."""
    total, title = Money.zero(""), ""
    try:
        for item in items.values():
            price = item["price_data"]
            each = Money(int(price["unit_amount"]), str(price["currency"]).upper()) * int(item.get("quantity", 1))
            total = total + each if title else each
            title = title or str(price["product_data"]["name"])
    except (KeyError, ValueError, TypeError, AttributeError):
        raise Fault("Each line item needs price_data with currency, unit_amount and product_data[name].",
                    param="line_items") from None  # fmt: skip
    if total.minor <= 0:
        raise Fault("Missing required param: line_items.", param="line_items", code="parameter_missing")
    return total, title


def _lasts(form: Mapping[str, Any]) -> timedelta:
    until = form.get("expires_at")
    try:
        return timedelta(seconds=int(until) - clock.now().timestamp()) if until else _DAY
    except ValueError:
        raise Fault("Invalid timestamp: expires_at", param="expires_at") from None


def _expand(request: Request) -> list[str]:
    return [value for name, value in request.query.items() if name.startswith("expand")]
