"""Violations for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from kontor.contexts.governance.models import Violation
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.services.record_violation import record_violation
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import account
from kontor.kernel.viewer import Operator

_next = count(1)


def operator() -> Operator:
    """Somebody of the operator's staff."""
    return Operator(account("operator").id)


def violation(store: Store, code: str = "false_reviews", **fields: Any) -> Violation:
    """Recorded by the operator, with words as evidence."""
    fields = {
        "viewer": fields.pop("viewer", None) or operator(), "words": "Seen by us.", "cause": f"test:{next(_next)}",
        "proof": Proof(words="Five reviews from one browser."),
    } | fields  # fmt: skip
    return record_violation(store_id=store.id, code=code, **fields)
