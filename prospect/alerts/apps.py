from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "prospect.alerts"
    label = "alerts"
