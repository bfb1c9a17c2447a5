from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "prospect.people"
    label = "people"
