from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "prospect.config.demo"
    label = "demo"
