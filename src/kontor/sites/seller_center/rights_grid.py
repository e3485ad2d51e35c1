"""Rights as boxes, area by area, starting from a role: what the pages of members share (SEL-03)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kontor.contexts.sellers import members
from kontor.contexts.sellers.permissions import AREAS, BY_AREA, NEEDS, RIGHTS, ROLE_NAMES, ROLES
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench

RIGHT, SECTION = "settings.members", "members"
OWN = "own"  # the role of a seat that was made from a template of the store's own


def code_of(request: Request, otherwise: str = OWN) -> str:
    """The role that the form names: one of the market's, or the mark of the store's own."""
    code = request.POST.get("role", "")
    return code if code in ROLES else OWN if code else otherwise


def role_name(code: str) -> str:
    """A role in words."""
    return _(ROLE_NAMES[code]) if code in ROLE_NAMES else _("Own role")


def areas(rights: Collection[str]) -> list[dict[str, Any]]:
    """The rights under their areas, in words; areas without one are left out."""
    found = [
        {"area": _(AREAS[area]), "rights": [_(right.name) for name, right in table.items() if name in rights]}
        for area, table in BY_AREA.items()
    ]
    return [each for each in found if each["rights"]]


def start(request: Request, bench: Bench) -> Collection[str]:
    """The rights of the role that the address names; of the clerk when it names none."""
    code = request.GET.get("role", "clerk")
    own = {str(each.id): each.rights for each in members.roles(bench.seat)}
    return ROLES.get(code) or own.get(code) or ()


def page(
    bench: Bench, template: str, context: Mapping[str, Any], rights: Collection[str], refusal: Refusal | None = None
) -> HttpResponse:
    """A form with a box for each right; those that the person may not give are shown and cannot be changed."""
    summary, fields = messages_of(refusal) if refusal else ([], {})
    may = frozenset(RIGHTS) if members.is_owner(bench.seat) else bench.seat.rights
    request, member = bench.request, context.get("member")
    facts = {
        "grid": [
            {"area": _(AREAS[area]), "rights": [_box(name, right, rights, may) for name, right in table.items()]}
            for area, table in BY_AREA.items()
        ],
        "templates": [
            *((code, _(name)) for code, name in ROLE_NAMES.items()),
            *((str(each.id), each.name) for each in members.roles(bench.seat)),
        ],
        "template": request.POST.get("role") or request.GET.get("role") or (member.role if member else "clerk"),
        "fields": {name: said[0] for name, said in fields.items()},
        "errors": [("", said) for said in summary] + [(name, said) for name, many in fields.items() for said in many],
        "form_failed": refusal is not None,
    }
    return bench.page(template, SECTION, {**facts, **context}, STATUS[refusal.kind] if refusal else 200)


def _box(name: str, right: Any, rights: Collection[str], may: Collection[str]) -> dict[str, Any]:
    return {
        "code": name,
        "name": _(right.name),
        "on": name in rights,
        "may": name in may,
        "needs": _(RIGHTS[NEEDS[name]]) if name in NEEDS else "",
        "sensitive": right.sensitive,
    }
