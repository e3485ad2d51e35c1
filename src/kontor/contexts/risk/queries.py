"""Reads of risk: for the operator, and what a closed account's person may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext, pgettext

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts.models import Account
from kontor.contexts.risk.models import Appeal, Ban, Cluster, Flag, Hold, Judgement, Member, NumberRange, StoreMember
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.reasons import REASONS, Mechanism
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import Evidence, Link

SHOWN = 200  # members and judgements of one cluster or account


@dataclass(frozen=True, slots=True)
class Why:
    """A reason in words, with its number and points."""

    sentence: str
    mechanism: str
    times: int
    points: int


@dataclass(frozen=True, slots=True)
class JudgementFile:
    """One judgement with everything that the operator reads about it."""

    row: Judgement
    account: Account | None
    scores: list[tuple[str, int]]
    reasons: list[Why]
    cluster_id: UUID | None
    held: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """What a banned person reads."""

    reason: str
    at: datetime
    appeal: Appeal | None


def judgements(
    viewer: Operator, *, decision: str = "", occasion: str = "", before: UUID | None = None, size: int = 50
) -> list[Judgement]:
    """Judgements, newest first, paged by key."""
    found = Judgement.objects.all()
    if decision in set(Decision):
        found = found.filter(decision=decision)
    if occasion:
        found = found.filter(occasion=occasion)
    if before is not None:
        found = found.filter(id__lt=before)
    return list(found.order_by("-id")[:size])


def judgement(viewer: Operator, account_id: UUID, judgement_id: UUID) -> JudgementFile | None:
    """One of them; None for what is not there."""
    row = Judgement.objects.filter(account_id=account_id, id=judgement_id).first()
    if row is None:
        return None
    held = Hold.objects.filter(account_id=account_id, ended_at__isnull=True).exists()
    cluster_id = Member.objects.filter(pk=account_id).values_list("cluster_id", flat=True).first()
    account = accounts.names_of(viewer, [account_id]).get(account_id)
    return JudgementFile(row, account, scores_of(row), whys(row), cluster_id, held)


def scores_of(row: Judgement) -> list[tuple[str, int]]:
    """The mechanisms' names and scores."""
    return list(zip(Mechanism, row.scores, strict=False))


def whys(row: Judgement) -> list[Why]:
    """The reasons in words, the heaviest first; one that this version no longer knows keeps its code."""
    told = []
    for code, times, points in row.reasons:
        known = REASONS.get(code)
        sentence = gettext(known.sentence) if known else code
        told.append(Why(sentence, str(known.mechanism) if known else "", times, points))
    return sorted(told, key=lambda why: -why.points)


def judgements_of(viewer: Operator, account_id: UUID) -> list[Judgement]:
    """One account's, newest first."""
    return list(Judgement.objects.filter(account_id=account_id).order_by("-id")[:SHOWN])


def clusters(viewer: Operator, *, before: UUID | None = None, size: int = 50) -> list[Cluster]:
    """Clusters, newest first, paged by key."""
    found = Cluster.objects.filter(id__lt=before) if before else Cluster.objects.all()
    return list(found.order_by("-id")[:size])


@dataclass(frozen=True, slots=True)
class MemberLine:
    """An account of a cluster."""

    account_id: UUID
    account: Account | None
    reason: str
    joined_at: datetime
    ban: Ban | None


def cluster(viewer: Operator, cluster_id: UUID) -> tuple[Cluster, list[MemberLine]] | None:
    """A cluster with its accounts, in four statements."""
    found = Cluster.objects.filter(pk=cluster_id).first()
    if found is None:
        return None
    members = list(Member.objects.filter(cluster_id=cluster_id).order_by("joined_at", "account_id")[:SHOWN])
    people = accounts.names_of(viewer, [member.account_id for member in members])
    bans = Ban.objects.filter(account_id__in=[member.account_id for member in members], lifted_at__isnull=True)
    banned = {ban.account_id: ban for ban in bans}
    return found, [
        MemberLine(m.account_id, people.get(m.account_id), m.reason, m.joined_at, banned.get(m.account_id))
        for m in members
    ]


def cluster_of(viewer: Operator, account_id: UUID) -> UUID | None:
    """The cluster of an account."""
    return Member.objects.filter(pk=account_id).values_list("cluster_id", flat=True).first()


def flags(viewer: Operator, *, before: datetime | None = None, size: int = 50) -> list[Flag]:
    """Pairs to look at, latest first."""
    found = Flag.objects.filter(last_at__lt=before) if before else Flag.objects.all()
    return list(found.order_by("-last_at", "-id")[:size])


def number_ranges(viewer: Operator) -> list[NumberRange]:
    """The operator's own entries of the list of virtual numbers."""
    return list(NumberRange.objects.order_by("-id")[:SHOWN])


def closed(account_id: UUID) -> Closed | None:
    """For the account's own person, who has proven to be: why it is closed, and what became of an appeal."""
    ban = Ban.objects.filter(account_id=account_id, lifted_at__isnull=True).first()
    if ban is None:
        return None
    return Closed(ban.reason, ban.at, ban.appeals.order_by("-at").first())


