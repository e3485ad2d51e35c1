"""So many per so long: counters in the database, so that all processes count together."""

from kontor.platform.limits.hit import TooMany, forgive, hit, hit_each

__all__ = ["TooMany", "forgive", "hit", "hit_each"]
