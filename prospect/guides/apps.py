from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "prospect.guides"
    label = "guides"
