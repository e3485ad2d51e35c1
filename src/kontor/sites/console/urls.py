"""Addresses of the operator's console."""

from __future__ import annotations

from django.urls import path

from kontor.sites.console.views import (
    account_help,
    home,
    identity,
    jobs,
    orders,
    payments,
    policies,
    privacy,
    queues,
    reports,
    sign_in,
    stores,
)

urlpatterns = [
    path("", home.home, name="console_home"),
    path("sign-in/", sign_in.sign_in_page, name="console_sign_in"),
    path("sign-out/", sign_in.sign_out_page, name="console_sign_out"),
    path("account-help/", account_help.account_help, name="console_account_help"),
    path("policies/", policies.register, name="console_policies"),
    path("policies/history/", policies.changes, name="console_policy_changes"),
    path("policies/<str:name>/", policies.policy_page, name="console_policy"),
    path("policies/<str:name>/default/", policies.reset, name="console_policy_reset"),
    path("orders/", orders.listing, name="console_orders"),
    path("orders/<int:number>/", orders.order_page, name="console_order"),
    path("orders/<int:number>/<slug:move>/", orders.make_move, name="console_order_move"),
    path("stores/", stores.listing, name="console_stores"),
    path("stores/<slug:slug>/", stores.store_page, name="console_store"),
    path("stores/<slug:slug>/hide/", stores.hide, name="console_store_hide"),
    path("stores/<slug:slug>/show/", stores.show, name="console_store_show"),
    path("privacy/", privacy.privacy, name="console_privacy"),
    path("queues/", queues.overview, name="console_queues"),
    path("queues/<str:kind>/", queues.listing, name="console_queue"),
    path("queues/<str:kind>/next/", queues.take_oldest, name="console_queue_next"),
    path("reviews/<uuid:item_id>/", queues.case_page, name="console_review"),
    path("reviews/<uuid:item_id>/take/", queues.take, name="console_review_take"),
    path("reviews/<uuid:item_id>/give-back/", queues.give_back, name="console_review_give_back"),
    path("reviews/<uuid:item_id>/decide/", queues.decide, name="console_review_decide"),
    path("reports/", reports.overview, name="console_reports"),
    path("reports/<slug:topic>/", reports.report_page, name="console_report"),
    path("reviews/<uuid:item_id>/identity/<slug:side>/", identity.picture, name="console_identity_picture"),
    path("identity/", identity.checks, name="console_identity"),
    path("payments/", payments.payments, name="console_payments"),
    path("jobs/", jobs.job_board, name="console_jobs"),
    path("jobs/<int:job_id>/again/", jobs.again, name="console_job_again"),
    path("jobs/facts/<uuid:key>/<uuid:event_id>/again/", jobs.fact_again, name="console_fact_again"),
]
