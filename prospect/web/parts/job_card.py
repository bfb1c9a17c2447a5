"""A job in a list. Drawn here and not as a template: a page of results shows twenty, and they are most of its cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape as safe
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.jobs.models import Job
from prospect.lexicon.sentences import Sentence
from prospect.web.parts import buttons, wording
from prospect.web.parts.addresses import address
from prospect.web.parts.bands import band

APPLIED = {"applied", "talking", "offer"}
PLACES = 2  # named; of more the number is said


@dataclass(frozen=True, slots=True)
class JobCard:
    """A job with employer and places, and what this reader has to do with it.

    `why` are lines: text, or {"words", "met"}. `level` is its title's heading level; `plain`: the title is no heading.
    `next` is the address to come back to after saving or hiding; `without_acts` leaves these buttons out.
    """

    job: Job
    why: Iterable[Any] = ()
    tracked: str = ""
    seen: bool = False
    fit_band: str = ""
    next: str | None = None
    without_acts: bool = False
    level: int = 3
    plain: bool = False

    def markup(self, token: str) -> SafeString:
        """The article; `token` is the page's against forged requests."""
        job = self.job
        kind = "job job--seen" if self.seen else "job"
        inside = f"{self._title()}{self._who()}{self._why()}{self._side()}{self._foot(token)}"
        return mark_safe(f'<article class="{kind}" id="job-{safe(job.public_id)}">{inside}</article>')  # noqa: S308 (each part is escaped where it is put in)

    def _title(self) -> str:
        tag, href = "p" if self.plain else f"h{self.level:d}", address("job", self.job.public_id)
        return f'<{tag} class="job__title"><a href="{href}">{safe(self.job.title)}</a></{tag}>'

    def _who(self) -> str:
        job, places = self.job, list(self.job.places.all())
        parts = [
            f'<a class="job__employer" href="{address("employer", job.employer.slug)}">{safe(job.employer.name)}</a>'
        ]
        if places:
            named = "; ".join(safe(str(place)) for place in places[:PLACES])
            more = len(places) - PLACES
            rest = f" {ngettext('and %(n)s more', 'and %(n)s more', more) % {'n': more}}" if more > 0 else ""
            parts.append(f"<span>{named}{rest}</span>")
        if job.workplace:
            parts.append(f"<span>{safe(job.get_workplace_display())}</span>")
        return f'<p class="job__who">{"".join(parts)}</p>'

    def _why(self) -> str:
        lines = "".join(_line(line) for line in self.why or ())
        return f'<ul class="job__why">{lines}</ul>' if lines else ""

    def _side(self) -> str:
        best = wording.best_pay(self.job.pay) if self.job.pay else None
        if best is None:
            pay = f'<p class="job__unit">{_("Pay not stated")}</p>'
        else:
            words = wording.pay_words(best)
            source = safe(words.source)
            title = f' title="{source}"' if source else ""
            hidden = f'<span class="hidden">, {source}</span>' if source else ""
            unit = f'<span class="job__unit nowrap"{title}>{safe(words.unit)}{hidden}</span>'
            pay = f'<p class="job__pay"><span dir="ltr">{safe(words.amount)}</span> {unit}</p>'
        fit = band(self.fit_band) if self.fit_band else ""
        return f'<div class="job__side">{pay}{fit}</div>'

    def _foot(self, token: str) -> str:
        job = self.job
        if job.closed_at:
            when = f'<span class="badge badge--bad">{_("Closed")}</span>'
        else:
            when = f"<span>{_('Posted')} {wording.ago_markup(job.posted_on or job.first_seen)}</span>"
            when += f"<span>{_('checked')} {wording.ago_markup(job.checked_at)}</span>"
        mark = ""
        if self.tracked in APPLIED:
            mark = f'<span class="badge badge--good">{_("Applied")}</span>'
        elif self.seen:
            mark = f'<span class="badge">{_("Seen")}</span>'
        acts = "" if self.without_acts else self._acts(token)
        return f'<footer class="job__foot">{when}{mark}{acts}</footer>'

    def _acts(self, token: str) -> str:
        save = buttons.save(self.job, self.tracked, self.next).markup(token)
        return f'<div class="job__acts">{save}{buttons.hide(self.job, self.next).markup(token)}</div>'


def _line(line: Any) -> str:
    words = line.get("words") if isinstance(line, dict) else line
    missing = isinstance(line, dict) and line.get("met") is False
    shown = words.said(_) if isinstance(words, Sentence) else words or ""
    sign = buttons.drawn("notfound" if missing else "met")
    kind = ' class="not"' if missing else ""
    return f"<li{kind}>{sign}<span>{safe(shown)}</span></li>"
