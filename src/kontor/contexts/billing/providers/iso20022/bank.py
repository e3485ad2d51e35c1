"""The line to the bank: HTTP with a short patience, every silence named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

import httpx

from kontor.contexts.billing.policy import BANK_PATIENCE, OPERATOR_NAME
from kontor.contexts.billing.providers.iso20022 import papers
from kontor.contexts.billing.providers.protocol import BankSilent, Report, Transfer

_OK, _ACCEPTED, _NOTHING = 200, 202, 204
_XML = "application/xml; charset=utf-8"


class IsoBank:
    """A bank that takes pain.001 by POST and gives its reports one by one."""

    code = "bank"

    def __init__(self, address: str, secret: str) -> None:
        self._address, self._secret = address, secret

    def send(self, message: UUID, day: date, transfers: Sequence[Transfer]) -> None:
        debtor = OPERATOR_NAME.text().partition("\n")[0] or "Kontor"
        answer = self._ask("POST", "/pain.001", papers.order(message, day, transfers, debtor))
        if answer.status_code != _ACCEPTED:
            raise BankSilent(f"the bank answered {answer.status_code} to an order")

    def reports(self, after: int) -> Iterator[Report]:
        while True:
            answer = self._ask("GET", f"/reports/{after}")
            if answer.status_code == _NOTHING:
                return
            if answer.status_code != _OK:
                raise BankSilent(f"the bank answered {answer.status_code} to a question")
            try:
                after = int(answer.headers["X-Sequence"])
                said = papers.answers(answer.content)
            except (KeyError, ValueError) as problem:
                raise BankSilent(f"the bank said something unreadable: {problem}") from problem
            yield Report(after, said)

    def _ask(self, method: str, path: str, body: bytes | None = None) -> httpx.Response:
        try:
            return httpx.request(
                method, f"{self._address}{path}", content=body, timeout=BANK_PATIENCE.int(), trust_env=False,
                headers={"Authorization": f"Bearer {self._secret}", "Content-Type": _XML},
            )  # fmt: skip
        except httpx.HTTPError as problem:
            raise BankSilent(str(problem)) from problem
