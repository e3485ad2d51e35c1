"""How Kontor says no: one exception, a stable code, a sentence, what to do.

A refusal is expected: nothing has changed, and the person (or program) is told why. It carries no
HTTP; `platform.http.refusals` maps its kind to a status in one place.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """What sort of no: decides the HTTP status at the edge and nothing else."""

    INVALID = "invalid"  # 422: the input does not hold
    UNAUTHENTICATED = "unauthenticated"  # 401
    FORBIDDEN = "forbidden"  # 403
    NOT_FOUND = "not_found"  # 404: absent, or not yours; the two look the same
    BARRED = "barred"  # 451: the law does not allow it to whoever asks from there
    CONFLICT = "conflict"  # 409: the state of things does not allow it now
    LIMIT = "limit"  # 429: too many, too soon
    UNAVAILABLE = "unavailable"  # 503: a part of the world does not answer


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not a failure)
    """A named no. Subclass it in a context's `errors.py`; never raise it bare.

    Attributes:
        code: stable and upper-case, for programs and tests (`ERR_EMAIL_OR_PHONE_TAKEN`).
        kind: see `Kind`.
        sentence: English source text, marked with `kernel.text.mark`; translated at the edge. It
            says why and what to do, with named `%(x)s` places filled from `params`.
        params: values for the sentence, already plain (no models).
        field: the form field it belongs to, or "" for the whole.
        retry_after: seconds to wait, for `Kind.LIMIT`.
    """

    code: ClassVar[str] = "ERR_REFUSED"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = ""

    def __init__(self, *, field: str = "", retry_after: int | None = None, **params: object) -> None:
        self.field = field
        self.params: Mapping[str, object] = params
        self.retry_after = retry_after
        super().__init__(self.english())

    def english(self) -> str:
        """The sentence in the source language, for logs."""
        return self.sentence % self.params if self.params else self.sentence


class Refusals(Refusal):
    """Several refusals at once: one form, several wrong fields."""

    code = "ERR_INVALID"
    kind = Kind.INVALID

    def __init__(self, parts: list[Refusal]) -> None:
        self.parts = parts
        super().__init__()

    def english(self) -> str:
        return " ".join(part.english() for part in getattr(self, "parts", []))
