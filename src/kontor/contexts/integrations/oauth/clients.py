"""Which program speaks, and what it may ask people for."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import unquote_plus

from oauthlib.common import Request
from oauthlib.oauth2 import RequestValidator
from typing_extensions import override

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.models import Application, ApplicationState, Certification

_LONGEST = 400  # characters of a client_id that are looked at


class Clients(RequestValidator):
    """The part of a validator that knows programs."""

    def __init__(self) -> None:
        self.application: Application | None = None

    # Who the program is

    @override
    def client_authentication_required(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """A program with a secret always shows it; so does whoever sends one."""
        client_id, secret = _credentials(request)
        found = self._find(client_id)
        return bool(secret) or bool(found and found.secret_hash)

    @override
    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """By its secret, in the header (Basic) or in the body; never in two places."""
        client_id, secret = _credentials(request)
        found = self._find(client_id)
        if found is None or not secrets.same(secret, found.secret_hash):
            return False
        return self._is(request, found)

    @override
    def authenticate_client_id(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        """A program that has no secret says its name only; PKCE and rotation stand in for it."""
        found = self._find(client_id)
        return found is not None and not found.secret_hash and self._is(request, found)

    def _is(self, request: Request, found: Application) -> bool:
        self.application = found
        request.client = found
        request.client_id = found.client_id
        return True

    def _find(self, client_id: str | None) -> Application | None:
        if not client_id or len(client_id) > _LONGEST or "\0" in client_id:
            return None
        return Application.objects.filter(client_id=client_id, state=ApplicationState.ACTIVE).first()

    # What it asks people for

    @override
    def validate_client_id(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        """Whether there is such a program, switched on."""
        found = self._find(client_id)
        return found is not None and self._is(request, found)

    @override
    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Character by character: no pattern, no case folding, no other port."""
        return self.application is not None and redirect_uri in self.application.redirect_uris

    @override
    def get_default_redirect_uri(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> Any:
        """None: where people are asked, the address is always said."""
        return None

    @override
    def validate_response_type(
        self, client_id: str, response_type: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """Codes only: a token never comes back in an address."""
        return response_type == "code"

    @override
    def get_default_scopes(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> list[str]:
        """All that it registered for and may have."""
        return self._may_have()

    @override
    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """No more than it registered for; what needs a certification only with one (SEL-31)."""
        return bool(scopes) and set(scopes) <= set(self._may_have())

    def _may_have(self) -> list[str]:
        application = self.application
        if application is None:
            return []
        certified = application.certification == Certification.CERTIFIED
        return [each for each in table.known(application.scopes) if certified or not table.SCOPES[each].certified]

    @override
    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        """Always, with a secret or without."""
        return True


def _credentials(request: Request) -> tuple[str, str]:
    """Name and secret as sent; no secret counts when two places name one."""
    body = request.client_id or "", request.client_secret or ""
    header: str = request.headers.get("Authorization", "") or ""
    if not header.lower().startswith("basic "):
        return body
    try:
        name, _, secret = base64.b64decode(header[6:].strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return body[0], ""
    if body[1] or (body[0] and body[0] != unquote_plus(name)):
        return unquote_plus(name), "?"
    return unquote_plus(name), unquote_plus(secret)
