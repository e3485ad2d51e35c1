"""The figures of integrations: programs first, then webhooks."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

CODE_LIFE = Policy(
    name="integrations.code_life", default=60, unit=Unit.SECONDS, low=10, high=600,
    sentence=_("A program exchanges the code of a consent for its tokens within this time."), rule="SEL-12",
)  # fmt: skip
ACCESS_LIFE = Policy(
    name="integrations.access_life", default=30, unit=Unit.MINUTES, low=1, high=60,
    sentence=_("An access token of a program is valid for this time."), rule="SEL-12", article="001",
)  # fmt: skip
REFRESH_LIFE = Policy(
    name="integrations.refresh_life", default=30, unit=Unit.DAYS, low=1, high=90,
    sentence=_("A program that does not come for new tokens within this time has to be connected again."),
    rule="SEL-12",
)  # fmt: skip
GRANT_LIFE = Policy(
    name="integrations.grant_life", default=365, unit=Unit.DAYS, low=1, high=730,
    sentence=_("After this time a person must allow a program anew, however often it has renewed its tokens."),
    rule="SEL-12",
)  # fmt: skip
CALLS_A_MINUTE = Policy(
    name="integrations.calls_a_minute", default=600, unit=Unit.COUNT, low=10, high=100_000,
    sentence=_("One program makes at most this many calls a minute for one store."), rule="SEL-30",
)  # fmt: skip
ROWS_A_CALL = Policy(
    name="integrations.rows_a_call", default=1000, unit=Unit.COUNT, low=1, high=5000,
    sentence=_("One call changes the stock or the prices of at most this many SKUs."), rule="SEL-30",
)  # fmt: skip
ADDRESSES_AT_MOST = Policy(
    name="integrations.addresses_at_most", default=10, unit=Unit.COUNT, low=1, high=50,
    sentence=_("A program names at most this many addresses to which people are sent back."), rule="SEL-30",
)  # fmt: skip
PROGRAMS_AT_MOST = Policy(
    name="integrations.programs_at_most", default=20, unit=Unit.COUNT, low=1, high=200,
    sentence=_("The people of one store register at most this many programs."), rule="SEL-30",
)  # fmt: skip
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
