from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.checkout"
    label = "checkout"
