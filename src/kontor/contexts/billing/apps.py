from django.apps import AppConfig


class Config(AppConfig):
    name = "kontor.contexts.billing"
    label = "billing"
