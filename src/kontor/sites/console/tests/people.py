"""Browsers of four people: the operator, a buyer, a seller, nobody."""

from __future__ import annotations

from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.accounts.tests.factories import make_account
from kontor.platform.http.audience import BUYER, OPERATOR, SELLER
from kontor.platform.http.sessions import SessionStore

SITES = {"operator": OPERATOR, "buyer": BUYER, "seller": SELLER}


def browser(account: Account | None, *, cookie: str = "") -> Client:
    """A browser in which `account` is signed in at its own site, or under another site's `cookie`."""
    client = Client()
    if account is not None:
        store = SessionStore()
        store["account_id"] = str(account.pk)
        store["account_proof"] = account.get_session_auth_hash()
        store.save()
        client.cookies[cookie or SITES[account.audience].cookie] = store.session_key
    return client


def operator() -> Account:
    return make_account(audience="operator", given_name="Olga", family_name="Operator", email="olga@kontor.example")
