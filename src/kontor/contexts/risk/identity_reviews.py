"""What a reviewer of a check of identity sees, and the three answers (ACC-33, OPR-02)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts.models import Account
from kontor.contexts.risk.documents import mrz
from kontor.contexts.risk.identity_sealing import REVIEW, opened_zone
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture
from kontor.contexts.risk.services.decide_identity import AGAIN, APPROVE, REFUSE, decide_identity
from kontor.kernel.clock import now
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import vault
from kontor.platform.reviews import Decision, Evidence, Picture, ReviewItem, declare

_SIDES = {"front": _("Front of the document"), "back": _("Back of the document")}
_MEASURES = {
    "blur": _("Blur of the writing: %(value)s mm"),
    "glare": _("Lost in reflections: %(value)s %%"),
    "covered": _("Covered: %(value)s %%"),
    "grid": _("Pattern of a screen: %(value)s"),
    "long_side": _("Length of the document: %(value)s pixels"),
}
_SHARES = {"glare", "covered"}


def _decide(item: ReviewItem, decision: str, reason: str, operator: Operator) -> object:
    return decide_identity(by=operator, check_id=item.subject_id, decision=decision, reason=reason)


def _show(item: ReviewItem, operator: Operator) -> Evidence:
    check = IdentityCheck.objects.filter(pk=item.subject_id).first()
    if check is None:
        return []
    account = accounts.names_of(operator, [check.account_id]).get(check.account_id)
    shown: list[tuple[str, Any]] = []
    if account is not None:
        shown.append((gettext("Name of the account"), account.full_name))
        shown.append((gettext("Country of the account"), account.country))
    shown.append((gettext("Why it is asked"), check.cause))
    pictures = list(check.pictures.order_by("-side"))
    for picture in pictures:
        label = gettext(_SIDES[picture.side])
        if picture.sealed:
            shown.append((label, Picture(reverse("console_identity_picture", args=[item.pk, picture.side]), label)))
            shown.append((gettext("Measured"), _measured(picture)))
    for picture in pictures:
        shown += _zone(picture, account)
    return shown


def _measured(picture: IdentityPicture) -> list[str]:
    said = []
    for name, sentence in _MEASURES.items():
        value = picture.measured.get(name)
        if value is not None:
            number = f"{100 * value:.1f}" if name in _SHARES else f"{value:.0f}" if value > 10 else f"{value:.2f}"  # noqa: PLR2004
            said.append(gettext(sentence) % {"value": number})
    return said


def _zone(picture: IdentityPicture, account: Account | None) -> list[tuple[str, Any]]:
    try:
        fields = opened_zone(picture)
    except vault.Unopenable:
        return [(gettext("Machine readable zone"), gettext("It cannot be opened: altered, or the key is missing."))]
    if not fields:
        return []
    birth, expiry = (date.fromisoformat(fields[name]) if fields[name] else None for name in ("birth", "expiry"))
    zone = mrz.Zone(**{**fields, "birth": birth, "expiry": expiry, "wrong": tuple(fields["wrong"])})
    return [
        (gettext("Machine readable zone"), zone.form),
        (gettext("Family name"), zone.family),
        (gettext("Given names"), zone.given),
        (gettext("Date of birth"), str(zone.birth or "–")),
        (gettext("Valid until"), str(zone.expiry or "–")),
        (gettext("Issued by"), zone.country),
        (pgettext("of a document", "Number"), zone.number),
        (gettext("Findings"), _findings(zone, account)),
    ]


def _findings(zone: mrz.Zone, account: Account | None) -> list[str]:
    found = []
    found.append(
        gettext("The check digits do not all hold: look closely.") if zone.wrong else gettext("All check digits hold.")
    )
    if account is not None:
        same = mrz.same_person(zone, given=account.given_name, family=account.family_name)
        found.append(
            gettext("The name is that of the account.") if same else gettext("The name is not that of the account.")
        )
    if mrz.expired(zone, today=now().date()):
        found.append(gettext("The document has expired."))
    return found


declare(
    kind=REVIEW,
    title=_("Identity checks"),
    guide=_(
        "Compare name, birth date and expiry on both sides with the machine readable zone and with the account. "
        "Look for edges that do not fit, other types of print, and a portrait that was put on. Each picture that you "
        "open is recorded."
    ),
    decisions=[
        Decision(APPROVE, _("Approve"), "primary", (_("Thank you, everything is in order."),)),
        Decision(
            AGAIN,
            _("Ask again"),
            "plain",
            (
                _("We could not read everything. Please send both sides once more."),
                _("This is not a passport, an identity card or a driving licence. Please send one of these."),
                _("The two pictures do not belong to one document. Please send both sides of the same one."),
                _("The name differs from the name of your account. Correct it in your profile, then send them again."),
            ),
        ),
        Decision(
            REFUSE,
            _("Refuse"),
            "danger",
            (
                _("The pictures do not show a genuine document."),
                _("The document belongs to somebody else."),
            ),
        ),
    ],
    decide=_decide,
    show=_show,
)
