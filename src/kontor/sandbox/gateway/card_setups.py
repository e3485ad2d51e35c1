"""Saved cards: Checkout Sessions in setup mode, Setup Intents, Payment Methods, and Payment Intents on a saved card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kontor.kernel import clock, ids
from kontor.kernel.money import Money
from kontor.sandbox.gateway import card_words as words
from kontor.sandbox.gateway.agreements import ACTIVE, REFUSED, WAITING, Agreement, AgreementBook, means_of
from kontor.sandbox.gateway.card_events import Events
from kontor.sandbox.gateway.card_words import Fault
from kontor.sandbox.gateway.payments import CARD, CLOSED, PAID, Book, Impossible, Payment
from kontor.sandbox.gateway.settings import Settings
from kontor.sandbox.wire.http import Request, Response, as_json
from kontor.sandbox.wire.switches import Switches

_STATES = {WAITING: "open", REFUSED: "expired"}
_INTENT_LASTS = timedelta(days=1)


class Setups:
    """Answers for saved cards; as a `Binding` it carries out what the payer says."""

    def __init__(
        self, settings: Settings, book: Book, agreements: AgreementBook, switches: Switches, events: Events, url: str
    ) -> None:
        self._settings = settings
        self._book = book
        self._agreements = agreements
        self._switches = switches
        self._events = events
        self._url = url

    def routes(self) -> list[tuple[str, str, Any]]:
        """Method, path and handler, to be joined as the face does."""
        return [
            ("GET", "/v1/setup_intents/{name}", self._setup_intent),
            ("GET", "/v1/payment_methods/{name}", self._payment_method),
            ("POST", "/v1/payment_methods/{name}/detach", self._detach),
            ("POST", "/v1/payment_intents", self._create_intent),
            ("POST", "/v1/payment_intents/{name}/confirm", self._confirm),
            ("POST", "/v1/payment_intents/{name}/cancel", self._cancel),
        ]

    def knows(self, name: str) -> bool:
        """Whether `name` is a saved card's, by any of its names."""
        return self.subject(name) != ""

    def subject(self, name: str) -> str:
        """The agreement called `name`, for its switches."""
        try:
            return self._agreements.find(name, CARD).id
        except LookupError:
            return ""

    def create(self, form: Mapping[str, Any]) -> Response:
        """A Checkout Session with `mode=setup`."""
        if not form.get("success_url"):
            raise Fault("Missing required param: success_url.", param="success_url", code="parameter_missing")
        if form.get("customer_creation") != "always" and not form.get("customer"):
            raise Fault("A customer is needed to save a card for.", param="customer", code="parameter_missing")
        agreement = self._agreements.open(
            face=CARD, number=f"pm_{ids.new_id().hex}", session=f"cs_test_{ids.new_id().hex}",
            reference=str(form.get("client_reference_id", "")), login=str(form.get("customer_email", "")),
            customer=str(form.get("customer") or f"cus_{ids.new_id().hex[:14]}"),
            return_url=form["success_url"], cancel_url=form.get("cancel_url", ""),
            extra={"setup": f"seti_{ids.new_id().hex}", "metadata": form.get("metadata") or {}},
        )  # fmt: skip
        return as_json(self._session(agreement))

    def session(self, name: str) -> Response:
        return as_json(self._session(self._find(name)))

    def expire(self, name: str) -> Response:
        """Nobody can sign it any more."""
        agreement = self._find(name)
        if not self._agreements.refuse(agreement):
            raise Fault('Only Checkout Sessions with a status in ["open"] can be expired.')
        return as_json(self._session(agreement))

    def _find(self, name: str) -> Agreement:
        try:
            return self._agreements.find(name, CARD)
        except LookupError:
            raise Fault(f"No such object: '{name}'", code="resource_missing", param="id", status=404) from None

    def _session(self, agreement: Agreement) -> dict[str, Any]:
        return {
            "id": agreement.session, "object": "checkout.session", "mode": "setup", "livemode": False,
            "status": _STATES.get(agreement.state, "complete"), "payment_status": "no_payment_required",
            "amount_total": None, "currency": None, "payment_intent": None,
            "setup_intent": agreement.extra["setup"], "customer": agreement.customer if agreement.signed else None,
            "client_reference_id": agreement.reference or None, "metadata": agreement.extra["metadata"],
            "success_url": agreement.return_url, "cancel_url": agreement.cancel_url or None,
            "created": words.seconds(agreement.created),
            "url": f"{self._url}/bind/{agreement.id}" if agreement.state == WAITING else None,
        }  # fmt: skip

    def _setup_intent(self, request: Request, name: str) -> Response:  # noqa: ARG002  (a handler's shape)
        agreement = self._find(name)
        done = bool(agreement.signed)
        return as_json({
            "id": agreement.extra["setup"], "object": "setup_intent",
            "status": "succeeded" if done else "requires_payment_method", "usage": "off_session",
            "customer": agreement.customer, "payment_method": agreement.number if done else None,
        })  # fmt: skip

    def _payment_method(self, request: Request, name: str) -> Response:  # noqa: ARG002  (a handler's shape)
        return as_json(_payment_method(self._find(name)))

    def _detach(self, request: Request, name: str) -> Response:  # noqa: ARG002  (a handler's shape)
        agreement = self._find(name)
        if not self._agreements.end(agreement):
            raise Fault("The payment method you provided is not attached to a customer so detachment is impossible.")
        self._events.tell(agreement.id, "payment_method.detached", _payment_method(agreement))
        return as_json(_payment_method(agreement))

    def _create_intent(self, request: Request) -> Response:
        form = words.nested(request.pairs())
        try:
            money = Money(int(form["amount"]), str(form["currency"]).upper())
        except (KeyError, ValueError):
            raise Fault("Missing required param: amount, currency.", code="parameter_missing") from None
        agreement = self._find(str(form.get("payment_method", "")))
        if agreement.customer != form.get("customer"):
            raise Fault("The payment method does not belong to the customer.", param="payment_method")
        number = f"pi_{ids.new_id().hex}"
        payment = self._book.open(
            face=CARD, number=number, reference="", money=money, title=str(form.get("description", "")),
            lasts=_INTENT_LASTS, notify_url="",
            extra={"metadata": {}, "intent_metadata": form.get("metadata") or {}, "payment_intent": number,
                   "direct": agreement.id, "status": "requires_confirmation"},
        )  # fmt: skip
        kept = self._switches.of(agreement.id)
        if kept != self._switches.of():
            self._switches.change(payment.id, kept.as_dict())
        return as_json(intent(payment, self._url))

    def _payment(self, name: str) -> tuple[Payment, Agreement]:
        try:
            payment = self._book.find(name)
            return payment, self._agreements.find(str(payment.extra["direct"]), CARD)
        except (LookupError, KeyError):
            raise Fault(f"No such payment_intent: '{name}'", code="resource_missing", status=404) from None

    def _confirm(self, request: Request, name: str) -> Response:
        payment, agreement = self._payment(name)
        if payment.state == PAID:
            raise Fault("This PaymentIntent has already succeeded.", code="payment_intent_unexpected_state")
        if payment.state == CLOSED:
            raise Fault("This PaymentIntent was cancelled.", code="payment_intent_unexpected_state")
        if agreement.state != ACTIVE:
            raise Fault("The payment method is not attached to a customer.", code="payment_method_unexpected_state")
        answer = means_of(agreement).answer
        if answer == "refuses":
            payment.extra["status"] = "requires_payment_method"
            raise Fault("Your card was declined.", code="card_declined", status=402, kind="card_error")
        if answer == "asks":
            payment.extra["status"] = "requires_action"
            payment.return_url = str(words.nested(request.pairs()).get("return_url", ""))
            payment.cancel_url = payment.return_url
            return as_json(intent(payment, self._url))
        self.pay(payment)
        return as_json(intent(payment, self._url))

    def _cancel(self, request: Request, name: str) -> Response:  # noqa: ARG002  (a handler's shape)
        payment, _ = self._payment(name)
        try:
            self._book.close(payment)
        except Impossible:
            raise Fault("This PaymentIntent has succeeded.", code="payment_intent_unexpected_state") from None
        return as_json(intent(payment, self._url))

    def pay(self, payment: Payment) -> None:
        """The money moves, once."""
        if self._book.pay(payment, charge=f"ch_{ids.new_id().hex}", status="succeeded"):
            self.told(payment)

    def told(self, payment: Payment) -> None:
        """Tell how a Payment Intent stands."""
        kind = "payment_intent.succeeded" if payment.state == PAID else "payment_intent.canceled"
        self._events.tell(payment.id, kind, intent(payment, self._url))

    def agree(self, agreement: Agreement, means: str) -> str:
        if self._agreements.sign(agreement, means):
            self._events.tell(agreement.id, "checkout.session.completed", self._session(agreement))
        return self.back(agreement)

    def refuse(self, agreement: Agreement) -> str:
        self._agreements.refuse(agreement)
        return agreement.cancel_url

    def withdraw(self, agreement: Agreement) -> None:
        """As when the bank or the payer takes the card away from the merchant."""
        if self._agreements.end(agreement):
            self._events.tell(agreement.id, "payment_method.detached", _payment_method(agreement))

    def again(self, agreement: Agreement) -> None:
        """Tell how it stands once more."""
        if agreement.state == ACTIVE:
            self._events.tell(agreement.id, "checkout.session.completed", self._session(agreement))

    def back(self, agreement: Agreement) -> str:
        if agreement.state == REFUSED:
            return agreement.cancel_url
        return agreement.return_url.replace("{CHECKOUT_SESSION_ID}", agreement.session)


