"""The HTML of the payer page. No script, no picture, one style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from html import escape
from pathlib import Path

from kontor.sandbox.gateway import texts
from kontor.sandbox.gateway.payments import Payment
from kontor.sandbox.wire.http import Response
from kontor.sandbox.wire.switches import Api, Behaviour, Forgery, Notification

STYLE = (Path(__file__).parent / "static" / "payer.css").read_bytes()
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page(language: str, heading: str, inner: str, status: int = 200) -> Response:
    """A page of the gateway; `inner` is markup."""
    words = texts.words(language)
    body = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(heading)} · Sandbox</title>
<link rel="stylesheet" href="/payer.css">
</head>
<body>
<header><p class="banner">{escape(words["sandbox"])}</p></header>
<main><div class="sheet"><h1>{escape(heading)}</h1>
{inner}
</div></main>
</body>
</html>
"""
    return Response(status, body.encode(), "text/html; charset=utf-8", dict(_HEADERS))


def waiting(payment: Payment, *, merchant: str, language: str, behaviour: Behaviour, saved: bool) -> Response:
    """The question to the payer, with its three answers."""
    words = {key: escape(text) for key, text in texts.words(language).items()}
    path = f"/pay/{payment.id}"
    token = f'<input type="hidden" name="token" value="{payment.token}">'
    done = f'<p class="saved" role="status">{words["saved"]}</p>' if saved else ""
    return page(language, texts.words(language)["title"], f"""{done}
<dl>
<dt>{words["merchant"]}</dt><dd>{escape(merchant)}</dd>
<dt>{words["order"]}</dt><dd>{escape(payment.title)}</dd>
<dt>{words["amount"]}</dt><dd class="amount">{escape(texts.written(payment.money, language))}</dd>
</dl>
<form method="post" action="{path}" class="deeds">{token}
<button class="yes" name="deed" value="pay">{words["pay"]}</button>
<button name="deed" value="refuse">{words["refuse"]}</button>
<button class="quiet" name="deed" value="walk">{words["walk"]}</button>
</form>
<p class="hint">{words["walk_hint"]}</p>
{switches(f"{path}/behaviour", token, words, behaviour)}""")  # fmt: skip


def switches(action: str, token: str, words: Mapping[str, str], behaviour: Behaviour) -> str:
    """The form that sets how the gateway behaves; `words` are escaped."""
    api_label = f"{words['api']}: {words['seconds']}"
    return f"""<details><summary>{words["behaviour"]}</summary>
<form method="post" action="{action}" class="switches">{token}
{_choice("notification", words["notification"], Notification, behaviour.notification)}
{_number("seconds", words["seconds"], behaviour.seconds, 0, 86400)}
{_number("times", words["times"], behaviour.times, 1, 50)}
{_choice("forge", words["forge"], Forgery, behaviour.forge)}
{_choice("api", words["api"], Api, behaviour.api)}
{_number("api_seconds", api_label, behaviour.api_seconds, 0, 86400)}
<button>{words["save"]}</button>
</form></details>"""


def _choice(name: str, label: str, options: Iterable[StrEnum], present: str) -> str:
    listed = "".join(
        f'<option value="{option}"{" selected" if option == present else ""}>{str(option).replace("_", " ")}</option>'
        for option in options
    )
    return f'<label>{label}<select name="{name}" lang="en">{listed}</select></label>'


def _number(name: str, label: str, present: float, low: int, high: int) -> str:
    bounds = f'min="{low}" max="{high}" value="{present:g}"'
    return f'<label>{label}<input type="number" name="{name}" {bounds} required></label>'


def told(what: str, language: str, *, back: str = "", status: int = 200) -> Response:
    """A page that only tells: `left`, `paid`, `closed` or `unknown`, with a way back where there is one."""
    words = texts.words(language)
    link = f'<a class="button" href="{escape(back)}">{escape(words["back"])}</a>' if back else ""
    return page(language, words[f"{what}_title"], f"<p>{escape(words[what])}</p>{link}", status)
