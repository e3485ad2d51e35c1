"""The console's frame: rail with counts, who is signed in, search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kontor.contexts.insight import queries as insight
from kontor.kernel.viewer import Operator
from kontor.platform.http.request import Request


def operator_of(request: Request) -> Operator:
    """The viewer of a signed-in request."""
    return Operator(request.account.id)


def page(
    request: Request, template: str, context: Mapping[str, Any], *, active: str, title: str, status: int = 200
) -> HttpResponse:
    """A page of the console. `active` is the name of its rail entry's address."""
    waiting = insight.waiting(operator_of(request))
    frame = {
        "page_title": title,
        "rail": _rail(waiting, active),
        "waiting": waiting,
        "viewer_name": request.account.given_name or request.account.email,
        "viewer_links": [{"label": _("Security"), "href": "/console/security/", "icon": "shield-check"}],
        "sign_out_href": reverse("console_sign_out"),
        "search_href": reverse("console_orders"),
        "search_text": request.GET.get("q", "") if active == "console_orders" else "",
    }
    response = render(request, template, {**frame, **context}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _rail(waiting: insight.Waiting, active: str) -> list[dict[str, Any]]:
    def entry(name: str, label: str, icon: str, count: int = 0, kind: str = "") -> dict[str, Any]:
        return {
            "label": label, "href": reverse(name), "icon": icon, "count": count, "kind": kind,
            "active": name == active,
        }  # fmt: skip

    return [
        entry("console_home", _("Today"), "house"),
        entry("console_queues", _("Review queues"), "gavel", waiting.in_review, "warning"),
        {"group": _("Trade")},
        entry("console_orders", _("Orders"), "package", waiting.in_risk_check, "warning"),
        entry("console_disputes", _("Disputes"), "scale"),
        entry("console_messages", _("Messages"), "messages-square"),
        entry("console_support", _("Support"), "life-buoy"),
        entry("console_stores", _("Stores"), "store"),
        entry("console_businesses", _("Businesses"), "building-2"),
        entry("console_violations", _("Violations"), "shield-alert"),
        entry("console_payments", _("Payments"), "banknote", waiting.forged, "error"),
        entry("console_payouts", _("Payouts"), "landmark"),
        entry("console_documents", _("Invoices"), "file-text", waiting.not_issued, "error"),
        entry("console_reconciliation", _("Reconciliation"), "scale", waiting.differences, "error"),
        entry("console_risk", _("Risk"), "shield-check"),
        entry("console_coupons", _("Coupons"), "ticket-percent"),
        entry("console_cashback", _("Cashback partners"), "hand-coins"),
        entry("console_programs", _("Programs"), "plug"),
        entry("console_reports", _("Reports"), "chart-line"),
        {"group": _("House")},
        entry("console_account_help", _("Lost second step"), "key-round"),
        entry("console_policies", _("Policy register"), "sliders-horizontal"),
        entry("console_requirements", _("Requirements"), "clipboard-list"),
        entry("console_history", _("History"), "history"),
        entry("console_privacy", _("Privacy requests"), "lock", waiting.overdue_requests, "error"),
        entry("console_jobs", _("Jobs"), "list-checks", waiting.jobs, "error"),
    ]
