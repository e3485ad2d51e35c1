from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.sites.seller_center"
    label = "seller_center"
