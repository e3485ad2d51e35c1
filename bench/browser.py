"""A browser without a face: cookies, forms, redirects within the market."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Mapping
from urllib.parse import urlencode, urlsplit

from bench.wire import Request, Response, Unexpected

Step = Generator[Request, Response, Response]

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """Keeps cookies like a browser; every method is one step of a journey (`yield from`).

    Args:
        origin: `http://host:port`, as people would see it.
        cookies: what the browser holds from before.
        address: the client's own IP address: the market stands behind a proxy.
    """

    def __init__(self, origin: str, cookies: Mapping[str, str], address: str = "") -> None:
        self.origin = origin
        self.cookies = dict(cookies)
        self.token = cookies.get("kontor_csrf", "")
        self._plain = (
            ("Host", origin.removeprefix("http://")),
            ("Accept", "text/html,*/*;q=0.8"),
            ("Accept-Language", "en"),
            *((("X-Forwarded-For", address),) if address else ()),
        )

    def get(self, path: str, expect: int = 200) -> Step:
        """Open a page."""
        response = yield Request("GET", path, (*self._plain, *self._cookie()))
        return self._checked("GET", path, response, expect)

    def part(self, target: str, path: str, form: Mapping[str, str]) -> Step:
        """Send a form as a page does that puts the answer into its element `target` and stays where it is."""
        return self.post(path, form, 200, (("HX-Request", "true"), ("HX-Target", target)))

    def post(
        self, path: str, form: Mapping[str, str], expect: int = 302, more: tuple[tuple[str, str], ...] = ()
    ) -> Step:
        """Send a form with the token of the page that was opened last."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        own = (("Content-Type", "application/x-www-form-urlencoded"), ("Origin", self.origin), *more)
        response = yield Request("POST", path, (*self._plain, *own, *self._cookie()), body)
        return self._checked("POST", path, response, expect)

    def _cookie(self) -> tuple[tuple[str, str], ...]:
        if not self.cookies:
            return ()
        return (("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())),)

    def _checked(self, method: str, path: str, response: Response, expect: int) -> Response:
        for line in response.cookies:
            name, _, value = line.split(";", 1)[0].partition("=")
            if "max-age=0" in line.lower():
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        if response.status != expect:
            raise Unexpected(f"{method} {path} answered {response.status} where {expect} was due")
        if expect == 200 and (token := _TOKEN.search(response.body)):
            self.token = token[1].decode()
        return response


def target(response: Response) -> str:
    """Where a redirect leads, as a path of the market."""
    parts = urlsplit(response.headers.get("location", ""))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def value_of(page: bytes, name: str) -> str:
    """The value of the first hidden field or button called `name`.

    Raises:
        Unexpected: when the page has none.
    """
    found = re.search(rb'name="' + re.escape(name.encode()) + rb'"[^>]*? value="([^"]*)"', page)
    if found is None:
        raise Unexpected(f"the page has no field {name}")
    return found[1].decode()


def proof(page: bytes) -> dict[str, str]:
    """The captcha's proof of work, calculated as the page's script does it: the visitor's time, not the market's.

    Raises:
        Unexpected: when no number of those that are allowed is the one.
    """
    if b"data-captcha" not in page:
        return {}
    token, found = value_of(page, "captcha_token"), re.search(rb'data-target="(\w+)" data-work="(\d+)"', page)
    if found is None:
        raise Unexpected("the captcha names no proof of work")
    target, digest = bytes.fromhex(found[1].decode()), hashlib.sha256
    for number in range(int(found[2])):
        if digest(f"{token}{number}".encode()).digest() == target:
            return {"captcha_token": token, "captcha_work": str(number)}
    raise Unexpected("the captcha cannot be solved")


def choices(page: bytes, prefix: str) -> dict[str, list[str]]:
    """All values offered by radio buttons whose name begins with `prefix`, by name."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(rb'name="(' + prefix.encode() + rb'[^"]*)"[^>]*? value="([^"]*)"', page):
        found.setdefault(name.decode(), []).append(value.decode())
    return found
