"""The path of an occupation as a page shows it: the staircase, each step and turn in words, and what opens doors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prospect.fit.person import Person
from prospect.insights.demand import FEWEST_JOBS, Asked
from prospect.insights.descriptions import description
from prospect.insights.facts import opened_by
from prospect.insights.paths import TYPICAL, Path, Step, career_path, everything
from prospect.lexicon.occupations import Occupation, ladder, near, occupation
from prospect.lexicon.places import Place
from prospect.lexicon.sentences import Sentence
from prospect.lexicon.skills import all_skills
from prospect.search.document import UNSTATED
from prospect.search.query import Query
from prospect.web.parts import charts
from prospect.web.parts.naming import occupation_name, skill_name
from prospect.web.parts.wording import money
from prospect.web.seekers.bands import MEDIAN, at, scale_for
from prospect.web.seekers.market import Market, market, required
from prospect.web.seekers.ways import in_short

SKILLS, FIRST, NEARBY = 12, 3, 8
NAMES = 5  # of skills of which one is enough
PLAIN = "mid"  # the level of the step that bears the trade's own name


@dataclass(frozen=True, slots=True)
class Named:
    """A skill by its name, with the search for openings of the trade that ask it."""

    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step or a turn in words. `far` says how far it is from the person, empty for strangers."""

    title: str
    level: str
    occupation: str
    reason: Sentence | None
    openings: str
    url: str
    note: Sentence
    common: tuple[Named, ...]
    missing: tuple[Named, ...]
    far: str
    first: str
    official: str
    stated: str
    ways: str


@dataclass(frozen=True, slots=True)
class Way:
    """The whole path: `chart` is the picture, `steps` and `turns` say the same in words."""

    chart: charts.Markup
    steps: tuple[Stage, ...]
    turns: tuple[Stage, ...]
    path: Path
    unnamed: int
    unnamed_url: str


def way(trade: Occupation, *, at: Place | None, person: Person | None) -> tuple[Way, Market]:
    """The way from an occupation seen from a place, by a person or by anyone; and the market it was counted from."""
    counted = market(trade.id, around(trade))
    has = tuple(person.skills) if person else None
    path = career_path(trade.id, counted.asked, place=at, has=has, stated=counted.pays)
    unnamed = unnamed_levels(trade, counted)
    steps = tuple(_stage(step, trade, unnamed) for step in path.steps)
    turns = tuple(_stage(step, trade) for step in path.turns)
    picture = _picture(trade, path, _here(path, trade, person), unnamed)
    return Way(picture, steps, turns, path, unnamed, search(trade.id, level=UNSTATED)), counted


def unnamed_levels(trade: Occupation, counted: Market) -> int:
    """How many of a trade's openings name no level."""
    asked = counted.asked
    return sum(count.openings * (1 if level is None else -1) for (of, level), count in asked.items() if of == trade.id)


def around(trade: Occupation) -> tuple[str, ...]:
    """The occupations that the ladder names."""
    return tuple(dict.fromkeys(rung.occupation for rung in ladder(trade.id)))


def _here(path: Path, trade: Occupation, person: Person | None) -> int:
    """Which step is marked: the person's own level in this trade, else the trade's plain one."""
    levels = [step.rung.level for step in path.steps]
    held = next((one.level for one in person.held if one.occupation == trade.id), None) if person else None
    return next((n for wanted in (held, PLAIN) if wanted for n, level in enumerate(levels) if level == wanted), 0)


def _picture(trade: Occupation, path: Path, here: int, unnamed: int) -> charts.Markup:
    """The plain step also says how many openings of the trade name no level: they may be of any."""
    stops = [
        charts.Stop(_title(step), _note(step, unnamed), _url(step), here=n == here) for n, step in enumerate(path.steps)
    ] or [charts.Stop(occupation_name(trade.id), here=True)]
    turns = [charts.Stop(_title(step), _openings(step), _career(step)) for step in path.turns]
    title = _("Where {name} leads, lowest step first").format(name=occupation_name(trade.id))
    return charts.path(stops, title=title, turns=turns)


def _note(step: Step, unnamed: int) -> str:
    if step.rung.level != PLAIN or not unnamed:
        return _openings(step)
    more = ngettext("{n} opening without a level", "{n} openings without a level", unnamed).format(n=unnamed)
    return _("{openings}, {more}").format(openings=_openings(step), more=more) if step.openings else more


def _stage(step: Step, trade: Occupation, unnamed: int = 0) -> Stage:
    """A step or a turn in words; one that leads to another trade names that trade's official pay and its page."""
    leads_away = step.rung.occupation != trade.id
    return Stage(
        title=_title(step),
        level=step.rung.level or "",
        occupation=step.rung.occupation if leads_away else "",
        reason=step.rung.reason,
        openings=_note(step, unnamed),
        url=search(step.rung.occupation, level=None if leads_away else step.rung.level) if step.openings else "",
        note=step.note,
        common=named(step.common, step.rung.occupation),
        missing=named(step.missing, step.rung.occupation),
        far=_far(step),
        first=_first(step),
        official=_official(step) if leads_away else "",
        stated=_stated(step),
        ways=in_short(step.ways_in, step.openings),
    )