def is_held(account_id: UUID) -> bool:
    """For the system: whether a person has to look at the account first."""
    return Hold.objects.filter(account_id=account_id, ended_at__isnull=True).exists()


def belongs_to_store(buyer_id: UUID, store_id: UUID) -> bool:
    """For the system: whether the buyer shares traces with people of the store, or is of their cluster (ACC-35)."""
    if Flag.objects.filter(kind="own_store", account_id=buyer_id, store_id=store_id).exists():
        return True
    people = StoreMember.objects.filter(store_id=store_id).values("account_id")
    clusters = Member.objects.filter(account_id__in=people).values("cluster_id")
    return Member.objects.filter(account_id=buyer_id, cluster_id__in=clusters).exists()


def evidence_of_account(viewer: Operator, account_id: UUID) -> Evidence:
    """What a reviewer of a held registration sees."""
    account = accounts.names_of(viewer, [account_id]).get(account_id)
    if account is None:
        return []
    rows = judgements_of(viewer, account_id)
    told: list[tuple[str, object]] = [
        (pgettext("of a person", "Name"), account.full_name),
        (gettext("Address"), account.email or account.phone or ""),
        (gettext("Country"), account.country),
        (gettext("Registered"), account.created_at),
    ]
    for row in rows[:1]:
        told += [(gettext("Score"), row.score), (gettext("Network"), row.network)]
        told.append((gettext("Reasons"), [f"{why.sentence} (× {why.times}, +{why.points})" for why in whys(row)]))
        page = f"/console/risk/{row.account_id}/{row.id}/"
        told.append((gettext("Judgement"), Link(gettext("Open the judgement"), page)))
    if found := cluster_of(viewer, account_id):
        told.append((gettext("Linked accounts"), Link(gettext("Open the cluster"), f"/console/risk/clusters/{found}/")))
    return told  # type: ignore[return-value]


def evidence_of_cluster(viewer: Operator, cluster_id: UUID) -> Evidence:
    """What a reviewer of linked accounts sees."""
    found = cluster(viewer, cluster_id)
    if found is None:
        return []
    row, members = found
    return [
        (gettext("Accounts"), row.size),
        (gettext("Closed already"), row.banned),
        (gettext("Cluster"), Link(gettext("Open the cluster"), f"/console/risk/clusters/{cluster_id}/")),
        (gettext("People"), [_person(member.account) for member in members[:20]]),
    ]


def evidence_of_pair(viewer: Operator, flag_id: UUID) -> Evidence:
    """What a reviewer of a flagged pair sees; nothing when it is no flag."""
    flag = Flag.objects.filter(pk=flag_id).first()
    if flag is None:
        return []
    people = accounts.names_of(viewer, [flag.account_id, flag.other_id])
    why = {
        "shared_phone": gettext("The one gave the other's phone number."),
        "own_store": gettext("The one buys from a store for which the other works."),
    }
    return [
        (gettext("Why"), why.get(flag.kind, flag.kind)),
        (gettext("Accounts"), [_person(people.get(flag.account_id)), _person(people.get(flag.other_id))]),
        (gettext("What both have"), [trace_word(name) for name in flag.shared]),
        (gettext("How often"), flag.times),
    ]


def evidence_of_appeal(viewer: Operator, appeal_id: UUID) -> Evidence:
    """What a reviewer of an appeal sees."""
    found = Appeal.objects.select_related("ban").filter(pk=appeal_id).first()
    if found is None:
        return []
    account = accounts.names_of(viewer, [found.account_id]).get(found.account_id)
    told: list[tuple[str, object]] = [
        (gettext("Account"), _person(account)),
        (gettext("Closed because"), found.ban.reason),
        (gettext("Closed at"), found.ban.at),
        (gettext("The person writes"), found.text),
    ]
    if found.ban.cluster_id:
        page = f"/console/risk/clusters/{found.ban.cluster_id}/"
        told.append((gettext("Linked accounts"), Link(gettext("Open the cluster"), page)))
    return told  # type: ignore[return-value]


def trace_word(name: str) -> str:
    """What two accounts have in common, in a word."""
    words = {
        "device": gettext("Device"),
        "address": gettext("Internet address"),
        "fingerprint": gettext("Browser"),
        "hardware": gettext("Machine"),
        "style": gettext("Hand"),
        "group": gettext("Hand"),
        "copy": gettext("The same form"),
        "phone": gettext("Phone"),
        "payment": gettext("Payment"),
        "domain": gettext("Mail domain"),
        "contact": gettext("Mail domain"),
        "door": pgettext("what accounts share", "Delivery address"),
        "courier": gettext("Phone for the courier"),
        "store": gettext("Store that they buy from"),
    }
    return words.get(name, name)


def _person(account: Account | None) -> str:
    if account is None:
        return gettext("Erased")
    return f"{account.full_name} · {account.email or account.phone or ''} · {account.audience}"
