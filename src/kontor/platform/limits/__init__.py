"""So many per so long: counters in the database, so that all processes count together."""

from kontor.platform.limits.hit import Attempt, TooMany, forgive, hit, hit_each
from kontor.platform.limits.lease import Standing, spend

__all__ = ["Attempt", "Standing", "TooMany", "forgive", "hit", "hit_each", "spend"]
