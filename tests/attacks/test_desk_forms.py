"""Bad input in the forms of those who sell and of the operator: refused with a summary that leads to the field, what
was typed is kept.

Every form of the templates in which something is typed has a row here, or is proved beside its page.
A row is called as the address of its form, or as its template where that has none (after a colon: which of several).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from kontor.contexts.orders.models import Line
from tests.attacks.conftest import ROOT
from tests.attacks.desk import ROWS, SECRET, Desk
from tests.attacks.pages import Page

pytestmark = pytest.mark.django_db

SITES = ("seller_center", "console", "security")
# The refusal is a message above the page that one was on, with nothing lost: a choice from a list, or one short line.
TOLD_ABOVE = {
    "seller_cancel", "seller_filter_keep", "console_payout_cancel", "security/passkey",
}  # fmt: skip
# What is unknown or empty leaves things as they are: a choice from a list, switches, words that nobody has to give.
NOTHING_WRONG = {
    "console_program_certify", "console_policy_lab", "seller/consent", "security/sign_in_by_passkey",
}  # fmt: skip
# What bad input does in these is proved beside them.
BESIDE = {
    "console_dispute_rule": "test_disputes.py",
    "security/address_code": "test_changes.py",
    "seller/business_stage": "test_becoming.py",
    "seller/member": "test_members.py",
    "seller_bulk_orders": "test_bulk_orders.py",
    "seller_business_phone": "test_becoming.py",
    "seller_dispute_act contest": "test_disputes.py",
    "seller_dispute_act propose": "test_disputes.py",
    "seller_disputes_bulk": "test_disputes.py",
    "seller_store": "test_store.py",
}


def _forms() -> set[str]:
    """Forms in which something is typed or chosen, by the name of their address, else by their template."""
    found = set()
    for site in SITES:
        folder = ROOT / "src/kontor/sites" / site / "templates"
        for template in folder.rglob("*.html"):
            text = template.read_text()
            for tag in _TAG.finditer(text):
                body = text[tag.end() : text.index("</form>", tag.end())]
                if 'method="post"' in tag.group() and _typed(body):
                    found.add(_named(tag.group(), str(template.relative_to(folder)).removesuffix(".html")))
    return found


_TAG = re.compile(r"<form\b[^>]*(?:\{%[^%]*%\}[^>]*)*>")
_FIELD = re.compile(r'<(?:input|textarea|select|c-field|c-quantity)\b(?![^>]*type="hidden")[^>]*\b:?(?:name|field)="')


def _typed(body: str) -> bool:
    return bool(_FIELD.search(body)) or "{% include" in body


def _named(tag: str, template: str) -> str:
    action = re.search(r'\baction="(.*?)"(?=[\s>])', tag)
    named = re.search(r"\{% url '(\w+)'[^%']*(?:'(\w+)')?", action.group(1)) if action else None
    return " ".join(part for part in named.groups() if part) if named else template


def test_every_form_in_which_something_is_typed_has_a_row() -> None:
    assert _forms() == {*(name.partition(":")[0] for name in ROWS), *TOLD_ABOVE, *NOTHING_WRONG, *BESIDE}
    tests = {path.name for site in SITES for path in (ROOT / "src/kontor/sites" / site).rglob("test_*.py")}
    assert set(BESIDE.values()) <= tests


@pytest.mark.parametrize("name", ROWS)
def test_bad_input_is_pointed_at_and_kept(name: str) -> None:
    desk, row = Desk(), ROWS[name]
    path = row.path if isinstance(row.path, str) else row.path(desk)
    real = _real(desk)
    typed, around = _filled(row.typed, real), _filled(row.around, real)
    who: Any = getattr(desk, row.who)
    answer: Any = (who.send if row.who == "fresh" else who.post)(path, {**around, **typed})
    page = Page(answer.content.decode())
    assert answer.status_code == row.status, page.text[-3000:]
    assert page.has_summary
    assert bool(page.links) is row.leads, "the summary leads nowhere"
    assert set(page.links) <= page.ids, "a link of the summary leads to nothing"
    assert page.twice == set(), "which of two fields of one name is wrong?"
    assert [said for said in page.sentences if page.words.count(said) < 2] == [], "the field itself does not say it"
    assert {key: value for key, value in typed.items() if value not in page.values.get(key, [])} == {}
    assert not page.stays or who.get(path).status_code == 200, "a part or a link would be read where there is no page"
    assert not any(page.passwords)
    assert SECRET not in page.text
    assert "<title>Error:" in page.text, "the title says so first"


def _real(desk: Desk) -> dict[str, str]:
    """What rows name in braces."""
    shop = desk.shop
    line = Line.objects.get(store_id=shop.store.id, order_id=shop.order.id)
    return {
        "{units}": f"units.{line.id}", "{order}": str(shop.order.number), "{helped}": shop.clerk.email,
        "{draft}": "0190a0a0-0000-7000-8000-000000000000", "{product}": str(shop.product.id),
        "{category}": str(shop.product.category_id),
    }  # fmt: skip


def _filled(fields: Mapping[str, str], real: Mapping[str, str]) -> dict[str, str]:
    def said(text: str) -> str:
        return re.sub(r"\{\w+\}", lambda found: real[found.group()], text)

    return {said(name): said(value) for name, value in fields.items()}