def named(skills: Iterable[str], trade: str, limit: int = SKILLS) -> tuple[Named, ...]:
    known = all_skills()
    return tuple(Named(skill_name(id), search(trade, skill=id)) for id in list(skills)[:limit] if id in known)


def search(trade: str, *, level: str | None = None, skill: str | None = None, skills: Sequence[str] = ()) -> str:
    """The search for an occupation's openings alone, of a level, asking a skill, or any one of some skills."""
    return Query(
        occupations=(trade,),
        similar=False,
        levels=(level,) if level else (),
        skills=(skill,) if skill else (),
        any_skills=tuple(skills),
    ).url()


def _url(step: Step) -> str:
    return search(step.rung.occupation, level=step.rung.level) if step.openings else ""


def _career(step: Step) -> str:
    return reverse("career", args=[step.rung.occupation])


def _openings(step: Step) -> str:
    return openings_words(step.openings)


def openings_words(n: int) -> str:
    return ngettext("{n} opening today", "{n} openings today", n).format(n=n) if n else _("no openings today")


def _far(step: Step) -> str:
    """How much of what the step asks the person has, in words; only where enough openings say what is asked."""
    if step.covered is None:
        return ""
    held = sum(bool(skill.held) for skill in step.skills)
    return _("Of the skills it asks most you show {held} of {n}, {share}% of what its openings name.").format(
        held=held, n=len(step.skills), share=round(step.covered * 100)
    )


def _first(step: Step) -> str:
    """The two or three skills to gain first: those most of its openings name."""
    if step.covered is None or not step.missing:
        return ""
    known = all_skills()
    names = [skill_name(id) for id in step.missing[:FIRST] if id in known]
    return _("To gain first: {skills}.").format(skills=", ".join(names))


def _official(step: Step) -> str:
    if step.band is None:
        return ""
    scale = scale_for(step.band, hourly=False)
    return _("Official middle of {occupation} in {area}, {release}: {amount} {unit}.").format(
        occupation=step.band.occupation, area=step.band.area_name, release=step.band.release,
        amount=at(scale.points(step.band), MEDIAN, scale), unit=scale.unit,
    )  # fmt: skip


def _stated(step: Step) -> str:
    if step.stated is None:
        return ""
    return _("Stated here: half offer {amount} a year or more ({n} openings).").format(
        amount=money(round(step.stated.median)), n=step.stated.jobs
    )


def asked_chart(trade: Occupation, asked: Asked, person: Person | None) -> charts.Markup:
    """What the openings of a trade ask most, as bars; what the person shows is marked in words and colour."""
    if asked.openings < FEWEST_JOBS:
        return charts.Markup()
    held = everything(person.skills) if person else frozenset()
    known = all_skills()
    counts = {frozenset((id,)): n for id, n in asked.skills.items()} | dict(asked.choices)
    least = TYPICAL * asked.openings
    typical = sorted(
        (ids for ids, n in counts.items() if n >= least and ids <= known.keys()),
        key=lambda ids: (-counts[ids], sorted(ids)),
    )
    rows = []
    for ids in typical[:SKILLS]:
        shown = _("{n} of {of}").format(n=counts[ids], of=asked.openings)
        label = _one_of(sorted(skill_name(id) for id in ids))
        label = _("{skill} (you show it)").format(skill=label) if ids & held else label
        (one, *more) = sorted(ids)
        url = search(trade.id, skills=(one, *more)) if more else search(trade.id, skill=one)
        rows.append(charts.Bar(label, counts[ids], shown, "good" if ids & held else "plain", url))
    return charts.bars(rows, title=_("Skills that openings name: {name}").format(name=occupation_name(trade.id)))


def _one_of(names: Sequence[str]) -> str:
    """A skill's name, or the names of which any one is enough; long lists are cut."""
    if len(names) == 1:
        return names[0]
    cut = "…" if len(names) > NAMES else ""
    return _("One of {skills}").format(skills=", ".join(names[:NAMES]) + cut)


def doors_for(person: Person, trade: Occupation) -> tuple[Named, ...]:
    """The two or three skills that open the most openings of the trade and its turns, each with how many."""
    known = all_skills()
    found: Sequence[Named] = [
        Named(
            skill_name(door.skill),
            note=ngettext("{n} more opening", "{n} more openings", door.openings).format(n=door.openings),
        )
        for door in opened_by(person.skills, required((trade.id, *around(trade))), FIRST)
        if door.skill in known
    ]
    return tuple(found)


def neighbours(trade: Occupation, openings: dict[str, int]) -> list[dict[str, object]]:
    """Trades near this one, each with why and with its openings."""
    found = [(one, occupation(one.id)) for one in near(trade.id)[:NEARBY]]
    return [
        {"name": occupation_name(other.id), "url": reverse("career", args=[other.id]), "reason": one.reason,
         "words": description(other.id),
         "openings": openings_words(openings.get(other.id, 0))}
        for one, other in found
    ]  # fmt: skip


def _title(step: Step) -> str:
    """The step's title, which is in English as openings are; a trade's own name in the reader's language."""
    trade = occupation(step.rung.occupation)
    is_name = step.rung.title.casefold() == trade.name.casefold()
    return occupation_name(trade.id) if is_name else _upper(step.rung.title)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
