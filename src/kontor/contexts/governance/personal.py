"""What governance holds of people (ACC-42)."""

from __future__ import annotations

from kontor.contexts.governance.models import Appeal, Consequence, Evidence, ServiceScore, Violation
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

holds(
    Appeal,
    Column("text", Kind.CONTENT, _("Your appeal")),
    title=_("Appeals for a store"), whose=Whose.SELLER, rows="account_id", then=Then.BLANK,
    also=("at", "decided_at", "granted"),
)  # fmt: skip
free(Appeal, "the operator's answer to a shop", "answer")
free(Violation, "what a shop did, said to the shop", "code", "words", "state", "cause", "ended_because")
free(Evidence, "what shows it; no buyer is named", "kind", "words")
free(Consequence, "names of consequences and states", "kind", "state_before")
free(ServiceScore, "figures of a shop", "parts")
