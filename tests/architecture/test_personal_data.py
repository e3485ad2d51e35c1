"""No column is forgotten: each that could hold data of people is declared, or declared free of them (ACC-42)."""

from __future__ import annotations

import pytest

from kontor.platform import privacy
from kontor.platform.privacy import Column, Kind, Then, Whose
from kontor.platform.privacy import register as declared
from tests.architecture.laws import nothing

pytestmark = pytest.mark.rule("ACC-42")


def test_every_column_is_in_the_register_or_says_why_not():
    nothing([f"{column}: neither `holds` nor `free` in the context's personal.py" for column in privacy.gaps()])


def test_what_is_kept_says_why():
    nothing(
        [
            f"{holding.model._meta.label}.{column.name}"
            for holding in privacy.holdings()
            for column in holding.columns
            if holding.fate(column) is Then.KEEP and not (column.because or holding.because)
        ]
    )


def test_a_forgotten_column_is_found(monkeypatch):
    from kontor.contexts.buyers.models import Address

    others = [each for each in declared._holdings if each.model is not Address]
    monkeypatch.setattr(declared, "_holdings", others)
    assert "buyers.Address.street" in privacy.gaps()
    assert "buyers.Address.is_default" not in privacy.gaps()


def test_a_column_that_does_not_exist_cannot_be_declared():
    from kontor.contexts.buyers.models import Address

    with pytest.raises(ValueError, match="has no column passport"):
        privacy.holds(Address, Column("passport", Kind.IDENTIFIER, "Passport"), title="x", whose=Whose.BUYER,
                      rows="buyer_id", then=Then.DELETE)  # fmt: skip


def test_keeping_without_a_reason_is_refused():
    from kontor.contexts.buyers.models import Address

    with pytest.raises(ValueError, match="nobody says why"):
        privacy.holds(Address, Column("street", Kind.ADDRESS, "Street"), title="x", whose=Whose.BUYER,
                      rows="buyer_id", then=Then.KEEP)  # fmt: skip
