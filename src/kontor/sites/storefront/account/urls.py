"""Joining, signing in, and everything under “My account” but the orders."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.account import (
    address_book,
    data,
    join,
    overview,
    preferences,
    profile,
    reset,
    sell,
    session,
    verify,
    wallet,
)
from kontor.sites.storefront.account.doors import SELL

urlpatterns = [
    path("join/", join.join, name="join"),
    path("join/check-mail/", verify.check_mail, name="check_mail"),
    path("sell/", sell.sell, name="sell"),
    path("sell/check-mail/", verify.check_mail, {"door": SELL}, name="seller_check_mail"),
    path("sell/resend/", verify.resend, {"door": SELL}, name="seller_resend"),
    path("sell/reset/", reset.ask, {"door": SELL}, name="seller_reset"),
    path("reset/", reset.ask, name="reset"),
    path("reset/<slug:token>/", reset.link, name="new_password"),
    path("verify/code/", verify.code, name="verify_code"),
    path("verify/resend/", verify.resend, name="verify_resend"),
    path("verify/done/", verify.welcome, name="verified"),
    path("verify/removed/", verify.removed, name="registration_removed"),
    path("verify/<slug:token>/", verify.link, name="verify"),
    path("verify/<slug:token>/not-me/", verify.not_me, name="not_me"),
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("account/", overview.overview, name="account"),
    path("account/profile/", profile.profile, name="profile"),
    path("account/data/", data.data, name="own_data"),
    path("account/data/export/", data.export, name="own_data_export"),
    path("account/data/archive/<uuid:request_id>/", data.archive, name="own_archive"),
    path("account/data/consent/", data.consent, name="own_consent"),
    path("account/data/delete/", data.delete, name="delete_account"),
    path("account/payments/", wallet.payments, name="payments"),
    path("account/payments/bind/", wallet.bind, name="payment_bind"),
    path("account/payments/bound/<uuid:agreement_id>/", wallet.bound, name="payment_bound"),
    path("account/payments/<uuid:agreement_id>/remove/", wallet.remove, name="payment_remove"),
    path("account/payments/<uuid:agreement_id>/default/", wallet.make_default, name="payment_default"),
    path("account/addresses/", address_book.book, name="addresses"),
    path("account/addresses/new/", address_book.add, name="add_address"),
    path("account/addresses/<uuid:address_id>/", address_book.change, name="change_address"),
    path("account/addresses/<uuid:address_id>/remove/", address_book.remove, name="remove_address"),
    path("account/addresses/<uuid:address_id>/default/", address_book.make_default, name="default_address"),
]
