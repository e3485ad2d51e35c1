"""A page whose line broke: it says up to when it was told, and reads its parts again when it is told to look again."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Route

import kontor.ui
from tests.support.market import until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SCRIPT = Path(kontor.ui.__file__).parent / "static/kontor/kontor.js"
PAGE = """<!doctype html><meta name="kontor-stream" content="/stream?t=order:1:abc:def">
<p id="state" data-live="order:1">{state}</p><script type="module" src="/kontor.js"></script>"""
LINES = (
    "retry: 2000\n: welcome\n\nid: 1700000000.125\n\n: still here\nid: 1700000015.250\n\n",
    "retry: 2000\n: welcome\n\nevent: refresh\ndata: {}\nid: 1700000099.500\n\n",
)


def test_a_line_that_comes_back_says_what_it_heard_last_and_the_page_is_read_again(browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    read = 0

    def answer(route: Route) -> None:
        nonlocal read
        where = urlsplit(route.request.url)
        if where.path == "/kontor.js":
            route.fulfill(path=SCRIPT, content_type="text/javascript")
        elif where.path == "/stream":
            asked.append(parse_qs(where.query).get("heard", [""])[0])
            if len(asked) <= len(LINES):
                route.fulfill(body=LINES[len(asked) - 1], content_type="text/event-stream")
            else:
                route.abort()
        else:
            read += 1
            route.fulfill(body=PAGE.format(state=("unpaid", "paid")[read > 1]), content_type="text/html")

    page.route("**/*", answer)
    page.clock.install()
    page.goto("http://kontor.test/order/")
    until(lambda: (page.wait_for_timeout(20), asked == [""])[1], "the page listens")
    assert page.locator("#state").inner_text() == "unpaid"
    until(lambda: (page.clock.run_for(2000), len(asked) > 2)[1], "the line comes back twice")
    assert asked[:3] == ["", "1700000015.250", "1700000099.500"]
    page.wait_for_function("document.getElementById('state').textContent === 'paid'")
    page.close()
