"""The API's own description, turned into what a page shows: calls by topic, and the shapes that they speak."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kontor.sites.api.api import api
from kontor.sites.api.program import ProgramToken

_NO_LIMIT = 10**9
_DEEPEST = 5  # shapes within shapes of an example
_REF = "#/components/schemas/"
_BY_FORMAT = {
    "date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31", "uuid": "0190a6b2-7c1e-7d5a-9f00-2b7d1c9e4a11",
    "binary": "@picture.jpg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a shape, or a parameter. `shape`: the shape that it holds, "" for a plain value."""

    name: str
    kind: str
    shape: str
    required: bool
    about: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One status, and the shape of its body."""

    status: str
    shape: str
    many: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `who`: anybody, buyer or program; `scope`: what a program needs for it."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    who: str
    scope: str
    fields: tuple[Field, ...]
    body: str
    curl: str
    sample: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    anchor: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    topics: tuple[Topic, ...]
    shapes: tuple[Shape, ...]


@lru_cache(maxsize=1)
def reference() -> Reference:
    """The whole reference; it changes only with the code."""
    schema = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    shapes: dict[str, Any] = schema["components"]["schemas"]
    topics: dict[str, list[Call]] = {}
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            topics.setdefault(call["tags"][0], []).append(_call(path, method.upper(), call, shapes))
    return Reference(
        tuple(Topic(name, name.lower().replace(" ", "-"), tuple(calls)) for name, calls in topics.items()),
        tuple(
            Shape(name, shape.get("description", ""), tuple(_fields(shape)))
            for name, shape in sorted(shapes.items())
            if shape.get("properties")
        ),
    )


def _call(path: str, method: str, call: Mapping[str, Any], shapes: Mapping[str, Any]) -> Call:
    who, scope = _access(call)
    body, media = _body(call)
    success = next((status for status in sorted(call["responses"]) if status.startswith("2")), "")
    answered = _content(call["responses"].get(success, {}))
    return Call(
        id=call["operationId"], method=method, path=path, summary=call["summary"], about=call.get("description", ""),
        who=who, scope=scope,
        fields=tuple(
            Field(p["name"], _kind(p["schema"]), "", p.get("required", False), _about(p), p["in"])
            for p in call["parameters"]
        ),
        body=_shape_of(body)[0], curl=_curl(path, method, call, who, media, _example(body, shapes) if body else None),
        sample=_pretty(_example(answered, shapes)) if answered else "",
        answers=tuple(
            Answer(status, *_shape_of(_content(answer))) for status, answer in sorted(call["responses"].items())
        ),
    )  # fmt: skip


def _access(call: Mapping[str, Any]) -> tuple[str, str]:
    for named in call.get("security", ()):
        if ProgramToken.__name__ in named:
            return "program", next(iter(named[ProgramToken.__name__]), "")
        return "buyer", ""
    return "anybody", ""


def _body(call: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    for media, held in call.get("requestBody", {}).get("content", {}).items():
        return held["schema"], media
    return {}, ""


def _content(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((held["schema"] for held in answer.get("content", {}).values()), {})


def _shape_of(schema: Mapping[str, Any]) -> tuple[str, bool]:
    """The name of the shape, and whether there are many of it."""
    if "$ref" in schema:
        return schema["$ref"].removeprefix(_REF), False
    if schema.get("type") == "array":
        return _shape_of(schema["items"])[0], True
    for part in schema.get("anyOf", ()):
        if found := _shape_of(part)[0]:
            return found, _shape_of(part)[1]
    if isinstance(schema.get("additionalProperties"), dict):
        return _shape_of(schema["additionalProperties"])
    return "", False


def _fields(shape: Mapping[str, Any]) -> Iterator[Field]:
    needed = set(shape.get("required", ()))
    for name, held in shape.get("properties", {}).items():
        yield Field(name, _kind(held), _shape_of(held)[0], name in needed, _about(held))


def _about(held: Mapping[str, Any]) -> str:
    schema = held.get("schema", held)
    said = [held.get("description") or schema.get("description", "")]
    if "default" in schema and schema["default"] not in (None, "", [], {}):
        said.append(f"Left out: {json.dumps(schema['default'])}.")
    if schema.get("maximum", _NO_LIMIT) < _NO_LIMIT:  # a number's own bounds say nothing to people
        said.append(f"{schema.get('minimum', 0)} to {schema['maximum']}.")
    return " ".join(part for part in said if part)


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if "$ref" in schema:
        return str(schema["$ref"].removeprefix(_REF))
    if "anyOf" in schema:
        return " or ".join(_kind(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"name → {_kind(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type", "anything"))


def _example(schema: Mapping[str, Any], shapes: Mapping[str, Any], depth: int = 0) -> Any:
    """A value that fits."""
    if "$ref" in schema or "anyOf" in schema:
        return _example(schema["anyOf"][0] if "anyOf" in schema else shapes[_shape_of(schema)[0]], shapes, depth)
    if given := schema.get("examples") or schema.get("enum") or [schema[name] for name in ("const",) if name in schema]:
        return given[0]
    if schema.get("type") == "object":
        parts = schema.get("properties", {}) if depth < _DEEPEST else {}
        inside = {name: _example(part, shapes, depth + 1) for name, part in parts.items()}
        more = schema.get("additionalProperties")
        return inside or ({"…": _example(more, shapes, depth + 1)} if isinstance(more, dict) else {})
    if schema.get("type") == "array":
        return [_example(schema["items"], shapes, depth + 1)] if depth < _DEEPEST else []
    plain = {"integer": schema.get("minimum", 1), "number": 4.8, "boolean": True, "null": None}
    return plain.get(schema.get("type", ""), _BY_FORMAT.get(schema.get("format", ""), schema.get("default") or "…"))


def _curl(path: str, method: str, call: Mapping[str, Any], who: str, media: str, body: Any) -> str:
    """The call as a line for a shell; `$BASE`, `$TOKEN` and names in capitals are to be filled in."""
    address = path
    for parameter in call["parameters"]:
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", f"${parameter['name'].upper()}")
    parts = ["curl" if method == "GET" else f"curl -X {method}", f'"$BASE{address}"']
    parts += ['-H "Authorization: Bearer $TOKEN"'] if who == "program" else []
    parts += ['-b jar -H "X-CSRFToken: $CSRF"'] if who == "buyer" else []
    for parameter in call["parameters"]:
        if parameter["in"] == "header" and parameter["name"] == "Idempotency-Key":
            parts.append('-H "Idempotency-Key: $(openssl rand -hex 16)"')
        elif parameter["in"] == "header":
            parts.append(f"-H '{parameter['name']}: \"1\"'")
    if media == "application/json":
        parts += ["-H 'Content-Type: application/json'", f"-d '{_pretty(body)}'"]
    elif media:
        parts.append("-F picture=@tea.jpg")
    return " \\\n  ".join(parts)


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
