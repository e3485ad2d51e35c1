"""`python -m kontor.sandbox.gateway --data DIR`"""

from __future__ import annotations

from kontor.sandbox.gateway.app import Gateway
from kontor.sandbox.gateway.settings import parse
from kontor.sandbox.wire.run import until_told

if __name__ == "__main__":
    gateway = Gateway(parse())
    until_told(gateway, "gateway", gateway.address)
