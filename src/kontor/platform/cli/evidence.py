"""`kontor evidence-key`: by which keys this installation signs what it exports as evidence."""

from __future__ import annotations

import base64

from kontor.platform.cli.boot import console, market


def evidence_key() -> None:
    """Print the public keys (Ed25519, base64) of this installation, the newest first."""
    with market():
        from kontor.platform import vault

        for key in vault.public_keys():
            console.print(base64.b64encode(key).decode(), markup=False)
