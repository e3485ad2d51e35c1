"""The operator's console."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.matrix.shape import GET, POST, Row, everybody, operator

_WHY = {"reason": "because"}

ROWS: Mapping[str, Row] = {
    "console/": operator(GET),
    "console/sign-in/": everybody(GET, POST, post=401, form={"address": "a@b.example", "password": "x"}),
    "console/sign-out/": everybody(POST),
    "console/reset/": everybody(GET, POST),
    "console/reset/<slug:token>/": everybody(GET, POST, get=409),
    "console/account-help/": operator(GET, POST),
    "console/policies/": operator(GET),
    "console/policies/history/": operator(GET),
    "console/policies/<str:name>/": operator(GET, POST, form=_WHY | {"value": "2"}),
    "console/policies/<str:name>/default/": operator(POST, form=_WHY),
    "console/orders/": operator(GET),
    "console/orders/<int:number>/": operator(GET, number="order"),
    "console/orders/<int:number>/<slug:move>/": operator(POST, number="order", form=_WHY),
    "console/disputes/": operator(GET),
    "console/disputes/<int:dispute_number>/": operator(GET),
    "console/disputes/<int:dispute_number>/rule/": operator(POST, post=409, form=_WHY | {"decision": "full"}),
    "console/disputes/<int:dispute_number>/pictures/<uuid:evidence_id>/": operator(GET, get=404),  # not taken
    "console/messages/": operator(GET),
    "console/support/": operator(GET),
    "console/support/next/": operator(POST),
    "console/support/<uuid:request_id>/": operator(
        GET, POST, request_id="support_request", post=(302, 409), form={"text": "Yes.", "client_id": "a-word-of-mine"}
    ),
    "console/support/<uuid:request_id>/since/": operator(GET, request_id="support_request"),
    "console/support/<uuid:request_id>/<slug:act>/": operator(POST, request_id="support_request", act="claim_act"),
    "console/messages/policy/": operator(GET, POST, form={"tried": "Write me on WhatsApp."}),
    "console/messages/policy/add/": operator(POST, form={"text": "blue parrot", "note": "because"}),
    "console/messages/policy/<uuid:phrase_id>/remove/": operator(POST, form={"reason": "because"}),
    "console/messages/<uuid:conversation_id>/": operator(GET),
    "console/messages/<uuid:conversation_id>/file/<slug:paper>/": operator(GET),
    "console/stores/": operator(GET),
    "console/stores/<slug:slug>/": operator(GET, slug="shop"),
    "console/stores/<slug:slug>/show/": operator(POST, slug="shop", form=_WHY),
    "console/violations/": operator(GET),
    "console/violations/new/": operator(
        GET, POST, form={"store": "{shop}", "code": "false_reviews", "words": "Seen.", "evidence": "Seen.", "key": "k"}
    ),
    "console/violations/<uuid:violation_id>/": operator(GET),
    "console/violations/<uuid:violation_id>/lift/": operator(POST, form=_WHY),
    "console/coupons/": operator(GET),
    "console/coupons/new/": operator(GET, POST, form={"kind": "amount", "name": "Tea"}),
    "console/coupons/<uuid:coupon_id>/": operator(GET, POST, coupon_id="market_coupon"),
    "console/coupons/<uuid:coupon_id>/<slug:move>/": operator(POST, coupon_id="market_coupon", move="coupon_move"),
    "console/cashback/": operator(GET, POST),
    "console/cashback/<slug:slug>/switch/": operator(POST, post=404, form=_WHY),
    "console/history/": operator(GET),
    "console/history/file/": operator(GET),
    "console/privacy/": operator(GET),
    "console/queues/": operator(GET),
    "console/queues/<str:kind>/": operator(GET),
    "console/queues/<str:kind>/next/": operator(POST),
    "console/reviews/<uuid:item_id>/": operator(GET),
    "console/reviews/<uuid:item_id>/take/": operator(POST),
    "console/reviews/<uuid:item_id>/give-back/": operator(POST),
    "console/reviews/<uuid:item_id>/decide/": operator(POST, form=_WHY | {"decision": "allow"}),
    "console/reviews/<uuid:item_id>/identity/<slug:side>/": operator(GET, get=404),  # shown to whoever has the case
    "console/reports/": operator(GET),
    "console/reports/<slug:topic>/": operator(GET),
    "console/reviews/<uuid:item_id>/papers/<slug:code>/": operator(GET, get=404),  # shown to whoever has the case
    "console/businesses/": operator(GET),
    "console/businesses/<uuid:business_id>/": operator(GET),
    "console/requirements/": operator(GET, POST),
    "console/requirements/<uuid:requirement_id>/end/": operator(POST, post=404),
    "console/requirements/taxes/": operator(POST),
    "console/programs/": operator(GET),
    "console/programs/<uuid:application_id>/": operator(GET),
    "console/programs/<uuid:application_id>/certify/": operator(POST, form=_WHY | {"decision": "certify"}),
    "console/programs/<uuid:application_id>/secret/": operator(POST, post=404),
    "console/programs/<uuid:application_id>/switch/": operator(POST, form=_WHY),
    "console/programs/presets/<slug:erp>/": operator(GET, POST),
    "console/identity/": operator(GET, POST),
    "console/payouts/": operator(GET),
    "console/payouts/<uuid:payout_id>/": operator(GET),
    "console/payouts/<uuid:payout_id>/approve/": operator(POST),
    "console/payouts/<uuid:payout_id>/cancel/": operator(POST, form={"reason": "Looked at."}),
    "console/payments/": operator(GET),
    "console/risk/": operator(GET),
    "console/risk/clusters/": operator(GET),
    "console/risk/clusters/<uuid:cluster_id>/": operator(GET),
    "console/risk/clusters/<uuid:cluster_id>/ban/": operator(POST, form=_WHY),
    "console/risk/clusters/<uuid:cluster_id>/unban/": operator(POST, form=_WHY),
    "console/risk/thresholds/": operator(GET),
    "console/risk/numbers/": operator(GET, POST),
    "console/risk/<uuid:account_id>/<uuid:judgement_id>/": operator(GET, account_id="joined", judgement_id="judgement"),
    "console/jobs/": operator(GET),
    "console/jobs/<int:job_id>/again/": operator(POST, post=409),
    "console/jobs/facts/<uuid:key>/<uuid:event_id>/again/": operator(POST, key="fact", post=409),
}
