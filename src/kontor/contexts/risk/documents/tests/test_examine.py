"""Good pictures pass, faulty ones are found: a slice of the evaluation in `docs/operate/identity.md` (ACC-33).

The limits were set on the world FIT (its tables, light, print); these pictures are of the world JUDGE.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from kontor.contexts.risk.documents.examine import examine
from kontor.contexts.risk.documents.faults import WORDS, Fault
from kontor.contexts.risk.documents.intake import take_in
from kontor.contexts.risk.documents.tests.generated.photos import FAULTS, faulty, good
from kontor.contexts.risk.documents.tests.generated.scenes import FIT, JUDGE

pytestmark = pytest.mark.rule("ACC-33")
TODAY = date(2026, 6, 1)
_GRADES = {"screen": 1.0}


def _found(content: bytes) -> list[str]:
    taken = take_in(content)
    return [str(fault) for fault in examine(taken.pixels, today=TODAY, camera=taken.camera).faults]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_picture_is_found(fault: str) -> None:
    photo = faulty(np.random.default_rng((404, FAULTS.index(fault))), JUDGE, fault, _GRADES.get(fault, 0.5))
    found = _found(photo.content)
    assert fault in found, found


@pytest.mark.parametrize(("number", "poor"), [(0, False), (2, False), (3, True), (5, True)])
def test_good_pictures_are_accepted_poor_ones_too(number: int, *, poor: bool) -> None:
    photo = good(np.random.default_rng((405, number)), JUDGE, poor=poor)
    assert _found(photo.content) == []


@pytest.mark.parametrize("form", ["TD1", "TD2", "TD3"])
def test_the_zone_of_a_photo_is_read(form: str) -> None:
    photo = good(np.random.default_rng((406, len(form), int(form[2]))), FIT, form=form, side=1 if form == "TD1" else 0)
    assert photo.paper is not None
    verdict = examine(take_in(photo.content).pixels, today=TODAY)
    assert verdict.zone is not None
    assert verdict.zone.wrong == ()
    read = (verdict.zone.family, verdict.zone.given, verdict.zone.birth, verdict.zone.expiry)
    assert read == (photo.paper.family, photo.paper.given, photo.paper.birth, photo.paper.expiry)


def test_an_expired_document_is_named() -> None:
    photo = good(np.random.default_rng((407, 1)), FIT, form="TD1", side=1, expired=True)
    assert _found(photo.content) == ["expired"]


def test_every_fault_tells_what_to_do() -> None:
    assert set(WORDS) == set(Fault)
    assert all(words.title and words.advice for words in WORDS.values())
