from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "prospect.alerts"
    label = "alerts"

    def ready(self) -> None:
        from prospect.alerts import actions, tasks
        from prospect.mail.registries import composers, unsubscribers
        from prospect.people.registries import Holding, hold

        composers["alert"] = tasks.compose
        unsubscribers["alert"] = tasks.unsubscribe
        hold(
            Holding("alerts", frozenset({"alerts.Alert", "alerts.Match"}), actions.export_alerts, actions.erase_alerts)
        )
