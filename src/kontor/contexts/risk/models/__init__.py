"""One file per topic."""

from kontor.contexts.risk.models.clusters import Appeal, Ban, Cluster, Member
from kontor.contexts.risk.models.holds import Flag, Hold, StoreMember
from kontor.contexts.risk.models.judgements import Judgement
from kontor.contexts.risk.models.numbers import NumberRange
from kontor.contexts.risk.models.traces import Pace, Trace

__all__ = [
    "Appeal",
    "Ban",
    "Cluster",
    "Flag",
    "Hold",
    "Judgement",
    "Member",
    "NumberRange",
    "Pace",
    "StoreMember",
    "Trace",
]
