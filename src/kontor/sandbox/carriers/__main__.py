"""`python -m kontor.sandbox.carriers --data DIR`"""

from __future__ import annotations

from kontor.sandbox.carriers.app import Carriers
from kontor.sandbox.carriers.settings import parse
from kontor.sandbox.wire.run import until_told

if __name__ == "__main__":
    carriers = Carriers(parse())
    until_told(carriers, "carriers", carriers.address)
