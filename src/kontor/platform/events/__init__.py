"""Facts that go up: recorded in the transaction that makes them true, delivered after it, once.

`record(...)` in a service, `@react(Fact)` or `@react_together(Fact)` in a `reactions.py`, `drain()` in a test.
"""

from kontor.platform.events.deliver import drain
from kontor.platform.events.reactions import react, react_together
from kontor.platform.events.record import facts, record

__all__ = ["drain", "facts", "react", "react_together", "record"]
