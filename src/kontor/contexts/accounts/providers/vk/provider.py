"""VK ID: OAuth 2.1 with PKCE and a device id; often without an e-mail, sometimes with a phone (ACC-08)."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.accounts.providers import wire
from kontor.contexts.accounts.providers.protocol import Departure, Keys, Person, Unproven

_HOME = "https://id.vk.ru"


class Vk:
    """VK's accounts. `base` is where the sandbox plays them, "" for the real ones."""

    code, label = "vk", "VK"

    def __init__(self, *, keys: Keys, base: str = "") -> None:
        self._keys = keys
        self.issuer = base or _HOME

    def departure(self, visit: Departure) -> str:
        """Asks for the name, the address and the phone."""
        return wire.leaving(f"{self.issuer}/authorize", self._keys, visit, scope="vkid.personal_info email phone")

    def person(self, visit: Departure, answer: Mapping[str, str]) -> Person:
        """Who VK says it is. The code counts together with the device on which consent was given."""
        device = answer.get("device_id", "")
        if not device:
            raise Unproven("no device")
        given = wire.tokens(
            f"{self.issuer}/oauth2/auth",
            self._keys,
            visit,
            answer.get("code", ""),
            device_id=device,
            state=visit.state,
        )
        if given.get("state") not in {None, visit.state}:
            raise Unproven("another state")
        told = wire.asked(
            "POST",
            f"{self.issuer}/oauth2/user_info",
            data={"client_id": self._keys.id, "access_token": wire.text(given, "access_token", 4000)},
        )
        user = told.get("user")
        if not isinstance(user, dict) or not wire.text(user, "user_id", 255):
            raise Unproven("no subject")
        subject = wire.text(user, "user_id", 255)
        if given.get("user_id") is not None and str(given["user_id"]) != subject:
            raise Unproven("two subjects")
        digits = wire.text(user, "phone", 32).lstrip("+")
        return Person(
            subject=subject,
            email=wire.text(user, "email"),
            phone=f"+{digits}" if digits.isdigit() else "",
            given_name=wire.text(user, "first_name", 130),
            family_name=wire.text(user, "last_name", 130),
        )
