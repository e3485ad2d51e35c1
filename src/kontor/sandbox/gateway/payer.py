"""What the payer sees and does: yes, no, or nothing at all."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping

from kontor.sandbox.gateway import pages, texts
from kontor.sandbox.gateway.faces import Face
from kontor.sandbox.gateway.payments import PAID, WAITING, Book, Impossible, Payment
from kontor.sandbox.wire.http import Request, Response, Router, redirect
from kontor.sandbox.wire.switches import Switches


class Payer:
    """The payer page of both faces."""

    def __init__(self, merchant: str, book: Book, switches: Switches, faces: Mapping[str, Face]) -> None:
        self._merchant = merchant
        self._book = book
        self._switches = switches
        self._faces = faces

    def join(self, router: Router) -> None:
        router.add("GET", "/payer.css", lambda request: Response(200, pages.STYLE, "text/css"))  # noqa: ARG005
        router.add("GET", "/pay/{key}", self._known(self._show))
        router.add("POST", "/pay/{key}", self._known(self._decide))
        router.add("POST", "/pay/{key}/behaviour", self._known(self._behave))

    def _known(self, work: Callable[[Request, Payment, str], Response]) -> Callable[..., Response]:
        """`work` on an existing payment; a form must carry the payment's token."""

        def handler(request: Request, key: str) -> Response:
            language = texts.chosen(request.headers.get("accept-language", ""))
            try:
                payment = self._book.find(key)
            except LookupError:
                return pages.told("unknown", language, status=404)
            if payment.id != key:
                return pages.told("unknown", language, status=404)
            given = request.form().get("token", "")
            if request.method == "POST" and not hmac.compare_digest(given.encode(), payment.token.encode()):
                return pages.told("unknown", language, status=403)
            if payment.expired():
                self._faces[payment.face].lapse(payment)
            return work(request, payment, language)

        return handler

    def _show(self, request: Request, payment: Payment, language: str) -> Response:
        if payment.state == WAITING:
            return pages.waiting(
                payment, merchant=self._merchant, language=language,
                behaviour=self._switches.of(payment.id), saved="saved" in request.query,
            )  # fmt: skip
        what = "paid" if payment.state == PAID else "closed"
        return pages.told(what, language, back=self._faces[payment.face].back(payment))

    def _decide(self, request: Request, payment: Payment, language: str) -> Response:
        face = self._faces[payment.face]
        deed = request.form().get("deed", "")
        if deed == "walk":
            return pages.told("left", language)
        if deed not in {"pay", "refuse"} or payment.state != WAITING:
            return redirect(f"/pay/{payment.id}")
        try:
            target = face.pay(payment) if deed == "pay" else face.refuse(payment)
        except Impossible:
            target = ""
        return redirect(target or f"/pay/{payment.id}")

    def _behave(self, request: Request, payment: Payment, language: str) -> Response:
        values = {name: value for name, value in request.form().items() if name != "token"}
        try:
            self._switches.change(payment.id, values)
        except ValueError:
            return self._show(request, payment, language)
        return redirect(f"/pay/{payment.id}?saved")
