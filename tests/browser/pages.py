"""Every page of the product, as a browser reaches it in the demo; the sweep looks at each.

A page that is not here fails `test_sweep`: whoever adds one says here how it is reached, or in ELSEWHERE why it is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PUBLIC, PERSON, OPERATOR = "public", "person", "operator"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the name of its address, where it lies, who sees it. `{job}` and the like are filled by `Found`."""

    name: str
    path: str
    who: str = PUBLIC
    status: int = 200

    @property
    def label(self) -> str:
        """Its name among the pictures."""
        rest = self.path.partition("?")[2].replace("=", "-").replace("&", "-").replace("+", "-")
        label = f"{self.who}-{self.name}{f'-{self.status}' if self.status != 200 else ''}{f'-{rest}' if rest else ''}"
        return label.replace("{", "").replace("}", "")


PAGES = (
    Page("front", "/"),
    Page("jobs", "/jobs"),
    Page("jobs", "/jobs?q=nurse&near=Tulsa"),
    Page("jobs", "/jobs?q=zzzzqqq&pay=90000"),
    Page("job", "{job}"),
    Page("employers", "/employers"),
    Page("employer", "{employer}"),
    Page("new_alert", "/alerts/new?q=nurse"),
    Page("careers", "/careers"),
    Page("career", "/careers/registered-nurse"),
    Page("pay", "/pay?occupation=welder&from=Tulsa%2C+OK&to=Denver%2C+CO"),
    Page("pay_places", "/pay/places?occupation=welder"),
    Page("region", "/region"),
    Page("guides", "/guides"),
    Page("guide", "{guide}"),
    Page("check", "/check"),
    Page("help", "/help"),
    Page("privacy", "/privacy"),
    Page("account_login", "/account/login/"),
    Page("account_signup", "/account/signup/"),
    Page("account_reset_password", "/account/password/reset/"),
    Page("account_reset_password_done", "/account/password/reset/done/"),
    Page("account_reset_password_from_key_done", "/account/password/reset/key/done/"),
    Page("account_reset_password_from_key", "/account/password/reset/key/zz-no-such-key/"),
    Page("account_confirm_email", "/account/confirm-email/no-such-key/"),
    Page("account_email_verification_sent", "/account/confirm-email/"),
    Page("account_inactive", "/account/inactive/"),
    Page("unsubscribe", "/unsubscribe/no-such-link", status=404),
    Page("say_of_job", "/alerts/say/no-such-link", status=404),
    Page("outbox", "/outbox"),
    Page("styleguide", "/styleguide"),
    *(Page("failure", f"/styleguide/failure/{code}", status=code) for code in (403, 404, 410, 429, 500, 503)),
    Page("for_you", "/for-you", PERSON),
    Page("learn", "/for-you/learn", PERSON),
    Page("more_like", "/for-you/like/{job id}", PERSON),
    Page("jobs", "/jobs?q=developer", PERSON),
    Page("job", "{job}", PERSON),
    Page("fit", "{job}/fit", PERSON),
    Page("saved", "/saved", PERSON),
    Page("saved", "/saved?stage=offer", PERSON),
    Page("alerts", "/alerts", PERSON),
    Page("profile", "/profile", PERSON),
    Page("resume", "{resume}", PERSON),
    Page("change_alert", "{alert}", PERSON),
    Page("account", "/account", PERSON),
    Page("account_email", "/account/email/", PERSON),
    Page("account_set_password", "/account/password/set/", PERSON),
    Page("account_logout", "/account/logout/", PERSON),
    Page("usersessions_list", "/account/sessions/", PERSON),
    Page("mfa_index", "/account/2fa/", PERSON),
    Page("mfa_list_webauthn", "/account/2fa/webauthn/", PERSON),
    Page("mfa_add_webauthn", "/account/2fa/webauthn/add/", PERSON),
    Page("mfa_activate_totp", "/account/2fa/totp/activate/", PERSON),
    Page("operator", "/operate/", OPERATOR),
    Page("sources", "/operate/sources", OPERATOR),
    Page("source", "{source}", OPERATOR),
    Page("add_source", "/operate/sources/add", OPERATOR),
    Page("copies", "/operate/copies", OPERATOR),
    Page("letters", "/operate/letters", OPERATOR),
    Page("network", "/operate/network", OPERATOR),
    Page("operator_guides", "/operate/guides", OPERATOR),
    Page("new_guide", "/operate/guides/new", OPERATOR),
    Page("edit_guide", "{guide desk}", OPERATOR),
    Page("operator_region", "/operate/region", OPERATOR),
)

_ACTS = (
    "look look_again write_again write_of_alert_again try_hook language save_job unsave_job hide_job unhide_job track_job fit_have fit_not_asked fit_take_back upload "
    "undo_profile not_a_skill wishes delete_resume take_back_alert snooze_alert wake_alert new_alert_feed add_hook "
    "remove_hook hook_again pause_alert stop_alert resume_alert delete_account read_source switch_source believe_source "
    "separate send_again withdraw_guide delete_guide demo_sign_in demo_arrive mfa_login_webauthn"
)
_FILES = (
    "healthz readyz palette mark robots sitemap suggest_words suggest_places original resume_page export_profile "
    "alert_feed guides_feed guide_picture region_csv region_days export letter_html operator_region_csv "
    "operator_searches_csv mfa_download_recovery_codes"
)
_IN_FLOWS = (  # seen by test_signing_in, on the way to what they guard; or after a letter, by test_main_job
    "account_reauthenticate account_change_password mfa_authenticate mfa_reauthenticate mfa_reauthenticate_webauthn "
    "mfa_deactivate_totp mfa_view_recovery_codes mfa_generate_recovery_codes mfa_remove_webauthn mfa_edit_webauthn "
    "confirm_alert hold_alert letter account_confirm_login_code"
)
ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(_ACTS.split(), "an act, not a page"),
    **dict.fromkeys(_FILES.split(), "a file, a feed or a part"),
    **dict.fromkeys(_IN_FLOWS.split(), "looked at in a flow"),
}
