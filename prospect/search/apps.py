from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "prospect.search"
    label = "search"
