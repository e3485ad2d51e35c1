"""What becomes of reviews when their writer's data go (ACC-42)."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from kontor.contexts.aftersales.models.reviews import ReviewPicture
from kontor.contexts.aftersales.queries import reviews as queries
from kontor.contexts.aftersales.tests.review_factories import completed, picture, reviewed
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel.viewer import Buyer
from kontor.platform import verify
from kontor.platform.privacy import Person, erase

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-42")]


def test_the_words_stay_under_a_pseudonym_and_the_pictures_go(django_capture_on_commit_callbacks):
    shop = store()
    made = reviewed(completed(shop), 4, text="Lovely lamp.", pictures=[picture()])
    [path] = queries.my_reviews(Buyer(made.buyer_id))[0].pictures
    assert default_storage.exists(path)
    person = Person.of(made.buyer_id)
    assert person is not None
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        erase(person)
    [seen] = queries.store_reviews(shop.id)
    assert (seen.text, seen.stars, seen.nickname) == ("Lovely lamp.", 4, person.pseudonym)
    assert seen.pictures == []
    assert not ReviewPicture.objects.exists()
    assert not default_storage.exists(path)
    assert list(verify.run("reviews")) == []
