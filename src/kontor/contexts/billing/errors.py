"""How billing says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class DocumentNotFound(Refusal):
    code = "ERR_NO_DOCUMENT"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such invoice.")
