"""`python -m kontor.sandbox.bank --data DIR`"""

from __future__ import annotations

from kontor.sandbox.bank.app import Bank
from kontor.sandbox.bank.settings import parse
from kontor.sandbox.wire.run import until_told

if __name__ == "__main__":
    bank = Bank(parse())
    until_told(bank, "bank", bank.address)
