"""One way from names to addresses for all languages."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils import translation

from kontor.platform.http.sharing_routes import share_routes


def test_addresses_are_looked_up_once_and_are_the_same_in_every_language():
    usual, shared = get_resolver(), URLResolver(RegexPattern(r"^/"), settings.ROOT_URLCONF)
    share_routes(shared)
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            assert shared.reverse("pay_return", 7) == usual.reverse("pay_return", 7)
            assert dict(shared.reverse_dict.lists()) == dict(usual.reverse_dict.lists())
    assert [len(kept) for kept in (shared._reverse_dict, shared._namespace_dict, shared._app_dict)] == [1, 1, 1]
