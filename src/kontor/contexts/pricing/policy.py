"""Figures of pricing."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ROUND_TO = Policy(
    name="pricing.round_to",
    default=1,
    unit=Unit.MINOR_UNITS,
    low=1,
    high=100,
    sentence=_(
        "Prices in another currency than the store's are rounded half-up to a multiple of so many cents (yen, fils)."
    ),
    rule="TRD-04",
)
RATES_STALE_AFTER = Policy(
    name="pricing.rates_stale_after",
    default=7,
    unit=Unit.DAYS,
    low=1,
    high=60,
    sentence=_("When the newest exchange rates are older than this, the operator is warned; the newest are used."),
    rule="TRD-04",
)
IOSS_LIMIT_EUR = Policy(
    name="pricing.ioss_limit_eur",
    default=150,
    unit=Unit.COUNT,
    low=0,
    high=10_000,
    sentence=_(
        "Goods sent into the European Union worth up to so many euros bear the destination's VAT at checkout (IOSS)."
    ),
    rule="TRD-05",
)
UK_LIMIT_GBP = Policy(
    name="pricing.uk_limit_gbp",
    default=135,
    unit=Unit.COUNT,
    low=0,
    high=10_000,
    sentence=_("Goods sent into the United Kingdom worth up to so many pounds bear UK VAT at checkout."),
    rule="TRD-05",
)
NORWAY_LIMIT_NOK = Policy(
    name="pricing.norway_limit_nok",
    default=3_000,
    unit=Unit.COUNT,
    low=0,
    high=100_000,
    sentence=_("Goods sent into Norway worth up to so many kroner bear Norwegian VAT at checkout (VOEC)."),
    rule="TRD-05",
)
AUSTRALIA_LIMIT_AUD = Policy(
    name="pricing.australia_limit_aud",
    default=1_000,
    unit=Unit.COUNT,
    low=0,
    high=100_000,
    sentence=_("Goods sent into Australia worth up to so many Australian dollars bear GST at checkout."),
    rule="TRD-05",
)
RATE_JUMP_AT_MOST = Policy(
    name="pricing.rate_jump_at_most",
    default=15,
    unit=Unit.PERCENT,
    low=1,
    high=100,
    sentence=_(
        "A new exchange rate that differs from the last one by more than this is not taken over until somebody has"
        " looked at it; the last one holds."
    ),
    rule="TRD-04",
)
RATES_PATIENCE = Policy(
    name="pricing.rates_patience",
    default=10,
    unit=Unit.SECONDS,
    low=1,
    high=60,
    sentence=_("How long Kontor waits for the provider of exchange rates before it asks again an hour later."),
    rule="TRD-04",
)
