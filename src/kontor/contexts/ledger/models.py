"""Double-entry journal: accounts and postings, money and coins alike (TRD-06, COI-12)."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class AccountKind(models.TextChoices):
    """Whose money a balance is. Debits are positive, credits negative."""

    GATEWAY = "gateway"  # what a provider owes us; owner: none, `name`: the provider
    ESCROW = "escrow"  # held for a store until receipt; owner: store
    PAYABLE = "payable"  # owed to a store; owner: store; balance is cached
    COMMISSION = "commission"  # the platform's income
    TAX = "tax"  # collected for a tax authority (IOSS, GST)
    PAYOUT = "payout"  # on its way from a balance to the store's bank; owner: store
    FEE = "fee"  # fees that stores paid; the platform's income; `name`: for what
    EXCHANGE = "exchange"  # the platform's position per currency
    SUSPENSE = "suspense"  # money that arrived and must go back
    COIN_FUND = "coin_fund"  # prepaid for the coins of a store; owner: store; or none: what the platform spends on them
    COIN_PURSE = "coin_purse"  # coins that a buyer can spend; owner: buyer
    COIN_HOLD = "coin_hold"  # coins that wait for an order to be paid; owner: buyer
    COUPON_FUND = "coupon_fund"  # what the platform spends on its coupons
    COIN_ISSUE = "coin_issue"  # coins of a store or (no owner) of the platform; `name`: given, used, expired, taken


CACHED = frozenset({AccountKind.PAYABLE})


class LedgerAccount(models.Model):
    """One account of one owner in one unit (a currency, or COIN)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=AccountKind)
    owner_id = models.UUIDField(null=True)
    name = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=4)
    balance_minor = models.BigIntegerField(default=0)  # kept for `CACHED` kinds only; verified by `kontor verify`

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner_id", "name", "unit"], name="ledger_account_once", nulls_distinct=False
            )
        ]


class Posting(models.Model):
    """One leg of a journal entry. Legs of one entry sum to zero per unit; a trigger sees to it at commit.

    `cause` makes an entry idempotent: one account takes part in one cause once.
    """

    pk = models.CompositePrimaryKey("account_id", "id")
    account = models.ForeignKey(
        LedgerAccount, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", db_index=False
    )
    id = models.UUIDField(default=new_id, editable=False)
    journal_id = models.UUIDField()
    cause = models.CharField(max_length=80)
    unit = models.CharField(max_length=4)
    minor = models.BigIntegerField()
    reference = models.UUIDField(null=True)  # the store order, intent or refund it is about
    posted_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "cause"], name="posting_cause_once")]
        indexes = [
            models.Index(fields=["journal_id"], name="posting_journal"),
            models.Index(fields=["account", "-posted_at", "-id"], name="posting_statement"),
        ]