def _payment_method(agreement: Agreement) -> dict[str, Any]:
    means, today = means_of(agreement), clock.now()
    return {
        "id": agreement.number, "object": "payment_method", "type": "card",
        "customer": agreement.customer if agreement.state == ACTIVE else None,
        "card": {"brand": means.brand, "last4": means.last4, "exp_month": means.month or today.month,
                 "exp_year": today.year + means.year},
    }  # fmt: skip


def intent(payment: Payment, url: str) -> dict[str, Any]:
    """A Payment Intent on a saved card."""
    status = "canceled" if payment.state == CLOSED else payment.extra["status"]
    action = {"type": "redirect_to_url", "redirect_to_url": {"url": f"{url}/pay/{payment.id}"}}
    declined = {"type": "card_error", "code": "card_declined"} if status == "requires_payment_method" else None
    return {
        "last_payment_error": declined,
        "id": payment.number, "object": "payment_intent", "livemode": False, "status": status,
        "amount": payment.minor, "currency": payment.currency.lower(),
        "amount_received": payment.minor if payment.state == PAID else 0,
        "metadata": payment.extra["intent_metadata"], "created": words.seconds(payment.created),
        "latest_charge": payment.extra.get("charge"), "payment_method_types": ["card"],
        "next_action": action if status == "requires_action" else None,
    }  # fmt: skip
