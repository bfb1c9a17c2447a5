from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "prospect.jobs"
    label = "jobs"
