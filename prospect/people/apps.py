from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "prospect.people"
    label = "people"

    def ready(self) -> None:
        from prospect.people import actions
        from prospect.people.registries import Holding, hold

        hold(
            Holding(
                "account",
                frozenset({"people.Account", "people.LedgerEntry"}),
                actions.export_account,
                actions.erase_account,
            )
        )
        hold(Holding("resumes", frozenset({"people.Resume"}), actions.export_resumes, actions.erase_resumes))
        hold(Holding("profile", frozenset({"people.Profile"}), actions.export_profile, actions.erase_profile))
        hold(Holding("tracker", frozenset({"people.Tracked"}), actions.export_tracker, actions.erase_tracker))
        hold(
            Holding("letters", frozenset({"mail.Letter", "mail.Bounce"}), actions.export_letters, actions.erase_letters)
        )
        hold(
            Holding(
                "sign-in",
                frozenset(
                    {
                        "account.EmailAddress",
                        "account.EmailConfirmation",
                        "mfa.Authenticator",
                        "usersessions.UserSession",
                        "sessions.Session",
                    }
                ),
                actions.export_sign_in,
                actions.erase_sign_in,
            )
        )
