from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.integrations"
    label = "integrations"
