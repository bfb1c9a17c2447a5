from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "prospect.people"
    label = "people"

    def ready(self) -> None:
        from prospect.people import holding

        holding.register()
