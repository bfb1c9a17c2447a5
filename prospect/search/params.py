"""A Query's URL parameters. A parameter may be repeated; ids and names from fixed lists may also be parted by commas.

    q             what is typed: words, "phrases", -without, this OR that, and at the end "in PLACE" or "near PLACE"
    title         words that the title must have         not_title   words that it must not have together
    occupation    an occupation's id                     similar     no: only these titles, not the near ones
    not_occupation  none of these
    skill         a skill's id; every one is required    any_skill   any one of these     no_skill   none of these
    near          a place's id or name, or ID~MILES      within      miles around each place (25)
    not_place     a place's id or name; nothing there
    remote        yes: remote jobs count besides places  remote_from where the person is: US, US-OK
    workplace     onsite hybrid remote unstated
    pay           the least pay: 90000, 90k, 25          per         hour day week month year
    currency      ISO 4217 (USD)                         unstated    yes: jobs that state no pay count
    level         the lexicon's levels, unstated         not_level   none of these
    type          schema.org names, unstated
    employer      an employer's id                       not_employer  none of these
    agencies      no: without staffing agencies          education   the most that may be asked for
    since         days, or day, week, month              sort        best newest

What is not understood is left out with a word on it, never an error. Other parameters (page) are not the Query's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prospect.lexicon import places, skills
from prospect.lexicon.sentences import Sentence, say
from prospect.search import vocabulary as v
from prospect.search import words

if TYPE_CHECKING:
    from prospect.search.query import Query

MAX_VALUES = 200
_YES, _NO = frozenset({"yes", "true", "on", "1", "y"}), frozenset({"no", "false", "off", "0", "n"})
_DAYS = {"day": 1, "today": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_BEFORE_PLACE = frozenset({"in", "near", "around", "of", "en", "de"})
_AROUND = frozenset({"cerca", "alrededor"})  # before "de"
_WITHIN = re.compile(r"within (\d{1,4}) ?(?:mi|miles?) of", re.IGNORECASE)
_AMOUNT = re.compile(r"(\d(?:[\d,. '\u00a0]*\d)?)\s*(k|m)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that was typed, the likeliest that was chosen for it, and the others it may be (ids)."""

    typed: str
    chosen: str
    others: tuple[str, ...]


@dataclass(slots=True)
class Reading:
    """The fields of a Query, with a word on each thing that was not taken as given."""

    fields: dict[str, Any] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)
    choices: list[PlaceChoice] = field(default_factory=list)


def read(mapping: Mapping[str, object]) -> Reading:
    """The Query's fields in `mapping`: a QueryDict, or a dict of strings or of lists of strings."""
    reading = Reading()
    asked = _Asked(mapping)
    _read_words(asked, reading)
    for name, parameter in _IDS.items():
        reading.fields[name] = asked.several(parameter)
    for name, (parameter, known) in _LISTED.items():
        reading.fields[name] = _known(asked.several(parameter), known, parameter, reading)
    reading.fields["similar"] = asked.flag("similar", default=True)
    reading.fields["agencies"] = asked.flag("agencies", default=True)
    _read_places(asked, reading)
    _read_pay(asked, reading)
    education = _known(asked.several("education"), v.EDUCATION, "education", reading)
    reading.fields["education"] = education[-1] if education else None
    reading.fields["since"] = _days(asked.one("since"), reading)
    sort = _known(asked.several("sort"), v.SORTS, "sort", reading)
    reading.fields["sort"] = sort[0] if sort else "best"
    return reading


def written(query: Query) -> dict[str, list[str]]:
    """The parameters that `read` takes back to `query`, those that change nothing left out."""
    typed = words.Typed(query.words, query.phrases, query.any_of, query.without)
    out: dict[str, list[str]] = {"q": [words.written(typed)], "title": list(query.title_words)}
    out["not_title"] = list(query.not_titles)
    for name, parameter in _IDS.items():
        out[parameter] = list(getattr(query, name))
    for name, (parameter, _) in _LISTED.items():
        out[parameter] = list(getattr(query, name))
    out["similar"] = [] if query.similar else ["no"]
    out["agencies"] = [] if query.agencies else ["no"]
    out["not_place"] = list(query.not_places)
    out |= _written_places(query) | _written_pay(query)
    out["education"] = [query.education] if query.education else []
    out["since"] = [str(query.since)] if query.since else []
    out["sort"] = [query.sort] if query.sort != "best" else []
    return {name: values for name, values in out.items() if any(values)}


