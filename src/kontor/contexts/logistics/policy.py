"""Figures of logistics."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

CARRIER_TIMEOUT = Policy(
    name="logistics.carrier_timeout",
    default=4,
    unit=Unit.SECONDS,
    low=1,
    high=60,
    sentence=_("How long Kontor waits for a carrier's answer before it says that the carrier does not answer."),
    rule="TRD-13",
)
PULL_FIRST_AFTER = Policy(
    name="logistics.pull_first_after",
    default=60,
    unit=Unit.MINUTES,
    low=1,
    high=2880,
    sentence=_("Time from shipping until Kontor first asks the carrier where a parcel is."),
    rule="TRD-13",
)
PULL_EVERY = Policy(
    name="logistics.pull_every",
    default=360,
    unit=Unit.MINUTES,
    low=5,
    high=10080,
    sentence=_("Time between two questions to the carrier about a parcel that answers."),
    rule="TRD-13",
)
PULL_RETRY_LONGEST = Policy(
    name="logistics.pull_retry_longest",
    default=1440,
    unit=Unit.MINUTES,
    low=10,
    high=10080,
    sentence=_("Longest wait before a carrier that did not answer is asked again; waits double up to it."),
    rule="TRD-13",
)
PULL_GIVE_UP = Policy(
    name="logistics.pull_give_up",
    default=120,
    unit=Unit.DAYS,
    low=30,
    high=365,
    sentence=_("Days after shipping when Kontor stops asking about a parcel that never arrived."),
    rule="TRD-13",
)
PULL_BATCH = Policy(
    name="logistics.pull_batch",
    default=200,
    unit=Unit.COUNT,
    low=1,
    high=5000,
    sentence=_("Parcels that one round of questions to carriers takes."),
    rule="TRD-13",
)
EVENT_CLOCK_SKEW = Policy(
    name="logistics.event_clock_skew",
    default=26,
    unit=Unit.HOURS,
    low=0,
    high=72,
    sentence=_("How far in the future a carrier's event may lie (time zones get mixed up); later ones are not taken."),
    rule="TRD-13",
)
PUSH_WINDOW = Policy(
    name="logistics.push_window",
    default=15,
    unit=Unit.MINUTES,
    low=1,
    high=1440,
    sentence=_("How old a carrier's signed message may be where the signature covers its time."),
    rule="TRD-13",
)
EVENT_OLDEST = Policy(
    name="logistics.event_oldest",
    default=14,
    unit=Unit.DAYS,
    low=1,
    high=60,
    sentence=_("Days before shipping from which a carrier's event may be; older ones belong to another parcel."),
    rule="TRD-13",
)
