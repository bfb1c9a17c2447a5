"""Forms of the pages for operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prospect.lexicon.places import place
from prospect.network.models import Network
from prospect.web.parts import marks, palette
from prospect.web.seekers.reader_place import known_place, name_of

COLOURS = {
    "accent": _("Color of what matters"),
    "gild": _("Color of ornament"),
    "paper": _("Color of the paper"),
    "ink": _("Color of the ink"),
}


_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)


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

    def clean_address(self) -> str:
        """An address typed without its scheme ("acme.org/careers") is an https address."""
        typed = str(self.cleaned_data["address"]).strip()
        return f"https://{typed}" if _BARE_ADDRESS.fullmatch(typed) else typed

    def guessing(self, employer: str) -> SourceForm:
        """The same form with the employer that the board names filled in, where none was given."""
        if not employer or self.data.get("employer"):
            return self
        return SourceForm({**{name: self.data.get(name) for name in self.fields}, "employer": employer})


class NetworkForm(forms.ModelForm[Network]):
    """Everything an operator says of the network. Colours are fields of their own, the mark is a file."""

    new_mark = forms.FileField(
        label=_("Mark"), required=False, help_text=_("An SVG of plain shapes or a PNG, square, at most 100 kB."),
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
    )  # fmt: skip
    drop_mark = forms.BooleanField(label=_("Take the mark away"), required=False)
    centre = forms.CharField(
        label=_("Center of the region"), required=False, max_length=120,
        help_text=_("A city with its state, or a ZIP code. What work pays is told for this place."),
    )  # fmt: skip

    class Meta:
        model = Network
        fields = ("name", "tagline", "region_name", "radius_miles", "country", "time_zone", "postal_address",
                  "contact_email", "privacy_text", "terms_text")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = place(self.instance.place_id) if self.instance.place_id else None
        self.fields["centre"].initial = name_of(known)
        for name, label in COLOURS.items():
            self.fields[f"colour_{name}"] = forms.CharField(
                label=label,
                required=False,
                max_length=7,
                initial=self.instance.palette.get(name, ""),
                validators=[
                    RegexValidator("^" + palette.HEX.pattern, _("Write a color like #1d6656."), flags=re.IGNORECASE)
                ],
            )

    @property
    def said(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in (*self.Meta.fields[:3], "centre", *self.Meta.fields[3:]))

    @property
    def colours(self) -> Iterator[forms.BoundField]:
        return (self[f"colour_{name}"] for name in COLOURS)

    def clean_time_zone(self) -> str:
        zone: Any = self.cleaned_data["time_zone"]
        if zone not in available_timezones():
            raise forms.ValidationError(_("This is not the name of a time zone, such as America/Chicago."))
        return str(zone)

    def clean_centre(self) -> str:
        """The lexicon's id of the place; empty where none is named."""
        typed = self.cleaned_data["centre"].strip()
        found = known_place(typed) if typed else None
        if typed and (found is None or not found.id):
            raise forms.ValidationError(
                _("We know no place called “{typed}”. Try a city with its state, or a state.").format(typed=typed)
            )
        return str(found.id) if found else ""

    def clean_new_mark(self) -> str:
        """The name of the kept mark; empty where none was given."""
        given = self.cleaned_data["new_mark"]
        try:
            return marks.keep(given.read()) if given else ""
        except marks.MarkRefused as refused:
            raise forms.ValidationError(refused.sentence.said(gettext)) from refused

    def save(self, commit: bool = True) -> Network:
        said = self.cleaned_data
        self.instance.palette = {name: said[f"colour_{name}"] for name in COLOURS if said[f"colour_{name}"]}
        self.instance.place_id = said["centre"]
        self.instance.mark = said["new_mark"] or ("" if said["drop_mark"] else self.instance.mark)
        return super().save(commit)
