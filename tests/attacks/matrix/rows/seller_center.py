"""The Seller Center."""

from __future__ import annotations

from collections.abc import Mapping

from tests.attacks.matrix.shape import GET, POST, Row, any_seller, everybody, seller

_LISTS = ("orders.view", "aftersales.view")  # a run is about rows of one of three lists

ROWS: Mapping[str, Row] = {
    "seller/": seller("", GET),
    "seller/sign-in/": everybody(GET, POST, post=401, form={"login": "a@b.example", "password": "x"}),
    "seller/sign-out/": everybody(POST),
    "seller/reset/": everybody(GET, POST),
    "seller/reset/<slug:token>/": everybody(GET, POST, get=409),
    "seller/switch/<uuid:store_id>/": any_seller(GET, others="in"),  # leads home, whosever store it is
    "seller/orders/": seller("orders.view", GET),
    "seller/orders/ship/": seller("orders.ship", GET, POST, form={"how": "ship", "order": "{order}"}),
    "seller/orders/bulk/": seller(
        "logistics.labels", POST, instead=("orders.ship", "orders.cancel"), form={"order": "{order}"}
    ),
    "seller/orders/<int:number>/": seller("orders.view", GET, number="order"),
    "seller/orders/<int:number>/ship/": seller(
        "orders.ship", POST, number="order", post=422, form={"service": "yunexpress:THPHR"}
    ),
    "seller/orders/<int:number>/slip/": seller("logistics.labels", GET, number="order"),
    "seller/orders/<int:number>/cancel/": seller(
        "orders.cancel", POST, number="order", post=302, form={"reason": "buyer_asked"}
    ),
    "seller/disputes/": seller("aftersales.view", GET),
    "seller/disputes/bulk/": seller(
        "aftersales.answer", POST, form={"action": "aftersales.accept", "dispute": "{dispute_number}"}
    ),
    "seller/disputes/<int:dispute_number>/": seller("aftersales.view", GET),
    "seller/disputes/<int:dispute_number>/pictures/<uuid:evidence_id>/": seller("aftersales.view", GET),
    "seller/disputes/<int:dispute_number>/<slug:act>/": seller(
        "aftersales.answer", POST, form={"text": "Look at this."}
    ),
    "seller/messages/": seller("messages.view", GET),
    "seller/messages/phrases/": seller("messages.answer", GET, POST, form={"title": "Hello", "text-en": "Hello"}),
    "seller/messages/phrases/<uuid:phrase_id>/remove/": seller("messages.answer", POST),
    "seller/messages/settings/": seller("settings.store", GET, POST, form={"time_zone": "Asia/Shanghai"}),
    "seller/messages/settings/auto/": seller("settings.store", POST, form={"from": "09:00", "to": "18:00"}),
    "seller/messages/logs/": seller("messages.view", GET),
    "seller/messages/logs/export/": seller("messages.view", GET),
    "seller/messages/logs/<uuid:delivery_id>/again/": seller(
        "messages.answer", POST, delivery_id="failed_message", others="in"
    ),
    "seller/messages/<uuid:conversation_id>/": seller("messages.view", GET),
    "seller/messages/<uuid:conversation_id>/since/": seller("messages.view", GET),
    "seller/messages/<uuid:conversation_id>/here/": seller("messages.view", POST),
    "seller/messages/<uuid:conversation_id>/reply/": seller(
        "messages.answer", POST, post=(302, 403), form={"text": "Yes.", "client_id": "a-word-of-mine"}
    ),
    "seller/messages/<uuid:conversation_id>/<slug:act>/": seller(
        "messages.answer", POST, act="note_act", form={"note": "Look at this."}
    ),
    "seller/coupons/": seller("marketing.coupons", GET),
    "seller/coupons/new/": seller("marketing.coupons", GET, POST, form={"kind": "amount", "name": "Tea"}),
    "seller/coupons/compare/": seller("marketing.coupons", GET),
    "seller/coupons/<uuid:coupon_id>/": seller("marketing.coupons", GET, POST),
    "seller/coupons/<uuid:coupon_id>/<slug:move>/": seller("marketing.coupons", POST, move="coupon_move"),
    "seller/coins/": seller("marketing.coins", GET),
    "seller/coins/open/": seller("marketing.coins", POST),
    "seller/coins/pause/": seller("marketing.coins", POST),
    "seller/coins/resume/": seller("marketing.coins", POST),
    "seller/coins/fund/": seller("marketing.coins", GET, POST),
    "seller/coins/products/": seller("marketing.coins", GET, POST, form={"act": "on", "product": "{product_id}"}),
    "seller/coins/scenes/": seller("marketing.coins", GET),
    "seller/coins/scenes/new/": seller("marketing.coins", GET, POST, form={"kind": "task", "name": "Tea"}),
    "seller/coins/scenes/<uuid:scene_id>/": seller("marketing.coins", GET, POST),
    "seller/coins/scenes/<uuid:scene_id>/<slug:move>/": seller("marketing.coins", POST, move="scene_move"),
    "seller/coins/advice/": seller("marketing.coins", GET),
    "seller/coins/report/": seller("marketing.coins", GET),
    "seller/coins/campaigns/": seller("marketing.coins", GET),
    "seller/coins/campaigns/<uuid:campaign_id>/<slug:move>/": seller(
        "marketing.coins", POST, move="campaign_move", others="in"
    ),
    "seller/products/": seller("products.view", GET),
    "seller/products/new/": seller("products.edit", GET, POST),
    "seller/products/autosave/": seller("products.edit", POST, form={"product": "{product_id}", "title.en": "x"}),
    "seller/products/discard/": seller("products.edit", POST, form={"draft": "{product_id}"}),
    "seller/products/pictures/": seller("products.edit", POST, form={"crop": "products/none.webp"}),
    "seller/products/preview/": seller("products.view", POST, form={"product": "{product_id}"}),
    "seller/products/<uuid:product_id>/": seller("products.view", GET, POST, to_post="products.edit"),
    "seller/products/<uuid:product_id>/submit/": seller("products.edit", POST),
    "seller/products/<uuid:product_id>/delist/": seller("products.edit", POST, product_id="on_sale"),
    "seller/products/<uuid:product_id>/relist/": seller("products.edit", POST, product_id="on_sale"),
    "seller/products/bulk/": seller(
        "products.edit", POST, instead=("products.stock",), form={"product": "{product_id}"}
    ),
    "seller/bulk/<uuid:run_id>/": seller("products.view", GET, personal=True, instead=_LISTS),
    "seller/bulk/<uuid:run_id>/start/": seller("products.view", POST, personal=True, instead=_LISTS),
    "seller/bulk/<uuid:run_id>/undo/": seller("products.view", POST, personal=True, instead=_LISTS),
    "seller/bulk/<uuid:run_id>/file/": seller(
        "products.view", GET, get=404, personal=True, instead=_LISTS
    ),  # it made none
    "seller/business/": seller("settings.business", GET, seatless=True),
    "seller/business/hand-in/": seller("settings.business", POST, seatless=True, post=(404, 409)),
    "seller/business/live/": seller("settings.business", POST, seatless=True, post=(302, 404)),
    "seller/business/phone/": seller("settings.business", POST, seatless=True, form={"step": "send"}),
    "seller/business/store/": seller("settings.business", GET, POST, seatless=True),
    "seller/business/<slug:stage>/": seller("settings.business", GET, POST, seatless=True, post=(302, 404, 409, 422)),
    "seller/business/<slug:stage>/change/": seller("settings.business", POST, seatless=True, post=(302, 404, 409)),
    "seller/tax/": seller("settings.business", GET, POST, seatless=True),
    "seller/tax/<uuid:number_id>/remove/": seller("settings.business", POST, seatless=True),
    "seller/sheets/": seller("products.view", GET, instead=("orders.view",)),
    "seller/sheets/import/": seller("products.edit", POST, form={"kind": "products"}),
    "seller/sheets/export/": seller("products.view", POST, form={"kind": "products", "form": "csv"}),
    "seller/sheets/template/<slug:kind>/": seller("products.edit", GET, kind="sheet"),
    "seller/sheets/imports/<uuid:import_id>/": seller("products.edit", GET),
    "seller/sheets/imports/<uuid:import_id>/apply/": seller("products.edit", POST),
    "seller/sheets/imports/<uuid:import_id>/cancel/": seller("products.edit", POST),
    "seller/sheets/imports/<uuid:import_id>/rejected/": seller("products.edit", GET, get=404),
    "seller/sheets/exports/<uuid:export_id>/cancel/": seller("", POST, personal=True),
    "seller/sheets/exports/<uuid:export_id>/file/": seller("", GET, get=404, personal=True),  # it is not made yet
    "seller/members/": seller("settings.members", GET),
    "seller/members/invite/": seller("settings.members", GET, POST),
    "seller/members/roles/new/": seller("settings.members", GET, POST),
    "seller/members/roles/<uuid:role_id>/": seller("settings.members", GET, POST),
    "seller/members/roles/<uuid:role_id>/remove/": seller("settings.members", POST),
    "seller/members/invitations/<uuid:invitation_id>/withdraw/": seller("settings.members", POST),
    "seller/members/<uuid:account_id>/": seller(
        "settings.members", GET, POST, account_id="colleague", form={"rights": "settings.members"}, post=(302, 403)
    ),
    "seller/members/<uuid:account_id>/remove/": seller("settings.members", POST, account_id="colleague"),
    "seller/rights/ask/": seller("", POST, form={"right": "finance.view"}),
    "seller/history/": seller("settings.members", GET),
    "seller/invitation/": any_seller(GET),
    "seller/invitation/<uuid:invitation_id>/accept/": any_seller(POST, post=404, others="in"),
    "seller/invitation/<uuid:invitation_id>/<slug:secret>/": everybody(GET, POST, get=404, post=404),
    "seller/filters/": seller("products.view", POST, form={"list": "products", "filter_name": "Tea", "query": "q=tea"}),
    "seller/filters/<uuid:filter_id>/forget/": seller("", POST, personal=True, form={"list": "products"}),
    "seller/programs/": seller("settings.programs", GET),
    "seller/programs/new/": seller("settings.programs", GET, POST),
    "seller/programs/consent/": seller("", GET, POST, get=404, post=404),
    "seller/programs/connected/<uuid:grant_id>/end/": seller("settings.programs", POST),
    "seller/programs/<uuid:application_id>/": seller("settings.programs", GET, POST),
    "seller/programs/<uuid:application_id>/certify/": seller("settings.programs", POST),
    "seller/programs/<uuid:application_id>/remove/": seller("settings.programs", POST),
    "seller/programs/<uuid:application_id>/secret/": seller("settings.programs", POST),
    "seller/webhooks/": seller("settings.programs", GET, POST),
    "seller/webhooks/<uuid:endpoint_id>/": seller("settings.programs", GET, POST),
    "seller/webhooks/<uuid:endpoint_id>/<uuid:delivery_id>/": seller("settings.programs", GET),
    "seller/webhooks/<uuid:endpoint_id>/again/": seller("settings.programs", POST),
    "seller/webhooks/<uuid:endpoint_id>/remove/": seller("settings.programs", POST),
    "seller/webhooks/<uuid:endpoint_id>/secret/": seller("settings.programs", POST),
    "seller/webhooks/<uuid:endpoint_id>/test/": seller("settings.programs", POST),
    "seller/balance/": seller("finance.view", GET),
    "seller/statements/": seller("finance.view", GET),
    "seller/statements/<slug:unit>/<slug:month>/": seller("finance.view", GET, unit="currency"),
    "seller/statements/<slug:unit>/<slug:month>/paper/": seller("finance.view", GET, unit="currency"),
    "seller/statements/<slug:unit>/<slug:month>/sheet/": seller("finance.view", GET, unit="currency"),
    "seller/statements/<slug:unit>/entry/<uuid:posting_id>/": seller("finance.view", GET, unit="currency"),
    "seller/payouts/": seller("finance.view", GET),
    "seller/invoices/": seller("finance.view", GET),
    "seller/invoices/<uuid:document_id>/<slug:print_form>/": seller("finance.view", GET),
    "seller/balance/settlements/": seller("finance.view", GET),
    "seller/balance/<slug:kind>/<slug:unit>/": seller("finance.view", GET, kind="unit_kind", unit="currency"),
    "seller/warehouses/": seller("products.stock", GET, POST, form={"name": "North", "country": "CN"}),
    "seller/warehouses/<uuid:warehouse_id>/": seller(
        "products.stock", POST, post=302, form={"name": "North", "country": "CN"}
    ),
    "seller/freight/": seller("logistics.freight", GET, POST),
    "seller/news/": seller("marketing.news", GET, POST, form={"title": "Second harvest"}),
    "seller/news/<uuid:news_id>/remove/": seller("marketing.news", POST, post=302),
    "seller/reviews/": seller("messages.reviews", GET),
    "seller/reviews/<uuid:review_id>/reply/": seller("messages.reviews", POST, form={"reply": "Thank you."}),
    "seller/reviews/<uuid:review_id>/report/": seller("messages.reviews", POST, form={"reason": "false"}),
    "seller/standing/": seller("settings.store", GET),
    "seller/standing/<uuid:violation_id>/": seller("settings.store", GET, POST, form={"text": "It was not us."}),
    "seller/store/": seller("settings.store", GET, POST),
    "seller/store/preview/": seller("settings.store", POST, form={"name": "New"}),
    "seller/store/addresses/": seller("settings.store", GET),
    "seller/store/addresses/origin/": seller("settings.store", GET, POST, form={"country": "BG"}),
    "seller/store/addresses/new/": seller("settings.store", GET, POST, form={"country": "BG"}),
    "seller/store/addresses/<uuid:address_id>/": seller(
        "settings.store", GET, POST, address_id="store_address", form={"country": "BG"}
    ),
    "seller/store/addresses/<uuid:address_id>/remove/": seller(
        "settings.store", POST, address_id="store_address", post=302
    ),
}
