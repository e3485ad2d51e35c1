"""Every figure of the risk context (ACC-06, ACC-30 … ACC-35): thresholds, and the points of each reason."""

from __future__ import annotations

from kontor.contexts.risk.rules.likeness import NOTHING_KNOWN, Usual
from kontor.contexts.risk.rules.reasons import REASONS
from kontor.contexts.risk.rules.weights import Weights
from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

CHALLENGE_AT = Policy(
    name="risk.challenge_at", default=40, unit=Unit.COUNT, low=5, high=1000,
    sentence=_("From this score on, a registration has to solve a challenge first."), rule="ACC-30", article="000",
)  # fmt: skip
HOLD_AT = Policy(
    name="risk.hold_at", default=60, unit=Unit.COUNT, low=5, high=1000,
    sentence=_("From this score on, a registration is held until a person has looked at it."),
    rule="ACC-30", article="000",
)  # fmt: skip
REFUSE_AT = Policy(
    name="risk.refuse_at", default=130, unit=Unit.COUNT, low=5, high=1000,
    sentence=_("From this score on, a registration is refused."), rule="ACC-30", article="000",
)  # fmt: skip
PER_CLUSTER = Policy(
    name="risk.accounts_per_cluster", default=5, unit=Unit.COUNT, low=1, high=60,
    sentence=_("More accounts than this from one device or address cluster within 24 hours are held."),
    rule="ACC-31", article="000",
)  # fmt: skip
WINDOW = Policy(
    name="risk.window", default=90, unit=Unit.DAYS, low=1, high=730,
    sentence=_("What accounts have in common is looked for within this time."), rule="ACC-31",
)  # fmt: skip
CROWD_SHARE = Policy(
    name="risk.crowd_share", default=50, unit=Unit.PERCENT, low=10, high=100,
    sentence=_("An address is a crowd while like machines are less than this share of its registrations of a day."),
    rule="ACC-31",
)  # fmt: skip
LINK_DEVICE = Policy(
    name="risk.link_device", default=2, unit=Unit.COUNT, low=1, high=20,
    sentence=_("This many other accounts of one device and one hand link them; so do as many that paid with one card."),
    rule="ACC-31",
)  # fmt: skip
LINK_HAND = Policy(
    name="risk.link_hand", default=3, unit=Unit.COUNT, low=1, high=20,
    sentence=_("This many other addresses with the same hand and habits link the accounts."), rule="ACC-31",
)  # fmt: skip
HOUSEHOLD = Policy(
    name="risk.household", default=3, unit=Unit.COUNT, low=1, high=20,
    sentence=_("From this many others of one browser, or of one hand at one address, on accounts are linked."),
    rule="ACC-31",
)  # fmt: skip
STRANGERS_AMONG = Policy(
    name="risk.strangers_among", default=3, unit=Unit.PERCENT, low=1, high=30,
    sentence=_("Of accounts that hand and habits alone link, at most this share may be strangers by chance."),
    rule="ACC-31",
)  # fmt: skip
STRANGERS_HELD = Policy(
    name="risk.strangers_held", default=10, unit=Unit.PERCENT, low=1, high=50,
    sentence=_("Of registrations that hand and habits alone make suspect, this share may be strangers by chance."),
    rule="ACC-30",
)  # fmt: skip
NEIGHBOURS_AMONG = Policy(
    name="risk.neighbours_among", default=5, unit=Unit.PERCENT, low=1, high=50,
    sentence=_("Of accounts that one hand links at one address, at most this share may be other people by chance."),
    rule="ACC-31",
)  # fmt: skip
GROUP_LEAST = Policy(
    name="risk.group_least", default=10, unit=Unit.COUNT, low=6, high=100,
    sentence=_("So many accounts of one hand among all of some days are linked by the hourly look."), rule="ACC-31",
)  # fmt: skip
GROUP_STRANGERS = Policy(
    name="risk.group_strangers", default=2, unit=Unit.PERCENT, low=1, high=20,
    sentence=_("Of accounts that the hourly look links, at most this share may be strangers by chance."),
    rule="ACC-31",
)  # fmt: skip
FASTEST_GAP = Policy(
    name="risk.fastest_gap", default=45, unit=Unit.COUNT, low=10, high=200,
    sentence=_("Nobody types faster than one key in this many milliseconds."), rule="ACC-30",
)  # fmt: skip
FASTEST_FORM = Policy(
    name="risk.fastest_form", default=3, unit=Unit.SECONDS, low=1, high=60,
    sentence=_("Nobody fills the registration form in faster than this."), rule="ACC-30",
)  # fmt: skip
POINTS = {
    code: Policy(
        name=f"risk.points_{code}", default=reason.points, unit=Unit.COUNT, low=0, high=200,
        sentence=reason.sentence, rule="ACC-32" if code == "virtual_number" else "ACC-30",
        article="000",
    )
    for code, reason in REASONS.items()
}  # fmt: skip
YOUNG = Policy(
    name="risk.young", default=14, unit=Unit.DAYS, low=1, high=180,
    sentence=_("For this time after registering, the stores from which an account buys are compared with others'."),
    rule="ACC-31",
)  # fmt: skip
JUDGEMENTS_KEPT = Policy(
    name="risk.judgements_kept", default=180, unit=Unit.DAYS, low=7, high=1095,
    sentence=_("Judgements of registrations and sign-ins are kept for this time."), rule="ACC-30",
)  # fmt: skip
JOINS_PER_PLACE = Policy(
    name="risk.joins_per_place", default=200, unit=Unit.COUNT, low=5, high=1_000_000,
    sentence=_("Registrations that one internet address may send within an hour, whatever comes of them."),
    rule="ACC-31",
)  # fmt: skip
JOINS_PER_DEVICE = Policy(
    name="risk.joins_per_device", default=30, unit=Unit.COUNT, low=5, high=10_000,
    sentence=_("Registrations that one device may send within an hour, whatever comes of them."), rule="ACC-31",
)  # fmt: skip
SHARED_PHONE_OVERLAP = Policy(
    name="risk.shared_phone_overlap", default=0, unit=Unit.COUNT, low=0, high=4,
    sentence=_("Two accounts may share a phone while at most this many of device, address and fingerprint agree."),
    rule="ACC-06", article="000",
)  # fmt: skip
APPEALS_PER_DAY = Policy(
    name="risk.appeals_per_day", default=3, unit=Unit.COUNT, low=1, high=20,
    sentence=_("Appeals that one closed account may send within a day."), rule="ACC-31",
)  # fmt: skip


def weights(day_volume: int = 0, usual: Usual = NOTHING_KNOWN) -> Weights:
    """The figures in force, for the one function that decides; the two arguments are measured, not set."""
    return Weights(
        points={code: policy.int() for code, policy in POINTS.items()},
        challenge_at=CHALLENGE_AT.int(),
        hold_at=HOLD_AT.int(),
        refuse_at=REFUSE_AT.int(),
        per_cluster=PER_CLUSTER.int(),
        crowd_share=CROWD_SHARE.int(),
        link_device=LINK_DEVICE.int(),
        link_hand=LINK_HAND.int(),
        household=HOUSEHOLD.int(),
        strangers_among=STRANGERS_AMONG.int() / 100,
        strangers_held=STRANGERS_HELD.int() / 100,
        neighbours_among=NEIGHBOURS_AMONG.int() / 100,
        group_least=GROUP_LEAST.int(),
        group_strangers=GROUP_STRANGERS.int() / 100,
        fastest_gap=FASTEST_GAP.int(),
        fastest_form=FASTEST_FORM.int(),
        day_volume=day_volume,
        usual=usual,
    )
