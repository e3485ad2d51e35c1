"""The HTML of the consent page. No script, no picture, one style sheet; it imitates nobody's look."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from html import escape
from pathlib import Path

from kontor.sandbox.identity import texts
from kontor.sandbox.identity.behaviour import Api, Behaviour, Email, Wrong
from kontor.sandbox.identity.grants import Asked
from kontor.sandbox.identity.people import OWN, PEOPLE
from kontor.sandbox.wire.http import Response

STYLE = (Path(__file__).parent / "static" / "consent.css").read_bytes()
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def _page(language: str, banner: str, heading: str, inner: str, status: int = 200) -> Response:
    body = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(heading)} · Sandbox</title>
<link rel="stylesheet" href="/consent.css">
</head>
<body>
<header><p class="banner">{escape(banner)}</p></header>
<main><div class="sheet"><h1>{escape(heading)}</h1>
{inner}
</div></main>
</body>
</html>
"""
    return Response(status, body.encode(), "text/html; charset=utf-8", dict(_HEADERS))


def question(asked: Asked, label: str, accept_language: str, behaviour: Behaviour) -> Response:
    """Who are you, and do you agree?"""
    language, plain = texts.words(accept_language)
    words = {key: escape(text) for key, text in plain.items()}
    people = "".join(
        f'<label class="person"><input type="radio" name="person" value="{person.key}"{" checked" if not at else ""}>'
        f"<span>{escape(person.name)}<small>{escape(person.email) or words['none']}</small></span></label>"
        for at, person in enumerate(PEOPLE.values())
    )
    scope = "".join(f"<li>{escape(part)}</li>" for part in asked.scope.replace(",", " ").split())
    inner = f"""<p class="which">{words["which"]}</p><ul>{scope}</ul>
<form method="post" action="/consent/{asked.key}">
<fieldset><legend>{words["who"]}</legend>{people}
<label class="person"><input type="radio" name="person" value="{OWN}"><span>{words["own"]}</span></label></fieldset>
<div class="own">{"".join(_text(name, words[name]) for name in ("given", "family", "email"))}</div>
<div class="deeds"><button class="yes" name="deed" value="yes">{words["yes"]}</button>
<button name="deed" value="no">{words["no"]}</button>
<button class="quiet" name="deed" value="walk">{words["walk"]}</button></div>
</form>
<details><summary>{words["behaviour"]}</summary>
<form method="post" action="/consent/{asked.key}/behaviour" class="switches">
{_choice("email", Email, behaviour.email)}{_choice("wrong", Wrong, behaviour.wrong)}{_choice("api", Api, behaviour.api)}
<button>{words["save"]}</button></form></details>"""
    return _page(language, plain["banner"].format(label), plain["title"].format(label), inner)


def told(what: str, label: str, accept_language: str, status: int = 200, about: str = "") -> Response:
    """A page that only tells: `left` or `wrong`."""
    language, words = texts.words(accept_language)
    detail = f'<p class="hint" lang="en">{escape(about)}</p>' if about else ""
    inner = f"<p>{escape(words[what])}</p>{detail}"
    return _page(language, words["banner"].format(label), words[f"{what}_title"], inner, status)


def _text(name: str, label: str) -> str:
    return f'<label>{label}<input name="{name}" autocomplete="off"></label>'


def _choice(name: str, options: Iterable[StrEnum], present: str) -> str:
    listed = "".join(
        f'<option value="{option}"{" selected" if option == present else ""}>{option}</option>' for option in options
    )
    return f'<label lang="en">{name}<select name="{name}">{listed}</select></label>'
