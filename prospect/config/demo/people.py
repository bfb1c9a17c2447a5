"""The demo's people: three who look for work, one who hires, one who runs the network. All are invented.

Their résumé files lie in `data/resumes/` and are written by `write_resumes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prospect.config.demo.material import DATA

RESUMES = DATA / "resumes"


@dataclass(frozen=True)
class DemoPerson:
    """`story` is the sentence beside the person's sign-in button; who does not look for work has no résumé.

    wishes: what the person would type into the form of wishes (titles, near, within, remote, pay, per, unstated).
    alert: the parameters of the Query of their alert; `rhythm` is at once, daily or weekly.
    employer: the name of the employer that a hiring person belongs to.
    """

    role: str
    email: str
    name: str
    story: str
    resume: Path | None = None
    wishes: Mapping[str, str] = field(default_factory=dict)
    alert: Mapping[str, str] = field(default_factory=dict)
    rhythm: str = "daily"
    employer: str = ""

    @property
    def is_operator(self) -> bool:
        return self.role == "operator"


DEVELOPER = DemoPerson(
    role="seeker",
    email="marisol.vega@people.example",
    name="Marisol Vega",
    story="A back-end developer with six years of Python, ready for the next step.",
    resume=RESUMES / "marisol-vega.pdf",
    wishes={
        "titles": "Back-end developer",
        "near": "Tulsa, OK",
        "within": "25",
        "remote": "yes",
        "pay": "90000",
        "per": "year",
        "unstated": "yes",
    },
    alert={"q": "back-end developer", "near": "Tulsa, OK", "within": "25", "remote": "yes"},
    rhythm="at once",
)
NURSE = DemoPerson(
    role="seeker",
    email="danielle.okafor@people.example",
    name="Danielle Okafor",
    story="A medical-surgical nurse who would like to move to intensive care.",
    resume=RESUMES / "danielle-okafor.docx",
    wishes={
        "titles": "Intensive care nurse, registered nurse",
        "near": "Tulsa, OK",
        "within": "50",
        "pay": "34",
        "per": "hour",
        "unstated": "yes",
    },
    alert={"q": "registered nurse", "near": "Tulsa, OK", "within": "50"},
)
CAREER_CHANGER = DemoPerson(
    role="seeker",
    email="terrence.blaylock@people.example",
    name="Terrence Blaylock",
    story="Nine years in warehouses, an A+ certificate, looking for a first job in IT support.",
    resume=RESUMES / "terrence-blaylock.pdf",
    wishes={
        "titles": "IT support specialist",
        "near": "Owasso, OK",
        "within": "25",
        "pay": "18",
        "per": "hour",
        "unstated": "yes",
    },
    alert={"q": "IT support specialist", "near": "Owasso, OK", "within": "25"},
)
EMPLOYER = DemoPerson(
    role="employer",
    email="june.hollis@kestrelandlantern.example",
    name="June Hollis",
    story="Hires for Kestrel & Lantern Software.",
    employer="Kestrel & Lantern Software",
)
OPERATOR = DemoPerson(
    role="operator",
    email="ray.littlefield@greencountryworks.example",
    name="Ray Littlefield",
    story="Runs Green Country Works and keeps its catalogue clean.",
)


def people() -> tuple[DemoPerson, ...]:
    return (DEVELOPER, NURSE, CAREER_CHANGER, EMPLOYER, OPERATOR)
