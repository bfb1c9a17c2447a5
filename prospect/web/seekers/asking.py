"""A query as the fields of a form: what a person edits of it, and all else it asks as ticks that can be taken off.

The fields are called as the parameters of `prospect.search.params` are, so that what is posted is read as a search's
address is. Three are the form's own: `leave_out` (words and phrases, parted by commas), `not_employer_named` (an
employer's name), and `ask`, a whole query in place of all others: what a button that offers another alert carries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from prospect.jobs.models import Employer
from prospect.lexicon.places import place
from prospect.lexicon.sentences import Sentence, say
from prospect.search import params, said
from prospect.search.query import Query
from prospect.search.vocabulary import DEFAULT_MILES, LEVELS
from prospect.search.words import Typed
from prospect.search.words import written as as_typed
from prospect.web.parts.naming import employer_names, sentence_of

ASKS = "asks"  # a hidden field that says that the form had a query's fields
MILES = (5, 10, 25, 50, 100, 200)
OFFERED = 6  # employers among the ticks
# What has a field of its own; every other parameter is a tick.
_EDITED = frozenset(
    ("q", "near", "within", "remote", "pay", "per", "currency", "unstated", "similar", "agencies", "not_employer",
     "not_place", "not_level", "since", "sort")
)  # fmt: skip
_LEFT_OUT = frozenset({"not_title", "not_occupation", "no_skill"})


class AskForm(forms.Form):
    """The single fields of a query."""

    q = forms.CharField(label=gettext_lazy("Job, skill or words"), required=False, max_length=1000)
    within = forms.ChoiceField(label=gettext_lazy("Within"), required=False)
    remote = forms.BooleanField(label=gettext_lazy("Remote jobs that may be done from there, too"), required=False)
    pay = forms.CharField(
        label=gettext_lazy("Pay, at least"), required=False, max_length=40,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    per = forms.ChoiceField(
        label=gettext_lazy("Per"), required=False,
        choices=[("year", gettext_lazy("a year")), ("month", gettext_lazy("a month")), ("week", gettext_lazy("a week")),
                 ("day", gettext_lazy("a day")), ("hour", gettext_lazy("an hour"))],
    )  # fmt: skip
    currency = forms.CharField(required=False, widget=forms.HiddenInput)
    unstated = forms.BooleanField(
        label=gettext_lazy("Also jobs that state no pay"), required=False, widget=forms.CheckboxInput({"value": "yes"})
    )
    similar = forms.BooleanField(
        label=gettext_lazy("Only these titles, none like them"), required=False,
        widget=forms.CheckboxInput({"value": "no"}),
    )  # fmt: skip
    leave_out = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=500,
        help_text=gettext_lazy("With commas between them. A job with any of them stays away."),
    )  # fmt: skip
    agencies = forms.BooleanField(
        label=gettext_lazy("Staffing agencies"), required=False, widget=forms.CheckboxInput({"value": "no"})
    )
    not_employer_named = forms.CharField(
        label=gettext_lazy("Another employer, by name"), required=False, max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, query: Query) -> None:
        typed = Typed(query.words, query.phrases, query.any_of)
        miles = {near.miles for near in query.near}
        own = miles.pop() if len(miles) == 1 else DEFAULT_MILES
        pay = query.pay
        super().__init__(
            initial={
                "q": as_typed(typed), "within": own, "remote": query.remote, "unstated": query.unstated_pay,
                "pay": pay.amount if pay else "", "per": pay.period.lower() if pay else "year",
                "currency": pay.currency if pay else "", "similar": not query.similar,
                "leave_out": ", ".join(query.without), "agencies": not query.agencies,
            }
        )  # fmt: skip
        choices = [(n, ngettext("{n} mile", "{n} miles", n).format(n=n)) for n in sorted({*MILES, own})]
        cast(forms.ChoiceField, self.fields["within"]).choices = choices


@dataclass(frozen=True, slots=True)
class Tick:
    """A value of a repeated parameter, as a checkbox."""

    param: str
    value: str
    label: str
    on: bool = True
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """All that the form shows: single fields, the places as typed words, and ticks by what they are about."""

    form: AskForm
    places: tuple[str, ...]
    employers: tuple[Tick, ...]
    left_out_places: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    left_out: tuple[Tick, ...]
    others: tuple[Tick, ...]

    @property
    def asks_more(self) -> bool:
        """Whether more is asked than words and a place, so that it is in view."""
        form = self.form.initial
        return bool(len(self.places) > 1 or form["pay"] or form["similar"] or self.others)

    @property
    def leaves_out(self) -> bool:
        """Whether anything is left out already, so that it is in view."""
        form = self.form.initial
        ticked = any(tick.on for tick in (*self.employers, *self.levels, *self.left_out_places, *self.left_out))
        return bool(form["leave_out"] or form["agencies"] or ticked)


def asked_in(posted: QueryDict) -> params.Reading:
    """The query that the form was sent with, and a word on each thing that was not taken as given."""
    if whole := posted.get("ask"):
        return params.read(QueryDict(whole[:8000]))
    sent: dict[str, Any] = {name: posted.getlist(name) for name in posted}
    left_out = [word.strip() for word in posted.get("leave_out", "")[:500].split(",")]
    sent["q"] = [*sent.get("q", []), as_typed(Typed(without=tuple(word for word in left_out if word)))]
    name = posted.get("not_employer_named", "").replace("\x00", "").strip()[:120]
    found = Employer.objects.filter(name__iexact=name).values_list("slug", flat=True).first() if name else None
    sent["not_employer"] = [*sent.get("not_employer", []), *([found] if found else [])]
    reading = params.read(sent)
    if name and not found:
        reading.notes.append(say("No employer called “{name}” is known; it was left out.", name=name))
    return reading


def asking(query: Query, found_employers: Iterable[tuple[str, str]] = ()) -> Asking:
    """The form of a query. `found_employers` are those (id, name) of what it finds, once for each job."""
    others = list(_others(query))
    return Asking(
        form=AskForm(query),
        places=tuple(_typed_places(query)),
        employers=tuple(_employers(query, found_employers)),
        left_out_places=tuple(Tick("not_place", id, said.place_name(id, {})) for id in query.not_places),
        levels=tuple(_levels(query)),
        left_out=tuple(tick for tick in others if tick.param in _LEFT_OUT),
        others=tuple(tick for tick in others if tick.param not in _LEFT_OUT),
    )


def words_for(id: str) -> str:
    """Words that are read as the place of that id: its name, with what tells it from others of the name if need be."""
    known = place(id)
    if known is None:
        return id
    parts = [part for part in (known.text, known.region, known.country) if part]
    for count in range(1, len(parts) + 1):
        words = ", ".join(parts[:count])
        if Query.from_params({"not_place": words}).not_places == (id,):
            return words
    return id


def _typed_places(query: Query) -> Iterator[str]:
    several = len({near.miles for near in query.near}) > 1
    for near in query.near:
        yield f"{words_for(near.place)}~{near.miles}" if several else words_for(near.place)


def _employers(query: Query, found: Iterable[tuple[str, str]]) -> Iterator[Tick]:
    """Those left out and those that most of the found jobs are of, by name: which of them is ticked moves none."""
    names = employer_names(query.not_employers)
    ticks = [Tick("not_employer", id, names.get(f"employer:{id}", id)) for id in query.not_employers]
    if not query.employers:
        most = Counter(found).most_common(max(OFFERED - len(ticks), 2))
        ticks += [Tick("not_employer", id, name, on=False, count=count) for (id, name), count in most]
    yield from sorted(ticks, key=lambda tick: tick.label.casefold())


def _levels(query: Query) -> Iterator[Tick]:
    for level in LEVELS:
        yield Tick("not_level", level, _capital(said.LEVELS[level]), on=level in query.not_levels)


def _others(query: Query) -> Iterator[Tick]:
    """What is asked beyond the fields, each in the words of the query's own sentence."""
    for param, values in query.to_params().items():
        if param not in _EDITED:
            for value in values:
                alone = replace(Query.from_params({param: value}), similar=query.similar)
                yield Tick(param, value, _capital(sentence_of(alone)))


def _capital(words: Sentence) -> str:
    text = words.said(_)
    return text[:1].upper() + text[1:]
