"""Who changed a store's message settings, from what to what (OPR-06, MSG-11, MSG-12)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.errors import ZoneUnknown
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.tests.written import Talk
from kontor.contexts.messaging.words import Template
from kontor.platform.audit import Acting, acting
from kontor.platform.audit.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.rule("OPR-06")]


def noted(talk: Talk) -> list[dict[str, object]]:
    rows = AuditRow.objects.filter(kind="messaging.settings", store_id=talk.store.id).order_by("at", "id")
    return [row.after for row in rows]


def test_a_change_says_who_and_what_it_was_before(talk: Talk) -> None:
    with acting(Acting(kind="account", account_id=talk.clerk.id, name="Lin")):
        change_settings(viewer=talk.seat, change=SettingsChange(time_zone="Asia/Shanghai"))
    assert noted(talk) == [{"time_zone": {"before": "", "after": "Asia/Shanghai"}}]
    assert AuditRow.objects.get(kind="messaging.settings").by_id == talk.clerk.id
    change_settings(viewer=talk.seat, change=SettingsChange(time_zone="Asia/Shanghai"))
    with pytest.raises(ZoneUnknown):
        change_settings(viewer=talk.seat, change=SettingsChange(time_zone="Moon/Sea"))
    assert len(noted(talk)) == 1


def test_automatic_replies_are_written_down_with_their_texts(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True, texts={(Template.WELCOME, "en"): "Good day!"})
    change_auto_reply(viewer=talk.seat, texts={(Template.WELCOME, "en"): ""})
    assert noted(talk) == [
        {"auto_on": {"before": False, "after": True}, "welcome.en": {"before": "", "after": "Good day!"}},
        {"welcome.en": {"before": "Good day!", "after": ""}},
    ]
