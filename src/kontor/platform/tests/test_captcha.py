"""The captcha by itself: made from a secret, solved once, for one form (ACC-07)."""

from __future__ import annotations

import io
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from kontor.kernel.clock import moved
from kontor.platform import captcha
from kontor.platform.captcha import challenge, picture
from kontor.platform.captcha.policy import LENGTH, LIFE
from kontor.platform.limits.models import RateCounter
from tests.support.captcha import number_of, solved

pytestmark = pytest.mark.rule("ACC-07")


def typed(made: challenge.Challenge, text: str) -> dict[str, str]:
    return {"captcha_token": made.token, "captcha": text, "captcha_work": ""}


def test_case_counts_and_blanks_and_full_width_forms_do_not() -> None:
    made = challenge.issue("join")
    assert len(made.characters) == LENGTH.int()
    assert set(made.characters) <= set(challenge.ALPHABET)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in made.characters)
    assert made.reads(made.characters)
    assert made.reads(f" {' '.join(made.characters)} ")
    assert made.reads(wide)
    swapped = made.characters.swapcase()
    assert made.reads(swapped) is (swapped == made.characters)
    letters = next(m for m in iter(lambda: challenge.issue("join"), None) if any(s.isalpha() for s in m.characters))
    assert not letters.reads(letters.characters.swapcase())
    assert not made.reads("")


def test_nothing_ambiguous_is_drawn_and_everything_drawn_is_used() -> None:
    assert not set("0OoD1lIi2Zz5Ss6bG8Bg9qckpuvwxCKPUVWXm") & set(challenge.ALPHABET)
    drawn = Counter("".join(challenge.issue("join").characters for _ in range(600)))
    assert set(drawn) == set(challenge.ALPHABET)
    assert max(drawn.values()) < 4 * min(drawn.values())


@pytest.mark.django_db
def test_a_challenge_serves_once_and_wrong_tries_leave_no_trace(django_assert_num_queries: Any) -> None:
    made = challenge.issue("join")
    with django_assert_num_queries(0):
        for _ in range(50):
            with pytest.raises(captcha.CaptchaWrong) as refused:
                captcha.check(typed(made, "nonsense"), purpose="join")
        assert refused.value.field == "captcha"
        with pytest.raises(captcha.CaptchaMissing):
            captcha.check(typed(made, "  "), purpose="join")
        with pytest.raises(captcha.CaptchaMissing):
            captcha.check({}, purpose="join")
    assert not RateCounter.objects.exists()
    with django_assert_num_queries(1):
        captcha.check(typed(made, made.characters), purpose="join")
    with pytest.raises(captcha.CaptchaOver):
        captcha.check(typed(made, made.characters), purpose="join")
    with pytest.raises(captcha.CaptchaOver):  # nor by its other way
        captcha.check({"captcha_token": made.token, "captcha_work": str(made.number)}, purpose="join")


@pytest.mark.django_db
def test_the_work_is_found_by_trying_and_nothing_else_counts() -> None:
    made = challenge.issue("join")
    number = number_of(made.token, made.target, made.work)
    assert 0 <= number < made.work
    for wrong in (str(number + 1), f"0{number}", f" {number}", f"{number}.0", "٣", "NaN"):
        with pytest.raises(captcha.CaptchaWrong):
            captcha.check({"captcha_token": made.token, "captcha_work": wrong}, purpose="join")
    captcha.check({"captcha_token": made.token, "captcha_work": str(number)}, purpose="join")


@pytest.mark.django_db
def test_another_forms_a_forged_and_an_old_challenge_are_over() -> None:
    made, other = challenge.issue("join"), challenge.issue("sell")
    body, _, signature = made.token.rpartition(".")
    tampered = (
        other.token, f"{body}.{signature[::-1]}", body, "x", "." * 200, made.token.replace("c.join", "p.join"),
        made.token + "é",
    )  # fmt: skip
    for token in tampered:
        with pytest.raises(captcha.CaptchaOver):
            captcha.check({"captcha_token": token, "captcha": other.characters}, purpose="join")
    with moved(timedelta(minutes=LIFE.int(), seconds=1)), pytest.raises(captcha.CaptchaOver):
        captcha.check(typed(made, made.characters), purpose="join")
    with moved(timedelta(minutes=LIFE.int(), seconds=-2)):
        captcha.check(typed(made, made.characters), purpose="join")
    assert RateCounter.objects.count() == 1


def test_one_challenge_has_one_picture_and_no_two_are_alike() -> None:
    one, other = challenge.issue("join"), challenge.issue("join")
    shown = picture.draw(one.characters, one.look)
    assert picture.draw(one.characters, one.look) == shown
    assert picture.draw(one.characters, other.look) != shown
    image = Image.open(io.BytesIO(shown))
    assert (image.format, image.mode, image.size) == ("PNG", "LA", (picture.WIDTH, picture.HEIGHT))
    inked = sum(image.getchannel("A").histogram()[128:])
    assert 0.03 < inked / (picture.WIDTH * picture.HEIGHT) < 0.4


@pytest.mark.django_db
def test_the_picture_and_another_one_need_no_statement_and_set_no_cookie(django_assert_num_queries: Any) -> None:
    client, made = Client(), challenge.issue("join")
    with django_assert_num_queries(0):
        shown = client.get(f"/captcha/{made.token}.png")
        part = client.get("/captcha/join/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert not shown.cookies
    assert not part.cookies
    assert part["Cache-Control"] == "no-store"
    fields = solved(part.content.decode())
    assert f"/captcha/{fields['captcha_token']}.png" in part.content.decode()
    forged = made.token[:-1] + ("x" if made.token[-1] != "x" else "y")
    assert client.get(f"/captcha/{forged}.png").status_code == 404
    with moved(timedelta(minutes=LIFE.int() + 1)):
        assert client.get(f"/captcha/{made.token}.png").status_code == 404
