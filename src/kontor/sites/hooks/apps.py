from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.sites.hooks"
    label = "hooks"
