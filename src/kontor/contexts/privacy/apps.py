from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.privacy"
    label = "privacy"
