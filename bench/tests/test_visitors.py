"""The visitors: answers put together, cookies kept, forms filled in, words chosen."""

from __future__ import annotations

import pytest

from bench.browser import Browser, choices, target, value_of
from bench.targets import common_words
from bench.transport import environ, play
from bench.wire import Reader, Request, Response, Unexpected, unchunked

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\n\r\nhello"


def test_an_answer_arrives_in_any_pieces() -> None:
    reader = Reader()
    for place in range(len(ANSWER) - 1):
        assert reader.feed(ANSWER[place : place + 1]) is None
    answer = reader.feed(ANSWER[-1:])
    assert answer is not None
    assert (answer.status, answer.body, answer.cookies) == (200, b"hello", ("a=1; Path=/", "b=2"))
    again = reader.feed(b"HTTP/1.1 302 Found\r\nLocation: /cart/\r\nContent-Length: 0\r\n\r\n")
    assert again is not None
    assert (again.status, again.body) == (302, b"")


def test_chunks() -> None:
    assert unchunked(b"5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n") == b"hello world"
    assert unchunked(b"5\r\nhel") is None
    reader = Reader()
    assert reader.feed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n") is None
    answer = reader.feed(b"0\r\n\r\n")
    assert answer is not None
    assert answer.body == b"hi"


def test_a_request_names_its_length() -> None:
    assert Request("GET", "/x", (("Host", "h"),)).wire() == b"GET /x HTTP/1.1\r\nHost: h\r\n\r\n"
    assert Request("POST", "/x", (), b"ab").wire().endswith(b"Content-Length: 2\r\n\r\nab")


def test_a_browser_keeps_cookies_and_sends_the_pages_token() -> None:
    browser, sent = Browser("http://127.0.0.1:1", {"kontor_csrf": "first"}), []

    def carry(request: Request) -> Response:
        sent.append(request)
        if request.method == "GET":
            page = b'<input type="hidden" name="csrfmiddlewaretoken" value="fresh">'
            return Response(200, {}, ("cart=7; Path=/", "old=; Max-Age=0"), page)
        return Response(302, {"location": "http://127.0.0.1:1/cart/?a=b"}, (), b"")

    def journey():  # type: ignore[no-untyped-def]
        yield from browser.get("/cart/")
        answer = yield from browser.post("/cart/add/", {"sku": "a b"})
        return target(answer)

    assert play(journey(), carry) == "/cart/?a=b"
    assert sent[1].header("Cookie") == "kontor_csrf=first; cart=7"
    assert sent[1].body == b"csrfmiddlewaretoken=fresh&sku=a+b"


def test_an_unexpected_answer_ends_the_journey() -> None:
    browser = Browser("http://127.0.0.1:1", {})

    def journey():  # type: ignore[no-untyped-def]
        yield from browser.get("/cart/")

    with pytest.raises(Unexpected, match="GET /cart/ answered 500 where 200 was due"):
        play(journey(), lambda _: Response(500, {}, (), b""))


def test_fields_and_choices_of_a_form() -> None:
    page = b"""<input type="hidden" name="key" value="abc">
        <input class="radio" type="radio" name="ship-1" id="s1" value="a:b" checked>
        <input class="radio" type="radio" name="ship-1" id="s2" value="c:d">
        <input class="radio" type="radio" name="ship-2" id="s3" value="a:b">"""
    assert value_of(page, "key") == "abc"
    assert choices(page, "ship-") == {"ship-1": ["a:b", "c:d"], "ship-2": ["a:b"]}
    with pytest.raises(Unexpected, match="no field fingerprint"):
        value_of(page, "fingerprint")


def test_common_words_are_counted_once_a_title() -> None:
    titles = [("en", "Lamp lamp with brass foot")] * 48 + [("en", "Chair")] * 47 + [("zh-hans", "黄铜台灯")] * 48
    found = common_words(titles)
    assert set(found["en"]) == {"lamp", "with", "brass", "foot"}
    assert set(found["zh-hans"]) == {"黄铜", "铜台", "台灯"}


def test_the_same_request_as_a_wsgi_server_says_it() -> None:
    told = environ(Request("GET", "/search/?q=a%20b", (("Host", "127.0.0.1:8790"), ("Accept-Language", "en"))))
    assert (told["PATH_INFO"], told["QUERY_STRING"]) == ("/search/", "q=a%20b")
    assert (told["SERVER_PORT"], told["HTTP_ACCEPT_LANGUAGE"]) == ("8790", "en")
