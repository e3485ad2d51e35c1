from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.sites.storefront"
    label = "storefront"
