"""Sections and fields put together as JSON Resume, each value with its place, confidence and rule."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from prospect.lexicon.sentences import say
from prospect.lexicon.skills import find_skills, skill_named
from prospect.lexicon.titles import read_title
from prospect.people.resume import contact, names, roles, schooling, skills
from prospect.people.resume.dates import PRESENT, durations
from prospect.people.resume.entries import entries
from prospect.people.resume.experience import years_of
from prospect.people.resume.named import add_named
from prospect.people.resume.page import Document, Line, Span, union
from prospect.people.resume.provenance import Writer, add, put_dates, put_text, tidy
from prospect.people.resume.sections import Section, sections
from prospect.people.resume.words import is_place, is_region, title_score

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


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
        warnings.append(str(say("Neither jobs nor education were recognized; please fill them in.")))
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
    under = next((n + 1 for n, line in enumerate(head[:8]) if name and name.span and line is name.span.line), -1)
    for number, line in enumerate(head[:8]):
        text = headline(line.text)
        if name and (not name.span or line is name.span.line):
            text = text.replace(name.value, "").strip(" ,|–—-·")
        telling = title_score(text) >= 1.0 or (number in (under - 1, under) and trade_named(text))
        if telling and len(text) < 100 and "@" not in text and not re.search(r"\d{4}", text):
            writer.put(into, "/basics", "label", text, line.whole(), 0.85, "title near the name")
            return


def headline(text: str) -> str:
    """The first cell of a line without the place it may end with ("Teacher – Sheffield, UK")."""
    text = text.split("\t")[0].strip()
    before, dash, after = (
        re.split(r"(\s[–—|·-]\s)(?!.*\s[–—|·-]\s)", text, maxsplit=1)
        if re.search(r"\s[–—|·-]\s", text)
        else (text, "", "")
    )
    return before.strip() if dash and is_place(after) else text


def trade_named(text: str) -> bool:
    """Whether a line under the name is a headline of parts, the first a trade ("IT Support | CompTIA A+ Certified")."""
    first = re.split(r"\s*[|•·/]\s*", text)[0].strip()
    if not first or len(first.split()) > 6 or is_place(first) or re.search(r"[@:\d]|https?|\.$", text):
        return False
    return title_score(first) >= 0.6 or read_title(first).occupation is not None


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
        if known := known_skill(skill.span.text):
            into["id"] = known
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


def known_skill(text: str) -> str | None:
    """The lexicon's id of a listed skill; of a longer name ("Active Directory basics") that of its one known part."""
    if known := skill_named(text):
        return known.id
    inside = find_skills(text)
    if len(inside) == 1 and inside[0].end - inside[0].start > 0.6 * len(text):
        return inside[0].id
    return None


def mentioned(writer: Writer, by_kind: dict[str, list[Section]], listed: set[str]) -> list[dict[str, Any]]:
    """Skills of the lexicon that the text names without listing them: ``id, name, text, page, box`` each, once."""
    found: dict[str, dict[str, Any]] = {}
    for kind in ("skills", "work", "projects", "summary", "certificates", "education", "courses", "volunteer"):
        for line in (line for section in by_kind.get(kind, []) for line in section.lines):
            spans = durations(line.text)
            for mention in find_skills(line.text):
                if any(a <= mention.start < b for a, b in spans):
                    continue  # "less than a year"
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
