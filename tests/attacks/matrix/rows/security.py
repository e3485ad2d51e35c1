"""What people do for the safety of their own account: the same pages at each face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.attacks.matrix.shape import GET, POST, Row, any_seller, buyer, everybody, operator

_MADE = {"account/": buyer, "seller/": any_seller, "console/": operator}

_BEFORE: Mapping[str, Row] = {
    "second-step/": everybody(GET, POST),
    "second-step/send/": everybody(POST),
    "second-step/passkey/": everybody(POST),
    "new-device/": everybody(GET, POST),
    "new-device/ask/": everybody(POST),
    "new-device/send/": everybody(POST),
    "passkey/": everybody(POST),
    "passkey/options/": everybody(POST),
}
_SELLERS_LIST = buyer(GET, others="in")  # the list of trusted devices: other faces have none
_OWN: Mapping[str, Row] = {
    "security/": buyer(GET),
    "security/go-on/": buyer(POST),
    "security/confirm/": buyer(GET, POST, post=(401, 422)),
    "security/confirm/send/": buyer(POST),
    "security/confirm/passkey/": buyer(POST, post=401),
    "security/confirm/options/": everybody(POST),
    "security/password/": buyer(GET, POST),
    "security/email/": buyer(GET, POST),
    "security/email/code/": buyer(GET, POST),
    "security/phone/": buyer(GET, POST),
    "security/phone/code/": buyer(GET, POST),
    "security/app/": buyer(GET, POST),
    "security/app/begin/": buyer(POST),
    "security/sms/": buyer(GET, POST),
    "security/sms/begin/": buyer(POST),
    "security/sms/send/": buyer(POST),
    "security/factors/<uuid:factor_id>/remove/": buyer(POST),
    "security/passkeys/new/": buyer(GET),
    "security/passkeys/options/": buyer(POST),
    "security/passkeys/add/": buyer(POST),
    "security/codes/": buyer(GET),
    "security/codes/file/": buyer(GET),
    "security/codes/make/": buyer(POST),
    "security/codes/done/": buyer(POST),
    "security/trusted/": _SELLERS_LIST,
    "security/trusted/<uuid:device_id>/": buyer(POST),
    "security/trusted/switch/": buyer(POST),
    "security/trusted/waiting/<uuid:waiting_id>/not-me/": buyer(POST, post=404),
    "security/devices/": buyer(GET),
    "security/devices/others/end/": buyer(POST),
    "security/devices/<uuid:public_id>/end/": buyer(POST),
    "security/devices/trusted/forget/": buyer(POST),
    "security/devices/trusted/<uuid:device_id>/forget/": buyer(POST),
}


def _of(face: str, row: Row) -> Row:
    if row.audience == "everybody":
        return row
    made = _MADE[face]()
    here = replace(row, audience=made.audience, rights=made.rights, personal=True, seatless=made.seatless)
    return here if face == "seller/" or row != _SELLERS_LIST else replace(here, statuses={"GET": frozenset({404})})


ROWS: Mapping[str, Row] = {
    face + address: _of(face, row) for face in _MADE for address, row in {**_BEFORE, **_OWN}.items()
}
