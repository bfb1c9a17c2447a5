from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "prospect.alerts"
    label = "alerts"

    def ready(self) -> None:
        from prospect.alerts import actions, tasks
        from prospect.alerts.letters.tasks import compose, drafts
        from prospect.mail.registries import composers, drafters, unsubscribers
        from prospect.people.registries import Holding, hold

        composers["alert"] = compose
        drafters["alert"] = drafts
        unsubscribers["alert"] = tasks.unsubscribe
        unsubscribers["alerts_together"] = tasks.unsubscribe_together
        tables = frozenset({"alerts.Alert", "alerts.Match", "alerts.Hook", "alerts.Delivery", "alerts.Reading"})
        hold(Holding("alerts", tables, actions.export_alerts, actions.erase_alerts))
