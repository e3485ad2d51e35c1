"""A page whose line broke: it says up to when it was told, and reads its parts again when it is told to look again."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

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
    until(lambda: (page.clock.run_for(500), page.locator("#state").inner_text() == "paid")[1], "it is read again")
    page.close()


def held_back(page: Page, whole: str) -> tuple[list[Route], list[Route]]:
    """The page `whole`, whose parts and lines are answered when the test does: those that are asked for, of both."""
    asked: list[Route] = []
    lines: list[Route] = []

    def answer(route: Route) -> None:
        where = urlsplit(route.request.url)
        if where.path == "/kontor.js":
            route.fulfill(path=SCRIPT, content_type="text/javascript")
        elif where.path == "/stream":
            lines.append(route)
        elif route.request.headers.get("hx-request"):
            asked.append(route)
        else:
            route.fulfill(body=whole, content_type="text/html")

    page.route("**/*", answer)
    return asked, lines


def test_what_is_told_while_a_part_is_being_read_is_read_too(browser: Browser) -> None:
    """The answer on its way takes the part's place and knows nothing of it: the page would stay behind for ever."""
    page = browser.new_page()
    asked, lines = held_back(page, PAGE.format(state="waiting"))

    def told(times: int) -> None:
        until(lambda: (page.clock.run_for(1000), len(lines) == times)[1], "the page listens")
        lines[-1].fulfill(body='event: bulk\ndata: {"topic": "order:1"}\n\n', content_type="text/event-stream")

    page.clock.install()
    page.goto("http://kontor.test/order/")
    told(1)
    until(lambda: (page.clock.run_for(50), len(asked) == 1)[1], "the part is being read")
    told(2)
    until(lambda: (page.clock.run_for(1000), len(lines) == 3)[1], "it was told")
    assert len(asked) == 1, "one at a time"
    asked[0].fulfill(body=PAGE.format(state="under way"), content_type="text/html")
    until(lambda: (page.clock.run_for(50), len(asked) == 2)[1], "the part is read again")
    asked[1].fulfill(body=PAGE.format(state="done"), content_type="text/html")
    until(lambda: (page.clock.run_for(50), page.locator("#state").inner_text() == "done")[1], "it shows the last")
    page.close()


REFRESH = "event: refresh\ndata: {}\n\n"
TOLD = 'event: bulk\ndata: {"topic": "order:1"}\n\n'


@pytest.mark.parametrize(("said", "wait"), [(REFRESH, 1500), (TOLD, 150), (REFRESH + TOLD, 150), (TOLD + REFRESH, 150)])
def test_pages_that_are_told_to_look_again_do_it_at_moments_of_their_own(
    browser: Browser, said: str, wait: int
) -> None:
    """After a restart of the stream all are told at one instant; what is told of a part itself is read at once."""
    page = browser.new_page()
    asked, lines = held_back(page, PAGE.format(state="unpaid") + '<i data-told="order:1"></i>')
    page.add_init_script("Math.random = () => 0.5")
    page.clock.install(time=0)
    page.goto("http://kontor.test/order/")
    until(lambda: (page.wait_for_timeout(20), len(lines) == 1)[1], "the page listens")
    page.clock.pause_at(60_000)
    lines[0].fulfill(body=said, content_type="text/event-stream")
    page.wait_for_selector("[data-line=down]", state="attached")
    page.clock.run_for(wait - 1)
    page.wait_for_timeout(50)
    assert asked == []
    page.clock.run_for(1)
    until(lambda: (page.wait_for_timeout(20), len(asked) == 1)[1], "the part is read")
    page.close()
