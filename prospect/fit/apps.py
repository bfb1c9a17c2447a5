from django.apps import AppConfig


class FitConfig(AppConfig):
    name = "prospect.fit"
    label = "fit"

    def ready(self) -> None:
        from prospect.fit import actions
        from prospect.people.registries import Holding, hold

        hold(Holding("fit", frozenset({"fit.Correction"}), actions.export_corrections, actions.erase_corrections))
        hold(Holding("for you", frozenset({"fit.SuitedList"}), actions.export_suited, actions.erase_suited))
