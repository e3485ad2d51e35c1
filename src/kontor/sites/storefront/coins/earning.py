"""The daily visit and tasks: a buyer takes the coins (BUY-09, COI-09)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kontor.contexts.coins.services.check_in import check_in
from kontor.contexts.coins.services.finish_task import finish_task
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.ui.formats import count


@signed_in
@require_POST
def earn(request: Request, scene_id: UUID) -> HttpResponse:
    """Take what the daily visit or the task gives, or hear why not."""
    viewer = Buyer(request.account.pk)
    deed = check_in if request.POST.get("what") == "day" else finish_task
    try:
        coins = deed(viewer=viewer, scene_id=scene_id)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        said = ngettext("%(n)s coin is yours.", "%(n)s coins are yours.", coins)
        messages.success(request, said % {"n": count(coins)})
    return HttpResponseRedirect(reverse("coins"))
