"""The HTML of the binding page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kontor.sandbox.gateway import binder_texts, pages, texts
from kontor.sandbox.gateway.agreements import ACTIVE, REFUSED, Agreement, Means, means_of
from kontor.sandbox.wire.http import Response
from kontor.sandbox.wire.switches import Behaviour


def asking(
    agreement: Agreement, *, merchant: str, language: str, means: Iterable[Means], behaviour: Behaviour, saved: bool
) -> Response:
    """The question to the payer, and what can be bound."""
    ours = {key: escape(text) for key, text in binder_texts.words(language).items()}
    common = {key: escape(text) for key, text in texts.words(language).items()}
    token = f'<input type="hidden" name="token" value="{agreement.token}">'
    path = f"/bind/{agreement.id}"
    login = f"<dt>{ours['account']}</dt><dd>{escape(agreement.login)}</dd>" if agreement.login else ""
    options = "".join(f'<option value="{one.code}">{escape(one.label)}</option>' for one in means)
    done = f'<p class="saved" role="status">{common["saved"]}</p>' if saved else ""
    return pages.page(language, binder_texts.words(language)["title"], f"""{done}
<p><b>{escape(merchant)}</b> {ours["ask"]}</p>
<dl>{login}</dl>
<form method="post" action="{path}" class="deeds">{token}
<label>{ours["means"]}<select name="means">{options}</select></label>
<button class="yes" name="deed" value="agree">{ours["agree"]}</button>
<button name="deed" value="refuse">{ours["refuse"]}</button>
<button class="quiet" name="deed" value="walk">{common["walk"]}</button>
</form>
<p class="hint">{common["walk_hint"]}</p>
{pages.switches(f"{path}/behaviour", token, common, behaviour)}""")  # fmt: skip


def standing(agreement: Agreement, language: str, *, back: str) -> Response:
    """How it stands, with the way out while it holds."""
    ours = binder_texts.words(language)
    what = "active" if agreement.state == ACTIVE else "refused" if agreement.state == REFUSED else "ended"
    token = f'<input type="hidden" name="token" value="{agreement.token}">'
    bound = f"<dl><dt></dt><dd>{escape(means_of(agreement).label)}</dd></dl>" if agreement.signed else ""
    out = (
        f'<form method="post" action="/bind/{agreement.id}" class="deeds">{token}'
        f'<button name="deed" value="withdraw">{escape(ours["withdraw"])}</button></form>'
    ) if what == "active" else ""  # fmt: skip
    home = texts.words(language)["back"]
    link = f'<p><a class="button" href="{escape(back)}">{escape(home)}</a></p>' if back else ""
    return pages.page(language, ours[f"{what}_title"], f"<p>{escape(ours[what])}</p>{bound}{link}{out}")
