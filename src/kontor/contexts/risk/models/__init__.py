"""One file per topic."""

from kontor.contexts.risk.models.clusters import Appeal, Ban, Cluster, Member
from kontor.contexts.risk.models.holds import Flag, Hold, StoreMember
from kontor.contexts.risk.models.identity import IdentityCheck, IdentityPicture, IdentityState, IdentityView, Side
from kontor.contexts.risk.models.judgements import Judgement
from kontor.contexts.risk.models.numbers import NumberRange
from kontor.contexts.risk.models.traces import Pace, Trace, Usual

__all__ = [
    "Appeal",
    "Ban",
    "Cluster",
    "Flag",
    "Hold",
    "IdentityCheck",
    "IdentityPicture",
    "IdentityState",
    "IdentityView",
    "Judgement",
    "Member",
    "NumberRange",
    "Pace",
    "Side",
    "StoreMember",
    "Trace",
    "Usual",
]
