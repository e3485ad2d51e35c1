"""What oauthlib asks of us. One validator answers one request; whoever calls it has opened the transaction."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from oauthlib.common import Request
from typing_extensions import override

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.ending import end_grants
from kontor.contexts.integrations.models import (
    AccessToken,
    AuthorizationCode,
    Ending,
    Grant,
    RefreshToken,
)
from kontor.contexts.integrations.oauth.clients import Clients
from kontor.contexts.integrations.policy import ACCESS_LIFE, REFRESH_LIFE
from kontor.contexts.integrations.queries.access import standing
from kontor.kernel.clock import now

_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # RFC 7636, 4.1


class Validator(Clients):
    """Answers from our tables; remembers the rows that it has found, locked, for the answers after them."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = now()
        self._code: AuthorizationCode | None = None
        self._refresh: RefreshToken | None = None

    # What it brings for tokens

    @override
    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Codes and refresh tokens."""
        return grant_type in {"authorization_code", "refresh_token"}

    @override
    def validate_code(
        self, client_id: str, code: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """A code serves once, in its time, for its own program. A second use ends all that followed from the first."""
        rows = AuthorizationCode.objects.select_related("grant").select_for_update()
        row = rows.filter(code_hash=secrets.hashed(code), grant__application=client).first()
        if row is None:
            return False
        if row.used_at is not None:
            end_grants([row.grant_id], Ending.CODE_TWICE, moment=self.moment)
            return False
        verifier = request.code_verifier
        if row.expires_at <= self.moment or (verifier is not None and not _VERIFIER.fullmatch(verifier)):
            return False
        self._code = row
        request.scopes = list(row.grant.scopes)
        request.user = row.grant.account_id
        return self._alive(row.grant)

    @override
    def get_code_challenge(self, code: str, request: Request) -> str:
        """Of the code that was just found; no verifier has an empty one."""
        return self._code.challenge if self._code else ""

    @override
    def get_code_challenge_method(self, code: str, request: Request) -> str:
        """There is one."""
        return "S256"

    @override
    def get_default_redirect_uri(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> Any:
        """At the exchange it may be left out (OAuth 2.1); said, it must be the right one."""
        return self._code.redirect_uri if self._code else None

    @override
    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """The address must be the one that the code was sent to."""
        return self._code is not None and self._code.redirect_uri == redirect_uri

    @override
    def validate_refresh_token(
        self, refresh_token: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """A refresh token serves once. One that comes again was copied: the whole grant ends."""
        rows = RefreshToken.objects.select_related("grant").select_for_update()
        row = rows.filter(token_hash=secrets.hashed(refresh_token), grant__application=client).first()
        if row is None:
            return False
        if row.used_at is not None:
            end_grants([row.grant_id], Ending.REFRESH_TWICE, moment=self.moment)
            return False
        if row.expires_at <= self.moment or not self._alive(row.grant):
            return False
        self._refresh = row
        request.user = row.grant.account_id
        return True

    @override
    def get_original_scopes(self, refresh_token: str, request: Request, *args: Any, **kwargs: Any) -> list[str]:
        """What the person allowed."""
        return list(self._refresh.grant.scopes) if self._refresh else []

    @override
    def is_within_original_scope(self, request_scopes: list[str], *args: Any, **kwargs: Any) -> bool:
        """oauthlib has compared already; nothing lies outside."""
        return False

    @override
    def rotate_refresh_token(self, request: Request) -> bool:
        """Always: each refresh token is the last of its kind."""
        return True

    def _alive(self, grant: Grant) -> bool:
        """Whether the grant is in force and its person still works for the store."""
        over = grant.ended_at is not None or grant.expires_at <= self.moment
        return not over and standing(grant.account_id, grant.store_id) is not None

    # What is kept

    @override
    def save_bearer_token(self, token: Any, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Keep the hashes of a new pair, and what it was given for as used."""
        if self._refresh is not None:
            grant = self._refresh.grant
            RefreshToken.objects.filter(token_hash=self._refresh.token_hash).update(used_at=self.moment)
        else:
            grant = cast("AuthorizationCode", self._code).grant  # nothing else gives tokens
            self._open(grant)
        until = min(self.moment + timedelta(minutes=ACCESS_LIFE.int()), grant.expires_at)
        token["expires_in"] = int((until - self.moment).total_seconds())
        AccessToken.objects.create(
            token_hash=secrets.hashed(token["access_token"]), grant=grant, scopes=table.known(request.scopes or ()),
            created_at=self.moment, expires_at=until,
        )  # fmt: skip
        RefreshToken.objects.create(
            token_hash=secrets.hashed(token["refresh_token"]), grant=grant, created_at=self.moment,
            expires_at=min(self.moment + timedelta(days=REFRESH_LIFE.int()), grant.expires_at),
        )  # fmt: skip

    def _open(self, grant: Grant) -> None:
        """The grant is in force from now on, in place of an earlier one of the same person, program and store."""
        earlier = Grant.objects.filter(
            application_id=grant.application_id, store_id=grant.store_id, account_id=grant.account_id,
            ended_at__isnull=True, opened_at__isnull=False,
        )  # fmt: skip
        ids: list[UUID] = list(earlier.select_for_update().exclude(id=grant.id).values_list("id", flat=True))
        end_grants(ids, Ending.REPLACED, moment=self.moment)
        Grant.objects.filter(id=grant.id).update(opened_at=self.moment)

    @override
    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Request, *args: Any, **kwargs: Any
    ) -> None:
        """It has served; its row stays, so that a second use is known for what it is."""
        AuthorizationCode.objects.filter(code_hash=secrets.hashed(code)).update(used_at=self.moment)

    @override
    def is_origin_allowed(self, client_id: str, origin: Any, request: Request, *args: Any, **kwargs: Any) -> bool:
        """No page of another origin reads tokens: CORS is off."""
        return False

    # What is given back, and what it is worth

    @override
    def revoke_token(self, token: str, token_type_hint: str, request: Request, *args: Any, **kwargs: Any) -> None:
        """A refresh token takes its grant with it; an access token goes alone. Another program's is left."""
        digest = secrets.hashed(token)
        AccessToken.objects.filter(token_hash=digest, grant__application=request.client).delete()
        family = RefreshToken.objects.filter(token_hash=digest, grant__application=request.client)
        end_grants(list(family.values_list("grant_id", flat=True)), Ending.BY_PROGRAM, moment=self.moment)

    @override
    def introspect_token(
        self, token: str, token_type_hint: str, request: Request, *args: Any, **kwargs: Any
    ) -> dict[str, int | str | list[str]] | None:
        """Of the program's own tokens; of others' as of unknown ones."""
        digest = secrets.hashed(token)
        for kind in (AccessToken, RefreshToken):
            rows = kind._default_manager.select_related("grant", "grant__store")
            row: Any = rows.filter(token_hash=digest, grant__application=request.client).first()
            if row is None or row.expires_at <= self.moment or getattr(row, "used_at", None) is not None:
                continue
            if self._alive(row.grant):
                return {
                    "scope": " ".join(getattr(row, "scopes", row.grant.scopes)), "client_id": request.client_id,
                    "token_type": "Bearer" if kind is AccessToken else "refresh_token",
                    "exp": int(row.expires_at.timestamp()), "iat": int(row.created_at.timestamp()),
                    "store": row.grant.store.slug,
                }  # fmt: skip
        return None
