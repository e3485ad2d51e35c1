"""Buyers as programs: a session cookie, the token of the form cookie in a header."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.platform.http.sessions import SessionStore

TOKEN = "a" * 32


class Program:
    """A client that speaks JSON, with CSRF checks as in earnest."""

    def __init__(self, account: Account | None = None, *, token: str = TOKEN) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.token = token
        self.client.cookies["kontor_csrf"] = TOKEN
        if account is not None:
            store = SessionStore()
            store["account_id"] = str(account.pk)
            store["account_proof"] = account.get_session_auth_hash()
            store.save()
            self.client.cookies["kontor_buyer"] = store.session_key

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """One call of `/api/v1` + path."""
        return self.client.generic(
            method, f"/api/v1{path}", b"" if body is None else json.dumps(body).encode(), "application/json",
            headers={"X-CSRFToken": self.token, **headers},
        )  # fmt: skip

    def get(self, path: str) -> HttpResponse:
        return self.send("GET", path)

    def order(self, body: Any, key: str = "k-1") -> HttpResponse:
        """A checkout; "" sends no key."""
        return self.send("POST", "/checkout", body, **({"Idempotency-Key": key} if key else {}))
