"""Commitments of sellers are recognised, and nothing else is (MSG-16)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kontor.contexts.messaging.understanding import promises

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)  # a Friday
ZONE = ZoneInfo("Asia/Shanghai")


def found(text: str) -> list[tuple[str, int, int, bool]]:
    return [(one.kind, one.days, one.hours, one.working) for one in promises(text, now=NOW, zone=ZONE)]


@pytest.mark.rule("MSG-16")
@pytest.mark.parametrize(
    ("text", "kind", "days", "hours", "working"),
    [
        ("ships within 3 days", "ships", 3, 0, False),
        ("3天发货", "ships", 3, 0, False),
        ("Don't worry, we ship tomorrow", "ships", 1, 0, False),
        ("We'll reply within 2 hours", "replies", 0, 2, False),
        ("You will get your refund within two weeks", "refund", 14, 0, False),
        ("I will send you a free case with the order", "gift", 0, 0, False),
        ("Will be delivered by December 5th", "arrives", 8, 0, False),
        ("当天发货", "ships", 0, 0, False),
        ("预计10到15天送达", "arrives", 15, 0, False),
        ("5个工作日内退款给您", "refund", 5, 0, True),
        ("保修一年", "warranty", 365, 0, False),
        ("送您一个小礼物", "gift", 0, 0, False),
        ("Sí, enviamos hoy mismo", "ships", 0, 0, False),
        ("Le devolvemos el dinero en 5 días hábiles", "refund", 5, 0, True),
        ("Tiene 2 años de garantía", "warranty", 730, 0, False),
        ("Nous expédions sous 48 heures", "ships", 0, 48, False),
        ("Nous vous remboursons sous 7 jours ouvrés", "refund", 7, 0, True),
        ("Отправим в течение трёх дней", "ships", 3, 0, False),
        ("Посылка придёт до 5 декабря", "arrives", 8, 0, False),
        ("Положим подарок в посылку", "gift", 0, 0, False),
        ("Despachamos em até 2 dias úteis", "ships", 2, 0, True),
        ("Respondo em 24h", "replies", 0, 24, False),
        ("Ще изпратим пратката до 2 дни", "ships", 2, 0, False),
        ("Ще ви върнем парите до 5 работни дни", "refund", 5, 0, True),
        ("Гаранцията е 2 години", "warranty", 730, 0, False),
    ],
)
def test_a_commitment_has_its_kind_and_its_time(text: str, kind: str, days: int, hours: int, working: bool) -> None:
    assert found(text) == [(kind, days, hours, working)]


@pytest.mark.rule("MSG-16")
@pytest.mark.parametrize(
    "text",
    [
        "When will it ship?", "We can't ship within 3 days", "If it is broken, we refund you within 3 days", "We shipped it 3 days ago",
        "Free shipping on all orders", "Feel free to ask", "We may ship tomorrow", "Thank you for your order",
        "如果有问题我们7天内退款", "我们不能3天内发货", "3天前已发货", "明天能发货吗", "Si llega roto, devolvemos el dinero", "No podemos enviar hoy",
        "¿Cuándo llega? ¿En 3 días?", "Nous ne pouvons pas expédier demain", "S'il est cassé, nous vous remboursons sous 3 jours",
        "Отправили 2 дня назад", "Не можем отправить сегодня", "Если придёт сломанным, вернём деньги", "Se não chegar, devolvo o dinheiro",
        "Não enviamos hoje", "Няма да изпратим утре", "Ако е счупено, връщаме парите",
    ],
)  # fmt: skip
def test_negatives_questions_conditions_and_the_past_are_no_commitments(text: str) -> None:
    assert found(text) == []


@pytest.mark.rule("MSG-16")
def test_two_commitments_of_one_sentence_have_a_time_each() -> None:
    text = "We will ship your order within 3 days and it arrives in 10-15 business days"
    assert found(text) == [("ships", 3, 0, False), ("arrives", 15, 0, True)]


@pytest.mark.rule("MSG-16")
def test_the_passage_and_the_moment_are_told() -> None:
    text = "Hello! We will ship tomorrow. Reply within 2 hours."
    ships, replies = promises(text, now=NOW, zone=ZONE)
    assert text[ships.start : ships.end] == ships.text == "ship tomorrow"
    assert ships.due == datetime(2026, 11, 28, 23, 59, 59, tzinfo=ZONE)
    assert replies.due == datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.rule("MSG-16")
def test_working_days_skip_the_weekend_and_days_are_those_of_the_store() -> None:
    late = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)  # Saturday already in China
    (one,) = promises("ships within 2 working days", now=late, zone=ZONE)
    assert one.due == datetime(2026, 12, 1, 23, 59, 59, tzinfo=ZONE)
