"""What is sealed opens for its own purpose, with its own key, unaltered; and for nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as live

from kontor.platform.vault import Unopenable, open_sealed, seal

SECRET = b"JBSWY3DPEHPK3PXP"


def with_keys(settings: Any, keys: str) -> None:
    settings.KONTOR = live.KONTOR.model_copy(update={"vault_key": keys})


def test_it_opens_for_its_own_purpose_only() -> None:
    sealed = seal(SECRET, bound_to="a:1")
    assert open_sealed(sealed, bound_to="a:1") == SECRET
    assert SECRET not in sealed
    assert seal(SECRET, bound_to="a:1") != sealed
    with pytest.raises(Unopenable):
        open_sealed(sealed, bound_to="a:2")


@pytest.mark.parametrize("place", [0, 2, 8, 20, -1])
def test_one_altered_bit_is_noticed(place: int) -> None:
    sealed = bytearray(seal(SECRET, bound_to="a"))
    sealed[place] ^= 1
    with pytest.raises(Unopenable):
        open_sealed(bytes(sealed), bound_to="a")


def test_keys_are_changed_without_losing_what_is_there(settings: Any) -> None:
    derived = seal(SECRET, bound_to="a")
    with_keys(settings, "first")
    first = seal(SECRET, bound_to="a")
    assert open_sealed(derived, bound_to="a") == SECRET
    with_keys(settings, "second,first")
    assert open_sealed(first, bound_to="a") == SECRET
    with_keys(settings, "second")
    with pytest.raises(Unopenable):
        open_sealed(first, bound_to="a")


def test_nothing_opens_without_the_installation_s_secret(settings: Any) -> None:
    sealed = seal(SECRET, bound_to="a")
    settings.SECRET_KEY = "another"
    with pytest.raises(Unopenable):
        open_sealed(sealed, bound_to="a")