_IDS = {
    "occupations": "occupation",
    "not_occupations": "not_occupation",
    "skills": "skill",
    "any_skills": "any_skill",
    "no_skills": "no_skill",
    "remote_from": "remote_from",
    "employers": "employer",
    "not_employers": "not_employer",
}
_LISTED = {
    "workplaces": ("workplace", v.WORKPLACES),
    "levels": ("level", v.LEVELS),
    "not_levels": ("not_level", v.LEVELS),
    "employment_types": ("type", v.EMPLOYMENT_TYPES),
}


class _Asked:
    """The values of a mapping by name, as clean strings, however the mapping holds them."""

    def __init__(self, mapping: Mapping[str, object]) -> None:
        getlist: Callable[[str], Iterable[object]] | None = getattr(mapping, "getlist", None)
        self._values = getlist or (lambda name: self._listed(mapping.get(name)))
        self._given = mapping  # most ask a few of the many parameters

    @staticmethod
    def _listed(value: object) -> Iterable[object]:
        return value if isinstance(value, (list, tuple)) else () if value is None else (value,)

    def all(self, name: str) -> list[str]:
        if name not in self._given:
            return []
        values = (" ".join(str(value).replace("\x00", " ").split()) for value in self._values(name))
        return [value for value in values if value][:MAX_VALUES]

    def one(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def several(self, name: str) -> tuple[str, ...]:
        if name not in self._given:
            return ()
        parts = (part.strip()[:200] for value in self.all(name) for part in value.split(","))
        return tuple(dict.fromkeys(part for part in parts if part))[:MAX_VALUES]

    def flag(self, name: str, *, default: bool = False) -> bool:
        said = self.one(name).lower()
        return True if said in _YES else False if said in _NO else default


def _known(values: tuple[str, ...], known: tuple[str, ...], parameter: str, reading: Reading) -> tuple[str, ...]:
    """The values that are on the list, in the list's own letters."""
    if not values:
        return ()
    by_name = {name.lower(): name for name in known}
    found = []
    for value in values:
        name = by_name.get(value.lower().replace("-", "_"))
        if name is None:
            reading.notes.append(
                say("“{value}” is not a known {parameter}; it was left out.", value=value, parameter=parameter)
            )
        elif name not in found:
            found.append(name)
    return tuple(found)


def _read_words(asked: _Asked, reading: Reading) -> None:
    text = " ".join(asked.all("q"))
    typed = words.read(text)
    kept, place, miles = _place_at_end(typed.words)
    reading.fields |= {
        "words": kept,
        "phrases": typed.phrases,
        "any_of": typed.any_of,
        "without": typed.without,
        "title_words": tuple(word for text in asked.all("title") for word in text[: words.MAX_TYPED].split()),
        "not_titles": tuple(text[: words.MAX_TYPED] for text in asked.all("not_title")),
    }
    if len(text) > words.MAX_TYPED:
        reading.notes.append(say("Only the first {n} characters of what was typed are used.", n=words.MAX_TYPED))
    elif typed.cut:
        reading.notes.append(say("Only the first {n} words of what was typed are used.", n=words.MAX_WORDS))
    if place:
        _choose_place(place, miles, reading)


def _place_at_end(typed: tuple[str, ...]) -> tuple[tuple[str, ...], str, int]:
    """Typed words without a place named at their end, that place and the miles around it.

    "nurse in Tulsa", "welder near Muncie, IN", "cook within 10 miles of Reno", "cocinero cerca de Tulsa"; but not
    "experience in Java".
    """
    for at, word in enumerate(typed):
        if word.lower() not in _BEFORE_PLACE:
            continue
        name = " ".join(typed[at + 1 :])
        if not name or len(name) > 80:
            continue
        if skills.skill_named(name) or not _places_called(name):
            continue
        if distance := _WITHIN.fullmatch(" ".join(typed[max(at - 3, 0) : at + 1])):
            return typed[: at - 3], name, min(int(distance[1]), v.MAX_MILES)
        if word.lower() == "de" and at and typed[at - 1].lower() in _AROUND:
            return typed[: at - 1], name, v.DEFAULT_MILES
        if word.lower() not in ("of", "de"):
            return typed[:at], name, v.DEFAULT_MILES
    return typed, "", 0


def _places_called(name: str) -> tuple[places.Place, ...]:
    """The places a name or an id can mean, likeliest first: a state or a country before the towns called like it."""
    known = places.place(name)
    if known is not None:
        return (known,)
    read = tuple(place for place in places.read_places(name).places if place.id)
    if len(read) == 1 and not read[0].city:
        return (read[0], *places.others_of(read[0]))
    found = places.find_places(name) or read
    return tuple(place for place in found if place.id)


def _read_places(asked: _Asked, reading: Reading) -> None:
    within = asked.one("within")
    miles = _whole(within) if within else v.DEFAULT_MILES
    if miles is None:
        reading.notes.append(say("“{within}” is not a number of miles; 25 are used.", within=within))
    radius = v.DEFAULT_MILES if miles is None else miles
    for value in asked.all("near"):
        name, _, own = value.partition("~")
        own_miles = _whole(own)
        _choose_place(name.strip(), radius if own_miles is None else own_miles, reading)
    reading.fields["near"] = tuple(dict.fromkeys(reading.fields.get("near", ())))
    reading.fields["remote"] = asked.flag("remote")
    kept_out = (_place_named(name, reading) for name in asked.all("not_place"))
    reading.fields["not_places"] = tuple(dict.fromkeys(id for id in kept_out if id))


def _place_named(name: str, reading: Reading) -> str:
    """The id of the likeliest place that `name` can mean; of several, the choice is told. "" where there is none."""
    ids = [place.id for place in _places_called(name) if place.id]
    if not ids:
        reading.notes.append(say("No place called “{name}” is known; it was left out.", name=name))
        return ""
    if len(ids) > 1:
        reading.choices.append(PlaceChoice(name, ids[0], tuple(ids[1:])))
    return ids[0]


def _choose_place(name: str, miles: int, reading: Reading) -> None:
    """`name` as a place's id, or else as a name: the likeliest is taken and the others are told."""
    if miles > v.MAX_MILES:
        reading.notes.append(say("The widest search is {miles} miles around a place.", miles=v.MAX_MILES))
    miles = min(miles, v.MAX_MILES)
    if id := _place_named(name, reading):
        reading.fields["near"] = (*reading.fields.get("near", ()), v.Near(id, miles))


def _read_pay(asked: _Asked, reading: Reading) -> None:
    said = asked.one("pay")
    reading.fields["pay"] = None
    reading.fields["unstated_pay"] = asked.flag("unstated")
    if not said:
        return
    amount = _amount(said)
    if amount is None:
        reading.notes.append(say("“{pay}” is not an amount of money; it was left out.", pay=said))
        return
    period = asked.one("per").upper()
    if period not in v.PERIODS:
        period = "HOUR" if 0 < amount <= 250 else "YEAR"
    currency = asked.one("currency").upper()
    if not re.fullmatch(r"[A-Z]{3}", currency):
        currency = "USD"
    if amount > 0:
        reading.fields["pay"] = v.PayFloor(min(amount, v.MAX_PAY), currency, period)


def _amount(said: str) -> int | None:
    """Whole units in "90,000", "90k", "$25.50" (rounded down), "90.000"; None where there is no number."""
    match = _AMOUNT.search(said[:40])
    if not match:
        return None
    digits = re.sub(r"[ '\u00a0]", "", match[1])
    whole = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits)
    number = re.match(r"\d+(?:[.,]\d+)?", whole)
    value = float(number.group().replace(",", ".")) if number else 0.0
    return int(min(value * {"k": 1_000, "m": 1_000_000}.get((match[2] or "").lower(), 1), v.MAX_PAY))


