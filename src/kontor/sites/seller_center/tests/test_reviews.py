"""Reviews in the Seller Center: reading, replying with the right, reporting (TRD-10)."""

from __future__ import annotations

import re

import pytest

from kontor.contexts.aftersales.models.reviews import Review, ReviewReport
from kontor.contexts.aftersales.tests.review_factories import completed, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-10")]
PAGE = "/seller/reviews/"


def test_they_are_read_answered_and_filtered(shop, settled_texts, django_assert_max_num_queries):
    bad = reviewed(completed(shop.store), 1, text="It came broken, sadly.")
    reviewed(completed(shop.store), 5, text="Lovely.")
    shop.browser().get(PAGE)
    with django_assert_max_num_queries(10):
        text = settled_texts(shop.browser().get(PAGE))
    for words in ("It came broken", "Lovely.", "50.0 %", "Item as described", "m***a"):
        assert words in text
    assert "Ivanova" not in text
    assert shop.browser().post(f"{PAGE}{bad.id}/reply/", {"reply": "We send a new one."}).status_code == 302
    assert Review.objects.get(id=bad.id).reply == "We send a new one."
    waiting = settled_texts(shop.browser().get(f"{PAGE}?open=1"))
    assert "It came broken" not in waiting
    assert "Lovely." in waiting
    assert "Lovely." not in settled_texts(shop.browser().get(f"{PAGE}?stars=1"))
    assert "No such review" in settled_texts(shop.browser().get(f"{PAGE}?stars=3"))


def test_an_empty_reply_is_refused_at_its_field(shop, settled_texts):
    made = reviewed(completed(shop.store), 2)
    answer = shop.browser().post(f"{PAGE}{made.id}/reply/", {"reply": " "})
    assert answer.status_code == 422
    assert f'href="#f-reply.{made.id}"' in settled_texts(answer)
    assert Review.objects.get().replied_at is None


def test_a_refused_reply_keeps_the_page_and_what_was_chosen(shop, settled_texts, monkeypatch):
    """Else the review of the reply is not among those shown, and what was written is lost."""
    monkeypatch.setattr("kontor.sites.seller_center.views.reviews.PAGE", 1)
    older, _newer, _good = (reviewed(completed(shop.store), stars) for stars in (2, 2, 5))
    first = settled_texts(shop.browser().get(f"{PAGE}?stars=2"))
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    page = settled_texts(shop.browser().get(following))
    action = re.search(rf'action="({PAGE}{older.id}/reply/[^"]*)"', page)[1].replace("&amp;", "&")
    answer = shop.browser().post(action, {"reply": "We looked. " * 500})
    assert answer.status_code == 422
    text = settled_texts(answer)
    assert f'id="f-reply.{older.id}"' in text
    assert "We looked. We looked." in text
    assert shop.browser().post(action, {"reply": "We looked."}).status_code == 302


def test_another_store_and_a_clerk_are_kept_out(shop, other_shop, settled_texts):
    made = reviewed(completed(shop.store), 2, text="Hidden from them.")
    assert other_shop.browser().post(f"{PAGE}{made.id}/reply/", {"reply": "Ours."}).status_code == 404
    assert other_shop.browser().post(f"{PAGE}{made.id}/report/", {"reason": "false"}).status_code == 404
    assert "Hidden from them." not in settled_texts(other_shop.browser().get(PAGE))
    refused = shop.browser("clerk").get(PAGE)
    assert refused.status_code == 403
    assert "Answer reviews" in settled_texts(refused)
    assert Review.objects.get().reply == ""


def test_a_store_reports_a_review_once(shop, settled_texts):
    made = reviewed(completed(shop.store), 2)
    for _ in range(2):
        assert shop.browser().post(f"{PAGE}{made.id}/report/", {"reason": "insult"}).status_code == 302
    assert ReviewReport.objects.get().account_id == shop.owner.id
