"""What a scene will cost, shown before it starts (COI-09). Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forecast:
    """Coins, and what they cost in fen.

    Attributes:
        most_coins, most_fen: when the whole budget is given and every coin is used.
        likely_coins: what the buyers of the time before would have got, within budget.
        likely_fen: what of that would be used.
        buyers: how many would have got some.
        used_permille: the rate of use it reckons with; `own`: it is the store's own.
    """

    most_coins: int
    most_fen: int
    likely_coins: int
    likely_fen: int
    buyers: int
    used_permille: int
    own: bool


def forecast(
    *, budget: int, per_time: int, times: int, buyers: int, cap: int, used: int, given: int, usual_permille: int
) -> Forecast:
    """From what happened in a time as long as the scene's.

    Args:
        per_time: coins at one time, on average.
        times, buyers: how often it would have given, to how many.
        used, given: the store's own coins so far; with none given, `usual_permille` is reckoned with.
    """
    own = given > 0
    permille = min(1000, used * 1000 // given) if own else usual_permille
    likely = min(budget, per_time * times, cap * buyers)
    return Forecast(budget, budget, likely, likely * permille // 1000, buyers, permille, own)
