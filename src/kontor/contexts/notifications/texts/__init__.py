"""Making the words of a notice: templates of its kind, in the language of the person.

A kind is a folder here: `subject.txt`, `body.txt` and `body.html` (which extends `layout.html`). An SMS is the
kind's `sms.txt` where it has one, else the subject with the address of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist
from django.utils import translation

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.notifications.kinds import KINDS
from kontor.contexts.notifications.models import Notice
from kontor.kernel.money import Money

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one notice."""

    subject: str
    body: str
    html: str
    sms: str


@lru_cache(maxsize=1)
def _engine() -> Engine:
    loaders = [("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])]
    return Engine(
        dirs=[str(FOLDER)],
        loaders=loaders,
        builtins=["django.templatetags.i18n", "kontor.ui.templatetags.kontor_ui"],
    )


def written(notice: Notice) -> Written | None:
    """The words of `notice`, or None when it is a verification that cannot be used any more."""
    values: dict[str, Any] = {name: _back(value) for name, value in notice.values.items()}
    kind = KINDS[notice.kind]
    if kind.secret:
        message = accounts.verification_message(UUID(str(values["verification_id"])))
        if message is None:
            return None
        values |= {"secret": message.secret, "given_name": message.given_name, "expires_at": message.expires_at}
    else:
        person = accounts.recipient(notice.account_id)
        values.setdefault("given_name", person.given_name if person else "")
    web = settings.KONTOR.web_url
    values |= {"web": web, "link": web + kind.page.format(**values), "language": notice.language}
    with translation.override(notice.language):
        subject = " ".join(_render(f"{notice.kind}/subject.txt", values).split())
        values["subject"] = subject
        return Written(
            subject=subject,
            body="" if notice.channel == "sms" else _render(f"{notice.kind}/body.txt", values),
            html="" if notice.channel == "sms" else _render(f"{notice.kind}/body.html", values),
            sms=_sms(notice.kind, values) if notice.channel == "sms" else "",
        )


def _sms(kind: str, values: dict[str, Any]) -> str:
    try:
        return _render(f"{kind}/sms.txt", values)
    except TemplateDoesNotExist:
        return _render("sms.txt", values)


def _render(name: str, values: dict[str, Any]) -> str:
    context = Context(values, autoescape=name.endswith(".html"))
    return _engine().get_template(name).render(context).strip() + ("\n" if name.endswith("body.txt") else "")


def _back(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"minor", "currency"}:
        return Money(value["minor"], value["currency"])
    return value
