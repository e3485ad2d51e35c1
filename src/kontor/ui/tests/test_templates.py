"""Every component, layout, mock and error page renders; icons exist; no template spells out a look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import Resolver404, resolve
from django.utils import translation

from kontor.ui import icons, living, views
from kontor.ui.states import _LOOKS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.rglob("templates/**/*.html"))
COMPONENTS = sorted((ROOT / "ui" / "templates" / "cotton").glob("*.html"))


def get(path: str) -> object:
    request = RequestFactory().get(path)
    request.COOKIES = {}
    return request


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_a_component_is_shown_on_the_living_page(file: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES if "/ui/templates/" in path.as_posix())
    assert re.search(rf"<c-{file.stem.replace('_', '-')}[\s/>]", pages)


@override_settings(DEBUG=True)
@pytest.mark.parametrize("language", ["en", "zh-hans", "bg"])
def test_the_living_page_renders(language: str) -> None:
    with translation.override(language):
        page = views.living_page(get("/_ui/")).content.decode()
    assert f'lang="{language}"' in page
    assert "<c-" not in page
    assert "{{" not in page
    assert 'data-sample="1"' in page


@override_settings(DEBUG=True)
@pytest.mark.parametrize("name", views.MOCKS)
def test_a_mock_renders(name: str) -> None:
    page = views.mock(get(f"/_ui/mock/{name}/"), name=name)
    assert page.status_code == 200
    assert b"<c-" not in page.content


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_an_error_page_needs_nothing(status: int) -> None:
    page = render_to_string(f"errors/{status}.html", {})
    assert str(status) in page
    assert "<h1>" in page


@pytest.mark.parametrize("layout", ["base", "storefront", "seller", "console", "plain"])
def test_a_layout_needs_no_context(layout: str) -> None:
    page = Template(f'{{% extends "layouts/{layout}.html" %}}{{% block content %}}here{{% endblock %}}').render(
        Context({})
    )
    assert "here" in page
    assert 'href="#main"' in page
    assert page.count('id="main"') == 1


def test_icons_exist() -> None:
    known = icons.names()
    wanted: set[str] = {look.icon for look in _LOOKS.values()}
    for file in TEMPLATES:
        text = file.read_text(encoding="utf-8")
        wanted |= set(re.findall(r"""\{% icon ["']([a-z0-9-]+)["']""", text))
        wanted |= set(re.findall(r"""\sicon(?:-end)?=["']([a-z0-9-]+)["']""", text))
        wanted |= set(re.findall(r"""<c-icon name=["']([a-z0-9-]+)["']""", text))
    wanted |= {row["icon"] for row in living.page("seller")["rail"] if row.get("icon")}
    assert wanted - known == set()


SPELLED = re.compile(
    r"""(?<![&\w])#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})(?=["';\s)])|\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="""
)
PHYSICAL = re.compile(
    r"""[\s"':](?:-?[mp][lr]-|(?:text|float)-(?:left|right)\b|-?(?:left|right)-\d|border-[lr]\b|rounded-[lrtb][lr]?\b)"""
)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_template_spells_out_colours_or_scripts(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert SPELLED.findall(text) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_no_template_uses_physical_sides(file: Path) -> None:
    assert PHYSICAL.findall(file.read_text(encoding="utf-8")) == []


@override_settings(ROOT_URLCONF="kontor.ui.urls")
def test_addresses_of_the_living_page() -> None:
    assert resolve("/").url_name == "ui"
    assert resolve("/picture/cup/18.svg").url_name == "ui-picture"
    with pytest.raises(Resolver404):
        resolve("/picture/cup/red.svg")
