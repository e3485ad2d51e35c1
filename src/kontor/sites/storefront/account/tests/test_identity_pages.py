"""The pages of the check of identity, as a browser without script uses them (ACC-33)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.contexts.accounts.models import Account
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture
from kontor.contexts.risk.services.decide_identity import decide_identity
from kontor.contexts.risk.tests.checks import asked, handed_in
from kontor.contexts.risk.tests.documents import side, spoilt
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Operator
from kontor.sites.storefront.account.tests.visitor import Visitor, texts

pytestmark = [pytest.mark.django_db, pytest.mark.rule("ACC-33")]
PAGE = "/account/identity/"


def _entered() -> tuple[Visitor, Account]:
    visitor = Visitor()
    return visitor, visitor.enter()


def _file(content: bytes, name: str = "IMG_0001.jpg") -> dict[str, SimpleUploadedFile]:
    return {"picture": SimpleUploadedFile(name, content, content_type="image/jpeg")}


def test_both_sides_one_after_the_other(django_assert_max_num_queries) -> None:
    visitor, account = _entered()
    check = asked(account)
    with django_assert_max_num_queries(6):
        page = visitor.get(PAGE)
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert 'capture="environment"' in page.content.decode()
    assert "this registration ends" in texts(page)
    answer = visitor.send(f"{PAGE}front/", _file(side("front").content))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/identity/#front")
    assert "Now the other side." in texts(visitor.get(PAGE))
    visitor.send(f"{PAGE}back/", _file(side("back").content))
    assert "A reviewer looks at your pictures" in texts(visitor.get(PAGE))
    check.refresh_from_db()
    assert check.state == "review"


def test_what_is_wrong_is_said_at_once_and_the_other_side_stays() -> None:
    visitor, account = _entered()
    asked(account)
    visitor.send(f"{PAGE}front/", _file(side("front").content))
    visitor.send(f"{PAGE}back/", _file(spoilt("glare").content))
    said = texts(visitor.get(PAGE))
    assert "Light is reflected. Move away from the lamp and switch off the flash" in said
    assert said.count("Accepted") == 1
    assert IdentityPicture.objects.filter(accepted_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "This file is not a photo."),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "in the format HEIC"),
        (b"\xff\xd8\xff\xe0broken", "damaged or did not arrive whole"),
    ],
)
def test_a_file_that_is_no_photo_is_answered_at_its_field(content: bytes, sentence: str) -> None:
    visitor, account = _entered()
    asked(account)
    answer = visitor.send(f"{PAGE}front/", _file(content, "card.jpg"))
    assert answer.status_code == 422
    assert sentence in texts(answer)
    assert 'href="#f-picture-front"' in answer.content.decode()
    assert not IdentityPicture.objects.exists()


def test_without_a_file_or_a_token_nothing_happens() -> None:
    visitor, account = _entered()
    asked(account)
    assert "Choose a picture first." in texts(visitor.send(f"{PAGE}front/"))
    foreign = visitor.post(f"{PAGE}front/", _file(side("front").content))
    assert foreign.status_code == 403
    assert not IdentityPicture.objects.exists()


def test_two_tabs_keep_the_latest_picture_and_one_check() -> None:
    visitor, account = _entered()
    asked(account)
    for _ in range(2):
        visitor.send(f"{PAGE}front/", _file(side("front").content))
    assert IdentityPicture.objects.count() == 1
    visitor.send(f"{PAGE}back/", _file(side("back").content))
    late = visitor.send(f"{PAGE}front/", _file(side("front").content))
    assert late.status_code == 409
    assert IdentityCheck.objects.get().tries == 3


def test_nobody_else_has_this_page() -> None:
    _account, _check, _item = handed_in()
    visitor, _other = _entered()
    assert visitor.get(PAGE).status_code == 404
    assert visitor.send(f"{PAGE}front/", _file(side("front").content)).status_code == 409
    assert Client().get(PAGE).status_code == 302


def test_the_answer_is_read_on_the_page_and_ordering_waits() -> None:
    visitor, account = _entered()
    check = asked(account)
    assert "You cannot order yet" in texts(visitor.get("/account/"))
    IdentityCheck.objects.filter(pk=check.pk).update(state="review")
    decide_identity(by=Operator(new_id()), check_id=check.pk, decision="refuse", reason="Not <b>genuine</b>.")
    page = visitor.get(PAGE)
    assert "Not &lt;b&gt;genuine&lt;/b&gt;." in page.content.decode()
    assert visitor.send(f"{PAGE}again/").status_code == 409
    IdentityCheck.objects.filter(pk=check.pk).update(state="ended")
    assert visitor.send(f"{PAGE}again/").status_code == 302
    assert IdentityCheck.objects.filter(state="waiting", registration=False).count() == 1
