from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    name = "prospect.web.operators"
    label = "operators"
