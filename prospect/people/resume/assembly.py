"""Sections and fields put together as JSON Resume, each value with its place, confidence and rule."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from prospect.lexicon.sentences import say
from prospect.lexicon.skills import find_skills, skill_named
from prospect.people.resume import contact, names, roles, schooling, skills
from prospect.people.resume.dates import PRESENT, Dates
from prospect.people.resume.entries import Entry, Piece, entries, pieces, set_dates
from prospect.people.resume.experience import years_of
from prospect.people.resume.page import Document, Line, Span, union
from prospect.people.resume.sections import Section, sections
from prospect.people.resume.words import is_place, is_region, title_score

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


class Writer:
    """Collects values and, for each, where it came from."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.trust = 0.92 if document.recognised else 1.0
        self.provenance: dict[str, dict[str, Any]] = {}

    def put(
        self, into: dict[str, Any], path: str, key: str, value: str | None, span: Span | None, sure: float, rule: str
    ) -> None:
        """Sets ``into[key]`` and its provenance under the pointer ``path/key``; an absent value sets nothing."""
        if not value:
            return
        into[key] = value
        self.note(f"{path}/{key}", span, value, sure, rule)

    def note(self, pointer: str, span: Span | None, text: str, sure: float, rule: str) -> None:
        words = span.words if span else []
        self.provenance[pointer] = {
            "page": words[0].page if words and self.document.placed else None,
            "box": list(union(words) or ()) or None if self.document.placed else None,
            "text": span.text if span else text,
            "confidence": round(max(0.05, min(0.99, sure * self.trust)), 2),
            "rule": rule,
        }


def assemble(document: Document, today: date) -> dict[str, Any]:
    """JSON Resume of a document's lines."""
    writer = Writer(document)
    found = sections(document.lines)
    by_kind: dict[str, list[Section]] = {}
    for section in found:
        by_kind.setdefault(section.kind, []).append(section)
    resume: dict[str, Any] = {"$schema": SCHEMA, "basics": basics(writer, document, found, by_kind), "meta": {}}
    jobs = [role for section in by_kind.get("work", []) for role in roles.roles(entries(section.lines))]
    add(resume, "work", [work(writer, f"/work/{n}", role) for n, role in enumerate(useful(jobs))])
    add_volunteer(writer, resume, by_kind)
    grades = [study for section in by_kind.get("education", []) for study in schooling.studies(entries(section.lines))]
    add(resume, "education", [education(writer, f"/education/{n}", study) for n, study in enumerate(grades)])
    add_skills(writer, resume, by_kind)
    add_named(writer, resume, by_kind)
    warnings = list(document.warnings)
    if document.lines and not jobs and not grades:
        warnings.append(str(say("Neither jobs nor education were recognised; please fill them in.")))
    resume["meta"] = resume.pop("meta") | {
        "version": "v1.0.0",
        "lastModified": today.isoformat(),
        "current": [
            f"/work/{n}" for n, role in enumerate(useful(jobs)) if role.entry.dates and role.entry.dates.end == PRESENT
        ],
        "experience": years_of([role.entry.dates for role in useful(jobs) if role.entry.dates], today),
        "pages": [list(size) for size in document.pages],
        "provenance": writer.provenance,
        "warnings": warnings,
    }
    return resume


def add(resume: dict[str, Any], key: str, items: list[dict[str, Any]]) -> None:
    if items:
        resume[key] = items


def useful(found: list[roles.Role]) -> list[roles.Role]:
    """Roles that say who or what."""
    return [role for role in found if role.title or role.employer]


ASIDE = ("summary", "other", "skills", "languages", "interests")
"""Sections of a side column among which contacts may stand without a heading of their own."""


