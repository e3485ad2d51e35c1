"""Reads of privacy: people's own, and the operator's."""

from kontor.contexts.privacy.queries.desk import (
    OverreadView,
    ReadView,
    overreads,
    reads,
    requests,
    waiting_counts,
)
from kontor.contexts.privacy.queries.own import (
    ConsentView,
    RequestView,
    agreed,
    archive,
    consents,
    deletion,
    own_requests,
    still_open,
)

__all__ = [
    "ConsentView",
    "OverreadView",
    "ReadView",
    "RequestView",
    "agreed",
    "archive",
    "consents",
    "deletion",
    "overreads",
    "own_requests",
    "reads",
    "requests",
    "still_open",
    "waiting_counts",
]
