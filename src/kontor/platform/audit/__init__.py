"""Who saw or changed what, for whom, before and after, and why (OPR-06).

Tables that matter are watched by the database itself (`triggers`), so that bulk statements and hands at a prompt are
caught too; who acts is told to the database only when such a table is written (`telling`). What is no row of a
table is noted with `noting.note`. Logs that contexts keep themselves are declared with `log` in a room `audited.py`, so
that all can be read on one page (`reading`). The database refuses to change what stands here.

`noting` and `models` are imported where they are used: this package is also loaded before there are models.
"""

from kontor.platform.audit.acting import Acting, acting, because
from kontor.platform.audit.declare import Log, kinds, log, watched
from kontor.platform.audit.reading import Asked, Entry, entries

__all__ = ["Acting", "Asked", "Entry", "Log", "acting", "because", "entries", "kinds", "log", "watched"]
