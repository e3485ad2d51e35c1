from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.governance"
    label = "governance"
