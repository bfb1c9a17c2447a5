"""Buttons that change something: each a form of its own, which works without script.

Written here and not as a template because lists show dozens of them: a page of results spends a fifth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import conditional_escape as safe
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from prospect.jobs.models import Job
from prospect.web.parts.addresses import address

TURNING = {"next", "back", "undo", "out"}
"""Icons that point along the line of reading, and so turn round where it runs from right to left."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button and where it posts to.

    `kind` is main, danger or quiet; `put` the htmx target its answer stands in for; `id` and `focus` keep the keyboard
    where it was after that; `hidden_label` says to screen readers what the label leaves to the eye; `pressed` is "true"
    or "false" for a switch.
    """

    action: str
    label: str | Promise
    icon: str | None = None
    kind: str | None = None
    small: bool = False
    name: str | None = None
    value: str | None = None
    next: str | None = None
    hidden_label: str | None = None
    pressed: str | None = None
    put: str | None = None
    id: str | None = None
    focus: object = None

    def markup(self, token: str) -> SafeString:
        """The form; `token` is the page's against forged requests."""
        action = safe(self.action)
        swap = f' hx-post="{action}" hx-target="{safe(self.put)}" hx-swap="outerHTML"' if self.put else ""
        hidden = _hidden("csrfmiddlewaretoken", token) + _hidden("next", self.next)
        return mark_safe(  # noqa: S308 (every part is escaped where it is put in)
            f'<form method="post" action="{action}" data-once{swap}>{hidden}{self._button()}</form>'
        )

    def _button(self) -> str:
        classes = f"button{f' button--{self.kind}' if self.kind else ''}{' button--small' if self.small else ''}"
        more = f' id="{safe(self.id)}"' if self.id else ""
        more += " autofocus" if self.focus else ""
        more += f' name="{safe(self.name)}" value="{safe(self.value or "")}"' if self.name else ""
        more += f' aria-pressed="{safe(self.pressed)}"' if self.pressed else ""
        words: str = safe(str(self.label))
        words += f' <span class="hidden">{safe(self.hidden_label)}</span>' if self.hidden_label else ""
        sign = drawn(self.icon) if self.icon else ""
        return f'<button class="{safe(classes)}" type="submit"{more}>{sign}<span>{words}</span></button>'


def _hidden(name: str, value: str | None) -> str:
    return f'<input type="hidden" name="{name}" value="{safe(value)}">' if value else ""


@lru_cache(maxsize=1024)
def drawn(name: str, label: str = "") -> SafeString:
    """A symbol of the icon sheet. Without a label it is ornament and hidden from screen readers."""
    kind = "icon icon--turns" if name in TURNING else "icon"
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', kind, said, static("parts/icons.svg"), name)


def save(job: Job, tracked: str = "", next: str | None = None) -> Button:
    """Saves a job, or takes it back where it is saved or beyond; answered by htmx with itself."""
    is_saved = bool(tracked) and tracked != "hidden"
    action = address("unsave_job" if is_saved else "save_job", job.public_id)
    label, icon = (_("Saved"), "saved") if is_saved else (_("Save"), "save")
    return Button(action, label, icon, "quiet", small=True, next=next, hidden_label=job.title,
                  pressed="true" if is_saved else "false", put="this", id=f"save-{job.public_id}")  # fmt: skip


def hide(job: Job, next: str | None = None) -> Button:
    action = address("hide_job", job.public_id)
    return Button(action, _("Hide"), "hide", "quiet", small=True, next=next, hidden_label=job.title, put="closest .job")
