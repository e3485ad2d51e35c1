"""All addresses there are: from the URL configuration, and the API's operations from its description."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

API = "api/v1/"
_CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
_BRACES = re.compile(r"{(\w+)}")
_GROUP = re.compile(r"\(\?P<(\w+)>[^()]*\)")


def addresses() -> list[str]:
    """Every address as the configuration writes it, but the API's: those come from `operations`."""
    return list(dict.fromkeys(a for a in _walk(get_resolver().url_patterns) if not a.startswith(API)))


def operations() -> list[str]:
    """Every operation of the API: `GET api/v1/orders/<number>`."""
    return list(_described())


def scopes() -> dict[str, str]:
    """The operations for programs, with the scope that the description says ("" for any connected one)."""
    asked = (
        (name, one["ProgramToken"]) for name, ways in _described().items() for one in ways if "ProgramToken" in one
    )
    return {name: "".join(needed) for name, needed in asked}


def _described() -> dict[str, list[dict[str, list[str]]]]:
    from kontor.sites.api.api import api

    paths = api.get_openapi_schema()["paths"]
    return {
        f"{method.upper()} " + _BRACES.sub(r"<\1>", path.lstrip("/")): operation.get("security", [])
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def api_addresses() -> set[str]:
    """The API's addresses in the URL configuration, converters left out."""
    return {_CONVERTED.sub(r"<\1>", a) for a in _walk(get_resolver().url_patterns) if a.startswith(API)}


def arguments(address: str) -> list[str]:
    """The parts of an address that vary."""
    return _GROUP.findall(address) if address.startswith("^") else _CONVERTED.findall(address)


def filled(address: str, values: dict[str, Any]) -> str:
    """The address with its values."""
    if address.startswith("^"):
        plain = _GROUP.sub(lambda found: str(values[found[1]]), address.strip("^$"))
        return "/" + plain.replace("\\", "")
    return "/" + _CONVERTED.sub(lambda found: str(values[found[1]]), address)


def _walk(patterns: Any, prefix: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern)
