"""What a web worker leaves out, and what it packs, is the same to whoever asks."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from kontor.platform.packed_texts import Key, Texts, pack_language

_LEFT_OUT = ["numpy", "rich", "click", "pygments", "typst", "xlsxwriter"]


def test_texts_are_found_as_in_a_dict() -> None:
    plain: dict[Key, str] = {"Cart": "Корзина", ("%d item", 0): "товар", ("%d item", 2): "товаров", "": "head"}
    packed = Texts(plain)
    for _ in range(2):  # unpacked, and met before
        assert {key: packed[key] for key in plain} == plain
        assert all(key in packed for key in plain)
        assert packed.get("Basket") is None
        assert packed.get(("%d item", 1), "none") == "none"
        assert "Basket" not in packed
    with pytest.raises(KeyError):
        packed["Basket"]


@pytest.mark.parametrize("language", ["ru", "zh-hans", "fr"])
def test_a_packed_language_says_what_the_plain_one_says(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trans_real, "_translations", {})
    before = trans_real.translation(language)._catalog
    plain = {key: before[key] for key in before.keys()}  # noqa: SIM118  (it is no dict)
    pack_language(language)
    packed = trans_real.translation(language)._catalog
    assert any(isinstance(part, Texts) for part in packed._catalogs)
    assert {key: packed[key] for key in plain} == plain
    with translation.override(language):
        assert translation.gettext("no such text is in the catalogue") == "no such text is in the catalogue"
        assert translation.ngettext("%d day ago, not in it", "%d days", 1) == "%d day ago, not in it"


def test_a_web_worker_does_not_load_what_it_never_needs() -> None:
    asked = f"import sys, kontor.config.wsgi; print([name for name in {_LEFT_OUT} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
