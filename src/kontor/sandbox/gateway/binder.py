"""The page on which a payer binds a wallet or a card to the merchant, and may withdraw it later."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Protocol

from kontor.sandbox.gateway import binder_pages, pages, texts
from kontor.sandbox.gateway.agreements import ACTIVE, CARDS, WAITING, WALLETS, Agreement, AgreementBook
from kontor.sandbox.gateway.payments import ALIPAY
from kontor.sandbox.wire.http import Request, Response, Router, redirect
from kontor.sandbox.wire.switches import Switches


class Binding(Protocol):
    """What the page needs of a face."""

    def agree(self, agreement: Agreement, means: str) -> str:
        """The payer agrees. Returns where the browser goes."""

    def refuse(self, agreement: Agreement) -> str:
        """The payer does not. Returns where the browser goes."""

    def withdraw(self, agreement: Agreement) -> None:
        """The payer ends it at the provider; the merchant is told."""

    def back(self, agreement: Agreement) -> str:
        """Where the browser goes whose agreement is decided already; "" when nowhere."""


class Binder:
    """The pages under `/bind/`."""

    def __init__(
        self, merchant: str, agreements: AgreementBook, switches: Switches, faces: Mapping[str, Binding]
    ) -> None:
        self._merchant = merchant
        self._agreements = agreements
        self._switches = switches
        self._faces = faces

    def join(self, router: Router) -> None:
        router.add("GET", "/bind/{key}", self._known(self._show))
        router.add("POST", "/bind/{key}", self._known(self._decide))
        router.add("POST", "/bind/{key}/behaviour", self._known(self._behave))

    def _known(self, work: Callable[[Request, Agreement, str], Response]) -> Callable[..., Response]:
        """`work` on an existing agreement; a form must carry its token."""

        def handler(request: Request, key: str) -> Response:
            language = texts.chosen(request.headers.get("accept-language", ""))
            try:
                agreement = self._agreements.find(key)
            except LookupError:
                return pages.told("unknown", language, status=404)
            if agreement.id != key:
                return pages.told("unknown", language, status=404)
            given = request.form().get("token", "")
            if request.method == "POST" and not hmac.compare_digest(given.encode(), agreement.token.encode()):
                return pages.told("unknown", language, status=403)
            return work(request, agreement, language)

        return handler

    def _show(self, request: Request, agreement: Agreement, language: str) -> Response:
        if agreement.state == WAITING:
            return binder_pages.asking(
                agreement, merchant=self._merchant, language=language,
                means=WALLETS if agreement.face == ALIPAY else CARDS,
                behaviour=self._switches.of(agreement.id), saved="saved" in request.query,
            )  # fmt: skip
        return binder_pages.standing(agreement, language, back=self._faces[agreement.face].back(agreement))

    def _decide(self, request: Request, agreement: Agreement, language: str) -> Response:
        face, deed = self._faces[agreement.face], request.form().get("deed", "")
        if deed == "walk":
            return pages.told("left", language)
        target = ""
        if deed == "withdraw" and agreement.state == ACTIVE:
            face.withdraw(agreement)
        elif agreement.state == WAITING and deed == "agree":
            offered = WALLETS if agreement.face == ALIPAY else CARDS
            chosen = request.form().get("means", "")
            target = face.agree(agreement, next((one.code for one in offered if one.code == chosen), offered[0].code))
        elif agreement.state == WAITING and deed == "refuse":
            target = face.refuse(agreement)
        return redirect(target or f"/bind/{agreement.id}")

    def _behave(self, request: Request, agreement: Agreement, language: str) -> Response:
        values = {name: value for name, value in request.form().items() if name != "token"}
        try:
            self._switches.change(agreement.id, values)
        except ValueError:
            return self._show(request, agreement, language)
        return redirect(f"/bind/{agreement.id}?saved")
