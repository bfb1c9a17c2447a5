from django.apps import AppConfig


class SeekersConfig(AppConfig):
    name = "prospect.web.seekers"
    label = "seekers"
