from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.sites.console"
    label = "console"
