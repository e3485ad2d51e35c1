"""`python -m kontor.sandbox.identity --data DIR`"""

from __future__ import annotations

from kontor.sandbox.identity.app import Identity
from kontor.sandbox.identity.settings import parse
from kontor.sandbox.wire.run import until_told

if __name__ == "__main__":
    identity = Identity(parse())
    until_told(identity, "identity", identity.address)
