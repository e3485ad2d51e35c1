"""One address, tried by one person after another; whatever they do is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpResponse

from kontor.platform import reference
from kontor.platform.policy import snapshot
from tests.attacks.matrix.fingerprint import Fingerprint
from tests.attacks.matrix.people import NOBODYS_NUMBER, Somebody, World
from tests.attacks.matrix.rows import ROWS
from tests.attacks.matrix.shape import METHODS
from tests.attacks.matrix.walk import arguments, filled

DOORS = {"buyer": "/sign-in/", "seller": "/seller/sign-in/", "operator": "/console/sign-in/"}
TOKEN = "a" * 32


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens within it has not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    snapshot.clear()
    reference.forget_all()


class Tried:
    """An address with its row. `of_api`: it is an operation of the API, which is for one method alone."""

    def __init__(self, world: World, prints: Fingerprint, address: str) -> None:
        self.world, self.row, self._prints = world, ROWS[address], prints
        self.of_api, path = address.partition(" ")[::2] if " " in address else ("", address)
        self.methods = (self.of_api,) if self.of_api else METHODS
        names = {name: self.row.things.get(name, name) for name in arguments(path)}
        values = {name: world.value(self.row.audience, thing) for name, thing in names.items()}
        self.owned = [name for name, thing in names.items() if world.owned(self.row.audience, thing)]
        self._form = {name: _named(value, world, self.row.audience) for name, value in self.row.form.items()}
        self._aims = self._form != dict(self.row.form)  # the form names something of the victim's
        absent = {name: _absent(values[name]) for name in self.owned}
        self.here, self.nowhere = filled(path, values), filled(path, values | absent)
        self._varying = [str(each[name]) for name in self.owned for each in (values, absent)]

    def _there(self, method: str) -> bool:
        return bool(self.of_api) or method in self.row.methods

    def _call(self, account: Somebody, method: str, path: str = "", **headers: str) -> HttpResponse:
        client = self.world.browser(account)
        given: dict[str, Any] = {"headers": headers}
        if method != "GET":
            given["data"] = self._form
        if self.of_api or method not in {"GET", "POST"}:
            given["content_type"] = "application/json"
        if self.of_api:
            client.cookies["kontor_csrf"] = headers["x-csrftoken"] = TOKEN
            headers |= {"idempotency-key": str(uuid4()), "if-match": '"1"'}
        if self.of_api == "GET":
            del given["content_type"]
        answer: HttpResponse = getattr(client, method.lower())(path or self.here, **given)
        return answer

    def _words(self, answer: HttpResponse) -> str:
        """The body without what differs between any two answers."""
        body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[call-overload]
        text = body.decode(errors="replace")
        for value in (self.here, self.nowhere, *self._varying, answer.headers.get("X-Request-Id", "…")):
            text = text.replace(value, "…")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)

    @contextmanager
    def _changing_nothing(self) -> Iterator[None]:
        """What is the victims' stays as it was; then all is taken back."""
        before = self._prints.before()
        with taken_back():
            yield
            after = self._prints.take()
            changed = [table for table in before | after if before.get(table) != after.get(table)]
            assert not [table for table in changed if table not in self.row.touches], changed

    # --- what people meet -----------------------------------------------------------------------------------

    def comes_in(self, account: Somebody, *, watched: bool = False, by: tuple[str, ...] = ()) -> None:
        """Each method there is (or those of `by`) answers, the others are 405.

        Args:
            watched: nothing of the victims is read or changed.
        """
        for method in by or self.methods:
            with self._changing_nothing() if watched else taken_back():
                answer = self._call(account, method)
                words, status = self._words(answer), answer.status_code
            if not self._there(method):
                assert status == 405, (method, status)
                continue
            welcome = self.row.welcome(method) | ({404} if watched and self._aims else set())
            assert status in welcome, (method, status, words[-3000:])
            assert answer.headers.get("Location", "").partition("?")[0] != DOORS.get(self.row.audience), method
            read = [mark for mark in self.world.marks if watched and mark in words]
            assert not read, (method, read)

    def is_told_the_right(self, account: Somebody, right: str, by: tuple[str, ...]) -> None:
        """403, with the words of the right and of who can give it."""
        with self._changing_nothing():
            for method in by:
                answer = self._call(account, method)
                assert answer.status_code == 403, (method, answer.status_code)
                told = re.search(r"You need the right “([^”]+)” for this\. Lin Wei", self._words(answer))
                assert told is not None, self._words(answer)[-3000:]
                assert told[1] == self.world.right_name(right), told[1]

    def is_told_the_scope(self, token: Somebody, scope: str) -> None:
        """403, with the scope by its name."""
        with self._changing_nothing():
            answer = self._call(token, self.of_api)
            assert answer.status_code == 403, answer.status_code
            assert f'scope="{scope}"' in answer.headers["WWW-Authenticate"]

    def has_no_store(self, account: Somebody) -> None:
        """403 to a seller who works for no store, or the way to one."""
        with self._changing_nothing():
            for method in self.row.methods:
                answer = self._call(account, method)
                assert answer.status_code == 403 or answer.headers.get("Location") == "/seller/business/", method

    def finds_nothing(self, account: Somebody) -> None:
        """What is somebody else's is answered like what does not exist."""
        with self._changing_nothing():
            for method in self.methods:
                mine, absent = self._call(account, method), self._call(account, method, self.nowhere)
                if self._there(method):
                    assert mine.status_code == 404, (method, mine.status_code, self._words(mine)[-3000:])
                assert mine.status_code == absent.status_code, method
                assert self._words(mine) == self._words(absent), method

    def is_sent_to_the_door(self, account: Somebody) -> None:
        """Browsers are sent to sign in, programs told 401."""
        with self._changing_nothing():
            for method in self.methods:
                answer = self._call(account, method)
                if not self._there(method) and answer.status_code == 405:
                    continue
                assert answer.status_code == (401 if self.of_api else 302), (method, answer.status_code)
                if not self.of_api:
                    assert answer.headers["Location"].partition("?")[0] == DOORS[self.row.audience], method
            if not self.of_api:
                asked = self._call(account, self.row.methods[0], accept="application/json")
                assert asked.status_code == 401, asked.status_code

    def is_not_heard(self, account: Somebody) -> None:
        """A refusal, whoever is signed in in that browser."""
        with self._changing_nothing():
            for method in self.methods:
                answer = self._call(account, method)
                expected = {400, 401, 403, 404} if self._there(method) else {405}
                assert answer.status_code in expected, (method, answer.status_code)


def _named(value: Any, world: World, audience: str) -> Any:
    """A form's value with the victim's thing in it."""
    found = re.fullmatch(r"{(\w+)}", value) if isinstance(value, str) else None
    return str(world.value(audience, found[1])) if found else value


def _absent(value: Any) -> Any:
    """Something of the same form that does not exist."""
    if isinstance(value, int):
        return NOBODYS_NUMBER
    try:
        UUID(str(value))
    except ValueError:
        return "nothing-of-that-name"
    return uuid4()
