"""Forms of the pages for operators."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from prospect.network.models import Network


class SourceForm(forms.Form):
    """A careers page's address, or KIND:TOKEN."""

    address = forms.CharField(label=_("Address of the careers page, or KIND:TOKEN"), max_length=500)
    employer = forms.CharField(
        label=_("Employer"),
        max_length=200,
        required=False,
        help_text=_("Leave empty for a board that lists many employers."),
    )
    is_agency = forms.BooleanField(label=_("This is a staffing agency"), required=False)


class NetworkForm(forms.ModelForm[Network]):
    class Meta:
        model = Network
        fields = ("name", "tagline", "region_name", "radius_miles", "country", "time_zone", "postal_address",
                  "contact_email", "privacy_text", "terms_text")  # fmt: skip

    def clean_time_zone(self) -> str:
        zone: Any = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("This is not the name of a time zone, such as America/Chicago."))
        return str(zone)
