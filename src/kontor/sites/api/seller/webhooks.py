"""Webhooks that a program makes for itself."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kontor.contexts.integrations.queries import webhooks
from kontor.contexts.integrations.rules.webhooks import OF_MESSAGES
from kontor.contexts.integrations.services.add_endpoint import add_endpoint
from kontor.contexts.integrations.services.remove_endpoint import remove_endpoint
from kontor.contexts.integrations.services.replay import replay
from kontor.contexts.integrations.services.send_test import send_test
from kontor.sites.api.keyed import Key, keyed
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import hooks
from kontor.sites.api.seller.common import READ, READ_ONE, WRITE

router = Router(tags=["Webhooks"])
_MANAGES = ProgramToken("webhooks:manage")


@router.get(
    "/seller/webhooks", auth=_MANAGES, response={200: list[hooks.Webhook], **READ}, operation_id="listWebhooks",
    summary="Webhooks",
)  # fmt: skip
def listed(request: HttpRequest) -> list[hooks.Webhook]:
    """Those that this program made in the store, oldest first."""
    program = caller(request)
    return [_shown(each) for each in webhooks.endpoints(program.seat, application_id=program.application_id)]


@router.post(
    "/seller/webhooks", auth=_MANAGES, response={201: hooks.WebhookMade, **WRITE}, operation_id="addWebhook",
    summary="Add a webhook",
)  # fmt: skip
def add(request: HttpRequest, asked: hooks.WebhookIn, key: Key = "") -> HttpResponse:
    """Have the store's facts sent to an address from now on. Its secret is asked for by a call of its own."""
    program = caller(request)
    if OF_MESSAGES & set(asked.types):
        program.need("messages:read")

    def run() -> tuple[int, dict[str, object]]:
        made = add_endpoint(
            seat=program.seat, url=asked.url, types=asked.types, note=asked.note,
            application_id=program.application_id,
        )  # fmt: skip
        return 201, {"id": str(made.endpoint_id)}

    return keyed(request, key, run)


@router.get(
    "/seller/webhooks/{webhook_id}/secret", auth=_MANAGES, response={200: hooks.Secret, **READ_ONE},
    operation_id="getWebhookSecret", summary="The secret",
)  # fmt: skip
def secret(request: HttpRequest, webhook_id: UUID) -> hooks.Secret:
    """What the webhook's messages are signed with (Standard Webhooks)."""
    program = caller(request)
    return hooks.Secret(secret=webhooks.secret(program.seat, webhook_id, application_id=program.application_id))


@router.delete(
    "/seller/webhooks/{webhook_id}", auth=_MANAGES, response={200: hooks.Changed, **WRITE},
    operation_id="removeWebhook", summary="Remove",
)  # fmt: skip
def remove(request: HttpRequest, webhook_id: UUID, key: Key = "") -> HttpResponse:
    """Nothing more is sent there."""
    program = caller(request)

    def run() -> tuple[int, dict[str, object]]:
        webhooks.endpoint(program.seat, webhook_id, application_id=program.application_id)
        remove_endpoint(seat=program.seat, endpoint_id=webhook_id)
        return 200, {"messages": 0}

    return keyed(request, key, run)


@router.post(
    "/seller/webhooks/{webhook_id}/test", auth=_MANAGES, response={200: hooks.Changed, **WRITE},
    operation_id="testWebhook", summary="Send a test",
)  # fmt: skip
def try_it(request: HttpRequest, webhook_id: UUID, key: Key = "") -> HttpResponse:
    """A message of the type `webhook.test` is on its way."""
    program = caller(request)

    def run() -> tuple[int, dict[str, object]]:
        webhooks.endpoint(program.seat, webhook_id, application_id=program.application_id)
        send_test(seat=program.seat, endpoint_id=webhook_id)
        return 200, {"messages": 1}

    return keyed(request, key, run)


@router.post(
    "/seller/webhooks/{webhook_id}/replay", auth=_MANAGES, response={200: hooks.Changed, **WRITE},
    operation_id="replayWebhook", summary="Send again what was given up",
)  # fmt: skip
def again(request: HttpRequest, webhook_id: UUID, key: Key = "") -> HttpResponse:
    """Messages that were given up are sent again, each with the id that it had."""
    program = caller(request)

    def run() -> tuple[int, dict[str, object]]:
        webhooks.endpoint(program.seat, webhook_id, application_id=program.application_id)
        return 200, {"messages": replay(seat=program.seat, endpoint_id=webhook_id)}

    return keyed(request, key, run)


def _shown(each: webhooks.Endpoint) -> hooks.Webhook:
    return hooks.Webhook(
        id=each.id, url=each.url, note=each.note, types=list(each.types), active=each.active,
        failing_since=each.failing_since, waiting=each.waiting, failed=each.failed,
    )  # fmt: skip
