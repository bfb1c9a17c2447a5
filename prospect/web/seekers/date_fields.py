"""A month as people write it, kept as JSON Resume has it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prospect.people.resume.dates import find_dates

_ISO = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_STILL = {"present", "now", "today", "current", "heute", "actualidad", "presente", "hoy", "aujourd'hui", "présent"}


class MonthField(forms.CharField):
    """`2023`, `2023-04`, `April 2023`, `04/2023`; empty, or a word for "still", is no date. Gives `YYYY` or `YYYY-MM`."""

    default_error_messages = {
        "invalid": _(
            "“%(value)s” is not a date that can be read. Write it like 2023-04 or April 2023; leave it empty for today."
        ),
    }

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, required=False, **more)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if not text or text.casefold() in _STILL:
            return ""
        if _ISO.fullmatch(text):
            return text
        found = find_dates(text)
        is_one = len(found) == 1 and found[0].alone and (found[0].at, found[0].to) == (0, len(text))
        if not is_one or not (found[0].end or found[0].start):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": text})
        return str(found[0].end or found[0].start)
