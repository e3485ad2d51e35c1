"""What the operator decides about programs: ISV applications (SEL-31)."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.queries import programs
from kontor.contexts.integrations.services.ask_certification import KIND
from kontor.contexts.integrations.services.decide_certification import decide_certification
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform.reviews import Decision, Evidence, Link, ReviewItem, declare


def _decide(item: ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    decide_certification(
        viewer=viewer, application_id=item.subject_id, certified=decision == "certify", reason=reason, withdraw=False
    )


def _show(item: ReviewItem, viewer: Operator) -> Evidence:
    try:
        one = programs.known_program(viewer, item.subject_id)
    except ProgramNotFound:
        return []
    return [
        (gettext("Program"), Link(one.name, f"/console/programs/{one.id}/")),
        (gettext("Registered by"), one.made_by or gettext("Kontor")),
        (gettext("Contact"), one.contact),
        (pgettext("a program", "About"), one.about or "–"),
        (gettext("Page"), one.website or "–"),
        (gettext("People are sent back to"), list(one.redirect_uris)),
        (gettext("May ask for"), [gettext(table.SCOPES[each].title) for each in table.known(one.scopes)]),
        (gettext("Only with a certification"), [gettext(table.SCOPES[each].title) for each in one.needs_certification]),
        (gettext("Stores that have connected it"), str(one.stores)),
    ]


declare(
    kind=KIND,
    title=_("ISV applications"),
    guide=_(
        "A certified program reads and answers buyers' messages. Look at who makes it, where people are sent back to, "
        "and whether it needs what it asks for."
    ),
    decisions=[
        Decision("certify", _("Certify"), "primary", (_("The program and its makers are known to us."),)),
        Decision(
            "refuse", _("Refuse"), "danger",
            (_("We could not reach the program's makers."), _("The program asks for more than it needs.")),
        ),
    ],
    decide=_decide,
    show=_show,
)  # fmt: skip
