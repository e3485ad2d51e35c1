"""The law of a dispute (TRD-09): who may do what, when, and what time does by itself. Code, pages and API read this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kontor.kernel.lifecycle import Actor, Lifecycle, move


class State(StrEnum):
    """States of a dispute."""

    OPENED = "opened"  # the seller is to answer; silence agrees to what the buyer proposes
    NEGOTIATING = "negotiating"  # the seller has answered; they may still agree
    ESCALATED = "escalated"  # the operator is to rule
    RULED = "ruled"  # the ruling stands unless somebody appeals in time
    APPEALED = "appealed"  # another person of the operator is to rule, for good
    RETURN_DUE = "return_due"  # agreed: the buyer is to send the goods back
    RETURNING = "returning"  # the goods are on their way back
    REFUNDED = "refunded"  # all or a part of the money went back to the buyer
    RELEASED = "released"  # the seller keeps the money
    WITHDRAWN = "withdrawn"  # the buyer took it back; the order goes on


S = State
B, SE, OP, SY = Actor.BUYER, Actor.SELLER, Actor.OPERATOR, Actor.SYSTEM
TALKING = (S.OPENED, S.NEGOTIATING, S.ESCALATED)
UNDECIDED = (*TALKING, S.RULED, S.APPEALED)
JUDGED = (S.ESCALATED, S.APPEALED)

DISPUTE = Lifecycle(
    states=State,
    start=S.OPENED,
    final=(S.REFUNDED, S.RELEASED, S.WITHDRAWN),
    moves=[
        move("answer", [S.OPENED], S.NEGOTIATING, SE, "DisputeAnswered", "with a proposal of the seller's own"),
        move("escalate", [S.NEGOTIATING], S.ESCALATED, B | SE | SY, "DisputeEscalated"),
        move("rule", [S.ESCALATED], S.RULED, OP, "DisputeRuled", "nobody has appealed yet"),
        move("appeal", [S.RULED], S.APPEALED, B | SE, "DisputeAppealed", "once, by whoever has not taken the ruling"),
        move("settle_refund", UNDECIDED, S.REFUNDED, B | SE | OP | SY, "DisputeEnded", "agreed on, or ruled for good"),
        move("settle_return", UNDECIDED, S.RETURN_DUE, B | SE | OP | SY, "DisputeReturnDue", "agreed on, or ruled"),
        move("settle_nothing", UNDECIDED, S.RELEASED, B | SE | OP | SY, "DisputeEnded", "agreed on, or ruled"),
        move("send_return", [S.RETURN_DUE], S.RETURNING, B, "DisputeReturnSent", "with a tracking number, in time"),
        move("miss_return", [S.RETURN_DUE], S.RELEASED, SY, "DisputeEnded", "its time is over"),
        move("take_return", [S.RETURNING], S.REFUNDED, SE | SY, "DisputeEnded", "by word, or by silence"),
        move("contest_return", [S.RETURNING], S.ESCALATED, SE, "DisputeEscalated", "with what is wrong"),
        move("withdraw", [*UNDECIDED, S.RETURN_DUE], S.WITHDRAWN, B, "DisputeEnded"),
    ],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """Something that people do with a dispute without its state changing."""

    sources: frozenset[str]
    by: Actor


ACTS: dict[str, Act] = {
    "propose": Act(frozenset(TALKING), B | SE),  # each side has one proposal, and may put another in its place
    "accept": Act(frozenset(UNDECIDED), B | SE),  # any proposal that stands; of a ruling: go without an appeal
    "show": Act(frozenset({*UNDECIDED, S.RETURN_DUE, S.RETURNING}), B | SE),  # evidence: words and pictures
}

# What time does by itself when `due_at` of a dispute in this state is reached.
TIMED = {
    S.OPENED: "the buyer's proposal counts as agreed",
    S.NEGOTIATING: "the operator steps in",
    S.RULED: "the ruling is carried out",
    S.RETURN_DUE: "the seller keeps the money",
    S.RETURNING: "the goods count as back",
}


def possible(state: str, actor: Actor) -> list[str]:
    """Names of the moves and acts that `actor` may make in `state`."""
    acts = [name for name, act in ACTS.items() if state in act.sources and act.by & actor]
    return [*DISPUTE.possible(state, actor), *acts]
