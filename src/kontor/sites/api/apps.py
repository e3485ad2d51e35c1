from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.sites.api"
    label = "api"
