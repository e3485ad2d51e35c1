"""The figures of sellers."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

HIDDEN_AT_MOST = Policy(
    name="sellers.hidden_at_most", default=30, unit=Unit.DAYS, low=1, high=30,
    sentence=_("The operator can hide a store for this time at most; it is shown again by itself."),
    rule="ACC-41", article="000",
)  # fmt: skip
NEWS_A_DAY = Policy(
    name="sellers.news_a_day", default=3, unit=Unit.COUNT, low=1, high=20,
    sentence=_("A store publishes at most this many items of news within 24 hours."), rule="BUY-07",
)  # fmt: skip
STORES_OF_ENTERPRISE = Policy(
    name="sellers.stores_of_enterprise", default=10, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("An enterprise may have at most this many stores."), rule="SEL-02", article="001",
)  # fmt: skip
STORES_OF_SOLE_TRADER = Policy(
    name="sellers.stores_of_sole_trader", default=1, unit=Unit.COUNT, low=1, high=100,
    sentence=_("A sole trader may have at most this many stores."), rule="SEL-02", article="001",
)  # fmt: skip
MEMBERS_OF_ENTERPRISE = Policy(
    name="sellers.members_of_enterprise", default=200, unit=Unit.COUNT, low=1, high=10_000,
    sentence=_("A store of an enterprise may have at most this many people, its owner included."), rule="SEL-02",
    article="001",
)  # fmt: skip
MEMBERS_OF_SOLE_TRADER = Policy(
    name="sellers.members_of_sole_trader", default=5, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A store of a sole trader may have at most this many people, its owner included."), rule="SEL-02",
    article="001",
)  # fmt: skip
REVIEW_WITHIN = Policy(
    name="sellers.review_within", default=72, unit=Unit.HOURS, low=1, high=720,
    sentence=_("A reviewer should have decided on a business or a store within this time."), rule="OPR-02",
)  # fmt: skip
PAPERS_AN_HOUR = Policy(
    name="sellers.papers_an_hour", default=60, unit=Unit.COUNT, low=6, high=1000,
    sentence=_("Pictures of papers that the people of one business can send within an hour."), rule="SEL-01",
)  # fmt: skip
PAPERS_KEPT = Policy(
    name="sellers.papers_kept", default=180, unit=Unit.DAYS, low=0, high=3650,
    sentence=_("Pictures of a business's papers are deleted this long after the last decision on it."), rule="SEL-01",
)  # fmt: skip
DRAFTS_KEPT = Policy(
    name="sellers.drafts_kept", default=90, unit=Unit.DAYS, low=7, high=730,
    sentence=_("Papers and numbers of a business that was never verified go when nobody touched it for this time."),
    rule="SEL-01",
)  # fmt: skip
INVITATION_LASTS = Policy(
    name="sellers.invitation_lasts", default=7, unit=Unit.DAYS, low=1, high=30,
    sentence=_("An invitation to work for a store can be taken up for this time."), rule="SEL-03",
)  # fmt: skip
INVITATIONS_A_DAY = Policy(
    name="sellers.invitations_a_day", default=50, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("A store sends at most this many invitations within 24 hours."), rule="SEL-03",
)  # fmt: skip
FEATURED_AT_MOST = Policy(
    name="sellers.featured_at_most", default=12, unit=Unit.COUNT, low=1, high=12,
    sentence=_("A store features at most this many products in one entry of its navigation."), rule="TRD-01",
)  # fmt: skip
RETURN_ADDRESSES = Policy(
    name="sellers.return_addresses", default=10, unit=Unit.COUNT, low=1, high=50,
    sentence=_("A store has at most this many addresses to which goods come back."), rule="TRD-01",
)  # fmt: skip
