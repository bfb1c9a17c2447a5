"""The form in which an operator writes a guide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prospect.guides import pictures
from prospect.guides.drawings import DRAWINGS, drawing_of
from prospect.guides.models import Guide

TAKEN = {"feed", "pictures", "new"}


class GuideForm(forms.ModelForm[Guide]):
    """A guide's words, its picture as a file, and the guides to read on with."""

    new_picture = forms.FileField(
        label=_("Picture"), required=False, help_text=_("JPEG, PNG or WebP, at most 8 MB. It is written anew without hidden data."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    drawing = forms.ChoiceField(
        label=_("Drawing, where there is no picture"), required=False,
        choices=lambda: [(name, shows.said(gettext)) for name, shows in DRAWINGS.items()],
    )  # fmt: skip
    drop_picture = forms.BooleanField(label=_("Take the picture away"), required=False)

    class Meta:
        model = Guide
        fields = ("title", "slug", "summary", "author", "author_is_organisation", "body", "picture_alt", "related")
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
            "body": forms.Textarea(attrs={"rows": 28, "spellcheck": "true"}),
            "related": forms.CheckboxSelectMultiple,
        }
        labels = {
            "title": _("Title of the guide"),
            "slug": _("Address"),
            "summary": _("Summary"),
            "author": _("Author"),
            "author_is_organisation": _("The author is an organization, not a person"),
            "body": _("Text, in Markdown"),
            "picture_alt": _("What the picture shows, for those who do not see it"),
            "related": _("Read on with"),
        }
        help_texts = {
            "slug": _("The last part of the guide’s address. Left empty, it is made of the title."),
            "summary": _("One or two sentences, for lists and search engines."),
            "body": _("Second headings (##) become “In this article”."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["drawing"].initial = drawing_of(self.instance.picture)
        others: Any = self.fields["related"]
        others.queryset = Guide.objects.exclude(pk=self.instance.pk)
        others.required = False

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))[:100]
        if not slug or slug in TAKEN:
            raise forms.ValidationError(gettext("Give the guide an address of letters, digits and hyphens."))
        if Guide.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(gettext("Another guide has this address."))
        return str(slug)

    def clean_new_picture(self) -> str:
        """The name of the kept picture; empty where none was given."""
        given = self.cleaned_data["new_picture"]
        try:
            return pictures.keep(settings.DATA, given.read()) if given else ""
        except pictures.PictureRefused as refused:
            raise forms.ValidationError(refused.sentence.said(gettext)) from refused

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        kept = "" if said.get("drop_picture") or self.instance.picture in DRAWINGS else self.instance.picture
        photograph = said.get("new_picture") or kept
        said["picture"] = photograph or said.get("drawing") or ""
        if photograph and not said.get("picture_alt"):
            self.add_error("picture_alt", gettext("Say what the picture shows, or take it away."))
        return said
