"""Cart, checkout, payment."""

from __future__ import annotations

from django.urls import path

from kontor.sites.storefront.checkout.views import cart, checkout, payment

urlpatterns = [
    path("cart/", cart.show, name="cart"),
    path("cart/add/", cart.add, name="cart_add"),
    path("cart/change/", cart.change, name="cart_change"),
    path("checkout/", checkout.checkout, name="checkout"),
    path("pay/<int:number>/", payment.pay, name="pay"),
    path("pay/<int:number>/return/", payment.returned, name="pay_return"),
    path("pay/<int:number>/cancel/", payment.cancel, name="pay_cancel"),
]
