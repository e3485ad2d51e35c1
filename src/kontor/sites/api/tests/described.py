"""Answers held against the description of the API."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import jsonschema_rs
from django.http import HttpResponse

from kontor.sites.api.api import PROBLEM, api


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The API's own description, as it is served."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return found


def fits(response: HttpResponse, path: str, method: str = "get") -> Any:
    """The body, after it was held against what the description says of `path` (`/products/{number}`)."""
    operation = description()["paths"][f"/api/v1{path}"][method]
    answer = operation["responses"].get(str(response.status_code))
    assert answer is not None, f"{method} {path} answers {response.status_code}, undescribed: {response.content!r}"
    kind = response["Content-Type"].partition(";")[0]
    assert kind == (PROBLEM if response.status_code >= 400 else "application/json")
    schema = answer["content"][kind]["schema"]
    body = json.loads(response.content)
    jsonschema_rs.validator_for(_resolved(schema)).validate(body)
    return body


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(schema).replace("#/components/schemas/", "#/$defs/")
    definitions = json.dumps(description()["components"]["schemas"]).replace("#/components/schemas/", "#/$defs/")
    return {**json.loads(text), "$defs": json.loads(definitions)}
