"""How well a job fits, as steps and a word."""

from __future__ import annotations

from django.utils.html import conditional_escape as safe
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

WORDS = {
    "strong": pgettext_lazy("fit", "Strong fit"),
    "good": pgettext_lazy("fit", "Good fit"),
    "stretch": pgettext_lazy("fit", "A stretch"),
    "far": pgettext_lazy("fit", "Far from it"),
}
STEPS = {"strong": 4, "good": 3, "stretch": 2, "far": 1}
BARS = ("0", "6.33", "12.66", "19")


def band(name: str, of: str = "") -> SafeString:
    """A band (strong, good, stretch, far) as four steps and a word; `of` says on hover what it goes by."""
    title = f' title="{safe(of)}"' if of else ""
    bars = "".join(_bar(step, at, is_on=step <= STEPS.get(name, 0)) for step, at in enumerate(BARS, 1))
    drawing = f'<svg viewBox="0 0 24 16" aria-hidden="true">{bars}</svg>'
    return mark_safe(f'<span class="band band--{safe(name)}"{title}>{drawing}{safe(WORDS.get(name, ""))}</span>')  # noqa: S308 (each part is escaped where it is put in)


def _bar(step: int, at: str, *, is_on: bool) -> str:
    on = ' class="on"' if is_on else ""
    return f'<rect x="{at}" y="{16 - 4 * step}" width="5" height="{4 * step}"{on}/>'
