"""The figures of integrations."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

MOST_ENDPOINTS = Policy(
    name="integrations.webhooks_most", default=10, unit=Unit.COUNT, low=1, high=100,
    sentence=_("A store can have at most this many webhooks."), rule="SEL-30",
)  # fmt: skip
PATIENCE = Policy(
    name="integrations.webhook_patience", default=10, unit=Unit.SECONDS, low=1, high=30,
    sentence=_("A webhook must answer within this time; later counts as a failure."), rule="SEL-30",
)  # fmt: skip
DISABLE_AFTER = Policy(
    name="integrations.webhook_disable_after", default=5, unit=Unit.DAYS, low=1, high=30,
    sentence=_("A webhook that has failed for this time without one success is switched off."), rule="SEL-30",
)  # fmt: skip
OLD_SECRET = Policy(
    name="integrations.webhook_old_secret", default=24, unit=Unit.HOURS, low=0, high=168,
    sentence=_("After a change of its secret, a webhook's messages carry the old signature as well for this time."),
    rule="SEL-30",
)  # fmt: skip
KEPT = Policy(
    name="integrations.webhook_kept", default=30, unit=Unit.DAYS, low=4, high=365,
    sentence=_("Webhook messages are kept for this time and can be sent again."), rule="SEL-30",
)  # fmt: skip
