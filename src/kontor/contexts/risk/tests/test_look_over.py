"""The hourly look over all registrations, on a real database (ACC-31)."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.risk import looking
from kontor.contexts.risk.jobs import groups, usual
from kontor.contexts.risk.models import Cluster, Hold, Judgement, Member, Trace
from kontor.contexts.risk.rules.attempt import Attempt, Occasion
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.traces import mark_of
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.contexts.risk.tests.factories import ids
from kontor.contexts.risk.tests.test_groups import _farm, _people
from kontor.kernel.clock import now
from kontor.platform.reviews import ReviewItem

pytestmark = pytest.mark.django_db


def _registered(attempts: list[tuple[UUID, float, Attempt]]) -> None:
    """As `keep_judgement` keeps them, so many hours ago, for the keys that are looked over."""
    judgements, traces = [], []
    for who, ago, attempt in attempts:
        at, mark = now() - timedelta(hours=ago), mark_of(attempt, secret=settings.SECRET_KEY)
        identity = UUID(int=(int(at.timestamp() * 1000) << 80) + who.int % (1 << 60))
        judgements.append(
            Judgement(
                account_id=who, id=identity, occasion=Occasion.REGISTRATION, decision=Decision.ALLOW, score=0,
                scores=[0, 0, 0, 0], thresholds=[40, 60, 130], network="", country="BG", at=at,
            )
        )  # fmt: skip
        traces.append(
            Trace(
                key=mark.keys[TraceKind.ADDRESS], account_id=who, kind=TraceKind.ADDRESS, joined_at=at, last_at=at,
                place=mark.place, machine=mark.machine, hand=mark.hand, habits=mark.habits,
            )
        )  # fmt: skip
    Judgement.objects.bulk_create(judgements)
    Trace.objects.bulk_create(traces)


@pytest.fixture
def farm() -> list[UUID]:
    """Twenty accounts of one hand among the people of three weeks."""
    dice = random.Random(5)  # noqa: S311
    people = [
        (UUID(int=dice.getrandbits(128)), 24 * 21 * (1 - n / 900), each) for n, each in enumerate(_people(900, dice))
    ]
    made = ids([make_account() for _ in range(20)])
    _registered(
        [
            *people,
            *(
                (who, 60 * (1 - (n + 1) / 20) + 0.5, each)
                for n, (who, each) in enumerate(zip(made, _farm(20, dice), strict=True))
            ),
        ]
    )
    usual()
    looking.forget_volume()
    return made


@pytest.mark.rule("ACC-31")
def test_a_group_is_linked_within_the_hour_and_nobody_is_held(farm: list[UUID], django_assert_max_num_queries) -> None:
    assert not Member.objects.exists()
    with django_assert_max_num_queries(40):
        groups()
    cluster = Cluster.objects.get()
    members = set(Member.objects.values_list("account_id", flat=True))
    assert len(members & set(farm)) >= 14
    assert members <= set(farm)  # of the people there are no accounts here
    assert set(Member.objects.values_list("reason", flat=True)) == {"group"}
    assert (cluster.size, Hold.objects.count()) == (len(members), 0)
    assert [item.subject_id for item in ReviewItem.objects.all()] == [cluster.id]
    grown_at = cluster.grown_at
    groups()
    assert Cluster.objects.get().grown_at == grown_at  # looked over again, nothing changes
    firmer = make_account()
    link_accounts(account_id=firmer.id, ties={farm[0]: TraceKind.DEVICE, farm[1]: TraceKind.DEVICE})
    assert Member.objects.get(pk=firmer.id).cluster_id == Member.objects.get(pk=farm[0]).cluster_id


@pytest.mark.rule("ACC-31")
def test_a_stray_is_put_out_but_not_of_a_cluster_about_which_a_person_has_decided(farm: list[UUID]) -> None:
    stray = make_account()
    dice = random.Random(1)  # noqa: S311
    unlike = max(_people(40, dice), key=lambda each: each.behaviour.fields[0].gap if each.behaviour else 0)
    _registered([(stray.id, 30.0, unlike)])
    link_accounts(account_id=farm[0], ties=dict.fromkeys([*farm[1:], stray.id], TraceKind.HARDWARE))
    Cluster.objects.update(banned=1)
    groups()
    assert Member.objects.filter(pk=stray.id).exists()
    Cluster.objects.update(banned=0)
    groups()
    assert not Member.objects.filter(pk=stray.id).exists()
    assert Member.objects.filter(pk__in=farm).count() == len(farm)
    assert Cluster.objects.get().size == len(farm)
    link_accounts(account_id=stray.id, ties={farm[0]: TraceKind.DEVICE})
    groups()
    assert Member.objects.filter(pk=stray.id).exists()  # one browser says more than another hand
