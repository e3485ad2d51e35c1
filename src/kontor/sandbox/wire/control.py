"""The operator's side of a sandbox: health, switches, release. Closed to whoever comes through a proxy."""

from __future__ import annotations

from collections.abc import Callable

from kontor.sandbox.wire.http import Handler, Request, Response, Router, as_json
from kontor.sandbox.wire.outbox import Outbox
from kontor.sandbox.wire.switches import Switches


def guarded(handler: Handler) -> Handler:
    """`handler` for callers on this machine only, and never for a form on somebody's page.

    What a proxy forwards is refused, and what writes must be JSON: a page of another site cannot send that.
    """

    def checked(request: Request, **parts: str) -> Response:
        if {"x-forwarded-for", "forwarded", "x-real-ip"} & request.headers.keys():
            return as_json({"error": "only from this machine"}, 403)
        if request.method == "POST" and not request.headers.get("content-type", "").startswith("application/json"):
            return as_json({"error": "send application/json"}, 415)
        try:
            return handler(request, **parts)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            return as_json({"error": str(problem)}, 422)
        except LookupError as problem:
            return as_json({"error": str(problem)}, 404)

    return checked


class Control:
    """Adds `/healthz` and `/_sandbox/…` to a router.

    Args:
        subject: name of the JSON field that names a payment or a parcel.
        find: from what a caller wrote there to the subject's key.

    `find` raises LookupError when there is none.
    """

    def __init__(self, *, switches: Switches, outbox: Outbox, subject: str, find: Callable[[str], str]) -> None:
        self._switches = switches
        self._outbox = outbox
        self._subject = subject
        self._find = find

    def join(self, router: Router) -> None:
        router.add("GET", "/healthz", lambda request: as_json({"status": "ok"}))  # noqa: ARG005  (a handler's shape)
        router.add("GET", "/_sandbox/switches", guarded(self._show))
        router.add("POST", "/_sandbox/switches", guarded(self._change))
        router.add("POST", "/_sandbox/reset", guarded(self._reset))
        router.add("POST", "/_sandbox/release", guarded(self._release))
        router.add("POST", "/_sandbox/hurry", guarded(self._hurry))

    def _key(self, values: dict[str, object]) -> str:
        named = values.pop(self._subject, None)
        return self._find(str(named)) if named else ""

    def _show(self, request: Request) -> Response:
        named = request.query.get(self._subject)
        return as_json(self._switches.of(self._find(named) if named else "").as_dict())

    def _change(self, request: Request) -> Response:
        values = dict(request.json())
        return as_json(self._switches.change(self._key(values), values).as_dict())

    def _reset(self, request: Request) -> Response:  # noqa: ARG002  (a handler's shape)
        self._switches.reset()
        return as_json(self._switches.of().as_dict())

    def _release(self, request: Request) -> Response:
        key = self._key(dict(request.json() or {}))
        self._switches.release()
        return as_json({"released": self._outbox.release(key)})

    def _hurry(self, request: Request) -> Response:
        return as_json({"hurried": self._outbox.hurry(self._key(dict(request.json() or {})))})
