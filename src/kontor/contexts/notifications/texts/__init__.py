"""Making the words of a notice: templates of its kind, in the language of the person.

A kind is a folder here: `subject.txt`, `body.txt` and `body.html` (which extends `layout.html`). An SMS is the
kind's `sms.txt` where it has one, else the subject with the address of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from kontor.contexts.notifications.unsubscribing import unsubscribe_url
from kontor.kernel.money import Money
from kontor.platform import links

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one notice."""

    subject: str
    body: str
    html: str
    sms: str
    unsubscribe: str = ""  # address by which one click ends mails of this kind (RFC 8058)


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
    return written_many([notice])[0]


def written_many(notices: Sequence[Notice]) -> list[Written | None]:
    """The words of each of `notices`, in their order."""
    secret = [_verification(notice) for notice in notices if KINDS[notice.kind].secret]
    open_ = [notice.account_id for notice in notices if not KINDS[notice.kind].secret]
    messages = accounts.verification_messages(secret) if secret else {}
    people = accounts.recipients(open_) if open_ else {}
    words: list[Written | None] = []
    for notice in notices:
        values: dict[str, Any] = {name: _back(value) for name, value in notice.values.items()}
        if KINDS[notice.kind].secret:
            message = messages.get(_verification(notice))
            if message is None:
                words.append(None)
                continue
            values |= {"secret": message.secret, "given_name": message.given_name, "expires_at": message.expires_at}
        else:
            person = people.get(notice.account_id)
            values.setdefault("given_name", person.given_name if person else "")
            if purpose := KINDS[notice.kind].signed:
                values["secret"] = links.secret(purpose, UUID(str(values["invitation"])))
        words.append(_fill(notice, values))
    return words


def headline(notice: Notice) -> tuple[str, str]:
    """The one line of `notice` and the path that it leads to, for lists and for browsers. Holds no secret."""
    values: dict[str, Any] = {name: _back(value) for name, value in notice.values.items()}
    with translation.override(notice.language):
        words = " ".join(_render(f"{notice.kind}/subject.txt", values | {"language": notice.language}).split())
    return words, KINDS[notice.kind].page.format(**values)


def _verification(notice: Notice) -> UUID:
    return UUID(str(notice.values["verification_id"]))


def _fill(notice: Notice, values: dict[str, Any]) -> Written:
    web = settings.KONTOR.web_url
    end = unsubscribe_url(notice.account_id, notice.kind) if notice.channel == "email" else ""
    page = KINDS[notice.kind].page.format(**values)
    values |= {"web": web, "link": web + page, "language": notice.language, "unsubscribe": end}
    with translation.override(notice.language):
        subject = " ".join(_render(f"{notice.kind}/subject.txt", values).split())
        values["subject"] = subject
        by_mail = notice.channel != "sms"
        return Written(
            subject=subject,
            body=_render(f"{notice.kind}/body.txt", values) + _foot(values) if by_mail else "",
            html=_render(f"{notice.kind}/body.html", values) if by_mail else "",
            sms="" if by_mail else _sms(notice.kind, values),
            unsubscribe=end,
        )


def _foot(values: dict[str, Any]) -> str:
    """The way out, under the text of a mail that one may do without."""
    return "\n" + _render("unsubscribe.txt", values) + "\n" if values["unsubscribe"] else ""


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
