"""The translation slot with a real engine's protocol, played by a server of our own (MSG-08)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import settings

from kontor.contexts.messaging.providers import translation
from kontor.contexts.messaging.providers.libretranslate import LibreTranslate

pytestmark = [pytest.mark.rule("MSG-08")]
Answer = Callable[[dict[str, Any]], tuple[int, Any]]
PATH = "kontor.contexts.messaging.providers.libretranslate.LibreTranslate"


class Engine:
    """A server that answers as it is told, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answer: Answer = lambda body: (200, {"translatedText": [f"<{text}>" for text in body["q"]]})
        engine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                engine.asked.append((self.path, body))
                status, said = engine.answer(body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(said if isinstance(said, bytes) else json.dumps(said).encode())

            def log_message(self, *_: Any) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """It runs, and the settings name it."""
    running = Engine()
    facts = {
        "translator": PATH, "translator_url": f"http://127.0.0.1:{running.server.server_port}/",
        "translator_key": "a-key",
    }  # fmt: skip
    monkeypatch.setattr(settings, "KONTOR", settings.KONTOR.model_copy(update=facts))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield running
    running.server.shutdown()
    running.server.server_close()


def test_settings_alone_plug_it_in(engine: Engine) -> None:
    found = translation.running()
    assert isinstance(found, LibreTranslate)
    assert found.translate(["Hola", "¿Cuándo llega?"], source="es", target="zh-hans") == ["<Hola>", "<¿Cuándo llega?>"]
    assert engine.asked == [
        ("/translate", {"q": ["Hola", "¿Cuándo llega?"], "source": "es", "target": "zh-Hans", "format": "text",
                        "api_key": "a-key"}),
    ]  # fmt: skip
    found.translate(["Hm"], source="", target="en")
    assert engine.asked[-1][1]["source"] == "auto"
    assert found.translate([], source="es", target="en") == []
    assert len(engine.asked) == 2


def test_an_engine_with_older_codes_is_asked_again(engine: Engine) -> None:
    def older(body: dict[str, Any]) -> tuple[int, Any]:
        known = body["target"] == "zh"
        return (200, {"translatedText": ["\u4f60\u597d"]}) if known else (400, {"error": "zh-Hans is not supported"})

    engine.answer = older
    assert LibreTranslate().translate(["Hello"], source="en", target="zh-hans") == ["\u4f60\u597d"]
    assert [body["target"] for _path, body in engine.asked] == ["zh-Hans", "zh"]


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"error": "busy"}), (403, {"error": "Invalid API key"}), (200, b"<html>"),
        (200, {"translatedText": ["one"]}), (200, {"translatedText": "one"}), (200, []),
    ],
)  # fmt: skip
def test_whatever_it_says_the_page_stands(engine: Engine, answer: tuple[int, Any]) -> None:
    engine.answer = lambda _body: answer
    with pytest.raises(translation.TranslationFailed):
        LibreTranslate().translate(["one", "two"], source="es", target="en")


def test_an_engine_that_is_not_there_fails_and_no_more(engine: Engine) -> None:
    engine.server.server_close()
    with pytest.raises(translation.TranslationFailed):
        LibreTranslate().translate(["one"], source="es", target="en")
