"""How coins say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class AccountNotPossible(Refusal):
    """`conditions` lists those that are not met, with the value found."""

    code = "ERR_COIN_ACCOUNT"
    kind = Kind.CONFLICT
    sentence = _("The coin account cannot be opened yet. Each condition below says what is missing.")


class AccountMissing(Refusal):
    code = "ERR_NO_COIN_ACCOUNT"
    kind = Kind.NOT_FOUND
    sentence = _("This store has no coin account. Open one first.")


class AmountWrong(Refusal):
    code = "ERR_COIN_AMOUNT"
    kind = Kind.INVALID
    sentence = _("Enter an amount above zero, in yuan with at most two decimals.")


class BalanceTooLow(Refusal):
    code = "ERR_BALANCE_TOO_LOW"
    kind = Kind.CONFLICT
    sentence = _("Your balance does not hold this amount. Choose a smaller one.")


class ShareWrong(Refusal):
    code = "ERR_COIN_SHARE"
    kind = Kind.INVALID
    sentence = _("Choose a share between 1 and 100 per cent.")


class ProductMissing(Refusal):
    code = "ERR_COIN_PRODUCT"
    kind = Kind.NOT_FOUND
    sentence = _("This product is not one of your store.")


class SceneMissing(Refusal):
    code = "ERR_COIN_SCENE"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such scene.")


class SceneFigure(Refusal):
    """One figure of a scene is out of its bounds; `field` names it."""

    code = "ERR_COIN_SCENE_FIGURE"
    kind = Kind.INVALID
    sentence = _("Enter a number from %(low)s to %(high)s.")


class SceneName(Refusal):
    code = "ERR_COIN_SCENE_NAME"
    kind = Kind.INVALID
    sentence = _("Enter a name, at most 80 characters long.")


class SceneTask(Refusal):
    code = "ERR_COIN_SCENE_TASK"
    kind = Kind.INVALID
    sentence = _("Choose what a buyer does for the coins.")


class SceneDay(Refusal):
    code = "ERR_COIN_SCENE_DAY"
    kind = Kind.INVALID
    sentence = _("Choose a day from the calendar.")


class SceneDates(Refusal):
    code = "ERR_COIN_SCENE_DATES"
    kind = Kind.INVALID
    sentence = _("Choose a last day that is not over and not before the first one, at most %(days)s days later.")


class SceneKindWrong(Refusal):
    code = "ERR_COIN_SCENE_KIND"
    kind = Kind.INVALID
    sentence = _("This kind of scene is not possible here. Choose another one.")


class SceneNotDraft(Refusal):
    code = "ERR_COIN_SCENE_STARTED"
    kind = Kind.CONFLICT
    sentence = _("A scene that has started keeps its terms. End it and start another one.")


class NothingToday(Refusal):
    code = "ERR_NO_COINS_TODAY"
    kind = Kind.CONFLICT
    sentence = _("There are no coins for this now: you have them already, or the offer is over.")


class TaskNotDone(Refusal):
    code = "ERR_COIN_TASK"
    kind = Kind.CONFLICT
    sentence = _("This task is not done yet. Do it first, then take the coins.")


class CoinsChanged(Refusal):
    """What the buyer looked at is not possible any more; nothing was taken."""

    code = "ERR_COINS_CHANGED"
    kind = Kind.CONFLICT
    sentence = _(
        "The coins that you can use here have changed since you looked. Check the new total, then order again."
    )


class CampaignMissing(Refusal):
    code = "ERR_COIN_CAMPAIGN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such campaign, or its time to join is over.")


class LotteryMissing(Refusal):
    code = "ERR_LOTTERY"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such lottery, or it takes no tickets now.")


class OddsWrong(Refusal):
    code = "ERR_LOTTERY_ODDS"
    kind = Kind.INVALID
    sentence = _("Each prize needs odds and coins above zero, and all odds together are at most a million.")


class NotEnoughCoins(Refusal):
    code = "ERR_NOT_ENOUGH_COINS"
    kind = Kind.CONFLICT
    sentence = _("You do not have enough coins for this.")
