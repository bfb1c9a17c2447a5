"""Boards of openings without end, for measuring: invented, the same for the same number, and varied like real ones.

A board is one employer's: 500 openings in the form Greenhouse serves, under one text about the employer, its benefits
and equal opportunity; every tenth board is a feed of many employers' jobs instead (the form of a JSON file), half of
them copies of openings on the boards before it, with other addresses, a legal form more in the employer's name and a
shortened text. Titles, skills and places are drawn from the lexicon and the gazetteer, unevenly, as in life: a few are
everywhere. Of the openings of a board 8% are the opening before at another place, and 3% differ from it by a line. What an
opening says of the work is made of sentences with four to six slots each.

Of 1,200 such openings 53% of the sentences were among the 2,000 sentences before them (50% on the recorded board of a
large employer, 27% in a list of many small ones), and a description has 3,000 characters (recorded: 3,900).
"""

from __future__ import annotations

import csv
import html
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import capwords
from typing import Any

BOARD = 500  # openings a board
FEED = 10  # one board of so many is a feed of many employers' jobs
AGAIN, LINE = 0.08, 0.03  # shares of openings that repeat the one before: at another place, with another line

_DUTIES = (
    "Plan, {verb} and review {thing} together with the {team} team, from the first {talk} to the {end}.",
    "{Verb} {thing} with {skill} and {skill2}, and say early when {trouble}.",
    "Keep {thing} in order: {number} {unit} a week, each with its {paper}.",
    "Work with {team} and {team2} so that {thing} are ready {when}.",
    "Own the {paper} of {thing} and {verb} it every {period}.",
    "Coach {number} colleagues in {skill}, and learn {skill2} from them.",
    "Report {when} to the head of {team} on {thing}, {trouble} and what comes next.",
    "Find out why {trouble}, and change {thing} so that it does not happen again.",
    "Answer {number} {talk}s a day from {team2} about {thing}, in writing and by telephone.",
    "Prepare {thing} for the {end} and hand them over with a {paper}.",
    "Watch over {thing} in {place} and travel there every {period}.",
    "Improve how we {verb} {thing}; last year {number} of our {unit} were late because {trouble}.",
)
_ASKED = (
    "{years}+ years of experience with {skill} or {skill2}",
    "At least {years} years as {job} or in a like role in {field}",
    "Working knowledge of {skill}, {skill2} and {skill3}",
    "{degree} in {field} or equivalent experience",
    "You can {verb} {thing} without being told how",
    "Experience with {skill} in {field} ({years} years or more)",
    "A habit of writing a {paper} before {trouble}",
    "Able to lift {number} pounds and stand for {years} hours",
    "Valid driver's licence; travel of up to {number}% to {place}",
    "Strong {skill3} and an eye for {thing}",
)
_WISHED = (
    "{skill} is a plus",
    "Ideally you have worked with {skill2} in {field}",
    "{degree} preferred",
    "Nice to have: {skill}, {skill2}",
    "Familiarity with {skill3} would be an advantage",
)
_ABOUT = (
    "{firm} has made {thing} for {field} since {year}.",
    "{number} people in {place} and elsewhere {verb} {thing} for {number2} customers.",
    "We began with a {paper} and {years} people; today our {thing} are used in {field} and beyond.",
    "At {firm} we believe that {thing} should be plain, and that {trouble} is nobody's fault alone.",
    "Our {team} and {team2} teams meet every {period}, over lunch.",
)
_BENEFITS = (
    "{number} days of paid leave a year, and the week between the years",
    "Health, dental and vision insurance from the first day",
    "401(k) with a match of up to {years}%",
    "${number2} a year for courses and books",
    "Paid parental leave of {number} weeks",
    "A bicycle, or a ticket for the bus in {place}",
)
_EQUAL = (
    "{firm} is an equal opportunity employer. We do not discriminate on the basis of race, religion, colour, national "
    "origin, sex, age, marital status, veteran status or disability.",
    "If you need an adjustment for the interview, write to the {team} team and we will make it.",
)
_PAY = (
    "The base salary range for this role is ${low:,} - ${high:,} per year.",
    "Pay: ${hour}.00 to ${hour2}.50 an hour, depending on experience.",
    "In {place} the annual pay is between ${low:,} and ${high:,}, plus equity.",
)
_WORDS: dict[str, Sequence[str]] = {
    "verb": ["build", "check", "repair", "draft", "measure", "schedule", "sort", "teach", "test", "translate", "weigh", "wire", "pack", "plan", "audit", "serve"],
    "thing": ("pumps", "invoices", "patient records", "delivery routes", "lesson plans", "valves", "data pipelines",
              "payrolls", "contracts", "menus", "floor plans", "samples", "dashboards", "stock lists", "test benches",
              "service calls", "bridges", "orders", "web pages", "shift plans"),
    "team": ("Finance", "Operations", "Care", "Platform", "Field", "Quality", "Customer", "People", "Data", "Sales"),
    "talk": ("call", "sketch", "question", "visit", "ticket"),
    "end": ("delivery", "inspection", "launch", "closing of the month", "handover"),
    "trouble": ("a part is missing", "numbers do not agree", "a date slips", "a machine stops", "nobody answers"),
    "unit": ("orders", "wards", "trucks", "classes", "releases", "sites"),
    "paper": ("checklist", "report", "protocol", "drawing", "budget", "review"),
    "when": ("by Friday", "before noon", "each quarter", "on time", "within a day"),
    "period": ("week", "month", "quarter", "second Tuesday", "season"),
    "field": ("logistics", "nursing", "finance", "energy", "education", "aviation", "retail", "construction",
              "public health", "manufacturing", "software", "hospitality"),
    "degree": ("Bachelor's degree", "Associate degree", "High school diploma", "Master's degree", "BS"),
    "firm": ("Cedar", "Plains", "Redbud", "Arrow", "Harbor", "Summit", "Prairie", "Lantern", "Osage", "Copper"),
    "trade": ("Freight", "Health", "Robotics", "Foods", "Energy", "Schools", "Aviation", "Software", "Mills", "Bank"),
}  # fmt: skip
_LEVELS = ("", "", "", "Senior ", "Junior ", "Lead ", "Principal ")
_ENDS = ("", "", "", " II", " (Remote)", ", Night Shift", " - {team}", " - {field}", " (m/f/d)", " - {place}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What openings are drawn from; `weights` make the first of each list the commonest."""

    titles: Sequence[str]
    skills: Sequence[str]
    places: Sequence[str]


@cache
def drawn() -> Drawn:
    from prospect.lexicon.gazetteer import DATA
    from prospect.lexicon.occupations import all_occupations
    from prospect.lexicon.skills import all_skills

    shuffled = random.Random(7)
    titles = [title for one in all_occupations() for title in (one.name, *one.titles[:4])]
    skills = [one.name for one in all_skills().values() if one.kind not in ("natural_language", "soft")]
    with (DATA / "places.tsv").open(encoding="utf-8") as rows:
        cities = [row for row in csv.reader(rows, delimiter="\t") if len(row) > 5 and row[5] == "US"][:900]
    places = [f"{row[1]}, {row[4]}" for row in cities]
    for names in (titles, skills, places):
        shuffled.shuffle(names)
    return Drawn(titles, skills, places)


class Writer:
    """Writes the openings of board number `number`."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.chance = random.Random(number)
        words = {name: self.chance.choice(_WORDS[name]) for name in ("firm", "trade")}
        self.firm = f"{words['firm']} {words['trade']} {number}"
        self.homes = [self._uneven(drawn().places) for _ in range(self.chance.randint(1, 6))]
        about = " ".join(self._said(one) for one in self.chance.sample(_ABOUT, 5))
        self.before = f'<div class="content-intro"><p>{about}</p></div>'
        listed = "".join(f"<li>{self._said(one)}</li>" for one in self.chance.sample(_BENEFITS, 6))
        equal = " ".join(self._said(one) for one in _EQUAL)
        self.after = f"<h3>What we offer</h3><ul>{listed}</ul><p>{equal}</p>"

    def openings(self, count: int) -> Iterator[dict[str, Any]]:
        """Openings in the form Greenhouse serves."""
        last: dict[str, Any] = {}
        for at in range(count):
            id = self.number * BOARD + at
            luck = self.chance.random()
            if last and luck < AGAIN + LINE:
                one = {**last, "location": {"name": self.chance.choice([*self.homes, "Remote - US"])}}
                if luck < LINE:
                    one["content"] += html.escape(f"<p>{self._said(self.chance.choice(_DUTIES))}</p>")
            else:
                one = {
                    "title": self.title(),
                    "location": {"name": self.chance.choice(self.homes) if luck < 0.9 else "Remote - US"},
                    "content": html.escape(self.text()),
                    "first_published": f"2026-0{self.chance.randint(1, 6)}-1{self.chance.randint(0, 9)}T08:00:00-05:00",
                }
            address = f"https://boards.greenhouse.io/firm{self.number}/jobs/{id}"
            last = {**one, "id": id, "absolute_url": address, "updated_at": "2026-07-02T08:00:00-05:00"}
            yield last

    def title(self) -> str:
        end = self._said(self.chance.choice(_ENDS))
        return f"{self.chance.choice(_LEVELS)}{capwords(self._uneven(drawn().titles))}{end}".strip()

    def text(self) -> str:
        """The description, as HTML."""
        chance = self.chance
        lead = " ".join(self._said(one) for one in chance.sample(_DUTIES, 4))
        duties = self._list(_DUTIES, chance.randint(7, 12))
        asked, wished = self._list(_ASKED, chance.randint(6, 10)), self._list(_WISHED, chance.randint(1, 4))
        pay = f"<p>{self._said(chance.choice(_PAY))}</p>" if chance.random() < 0.4 else ""
        return (
            f"{self.before}<p>{lead}</p><h3>What you will do</h3>{duties}<h3>What you bring</h3>{asked}"
            f"<h3>Nice to have</h3>{wished}{pay}{self.after}"
        )

    def _list(self, templates: Sequence[str], count: int) -> str:
        return "<ul>" + "".join(f"<li>{self._said(one)}</li>" for one in self.chance.sample(templates, min(count, len(templates)))) + "</ul>"  # fmt: skip

    def _said(self, template: str) -> str:
        chance = self.chance
        low = chance.randrange(40, 180) * 1000
        slots: dict[str, Any] = {name: said[int(len(said) * chance.random())] for name, said in _WORDS.items()}
        slots |= {
            "firm": getattr(self, "firm", ""),
            "Verb": slots["verb"].title(),
            "team2": chance.choice(_WORDS["team"]),
        }
        slots |= {
            "number": chance.randint(5, 60),
            "number2": chance.randint(5, 90) * 100,
            "year": chance.randint(1890, 2020),
        }
        slots |= {
            "years": chance.randint(1, 9),
            "low": low,
            "high": low + 30_000,
            "hour": low // 2500,
            "hour2": low // 2000,
        }
        if "{skill" in template:
            slots |= {name: self._uneven(drawn().skills) for name in ("skill", "skill2", "skill3")}
        if "{place}" in template:
            slots["place"] = chance.choice(self.homes)
        if "{job}" in template:
            slots["job"] = self._uneven(drawn().titles).lower()
        return template.format_map(slots)

    def _uneven(self, names: Sequence[str]) -> str:
        """One of the names; the first tenth of them is drawn about half of the time."""
        return names[int(len(names) * self.chance.random() ** 3)]


def feed(number: int, count: int) -> Iterator[dict[str, Any]]:
    """A feed of many employers' jobs: every other one is a copy of an opening on one of the boards before."""
    chance = random.Random(-number)
    known = [Writer(before) for before in range(max(0, number - FEED + 1), number)] or [Writer(number)]
    copied = [(writer.firm, one) for writer in known for one in writer.openings(max(1, count // (2 * len(known))))]
    own = Writer(number)
    for at in range(count):
        firm, one = (
            copied[at // 2 % len(copied)] if at % 2 else (f"{own.firm} {chance.randrange(40)}", next(own.openings(1)))
        )
        text = html.unescape(one["content"])
        yield {
            "id": f"{number}-{at}",
            "title": one["title"],
            "company": f"{firm}, Inc." if chance.random() < 0.5 else firm,
            "location": one["location"]["name"],
            "url": f"https://jobs.example.net/{number}/{at}",
            "description": text[: text.rfind("<h3>What we offer")],
            "date": "2026-06-20",
        }


def write_board(path: Path, number: int, count: int) -> None:
    """Writes a board as its source serves it."""
    jobs = list((feed if is_feed(number) else openings)(number, count))
    said = jobs if is_feed(number) else {"jobs": jobs, "meta": {"total": len(jobs)}}
    path.write_text(json.dumps(said), encoding="utf-8")


def openings(number: int, count: int) -> Iterator[dict[str, Any]]:
    return Writer(number).openings(count)


def write_again(path: Path, *, day: int, changed: int = 0) -> None:
    """Writes a board as it is on a later day: with another bulk-bumped date of update, and a line more in some openings.

    `changed`: in every so many-th one; 0 for none.
    """
    said = json.loads(path.read_bytes())
    for at, one in enumerate(said["jobs"] if isinstance(said, dict) else said):
        field = "content" if "content" in one else "description"
        if "updated_at" in one:
            one["updated_at"] = f"2026-07-0{day}T08:00:00-05:00"
        if changed and at % changed == 0:
            line = "<p>We begin in autumn.</p>"
            one[field] += html.escape(line) if field == "content" else line
    path.write_text(json.dumps(said), encoding="utf-8")


def is_feed(number: int) -> bool:
    return number % FEED == FEED - 1