def basics(
    writer: Writer, document: Document, found: list[Section], by_kind: dict[str, list[Section]]
) -> dict[str, Any]:
    """Name, headline, contacts, place, links and summary."""
    head = [line for kind in ("head", "contact") for section in by_kind.get(kind, []) for line in section.lines]
    aside = [section for section in found if section.kind in ASIDE]
    head += [line for section in aside for line in section.lines if contact.is_reach(line)]
    titles = [section.title for section in found if section.title and section.title.page == 1]
    late = [
        line for section in found if section.kind not in ("head", "contact", "references") for line in section.lines
    ]
    into: dict[str, Any] = {}
    mails = contact.emails(head) or contact.emails(late)
    mail = mails[0].value if mails else ""
    handles = [mail, *(link.username for link in contact.links([*head, *late], document.links) if link.network)]
    name = names.find_name([line for line in head if line.page == 1], [*titles, *late][:60], handles)
    if name:
        writer.put(into, "/basics", "name", name.value, name.span, name.confidence, name.rule)
    if mails:
        best = max(mails, key=lambda m: names.agreement(name.value, [m.value]) if name else 0)
        writer.put(into, "/basics", "email", best.value, best.span, best.confidence, best.rule)
    put_reach(writer, into, head, late, mails, name)
    put_links(writer, into, document, head, late)
    put_label(writer, into, head, name)
    summary = [line for section in by_kind.get("summary", []) for line in section.lines]
    if summary:
        text = "\n".join(re.sub(r"\s+", " ", line.text) for line in summary)
        writer.put(into, "/basics", "summary", text, summary[0].whole(), 0.9, "section of that name")
    return into


def put_reach(
    writer: Writer,
    into: dict[str, Any],
    head: list[Line],
    late: list[Line],
    mails: list[contact.Found],
    name: contact.Found | None,
) -> None:
    """Telephone and place."""
    numbers = contact.phones(head, "US") or contact.phones(late[-12:], "US")
    if numbers:
        writer.put(into, "/basics", "phone", *numbers[0][:2], numbers[0].confidence, numbers[0].rule)
    taken = [f.span for f in [*mails, *numbers, *([name] if name else [])] if f.span]
    place = contact.location(head, taken, name.value if name else "")
    if not place:
        return
    into["location"] = {}
    parts = [part.strip() for part in place.value.split(",") if part.strip()]
    keys = {1: ("city",), 2: ("city", "region")}.get(len(parts), ("city", "region", "country"))
    spots = dict(zip(keys, parts, strict=False))
    if len(parts) == 2 and not parts[1].isupper() and is_region(parts[1]):
        spots = {"city": parts[0], "region": parts[1]}
    if town := re.match(r"(?:[A-Z]{1,2}-)?(\d{4,5})\s+(?=\D+$)", parts[0] if parts else ""):
        spots |= {"postalCode": town[1], "city": parts[0][town.end() :]}
    for key, value in list(spots.items()):
        if key in ("region", "country") and (code := re.search(r"\b\d{5}(?:-\d{4})?\b", value)):
            spots["postalCode"] = code[0]
            spots[key] = value.replace(code[0], "").strip(" ,")
    for key, value in spots.items():
        writer.put(into["location"], "/basics/location", key, value, place.span, place.confidence, place.rule)


def put_links(writer: Writer, into: dict[str, Any], document: Document, head: list[Line], late: list[Line]) -> None:
    """Profiles by network; the first other site is the person's own."""
    found = contact.links(head, document.links)
    if not found:
        found = [link for link in contact.links(late, []) if link.network in ("LinkedIn", "GitHub", "XING")][:3]
    profiles: list[dict[str, Any]] = []
    for link in found:
        if link.network or "url" in into:
            path = f"/basics/profiles/{len(profiles)}"
            profile: dict[str, Any] = {"network": link.network or "Website"}
            if link.username:
                profile["username"] = link.username
            writer.put(profile, path, "url", link.url, link.span, 0.95, link.rule)
            profiles.append(profile)
        else:
            writer.put(into, "/basics", "url", link.url, link.span, 0.92, link.rule)
    add(into, "profiles", profiles)


def put_label(writer: Writer, into: dict[str, Any], head: list[Line], name: contact.Found | None) -> None:
    """The headline under the name."""
    for line in head[:8]:
        text = line.text.split("\t")[0].strip()
        if name and (not name.span or line is name.span.line):
            text = text.replace(name.value, "").strip(" ,|–—-·")
        if title_score(text) >= 1.0 and len(text) < 100 and "@" not in text and not re.search(r"\d{4}", text):
            writer.put(into, "/basics", "label", text, line.whole(), 0.85, "title near the name")
            return


