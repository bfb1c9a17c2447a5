from django.apps import AppConfig


class FitConfig(AppConfig):
    name = "prospect.fit"
    label = "fit"
