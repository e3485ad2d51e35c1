"""Puts the played providers together: consent page, three dialects, the operator's side."""

from __future__ import annotations

import threading
from dataclasses import asdict
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from kontor.sandbox.identity import pages
from kontor.sandbox.identity.behaviour import Switches, Wrong
from kontor.sandbox.identity.faces import LABELS, VERSION, Faces
from kontor.sandbox.identity.grants import Asked, Book, Refused
from kontor.sandbox.identity.keys import Signer
from kontor.sandbox.identity.people import PEOPLE, made_up
from kontor.sandbox.identity.settings import Settings
from kontor.sandbox.wire.control import guarded
from kontor.sandbox.wire.http import Request, Response, Router, Server, as_json, redirect

_LANGUAGE = "accept-language"


class Identity:
    """The running providers; a context manager."""

    def __init__(self, settings: Settings) -> None:
        router = Router()
        self.server = Server(settings.host, settings.port, router)
        self.address = self.server.address
        self.switches = Switches()
        self.book = Book(settings.client_id, settings.client_secret)
        signer = Signer(settings.data, settings.client_secret)
        Faces(self.book, self.switches, signer, settings.client_secret, lambda: self.address).join(router)
        for face, path in (("google", "authorize"), ("facebook", f"{VERSION}/dialog/oauth"), ("vk", "authorize")):
            router.add("GET", f"/{face}/{path}", lambda request, face=face: self._ask(request, face))
        router.add("POST", "/consent/{key}", self._decide)
        router.add("POST", "/consent/{key}/behaviour", self._behave)
        router.add("GET", "/consent.css", lambda request: Response(200, pages.STYLE, "text/css"))  # noqa: ARG005
        router.add("GET", "/healthz", lambda request: as_json({"status": "ok"}))  # noqa: ARG005
        router.add("GET", "/_sandbox/switches", guarded(lambda request: as_json(asdict(self.switches.now))))  # noqa: ARG005
        router.add("POST", "/_sandbox/switches", guarded(lambda request: as_json(self.switches.change(request.json()))))
        router.add("POST", "/_sandbox/reset", guarded(lambda request: as_json(self.switches.reset())))  # noqa: ARG005
        router.add("POST", "/_sandbox/release", guarded(self._release))

    def _release(self, request: Request) -> Response:  # noqa: ARG002  (a handler's shape)
        self.switches.release()
        return as_json({})

    def _ask(self, request: Request, face: str) -> Response:
        language = request.headers.get(_LANGUAGE, "")
        try:
            asked = self.book.ask(face, request.query)
        except Refused as no:
            return pages.told("wrong", LABELS[face], language, 400, no.about)
        return pages.question(asked, LABELS[face], language, self.switches.now)

    def _decide(self, request: Request, key: str) -> Response:
        form, language = request.form(), request.headers.get(_LANGUAGE, "")
        asked = self.book.waiting(key)
        if asked is None:
            return pages.told("wrong", "Google, Facebook, VK", language, 404)
        deed = form.get("deed", "")
        if deed == "walk":
            self.book.answered(key, None)
            return pages.told("left", LABELS[asked.face], language)
        if deed != "yes":
            self.book.answered(key, None)
            return redirect(self._back(asked, _no(asked)))
        person = PEOPLE.get(form.get("person", ""))
        person = person or made_up(form.get("given", ""), form.get("family", ""), form.get("email", ""))
        grant = self.book.answered(key, person)
        if grant is None:
            return pages.told("wrong", LABELS[asked.face], language, 404)
        answer = {"code": grant.code}
        if asked.face == "vk":
            answer |= {"device_id": grant.device, "type": "code_v2", "expires_in": "600"}
        return redirect(self._back(asked, answer))

    def _back(self, asked: Asked, answer: dict[str, str]) -> str:
        wrong = self.switches.now.wrong
        answer = {**answer, "state": asked.state if wrong is not Wrong.STATE else asked.state[::-1]}
        if asked.face == "google":
            answer["iss"] = f"{self.address}/google" if wrong is not Wrong.ISS else f"{self.address}/vk"
        return f"{asked.redirect_uri}?{urlencode(answer)}"

    def _behave(self, request: Request, key: str) -> Response:
        asked = self.book.waiting(key)
        language = request.headers.get(_LANGUAGE, "")
        if asked is None:
            return pages.told("wrong", "Google, Facebook, VK", language, 404)
        try:
            self.switches.change(request.form())
        except ValueError as problem:
            return pages.told("wrong", LABELS[asked.face], language, 422, str(problem))
        return pages.question(asked, LABELS[asked.face], language, self.switches.now)

    def serve(self) -> None:
        """Serve until `close` is called from another thread."""
        self.server.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        self.switches.release()
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve, name="identity", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _no(asked: Asked) -> dict[str, str]:
    if asked.face == "facebook":
        return {
            "error": "access_denied", "error_code": "200", "error_description": "Permissions error",
            "error_reason": "user_denied",
        }  # fmt: skip
    return {"error": "access_denied"}
