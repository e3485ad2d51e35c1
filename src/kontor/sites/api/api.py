"""REST for programs, version 1 (OpenAPI 3.1). Errors take the one form of the edge (RFC 9457)."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from kontor.platform.http import api_errors
from kontor.sites.api import addresses, cart, checkout, orders, reads, reviewed
from kontor.sites.api.program import ProgramToken
from kontor.sites.api.seller import batches, disputes, finance, messages, products, reviews, store, webhooks
from kontor.sites.api.seller import orders as sold

PROBLEM = "application/problem+json"
KEY = "Idempotency-Key"


class Api(NinjaAPI):
    """Ninja's, with errors described in the form in which they are sent."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        scopes = {
            operation.operation_id: auth.scope
            for _, router in self._routers
            for view in router.path_operations.values()
            for operation in view.operations
            for auth in operation.auth_callbacks
            if isinstance(auth, ProgramToken)
        }
        for path in schema["paths"].values():
            for operation in path.values():
                if (scope := scopes.get(operation["operationId"])) is not None:
                    operation["security"] = [{ProgramToken.__name__: [scope] if scope else []}]
                for parameter in operation["parameters"]:
                    if parameter["name"] == KEY:  # the view itself says what is missing, with 400
                        parameter["required"] = True
                        parameter["schema"] = {"type": "string", "minLength": 1}
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer.get("content", {}):  # noqa: PLR2004
                        answer["content"] = {PROBLEM: answer["content"]["application/json"]}
        return schema


api = Api(
    title="Kontor",
    version="1",
    description=(
        "The market for programs: browse and search without signing in, buy with a buyer's session. "
        "Amounts are exact texts beside their minor units. Lists are paged by key: hand `next` on as `after`. "
        "An error has a stable `code`, a sentence in the reader's language and the request's id."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api_v1",
)
api_errors.install(api)
_BUYERS = (reads.router, reviewed.router, cart.router, addresses.router, checkout.router, orders.router)
_SELLERS = (
    store.router,
    products.router,
    batches.router,
    sold.router,
    disputes.router,
    finance.router,
    webhooks.router,
    reviews.router,
    messages.router,
)
for router in (*_BUYERS, *_SELLERS):
    api.add_router("", router)
