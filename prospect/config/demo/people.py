"""The demo's people: three who look for work, one who hires, one who runs the network. All are invented.

Their résumé files lie in `data/resumes/` and are written by `write_resumes.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prospect.config.demo.material import DATA

RESUMES = DATA / "resumes"


@dataclass(frozen=True)
class Wishes:
    """What a person looks for. `titles` are words to search, `min_pay` US dollars a year, `workplaces` any of
    onsite, hybrid, remote; `rhythm` of the alert: at once, daily or weekly."""

    titles: tuple[str, ...]
    place: str
    miles: int
    workplaces: tuple[str, ...]
    min_pay: int
    employment_types: tuple[str, ...]
    rhythm: str


@dataclass(frozen=True)
class DemoPerson:
    """`story` is the sentence under the person's sign-in button; `resume` is None for who does not look for work.

    `employer` is the token of the employer that a hiring person belongs to.
    """

    role: str
    email: str
    name: str
    story: str
    resume: Path | None = None
    wishes: Wishes | None = None
    employer: str = ""


SEEKERS = (
    DemoPerson(
        role="seeker",
        email="marisol.vega@people.example",
        name="Marisol Vega",
        story="A back-end developer with five years of Python, ready for the next step.",
        resume=RESUMES / "marisol-vega.pdf",
        wishes=Wishes(
            titles=("back-end developer", "backend engineer"),
            place="Tulsa, OK",
            miles=25,
            workplaces=("hybrid", "remote", "onsite"),
            min_pay=95_000,
            employment_types=("FULL_TIME",),
            rhythm="at once",
        ),
    ),
    DemoPerson(
        role="seeker",
        email="danielle.okafor@people.example",
        name="Danielle Okafor, RN",
        story="A medical-surgical nurse who would like to move to intensive care.",
        resume=RESUMES / "danielle-okafor.docx",
        wishes=Wishes(
            titles=("registered nurse",),
            place="Tulsa, OK",
            miles=30,
            workplaces=("onsite",),
            min_pay=76_000,
            employment_types=("FULL_TIME", "PER_DIEM"),
            rhythm="daily",
        ),
    ),
    DemoPerson(
        role="seeker",
        email="terrence.blaylock@people.example",
        name="Terrence Blaylock",
        story="Nine years in warehouses, an A+ certificate, looking for a first job in IT support.",
        resume=RESUMES / "terrence-blaylock.pdf",
        wishes=Wishes(
            titles=("IT support specialist", "help desk technician"),
            place="Owasso, OK",
            miles=25,
            workplaces=("onsite", "hybrid"),
            min_pay=38_000,
            employment_types=("FULL_TIME",),
            rhythm="daily",
        ),
    ),
)

EMPLOYER = DemoPerson(
    role="employer",
    email="june.hollis@kestrelandlantern.example",
    name="June Hollis",
    story="Hires for Kestrel & Lantern Software.",
    employer="kestrelandlantern",
)

OPERATOR = DemoPerson(
    role="operator",
    email="ray.littlefield@greencountryworks.example",
    name="Ray Littlefield",
    story="Runs Green Country Works and keeps its catalogue clean.",
)

PEOPLE = (*SEEKERS, EMPLOYER, OPERATOR)
