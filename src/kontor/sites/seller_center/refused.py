"""What the page of a form shows that was refused; the typed values stay."""

from __future__ import annotations

from typing import Any

from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import messages_of


def failed(refusal: Refusal | None) -> dict[str, Any]:
    """The page's values of the summary on top and the sentences at the fields; None: the form is fresh."""
    summary, fields = messages_of(refusal) if refusal else ([], {})
    return {
        "fields": fields,
        "errors": {"": summary, **fields} if refusal else {},
        "form_failed": refusal is not None,
    }
