from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.support"
    label = "support"
