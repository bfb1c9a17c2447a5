from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "prospect.mail"
    label = "mail"
