"""A service whose writes are one statement."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from django.db import connection, transaction


def alone(*, savepoint: bool = False) -> AbstractContextManager[None]:
    """Where one statement writes all that belongs together: it is a transaction by itself.

    PostgreSQL makes a transaction of every statement that stands alone; to say BEGIN and COMMIT round it only asks
    the server two more times. Within a transaction of somebody else's this is `transaction.atomic`.

    Args:
        savepoint: as of `atomic`, for a caller that catches the statement's IntegrityError.
    """
    return transaction.atomic(savepoint=savepoint) if connection.in_atomic_block else nullcontext()
