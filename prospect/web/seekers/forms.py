"""Forms of the pages for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from functools import cache
from importlib.resources import files
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from prospect.alerts.models import Alert
from prospect.alerts.rhythm import zone_named
from prospect.people.models import Account, Tracked
from prospect.web.seekers.date_fields import MonthField

UNFILLED = {"autocomplete": "off"}
"""Of fields that are called as people's own are and mean something else: a browser would fill in the person's name."""
CONTINENTS = ("America", "Pacific", "Atlantic", "Europe", "Africa", "Asia", "Australia", "Indian")


def _hours() -> list[tuple[str, str]]:
    return [("", "—"), *((str(hour), time_format(time(hour), "TIME_FORMAT")) for hour in range(24))]


@cache
def _zone_names() -> Mapping[str, str]:
    """The names of time zones in use, each with the older names of the same (`data/time_zones.tsv`)."""
    lines = (files("prospect.web.seekers") / "data" / "time_zones.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {name: older for name, _tab, older in rows}


@cache
def _zones() -> Mapping[str, list[tuple[str, str]]]:
    """Time zones in use by part of the world, each by its city, as far as this machine knows their clocks."""
    parts: dict[str, list[tuple[str, str]]] = {name: [] for name in CONTINENTS}
    for zone in sorted(_zone_names().keys() & available_timezones()):
        part, _slash, city = zone.partition("/")
        if city and part in parts:
            parts[part].append((zone, city.replace("_", " ").replace("/", ", ")))
    return parts


class ZoneSelect(forms.Select):
    """Time zones; the browser's own, by whichever name it gives, is chosen by the page's script where none is."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if older := _zone_names().get(str(value)):
            option["attrs"]["data-also"] = older
        return option


