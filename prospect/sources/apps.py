from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "prospect.sources"
    label = "sources"
