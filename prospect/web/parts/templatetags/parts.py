"""Tags and filters behind the components. `{% load parts %}`; README.md of prospect.web.parts lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy

from prospect.jobs.models import Job
from prospect.lexicon.occupations import Occupation
from prospect.lexicon.sentences import Sentence, from_stored
from prospect.lexicon.skills import Skill
from prospect.web.parts import bands, buttons, facets, naming, wording
from prospect.web.parts.job_card import JobCard

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the icon sheet; see `buttons.drawn`."""
    return buttons.drawn(name, label)


@register.simple_tag(takes_context=True)
def post_button(context: Context, action: str, label: str, **more: Any) -> SafeString:
    """A form with one button; `more` is what `buttons.Button` takes."""
    return buttons.Button(action, label, **more).markup(_token(context))


@register.simple_tag(takes_context=True)
def save_button(context: Context, job: Job, tracked: str = "") -> SafeString:
    return buttons.save(job, tracked).markup(_token(context))


@register.simple_tag(takes_context=True)
def job_card(context: Context, job: Job, **more: Any) -> SafeString:
    """A job in a list; `more` is what `job_card.JobCard` takes."""
    return JobCard(job, **more).markup(_token(context))


def _token(context: Context) -> str:
    """The page's word against forged requests; Django says NOTPROVIDED where a page has none."""
    given = str(context.get("csrf_token") or "")
    return "" if given == "NOTPROVIDED" else given


@register.filter
def undo_url(message: Message) -> str:
    """The address that takes a done thing back, from a message sent with `extra_tags="undo:<url>"`."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:"):
            return tag.removeprefix("undo:")
    return ""


@register.filter
def said(words: Sentence | str | None) -> str:
    """A sentence of a pure room in the reader's language; text stays as it is."""
    if isinstance(words, Sentence):
        return words.said(gettext)
    return words or ""


@register.filter
def said_again(kept: str) -> str:
    """What a room stored of what it said (`sentences.stored`), in the reader's language."""
    return said(from_stored(kept))


@register.filter
def ago(moment: datetime | date | None) -> SafeString | str:
    """`<time>` with how long ago, and the exact moment on hover."""
    return "" if moment is None else wording.ago_markup(moment)


@register.filter
def pay_words(pay: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None) -> wording.PayWords | None:
    """`amount`, `unit` and `source` of a pay, or of the best of a job's list of pays."""
    if not pay:
        return None
    best = pay if isinstance(pay, Mapping) else wording.best_pay(pay)
    return wording.pay_words(best) if best else None


@register.filter
def money(amount: float | None, currency: str = "USD") -> str:
    return "" if amount is None else wording.money(amount, currency)


@register.filter
def named(trade: Occupation) -> str:
    """An occupation's name in the reader's language."""
    return naming.occupation_name(trade.id)


@register.filter
def skill_named(skill: Skill) -> str:
    """A skill's name in the reader's language."""
    return naming.skill_name(skill.id)


register.simple_tag(bands.band, name="band")
register.simple_tag(facets.filters, name="facets")


VERDICTS = {
    "met": (pgettext_lazy("verdict", "Met"), "met"),
    "partly": (pgettext_lazy("verdict", "Partly"), "partly"),
    "not_found": (pgettext_lazy("verdict", "Not found"), "notfound"),
    "cannot_tell": (pgettext_lazy("verdict", "Cannot tell"), "unknown"),
}


@register.inclusion_tag("parts/verdict.html")
def verdict(name: str) -> dict[str, Any]:
    """A requirement's verdict (met, partly, not_found, cannot_tell) as an icon and a word."""
    word, sign = VERDICTS[name]
    return {"word": word, "sign": sign}


@register.filter
def browser(user_agent: str) -> str:
    """ "Firefox on Windows" of what a browser calls itself; its own words where they are not known."""
    programs = (
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    )
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    )
    program = next((name for sign, name in programs if sign in user_agent), "")
    system = next((name for sign, name in systems if sign in user_agent), "")
    if program and system:
        return gettext("%(program)s on %(system)s") % {"program": program, "system": system}
    return program or user_agent[:60] or gettext("A program that does not say its name")


@register.filter
def as_class(name: str) -> str:
    """`not_found` as a stylesheet writes it: `not-found`."""
    return name.replace("_", "-")


@register.inclusion_tag("parts/field.html")
def field(
    bound: BoundField, label: str = "", help: str | None = None, autocomplete: str = "", optional: bool = True
) -> dict[str, Any]:
    """One field of a form: label, control, help and error, tied together for screen readers.

    `optional=False` leaves "(optional)" out, for forms of which everything is; `help=""` the form's own help.
    """
    help_text = bound.help_text if help is None else help
    told_by = [f"{bound.auto_id}_helptext"] if help_text else []
    told_by += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, str | bool] = {"autocomplete": autocomplete} if autocomplete else {}
    if told_by:
        attrs["aria-describedby"] = " ".join(told_by)
    several = bound.use_fieldset
    return {
        "field": bound,
        "control": "" if several else bound.as_widget(attrs=attrs),
        "label": label or bound.label,
        "help": help_text,
        "told_by": " ".join(told_by),
        "says_optional": optional and not bound.field.required,
        "is_several": several,
        "is_tick": not several and getattr(bound.field.widget, "input_type", "") == "checkbox",
    }
