from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "prospect.insights"
    label = "insights"
