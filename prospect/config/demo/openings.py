"""Openings: what each invented employer hires for, before any board gives it a shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from prospect.config.demo.material import Employer, Occupation, Place, Plan, Section, Variant, draw, occupations
from prospect.config.demo.writing import sections

YEARS = {"intern": 0, "junior": 1, "senior": 6, "lead": 7, "staff": 8, "principal": 10, "manager": 6, "executive": 12}
WORTH = {
    "intern": 0.5,
    "junior": 0.74,
    "senior": 1.27,
    "lead": 1.36,
    "staff": 1.48,
    "principal": 1.62,
    "manager": 1.35,
    "executive": 1.9,
}
LINKS = {
    "ashby": "https://careers.{domain}/jobs?ashby_jid={uuid}",
    "csv": "https://{domain}/openings/{number}",
    "feed": "https://{domain}/jobs/{number}",
    "greenhouse": "https://careers.{domain}/openings?gh_jid={number}",
    "indeed_xml": "https://{domain}/apply?job={number}",
    "jsonld": "https://{domain}/careers/{number}",
    "lever": "https://jobs.{domain}/{token}/{uuid}",
    "personio": "https://careers.{domain}/job/{number}",
}
STRUCTURED_PAY = frozenset({"lever", "ashby", "jsonld", "indeed_xml", "csv"})


@dataclass(frozen=True)
class Offer:
    """Pay in US dollars an hour or a year; `shown` says where: structured, text or title."""

    period: str
    low: float
    high: float
    shown: str


@dataclass(frozen=True)
class Opening:
    """One posting of one board, in no shape yet. `company` is the name this posting gives the employer."""

    key: str
    employer: Employer
    company: str
    title: str
    department: str
    places: tuple[Place, ...]
    type: str
    pay: Offer | None
    posted_days_ago: int
    requisition: str
    sections: tuple[Section, ...]
    language: str = "en"
    copied_link: str = ""

    @property
    def link(self) -> str:
        """Where the posting is read: on the employer's site, or where a copy says it came from."""
        form = LINKS[self.employer.kind]
        own = form.format(domain=self.employer.domain, token=self.employer.token, number=self.number, uuid=self.uuid)
        return self.copied_link or own

    @property
    def workplace(self) -> str:
        return self.places[0].workplace

    @property
    def number(self) -> int:
        """A seven-figure id, as boards give; the same as long as the key is."""
        return 4_000_000 + draw("number:" + self.key).randrange(4_999_999)

    @property
    def uuid(self) -> str:
        digits = f"{draw('uuid:' + self.key).getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def openings_of(employer: Employer) -> Iterator[Opening]:
    """Every planned opening of an employer; a title that comes round again is another opening with its own id."""
    seen: Counter[str] = Counter()
    for plan in employer.plans:
        occupation = occupations()[plan.occupation]
        for variant in _variants(employer, occupation, plan):
            seen[variant.title] += 1
            yield opening(employer, occupation, variant, turn=seen[variant.title])


def _variants(employer: Employer, occupation: Occupation, plan: Plan) -> list[Variant]:
    fitting = [
        variant
        for variant in occupation.variants
        if not plan.only or any(word.casefold() in variant.title.casefold() for word in plan.only)
    ]
    if not fitting:
        raise ValueError(f"{employer.token}: no title of {occupation.id} holds any of {plan.only}")
    draw(f"{employer.token}:{occupation.id}").shuffle(fitting)
    return [fitting[n % len(fitting)] for n in range(plan.count)]


def opening(
    employer: Employer,
    occupation: Occupation,
    variant: Variant,
    *,
    turn: int = 1,
    places: tuple[Place, ...] = (),
    days_ago: int | None = None,
) -> Opening:
    key = f"{employer.token}:{occupation.id}:{variant.title}:{turn}"
    chance = draw(key)
    pay = _offer(employer, occupation, variant, chance)
    spots = places or _places(employer, occupation, draw(key + ":place"))
    years = YEARS.get(variant.level, occupation.years)
    return Opening(
        key=key,
        employer=employer,
        company=employer.name,
        title=_untidy(variant.title, employer, spots, pay, chance),
        department=occupation.department,
        places=spots,
        type=variant.type or ("intern" if variant.level == "intern" else "full-time"),
        pay=pay,
        posted_days_ago=_age(chance) if days_ago is None else days_ago,
        requisition=f"{employer.token[:3].upper()}-{chance.randrange(1000, 9999)}",
        sections=sections(employer, occupation, variant, years=years, pay=_said(pay), chance=chance),
    )


def _said(pay: Offer | None) -> tuple[str, float, float] | None:
    return (pay.period, pay.low, pay.high) if pay and pay.shown == "text" else None


def _age(chance: Random) -> int:
    """Days since posting: most within six weeks, a tail of stale ones, as on real boards."""
    roll = chance.random()
    if roll < 0.62:
        return chance.randrange(1, 30)
    if roll < 0.88:
        return chance.randrange(30, 90)
    return chance.randrange(90, 420)


def _offer(employer: Employer, occupation: Occupation, variant: Variant, chance: Random) -> Offer | None:
    period, low, high = occupation.pay
    factor = employer.pays * WORTH.get(variant.level, 1.0) * chance.uniform(0.96, 1.05)
    step = 0.25 if period == "hour" else 500
    low, high = (round(amount * factor / step) * step for amount in (low, high))
    if chance.random() >= employer.states_pay:
        return None
    structured = employer.kind in STRUCTURED_PAY and chance.random() < 0.75
    if "pay-in-title" in employer.habits and chance.random() < 0.3:
        return Offer(period, low, high, "title")
    return Offer(period, low, high, "structured" if structured else "text")


def _places(employer: Employer, occupation: Occupation, chance: Random) -> tuple[Place, ...]:
    """One of the employer's places: desk work at the head office (the first place's city) or away from any office,
    other work on site."""
    if occupation.desk:
        head = employer.places[0][0].city
        fitting = [entry for entry in employer.places if entry[0].workplace != "onsite" or entry[0].city == head]
        return chance.choice(fitting)
    on_site = [entry for entry in employer.places if all(place.workplace == "onsite" for place in entry)]
    return chance.choice(on_site or [tuple(replace(place, workplace="onsite") for place in employer.places[0])])


def _untidy(title: str, employer: Employer, places: tuple[Place, ...], pay: Offer | None, chance: Random) -> str:
    """The title as this employer's people type it."""
    roll = chance.random()
    if pay and pay.shown == "title":
        amount = f"${pay.low:,.2f}/hr" if pay.period == "hour" else f"${pay.low / 1000:.0f}K-${pay.high / 1000:.0f}K"
        title = f"{title} - {amount}"
    if "shouting" in employer.habits and roll < 0.35:
        title = title.upper()
    if "gender-mark" in employer.habits:
        title = f"{title} (m/w/d)"
    if "place-in-title" in employer.habits and roll > 0.6 and places[0].city:
        title = f"{title} - {places[0].city}, {places[0].region}"
    if "req-in-title" in employer.habits and roll > 0.7:
        title = f"{title} (R-{chance.randrange(10000, 99999)})"
    if "trailing-space" in employer.habits and roll < 0.3:
        title = f"{title} "
    return title
