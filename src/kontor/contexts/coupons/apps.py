from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.coupons"
    label = "coupons"
