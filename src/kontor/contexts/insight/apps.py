from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.insight"
    label = "insight"
