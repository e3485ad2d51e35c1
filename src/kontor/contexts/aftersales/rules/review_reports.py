"""What can be wrong with a review."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.kernel.text import mark as _

REASONS: Mapping[str, str] = {
    "insult": _("It insults or threatens somebody"),
    "private": _("It tells private things about somebody"),
    "advert": _("It is an advertisement or leads elsewhere"),
    "false": _("It is not about these goods, or it was bought"),
    "pictures": _("Its pictures do not belong here"),
}
