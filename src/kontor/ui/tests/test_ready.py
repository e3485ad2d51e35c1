"""Pages that are drawn once and filled in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.html import escape

from kontor.kernel import clock
from kontor.platform import reference
from kontor.ui import ready


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often pages were drawn; the page shows who, and two holes."""
    told: list[str] = []

    def render(template: str, context: dict[str, Any], _request: HttpRequest) -> str:
        told.append(template)
        return f"<p>{escape(context['who'])}</p>{context['token']}<i>{context['token']}</i>{escape(context['box'])}."

    monkeypatch.setattr(ready, "render_to_string", render)
    reference.forget_all()
    return told


def shown(key: str, token: str, box: str = "") -> str:
    made = ready.page(
        RequestFactory().get("/"), "page.html", lambda: {"who": f"<{key}>"}, key=key,
        holes={"token": token, "box": box},
    )  # fmt: skip
    return made.content.decode()


def test_a_page_is_drawn_once_for_its_key_and_filled_in_each_time(drawn: list[str]) -> None:
    assert shown("de", "t1", "<b>!</b>") == "<p>&lt;de&gt;</p>t1<i>t1</i><b>!</b>."
    assert shown("de", "t2") == "<p>&lt;de&gt;</p>t2<i>t2</i>."
    assert shown("fr", "t3") == "<p>&lt;fr&gt;</p>t3<i>t3</i>."
    assert drawn == ["page.html"] * 2


def test_what_was_put_in_is_not_looked_at_again(drawn: list[str]) -> None:
    assert shown("de", "[hole:box]", "x") == "<p>&lt;de&gt;</p>[hole:box]<i>[hole:box]</i>x."
    assert len(drawn) == 1


def test_pages_are_drawn_anew_after_a_minute_and_their_number_is_bounded(
    drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown("de", "t1")
    with clock.moved(timedelta(seconds=61)):
        shown("de", "t2")
        assert len(drawn) == 2
        monkeypatch.setattr(ready, "MOST", 2)
        for key in ("fr", "es", "bg"):
            shown(key, "t")
        assert len(ready._pages()) <= 2
