"""Lines that tell of the work rather than name it: sentences, deeds, labels of what follows."""

from __future__ import annotations

import re

from prospect.people.resume.dates import fold
from prospect.people.resume.words import employer_score, school_score, title_score

LABEL = re.compile(
    r"^(?:key )?(?:technologies|tech stack|stack|skills|tools|environment|achievements|responsibilities|highlights|projects?|"
    r"gpa|thesis|advisor|coursework|courses|relevant coursework|honors|activities|description|duties|link|url|website|"
    r"aufgaben|technologien|schwerpunkte?|note|tags|course|minor|awards?|grade|keywords|team size|client|role summary|"
    r"tasks?|duration|industry|references?|synopsis|major gpa|department|job profile|key result areas?|project (?:idea|name|title))\b[^:]{0,25}:",
    re.I,
)
BARE = re.compile(
    r"(?:(?:key|main|major|other|primary|job|my|roles (?:and|&)|duties (?:and|&)) )?(?:responsibilit(?:y|ies)|duties|tasks?|achievements?|accomplishments|"
    r"description|synopsis|environment|contributions?|deliverables|key result areas?|job description|aufgaben|tareas|missions?)"
    r"(?:[ /&]+(?:and )?(?:responsibilities|achievements?|accomplishments|duties))?\s*:?-?",
    re.I,
)
DEED = re.compile(
    r"(?:successfully |actively |also |personally |jointly )?(?:[a-z]{3,}ed|[a-z]{3,}ing|led|built|wrote|ran|taught|made|oversaw|sold|held|grew|won|drove|set up|kept|gave|"
    r"took|began|[a-z]{4,}(?:tion|ment) of)\s+(?:[a-z]|[A-Z][\w-]+ (?:and|of|the|for|with|to|in)\b)",
    re.IGNORECASE,
)


def sentence(text: str) -> bool:
    """Prose: it ends as a sentence does, or is long and mostly small words."""
    words = text.split()
    if (
        text.endswith((".", "!", "?"))
        and len(words) > 5
        and not re.search(r"\b(?:Inc|Ltd|Co|Corp|Jr|St|LLC|Cía|Sp|(?:[A-Za-z]\.\s?)*[A-Za-z])\.$", text)
    ):
        return True
    small = sum(1 for word in words if word[:1].islower())
    if len(words) > 3 and text.endswith(".") and small >= 0.6 * len(words) and words[-1][:1].islower():
        return True
    return len(words) >= 9 and small > 0.55 * len(words)


def deed(text: str) -> bool:
    """What someone did ("Administered the network of ...", "Development of websites in PHP"), not who or where."""
    words = text.split()
    if len(words) < 4 or "\t" in text or not DEED.match(text):
        return False
    capital = sum(1 for word in words[1:] if word[:1].isupper())
    return capital <= 0.6 * (len(words) - 1) and title_score(text) < 1.0 and not school_score(text)


def label(text: str) -> bool:
    """A label of what follows it ("Responsibilities:", "Team size: 4"), or one alone on its line."""
    return bool(LABEL.match(text) or BARE.fullmatch(text.strip()))


COLUMNS = re.compile(
    r"(?:name of (?:the )?)?(?:employer|company|organi[sz]ation|institution|institute|school|university|college|board|position|designation|title|job title|role|period|"
    r"duration|year|years|year of passing|dates?|from|to|location|place|qualification|degree|course|examination|exam|percentage|marks|grade|result|cgpa|subject|"
    r"arbeitgeber|firma|stelle|tatigkeit|zeitraum|dauer|ort|einrichtung|schule|abschluss|jahr|note|employeur|entreprise|poste|periode|lieu|etablissement|diplome|annee|"
    r"empresa|puesto|cargo|periodo|lugar|centro|titulo|ano|fecha)s?(?:[ /](?:name|institution|university|board|passing|held|degree|school))?",
    re.IGNORECASE,
)


def column_labels(cells: list[str]) -> bool:
    """The head of a table ("Employer", "Position", "Period"): nothing of it is the person's."""
    return len(cells) > 1 and all(COLUMNS.fullmatch(fold(cell).strip(" .:")) for cell in cells)


WORKED = re.compile(
    r"^(?:(?:currently|presently|previously|joined|i|am|was|have|has)\s+)*(?:work(?:ed|ing|s)?\s+as|served\s+as|employed\s+as|joined\s+as)\s+(?:an?\s+|the\s+)?"
    r"(?P<title>[^,.;]{3,60}?)\s+(?:for|with|at|in)\s+(?:M/s\.?\s+)?(?P<employer>[A-Z][^;]{1,70}?)(?=\s+(?:from|since|for|during|till|on|as)\b|\s*[.(]|\s*$|,\s)",
    re.I,
)


def worked_as(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where title and employer stand in "Worked as Java Programmer for Example Ltd. from ..."."""
    match = WORKED.match(text)
    if match and title_score(match["title"]) >= 0.6 and (match["employer"][0].isupper() or employer_score(text)):
        return match.span("title"), match.span("employer")
    return None
