from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.sites.security"
    label = "security"
