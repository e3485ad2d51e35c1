"""Addresses of this package; they stand at each face under `/account/`, `/seller/` and `/console/`."""

from __future__ import annotations

from django.urls import path

from kontor.sites.security import (
    by_passkey,
    changing,
    confirm,
    devices,
    hub,
    passkeys,
    second_step,
    setting_up,
    shown_codes,
)

urlpatterns = [
    path("second-step/", second_step.second_step),
    path("second-step/send/", second_step.send_code),
    path("second-step/passkey/", second_step.by_passkey),
    path("passkey/", by_passkey.sign_in),
    path("passkey/options/", by_passkey.options),
    path("security/", hub.hub),
    path("security/go-on/", hub.go_on),
    path("security/confirm/", confirm.confirm),
    path("security/confirm/send/", confirm.send_code),
    path("security/confirm/passkey/", confirm.by_passkey),
    path("security/confirm/options/", by_passkey.options),
    path("security/password/", changing.password),
    path("security/email/", changing.address, {"kind": "email"}),
    path("security/email/code/", changing.address_code, {"kind": "email"}),
    path("security/phone/", changing.address, {"kind": "phone"}),
    path("security/phone/code/", changing.address_code, {"kind": "phone"}),
    path("security/app/", setting_up.app),
    path("security/app/begin/", setting_up.begin_app),
    path("security/sms/", setting_up.sms),
    path("security/sms/begin/", setting_up.begin_sms),
    path("security/sms/send/", setting_up.send_again),
    path("security/factors/<uuid:factor_id>/remove/", setting_up.remove),
    path("security/passkeys/new/", passkeys.new),
    path("security/passkeys/options/", passkeys.options),
    path("security/passkeys/add/", passkeys.add),
    path("security/codes/", shown_codes.codes),
    path("security/codes/file/", shown_codes.as_file),
    path("security/codes/make/", shown_codes.make),
    path("security/codes/done/", shown_codes.done),
    path("security/devices/", devices.devices),
    path("security/devices/others/end/", devices.end_others),
    path("security/devices/<uuid:public_id>/end/", devices.end),
    path("security/devices/trusted/forget/", devices.distrust_all),
    path("security/devices/trusted/<uuid:device_id>/forget/", devices.distrust),
]