def put_dates(writer: Writer, into: dict[str, Any], path: str, entry: Entry) -> None:
    """Start and end; a current one has no end (JSON Resume's way) and is listed in ``meta.current``."""
    dates = entry.dates
    if not dates:
        return
    sure = 0.97 if not dates.alone else 0.85
    if entry.dated and re.search(r"\bjui\b", entry.dated.text, re.I):
        sure = 0.6  # "jui" may be June or July
    writer.put(into, path, "startDate", dates.start, entry.dated, sure, "date of the entry")
    if dates.end != PRESENT:
        writer.put(into, path, "endDate", dates.end, entry.dated, sure, "date of the entry")


def put_text(writer: Writer, into: dict[str, Any], path: str, body: list[Line]) -> None:
    """Bullets as highlights, other text as the summary."""
    bullets = [line for line in body if line.bullet]
    prose = [line for line in body if not line.bullet]
    if prose:
        text = "\n".join(re.sub(r"\s+", " ", line.text) for line in prose)
        writer.put(into, path, "summary", text, prose[0].whole(), 0.85, "text under the entry")
    if bullets:
        into["highlights"] = [re.sub(r"\s+", " ", line.text) for line in bullets]
        for number, line in enumerate(bullets):
            writer.note(f"{path}/highlights/{number}", line.whole(), line.text, 0.9, "bullet under the entry")


def work(writer: Writer, path: str, role: roles.Role) -> dict[str, Any]:
    """One job."""
    into: dict[str, Any] = {}
    if role.employer:
        writer.put(into, path, "name", tidy(role.employer), role.employer, role.employer_confidence, role.rule)
    if role.title:
        writer.put(into, path, "position", tidy(role.title), role.title, role.title_confidence, role.rule)
    if role.place:
        writer.put(into, path, "location", role.place.text, role.place, 0.85, "place in the header")
    put_dates(writer, into, path, role.entry)
    put_text(writer, into, path, role.entry.body)
    return into


def tidy(span: Span) -> str:
    """The words with single spaces and without a dangling bracket."""
    text = re.sub(r"\s+", " ", span.text)
    if text.count("(") > text.count(")"):
        text = text + ")" if text.rfind("(") > 0 else text.replace("(", "")
    return text


def education(writer: Writer, path: str, study: schooling.Study) -> dict[str, Any]:
    """One degree."""
    into: dict[str, Any] = {}
    if study.school:
        writer.put(
            into, path, "institution", tidy(study.school), study.school, study.school_confidence, "words of schools"
        )
    if study.degree:
        writer.put(
            into, path, "studyType", tidy(study.degree), study.degree, study.degree_confidence, "words of degrees"
        )
    if study.field:
        writer.put(into, path, "area", tidy(study.field), study.field, study.field_confidence, "beside the degree")
    put_dates(writer, into, path, study.entry)
    if study.grade:
        into["score"] = study.grade
    return into


def add_skills(writer: Writer, resume: dict[str, Any], by_kind: dict[str, list[Section]]) -> None:
    """Listed skills one by one, and the languages of both kinds of section."""
    lists = [skills.listed(section.lines) for section in by_kind.get("skills", [])]
    made: list[dict[str, Any]] = []
    for skill in (skill for found, _ in lists for skill in found):
        path = f"/skills/{len(made)}"
        into: dict[str, Any] = {}
        writer.put(into, path, "name", skill.span.text, skill.span, 0.93, "listed under skills")
        if known := skill_named(skill.span.text):
            into["id"] = known.id
        if skill.level:
            into["level"] = skill.level
        if skill.group:
            into["group"] = skill.group
        made.append(into)
    resume["meta"]["mentioned"] = mentioned(writer, by_kind, {one["id"] for one in made if "id" in one})
    add(resume, "skills", made)
    tongues = [t for section in by_kind.get("languages", []) for t in skills.languages(section.lines)]
    tongues += [t for _, found in lists for t in found]
    spoken: list[dict[str, Any]] = []
    for tongue in tongues:
        into = {}
        writer.put(
            into, f"/languages/{len(spoken)}", "language", tongue.language, tongue.span, 0.95, "name of a language"
        )
        if tongue.fluency:
            into["fluency"] = tongue.fluency
        spoken.append(into)
    add(resume, "languages", spoken)


