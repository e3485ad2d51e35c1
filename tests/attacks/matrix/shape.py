"""A row of the table, and the short ways to write one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

GET, POST, PUT, PATCH, DELETE = METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

USUAL: Mapping[str, frozenset[int]] = {
    "GET": frozenset({200, 302}),
    "POST": frozenset({200, 201, 202, 204, 302, 303, 400, 409, 413, 415, 422, 429}),
    "PUT": frozenset({200, 201, 204, 400, 409, 412, 422, 428}),
    "PATCH": frozenset({200, 204, 400, 409, 412, 422, 428}),
    "DELETE": frozenset({200, 204, 409}),
}
"""How those who come in are answered: with the page, or with what is wrong about an empty form."""


@dataclass(frozen=True)
class Row:
    """What the table says of one address.

    Attributes:
        audience: `everybody`, `buyer`, `seller`, `operator`, `program` (a store's, by a token), or `caller` (a machine
            that proves itself by a signature).
        methods: those that exist; all others are 405.
        rights: method → what a seat needs for it (`orders.ship`), or a program (`orders:ship`); "" when any will do.
        things: argument → the name of the thing that it means, where that is not its own.
        form: what is sent by methods that change something; "{product_id}" in it is the victim's.
        statuses: method → the statuses for those who come in, where they are not the usual ones.
        others: what another one of the same audience meets with the victim's address: `absent` or `in`.
        touches: tables in which others may write rows that name the victim.
        instead: rights that open it as well.
        personal: what the address names belongs to one person, not to that person's store.
        seatless: sellers without any seat come in too.
    """

    audience: str
    methods: tuple[str, ...]
    rights: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    statuses: Mapping[str, frozenset[int]] = field(default_factory=dict)
    others: str = "absent"
    touches: frozenset[str] = frozenset()
    instead: tuple[str, ...] = ()
    personal: bool = False
    seatless: bool = False

    def welcome(self, method: str) -> frozenset[int]:
        """The statuses that somebody who may come in can get."""
        return self.statuses.get(method, USUAL[method])

    def methods_by_right(self) -> dict[str, tuple[str, ...]]:
        """Right → the methods that need it."""
        return {
            right: tuple(method for method in self.methods if self.rights.get(method) == right)
            for right in sorted({self.rights[method] for method in self.methods if method in self.rights})
        }


_KNOWN = ("rights", "form", "others", "instead", "personal", "seatless")


def _row(audience: str, methods: tuple[str, ...], given: dict[str, Any]) -> Row:
    statuses = {method: _set(given.pop(method.lower())) for method in METHODS if method.lower() in given}
    known = {name: given.pop(name) for name in _KNOWN if name in given}
    touches = frozenset(given.pop("touches", ()))
    return Row(audience, methods or (GET,), things=given, statuses=statuses, touches=touches, **known)


def _set(statuses: int | tuple[int, ...]) -> frozenset[int]:
    return frozenset({statuses} if isinstance(statuses, int) else statuses)


def everybody(*methods: str, **given: Any) -> Row:
    """An address that anybody may call. See `Row` for what else can be given."""
    return _row("everybody", methods, given)


def buyer(*methods: str, **given: Any) -> Row:
    """A signed-in buyer's."""
    return _row("buyer", methods, given)


def seller(right: str, *methods: str, **given: Any) -> Row:
    """For a seat with `right`; "" for any seat. `to_post`: what changing something needs, if another."""
    changing = given.pop("to_post", right)
    return _row("seller", methods, {**given, "rights": {m: right if m == GET else changing for m in METHODS}})


def any_seller(*methods: str, **given: Any) -> Row:
    """For any seller's account, with a seat or without."""
    return _row("seller", methods, {**given, "rights": dict.fromkeys(METHODS, ""), "personal": True, "seatless": True})


def operator(*methods: str, **given: Any) -> Row:
    """The operator's staff."""
    return _row("operator", methods, {"others": "in", **given})


def program(scope: str, **given: Any) -> Row:
    """An operation of the API for a store's programs that were given `scope`; "" for any connected one."""
    return _row("program", METHODS, {**given, "rights": dict.fromkeys(METHODS, scope)})


def caller(*methods: str, **given: Any) -> Row:
    """A machine that signs what it says: nobody of ours can, so everybody is refused."""
    return _row("caller", methods, given)