def _whole(said: str) -> int | None:
    """A whole number of zero or more; None where it is none."""
    match = re.fullmatch(r"\s*(\d+)(?:\.\d*)?\s*(?:mi|miles?)?\s*", said[:40], re.IGNORECASE)
    return min(int(match[1]), 10**9) if match else None


def _days(said: str, reading: Reading) -> int | None:
    days = _DAYS.get(said.lower(), _whole(said))
    if said and not days:
        reading.notes.append(say("“{since}” is not a number of days; it was left out.", since=said))
    return min(days, v.MAX_DAYS) if days else None


def _written_places(query: Query) -> dict[str, list[str]]:
    miles = {near.miles for near in query.near}
    remote = ["yes"] if query.remote else []
    if len(miles) > 1:
        return {"near": [f"{n.place}~{n.miles}" for n in query.near], "remote": remote}
    within = [str(m) for m in miles if m != v.DEFAULT_MILES]
    return {"near": [n.place for n in query.near], "within": within, "remote": remote}


def _written_pay(query: Query) -> dict[str, list[str]]:
    unstated = ["yes"] if query.unstated_pay else []
    if query.pay is None:
        return {"unstated": unstated}
    currency = [query.pay.currency] if query.pay.currency != "USD" else []
    return {
        "pay": [str(query.pay.amount)],
        "per": [query.pay.period.lower()],
        "currency": currency,
        "unstated": unstated,
    }
