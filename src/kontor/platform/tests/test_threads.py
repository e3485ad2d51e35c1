"""What is kept for each thread is kept apart, and as Django expects it."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import trans_real

from kontor.platform.threads import Language


def in_a_thread(call: Any) -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(call()))
    thread.start()
    thread.join()
    return found[0]


def test_each_thread_has_its_own_language() -> None:
    assert isinstance(trans_real._active, Language)  # type: ignore[attr-defined]
    with translation.override("bg"):
        assert in_a_thread(translation.get_language) == "en"
        assert in_a_thread(lambda: (translation.activate("fr"), translation.get_language())[1]) == "fr"
        assert translation.get_language() == "bg"
        assert _("Cart") == "Количка"
        with translation.override(None):
            assert translation.get_language() is None
            assert _("Cart") == "Cart"
        assert translation.get_language() == "bg"
        translation.deactivate()
        assert translation.get_language() == "en"
        translation.deactivate()


def test_the_language_goes_along_into_the_thread_of_a_call_and_what_is_chosen_there_comes_back() -> None:
    async def both() -> tuple[str, str]:
        with translation.override("ru"):
            inside = await sync_to_async(translation.get_language)()
            await sync_to_async(translation.activate)("es")
            return inside, translation.get_language()

    assert asyncio.run(both()) == ("ru", "es")


@pytest.mark.django_db
def test_each_thread_has_its_own_connection() -> None:
    mine = connections["default"]
    theirs = in_a_thread(lambda: connections["default"])
    assert mine is connections["default"]
    assert theirs is not mine


@pytest.mark.django_db
def test_moments_come_in_utc_to_the_microsecond() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT '2026-03-29 03:30:00.000001+02'::timestamptz, ARRAY['1950-01-01 00:00+00'::timestamptz]")
        moment, several = cursor.fetchone()
    assert moment == datetime(2026, 3, 29, 1, 30, 0, 1, tzinfo=UTC)
    assert moment.tzinfo is UTC
    assert [each.tzinfo for each in several] == [UTC]
