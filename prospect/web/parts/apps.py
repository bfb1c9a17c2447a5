from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "prospect.web.parts"
    label = "parts"