def mentioned(writer: Writer, by_kind: dict[str, list[Section]], listed: set[str]) -> list[dict[str, Any]]:
    """Skills of the lexicon that the text names without listing them: ``id, name, text, page, box`` each, once."""
    found: dict[str, dict[str, Any]] = {}
    for kind in ("skills", "work", "projects", "summary", "certificates", "education", "courses", "volunteer"):
        for line in (line for section in by_kind.get(kind, []) for line in section.lines):
            for mention in find_skills(line.text):
                if mention.id not in listed and mention.id not in found and mention.need != "negated":
                    span = Span(line, mention.start, mention.end)
                    words = span.words
                    found[mention.id] = {
                        "id": mention.id,
                        "name": mention.name,
                        "text": mention.text,
                        "page": words[0].page if words and writer.document.placed else None,
                        "box": list(union(words) or ()) or None if writer.document.placed else None,
                    }
    return list(found.values())


def add_volunteer(writer: Writer, resume: dict[str, Any], by_kind: dict[str, list[Section]]) -> None:
    """Honorary posts, in the shape of jobs."""
    found = [role for section in by_kind.get("volunteer", []) for role in roles.roles(entries(section.lines))]
    made: list[dict[str, Any]] = []
    for role in useful(found):
        into = work(writer, f"/volunteer/{len(made)}", role)
        if "name" in into:
            into = {"organization": into.pop("name"), **into}
            writer.provenance[f"/volunteer/{len(made)}/organization"] = writer.provenance.pop(
                f"/volunteer/{len(made)}/name"
            )
        made.append(into)
    add(resume, "volunteer", made)


NAMED = {
    "certificates": ("certificates", "name", "issuer"), "projects": ("projects", "name", "entity"),
    "publications": ("publications", "name", "publisher"), "awards": ("awards", "title", "awarder"),
}  # fmt: skip


def add_named(writer: Writer, resume: dict[str, Any], by_kind: dict[str, list[Section]]) -> None:
    """Certificates, projects, publications, awards, interests: a name each, and who stands behind it."""
    for kind, (key, name, other) in NAMED.items():
        made: list[dict[str, Any]] = []
        for section in by_kind.get(kind, []):
            lines = section.lines
            single = kind != "projects" and all(line.bullet for line in lines)
            for entry in [Entry([line]) for line in lines] if single else entries(lines):
                into = named(writer, f"/{key}/{len(made)}", entry, name, other)
                if into:
                    made.append(into)
        add(resume, key, made)
    interests = [
        item
        for section in by_kind.get("interests", [])
        for line in section.lines
        for item in skills.items(line.whole())
    ]
    add(resume, "interests", [{"name": item.text} for item in interests if len(item.text) < 80])


def named(writer: Writer, path: str, entry: Entry, name: str, other: str) -> dict[str, Any]:
    """One such entry: its first piece, the next that is no place, its date and text."""
    set_dates(entry)
    parts: list[Piece] = [piece for piece in pieces(entry.head, 0) if not is_place(piece.text)]
    into: dict[str, Any] = {}
    if not parts:
        return into
    writer.put(into, path, name, tidy(parts[0].span), parts[0].span, 0.85, "first words of the entry")
    if len(parts) > 1:
        writer.put(into, path, other, tidy(parts[1].span), parts[1].span, 0.6, "second piece of the entry")
    if entry.dates and path.startswith("/projects"):
        put_dates(writer, into, path, entry)
    elif entry.dates:
        key = "releaseDate" if path.startswith("/publications") else "date"
        writer.put(into, path, key, day(entry.dates), entry.dated, 0.85, "date of the entry")
    put_text(writer, into, path, entry.body)
    return into


def day(dates: Dates) -> str | None:
    """The one date of an event."""
    return dates.start or (dates.end if dates.end != PRESENT else None)
