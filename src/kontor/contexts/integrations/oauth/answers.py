"""Answers of the protocol's endpoints."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from oauthlib.oauth2 import OAuth2Error

_FRESH = {"Content-Type": "application/json", "Cache-Control": "no-store", "Pragma": "no-cache"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body, ready to be sent."""

    status: int
    headers: Mapping[str, str]
    body: str


def answered(run: Callable[[], tuple[Any, Any, Any]]) -> Answer:
    """What an endpoint of oauthlib says; what it raises or cannot read is `invalid_request`."""
    try:
        headers, body, status = run()
    except OAuth2Error as error:
        headers, body, status = error.headers, error.json, error.status_code
    except ValueError:  # a body that is no form
        body, status = json.dumps({"error": "invalid_request", "error_description": "The form cannot be read."}), 400
        headers = {}
    return Answer(int(status), {**_FRESH, **headers}, body or "")
