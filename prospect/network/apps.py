from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "prospect.network"
    label = "network"
