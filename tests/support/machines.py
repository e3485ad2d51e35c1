"""How state machines are run: short among the tests, long by `make machines` (`MACHINE_RUNS`, `MACHINE_STEPS`).

A long run goes in chunks, each a test in a transaction of its own that leaves nothing behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

F = TypeVar("F", bound=Callable[..., None])

RUNS, STEPS = int(os.environ.get("MACHINE_RUNS", "0")), int(os.environ.get("MACHINE_STEPS", "0"))
_A_CHUNK = 25


def action(weight: int = 1, **drawn: st.SearchStrategy[Any]) -> Callable[[F], F]:
    """A method that an `Acting` machine calls in one of its steps, `weight` times as often as others."""

    def mark(method: F) -> F:
        method.action = weight, drawn  # type: ignore[attr-defined]
        return method

    return mark


class Acting(RuleBasedStateMachine):
    """A machine whose steps are its actions.

    Rules of their own would be left out of most runs at random, which finds what one rule does too often; what we look
    for is what many of them do together.
    """

    _actions: ClassVar[list[str]]

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        found = ((name, getattr(getattr(cls, name), "action", None)) for name in dir(cls))
        cls._actions = [name for name, marked in found if marked for _ in range(marked[0])]

    @rule(data=st.data())
    def act(self, data: Any) -> None:
        """One step."""
        name = data.draw(st.sampled_from(self._actions), label="action")
        method = getattr(self, name)
        method(**{key: data.draw(strategy, label=key) for key, strategy in method.action[1].items()})


def chunks(short: int) -> list[int]:
    """How many runs each test makes; `short` of them where no number is asked for."""
    runs = RUNS or short
    return [min(_A_CHUNK, runs - start) for start in range(0, runs, _A_CHUNK)]


def play(machine: type[RuleBasedStateMachine], *, runs: int, steps: int) -> None:
    """Let `machine` run so often, `steps` long where no number is asked for. A failure prints how to replay it."""
    length, whole = STEPS or steps, 0

    class Counted(machine):  # type: ignore[misc, valid-type]
        made = 0

        def check_invariants(self, *given: object) -> None:
            super().check_invariants(*given)
            self.made += 1

        def teardown(self) -> None:
            nonlocal whole
            whole += self.made == length + 1  # they are looked at before the first step, too
            super().teardown()

    while whole < runs:  # some end early: what one of them may draw is limited
        chosen = settings(
            max_examples=runs - whole, stateful_step_count=length, deadline=None, database=None, print_blob=True,
            suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate, Phase.shrink],
        )  # fmt: skip
        before = whole
        run_state_machine_as_test(Counted, settings=chosen)
        assert whole > before, f"no run draws enough for {length} steps"
