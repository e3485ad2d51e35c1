"""The figures of payments."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ASK_AFTER = Policy(
    name="payments.ask_after",
    default=2,
    unit=Unit.MINUTES,
    low=1,
    high=60,
    sentence=_("A payment that is still open after this time is asked about at the provider: a callback may be lost."),
    rule="TRD-06",
)
PROVIDER_PATIENCE = Policy(
    name="payments.provider_patience",
    default=5,
    unit=Unit.SECONDS,
    low=1,
    high=30,
    sentence=_("How long a payment provider may take to answer before the payment counts as being checked."),
    rule="TRD-06",
)
RESEND_AFTER = Policy(
    name="payments.resend_after",
    default=30,
    unit=Unit.MINUTES,
    low=5,
    high=1440,
    sentence=_("A refund that the provider has not confirmed after this time is sent again, until it is confirmed."),
    rule="TRD-06",
)
MOST_AGREEMENTS = Policy(
    name="payments.most_agreements",
    default=10,
    unit=Unit.COUNT,
    low=1,
    high=50,
    sentence=_("A buyer keeps at most this many payment methods."),
    rule="BUY-10",
)
AGREEMENT_PATIENCE = Policy(
    name="payments.agreement_patience",
    default=24,
    unit=Unit.HOURS,
    low=1,
    high=168,
    sentence=_("A payment method whose owner has not agreed at the provider after this time is forgotten."),
    rule="BUY-10",
)
