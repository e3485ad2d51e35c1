"""Signing in without a password form."""

from __future__ import annotations

from typing import Any

from django.test import Client

from kontor.platform.http.sessions import SessionStore


def signed_in(client: Client, account: Any) -> Client:
    """`client`, with a session of `account` at the site of its audience."""
    store = SessionStore()
    store["account_id"] = str(account.pk)
    store["account_proof"] = account.get_session_auth_hash()
    store.save()
    cookie = {"buyer": "kontor_buyer", "seller": "kontor_seller", "operator": "kontor_operator"}[account.audience]
    client.cookies[cookie] = store.session_key
    return client
