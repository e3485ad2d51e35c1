"""What services of cashback share: the partner's secret, and writing a message down."""

from __future__ import annotations

from kontor.contexts.promotions.models import CashbackPartner, CashbackPostback, CashbackReward
from kontor.platform import vault
from kontor.platform.jobs import enqueue


def sealed(partner: CashbackPartner, secret: str) -> bytes:
    """`secret` under the vault's key, for this partner alone."""
    return vault.seal(secret.encode(), bound_to=f"promotions.partner:{partner.id}")


def secret_of(partner: CashbackPartner) -> str:
    """The secret that is shared with the partner."""
    return vault.open_sealed(bytes(partner.sealed_secret), bound_to=f"promotions.partner:{partner.id}").decode()


def tell(reward: CashbackReward, partner: CashbackPartner) -> None:
    """Write down what the partner is to learn, and queue it, in the caller's transaction. Nothing of the person."""
    if not partner.postback_url:
        return
    row = CashbackPostback(
        buyer_id=reward.buyer_id,
        reward_id=reward.id,
        partner=partner,
        sequence=reward.changes,
        content={
            "click": reward.click_reference,
            "reference": reward.reference,
            "sequence": reward.changes,
            "state": str(reward.state),
            "amount": str(reward.goods.amount),
            "currency": reward.goods_currency,
            "reward": str(reward.amount.amount),
            "reward_currency": reward.currency,
            "at": reward.changed_at.isoformat(),
        },
        made_at=reward.changed_at,
    )
    row.save(force_insert=True)
    enqueue("promotions.send_postback", buyer_id=reward.buyer_id, postback_id=row.id)
