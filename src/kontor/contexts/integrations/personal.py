"""What integrations hold of people (ACC-42)."""

from __future__ import annotations

from kontor.contexts.integrations.models import (
    AccessToken,
    Application,
    AuthorizationCode,
    Grant,
    RefreshToken,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookMessage,
    WebhookTry,
)
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

holds(
    Application,
    Column("contact", Kind.CONTACT, _("Contact of the program's makers")),
    title=_("Programs that you registered"), whose=Whose.SELLER, rows="registered_by", then=Then.BLANK,
    also=("name", "website", "created_at"),
)  # fmt: skip
holds(
    Grant,
    Column("scopes", Kind.DEED, _("What the program may do")),
    title=_("Programs that you connected"), whose=Whose.SELLER, rows="account_id", then=Then.DELETE,
    also=("application_id", "store_id", "created_at", "last_used_at", "ended_at"),
)  # fmt: skip

free(
    Application, "a program's public face, and what its makers were told of it",
    "client_id", "secret_hash", "name", "about", "website", "logo", "redirect_uris", "scopes", "preset", "verdict",
)  # fmt: skip
free(AuthorizationCode, "hashes and addresses of programs", "code_hash", "redirect_uri", "challenge")
free(AccessToken, "hashes, and names of scopes", "token_hash", "scopes")
free(RefreshToken, "a hash", "token_hash")

free(
    WebhookEndpoint,
    "an address of a store's program",
    "url",
    "note",
    "types",
    "why_disabled",
    "sealed",
    "sealed_before",
)
free(WebhookMessage, "numbers and states of orders, parcels and goods; never who bought", "type", "subject", "body")
free(WebhookDelivery, "numbers and outcomes", "subject", "type", "last_problem")
free(WebhookTry, "what a program answered to numbers and states", "problem", "excerpt")