class AlertForm(forms.Form):
    """A new or changed alert; a stranger also gives a new one's address. `more` are the fields that are folded away.

    `fallback` is the time zone that counts where none is chosen; `kept` one chosen before, that stays to be chosen.
    With `asks_zone` the browser's own is chosen beforehand, where that is another.
    """

    MORE = ("ends_on", "quiet_from", "quiet_until", "time_zone", "says_pay_here", "is_together")

    name = forms.CharField(
        label=_("Name"), required=False, max_length=160, widget=forms.TextInput(UNFILLED),
        help_text=_("Left empty, it is called by what it asks."),
    )  # fmt: skip
    rhythm = forms.ChoiceField(label=_("How often"), choices=Alert.Rhythm.choices, widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("Your email address"), max_length=254, help_text=_("We ask you to confirm it first.")
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("After this day the alert stops by itself."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    quiet_from = forms.TypedChoiceField(
        label=_("No letter from"), required=False, coerce=int, empty_value=None, choices=_hours
    )
    quiet_until = forms.TypedChoiceField(
        label=_("No letter until"), required=False, coerce=int, empty_value=None, choices=_hours,
        help_text=_("What comes in these hours waits until they are over."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, widget=ZoneSelect,
        help_text=_("Mornings, quiet hours and the last day are on this clock."),
    )  # fmt: skip
    says_pay_here = forms.BooleanField(label=_("Say what each job pays"), required=False, initial=True)
    is_together = forms.BooleanField(
        label=_("One letter for all my alerts"), required=False,
        help_text=_("What is due at one time comes in one letter, parted by alert. This counts for all of them."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        person: Account | None = None,
        fallback: str = "UTC",
        kept: str = "",
        asks_zone: bool = False,
        asks_email: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fallback = fallback
        usual = _("As usual here: {zone}").format(zone=fallback.replace("_", " "))
        field = cast(forms.ChoiceField, self.fields["time_zone"])
        listed = any(kept == zone for zones in _zones().values() for zone, _city in zones)
        field.choices = [("", usual), *([(kept, kept)] if kept and not listed else []), *_zones().items()]
        if asks_zone:
            field.widget.attrs["data-own-zone"] = fallback
        if person is None:
            del self.fields["is_together"]
        if person is not None or not asks_email:
            del self.fields["email"]

    @property
    def more(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.MORE if name in self.fields)

    @property
    def is_unfolded(self) -> bool:
        """Whether something folded away is wrong, so that it is shown."""
        return any(bound.errors for bound in self.more)

    @property
    def said(self) -> dict[str, Any]:
        """The fields of an alert, as `prospect.alerts.actions.change` takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"email", "is_together"}}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        start, end = said.get("quiet_from"), said.get("quiet_until")
        if (start is None) != (end is None):
            lacking = "quiet_from" if start is None else "quiet_until"
            self.add_error(lacking, _("Say both hours, or neither."))
        elif start is not None and start == end:
            self.add_error("quiet_until", _("This is the hour it starts at. Choose another."))
        today = datetime.now(zone_named(said.get("time_zone") or self.fallback)).date()
        day = said.get("ends_on")
        if day and day < today and "ends_on" in self.changed_data:
            self.add_error("ends_on", _("This day is over."))
        return said


class HookForm(forms.Form):
    """The address of a person's own program."""

    url = forms.URLField(
        label=_("Address of your program"), max_length=500, assume_scheme="https",
        help_text=_("It gets a signed POST request for each new job, as soon as the alert meets it."),
        error_messages={"invalid": _("Write the address of a page, such as https://example.org/jobs.")},
    )  # fmt: skip


class DeleteForm(forms.Form):
    """Leaving: the person's own address, typed."""

    address = forms.CharField(label=_("Type your email address to confirm"), max_length=254)

    def __init__(self, *args: Any, person: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"]).strip().lower()
        if typed != self.person.email.lower():
            raise forms.ValidationError(_("This is not the address of your account. Nothing was deleted."))
        return typed


class TrackForm(forms.Form):
    """Where a job stands in a person's tracker."""

    stage = forms.ChoiceField(choices=Tracked.Stage.choices)
    applied_on = forms.DateField(required=False)
    note = forms.CharField(max_length=4000, required=False)


class WishesForm(forms.Form):
    """What a person wishes for; each an answer the search understands."""

    titles = forms.CharField(
        label=_("What you would like to do"),
        max_length=300,
        required=False,
        help_text=_("Titles, separated by commas."),
    )
    near = forms.CharField(label=_("Near"), max_length=120, required=False, help_text=_("A city, state or ZIP code."))
    within = forms.TypedChoiceField(
        label=_("Within"), coerce=int, required=False, empty_value=None,
        choices=[(10, _("10 miles")), (25, _("25 miles")), (50, _("50 miles")), (100, _("100 miles"))],
    )  # fmt: skip
    pay = forms.IntegerField(label=_("Pay, at least"), required=False, min_value=0, max_value=10_000_000)
    per = forms.ChoiceField(label=_("Per"), required=False, choices=[("year", _("year")), ("hour", _("hour"))])
    remote = forms.BooleanField(label=_("Remote jobs too"), required=False)
    unstated = forms.BooleanField(label=_("Also jobs that state no pay"), required=False)


class WorkForm(forms.Form):
    """One job of a profile."""

    position = forms.CharField(label=_("Title"), max_length=200, required=False, widget=forms.TextInput(UNFILLED))
    name = forms.CharField(label=_("Employer"), max_length=200, required=False, widget=forms.TextInput(UNFILLED))
    startDate = MonthField(label=pgettext_lazy("date", "From"))  # noqa: N815 (JSON Resume's name)
    endDate = MonthField(label=pgettext_lazy("date", "To"))  # noqa: N815
    summary = forms.CharField(label=_("What you did"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class EducationForm(forms.Form):
    institution = forms.CharField(label=_("School"), max_length=200, required=False)
    studyType = forms.CharField(label=_("Degree"), max_length=120, required=False)  # noqa: N815
    area = forms.CharField(label=_("Field"), max_length=200, required=False)
    startDate = MonthField(label=pgettext_lazy("date", "From"))  # noqa: N815
    endDate = MonthField(label=pgettext_lazy("date", "To"))  # noqa: N815


class BasicsForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    label = forms.CharField(
        label=_("What you do"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    email = forms.EmailField(
        label=_("Email"), max_length=254, required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    phone = forms.CharField(
        label=_("Phone"), max_length=60, required=False, widget=forms.TextInput({"autocomplete": "tel", "type": "tel"})
    )
    summary = forms.CharField(label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    skills = forms.CharField(
        label=_("Skills"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Separated by commas.")
    )


WorkForms = forms.formset_factory(WorkForm, extra=0, can_delete=True, max_num=60)
EducationForms = forms.formset_factory(EducationForm, extra=0, can_delete=True, max_num=30)
