"""What people of the operator decide about accounts: sellers' sign-ins from another place (SEL-05, OPR-02)."""

from __future__ import annotations

from django.utils.translation import gettext

from kontor.contexts.accounts import device_list, queries
from kontor.contexts.accounts.models import AccountDevice, WaitingSignIn
from kontor.contexts.accounts.rules.safety import browser_of, system_of
from kontor.contexts.accounts.services.decide_sign_in import decide_sign_in
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import Decision, Evidence, ReviewItem, declare

LET_IN, REFUSE = "let_in", "refuse"
_SHOWN = 10


def _decide(item: ReviewItem, decision: str, reason: str, operator: Operator) -> None:
    if not WaitingSignIn.objects.filter(pk=item.subject_id).exists():
        return  # the account is gone, and all that belonged to it
    decide_sign_in(by=operator, waiting_id=item.subject_id, let_in=decision == LET_IN, reason=reason)


def _show(item: ReviewItem, operator: Operator) -> Evidence:
    waiting = WaitingSignIn.objects.filter(pk=item.subject_id).first()
    account = queries.names_of(operator, [waiting.account_id]).get(waiting.account_id) if waiting else None
    if waiting is None or account is None:
        return []
    known = AccountDevice.objects.filter(account=account).order_by("-last_seen", "-id")[:_SHOWN]
    earlier = WaitingSignIn.objects.filter(account=account).exclude(pk=waiting.pk).order_by("-opened_at")[:_SHOWN]
    return [
        (gettext("Account"), [account.full_name, account.email or str(account.phone), account.country]),
        (gettext("Wants in with"), _said(waiting.agent, waiting.country, waiting.network)),
        (gettext("Since"), waiting.opened_at),
        (gettext("List of trusted devices"), gettext("on") if device_list.is_on(account.pk) else gettext("off")),
        (
            gettext("Has signed in with"),
            [
                gettext("%(day)s: %(device)s (trusted)") % {"day": f"{one.last_seen:%Y-%m-%d}", "device": _device(one)}
                if one.listed_at
                else gettext("%(day)s: %(device)s") % {"day": f"{one.last_seen:%Y-%m-%d}", "device": _device(one)}
                for one in known
            ]
            or gettext("nothing yet"),
        ),
        (
            gettext("Held back before"),
            [f"{one.opened_at:%Y-%m-%d}: {_said(one.agent, one.country, one.network)}, {one.state}" for one in earlier]
            or gettext("never"),
        ),
    ]


def _device(row: AccountDevice) -> str:
    return _said(row.agent, row.country, row.network)


def _said(agent: str, country: str, network: str) -> str:
    parts = [browser_of(agent), system_of(agent), country, network]
    return " · ".join(part for part in parts if part) or "–"


declare(
    kind=device_list.QUEUE,
    title=_("Sign-ins from new places"),
    guide=_(
        "Password and second factor were right. Compare device and place with those before; in doubt, call the number "
        "that the business gave when it registered. Let in, the device is trusted from then on."
    ),
    decisions=[
        Decision(LET_IN, _("Let in"), "primary", (_("We have checked that it was you. Sign in again, please."),)),
        Decision(
            REFUSE,
            _("Refuse"),
            "danger",
            (
                _("We could not make sure that it was you. Sign in with a device on your list, or write to us."),
                _("This sign-in does not look like yours. Choose a new password, and look at your devices."),
            ),
        ),
    ],
    decide=_decide,
    show=_show,
)
