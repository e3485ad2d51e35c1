"""The key with which the played Google signs, kept in a file; and the keys that are not its."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from kontor.sandbox.identity.behaviour import Wrong

_BITS = 2048


class Signer:
    """Signs ID tokens, rightly or as a forger would."""

    def __init__(self, data: Path, secret: str) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._key = _kept(data / "google_key.json")
        self._secret = secret
        self._stranger: RSAKey | None = None

    def shown(self) -> dict[str, Any]:
        """The public key, as a set."""
        return {"keys": [self._key.as_dict(private=False, use="sig", alg="RS256")]}

    def sign(self, claims: dict[str, Any], wrong: Wrong) -> str:
        """`claims` as a token; a forger's signature carries our key's name."""
        header = {"alg": "RS256", "typ": "JWT", "kid": self._key.kid}
        if wrong is Wrong.ALGORITHM:
            return jwt.encode({**header, "alg": "HS256"}, claims, OctKey.import_key(self._secret))
        if wrong is Wrong.SIGNATURE:
            self._stranger = self._stranger or RSAKey.generate_key(_BITS, auto_kid=False)
            return jwt.encode(header, claims, self._stranger)
        return jwt.encode(header, claims, self._key)


def _kept(path: Path) -> RSAKey:
    """The key of this folder, made when it is not there yet."""
    if not path.exists():
        made = RSAKey.generate_key(_BITS, auto_kid=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made.as_dict(private=True)))
        draft.replace(path)
    return RSAKey.import_key(json.loads(path.read_text()))
