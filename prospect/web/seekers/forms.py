"""Forms of the pages for people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prospect.alerts.models import Alert
from prospect.people.models import Account, Tracked


class AlertForm(forms.Form):
    """A new or changed alert; a stranger also gives an address."""

    name = forms.CharField(label=_("Name"), max_length=160)
    rhythm = forms.ChoiceField(label=_("How often"), choices=Alert.Rhythm.choices, widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, help_text=_("We ask you to confirm it first.")
    )

    def __init__(self, *args: Any, person: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person is not None:
            del self.fields["email"]


class DeleteForm(forms.Form):
    """Leaving: the person's own address, typed."""

    address = forms.CharField(label=_("Type your e-mail address to confirm"), max_length=254)

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
        label=_("What you would like to do"), max_length=300, required=False, help_text=_("Titles, parted by commas.")
    )
    near = forms.CharField(label=_("Near"), max_length=120, required=False, help_text=_("A city, state or ZIP code."))
    within = forms.TypedChoiceField(
        label=_("Within"), coerce=int, required=False, empty_value=None,
        choices=[(10, _("10 miles")), (25, _("25 miles")), (50, _("50 miles")), (100, _("100 miles"))],
    )  # fmt: skip
    remote = forms.BooleanField(label=_("Remote jobs too"), required=False)
    pay = forms.IntegerField(label=_("Pay, at least"), required=False, min_value=0, max_value=10_000_000)
    per = forms.ChoiceField(label=_("Per"), required=False, choices=[("year", _("year")), ("hour", _("hour"))])
    unstated = forms.BooleanField(label=_("Also jobs that state no pay"), required=False)


class WorkForm(forms.Form):
    """One job of a profile."""

    position = forms.CharField(label=_("Title"), max_length=200, required=False)
    name = forms.CharField(label=_("Employer"), max_length=200, required=False)
    startDate = forms.CharField(label=_("From"), max_length=10, required=False)  # noqa: N815 (JSON Resume's name)
    endDate = forms.CharField(label=_("To"), max_length=10, required=False)  # noqa: N815
    summary = forms.CharField(label=_("What you did"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class EducationForm(forms.Form):
    institution = forms.CharField(label=_("School"), max_length=200, required=False)
    studyType = forms.CharField(label=_("Degree"), max_length=120, required=False)  # noqa: N815
    area = forms.CharField(label=_("Field"), max_length=200, required=False)
    startDate = forms.CharField(label=_("From"), max_length=10, required=False)  # noqa: N815
    endDate = forms.CharField(label=_("To"), max_length=10, required=False)  # noqa: N815


class BasicsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    label = forms.CharField(label=_("What you do"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=60, required=False)
    summary = forms.CharField(label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    skills = forms.CharField(
        label=_("Skills"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Parted by commas.")
    )


WorkForms = forms.formset_factory(WorkForm, extra=0, can_delete=True, max_num=60)
EducationForms = forms.formset_factory(EducationForm, extra=0, can_delete=True, max_num=30)
