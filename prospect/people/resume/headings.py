"""Which kind of section a heading opens, by its words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from prospect.people.resume.dates import fold
from prospect.people.resume.words import lists

KINDS = (
    "summary", "work", "education", "skills", "languages", "certificates", "courses", "projects", "publications",
    "awards", "volunteer", "interests", "references", "contact", "other",
)  # fmt: skip
QUALIFIERS = re.compile(
    r"^(?:my|selected|relevant|key|notable|professional|personal|other|additional|core|technical|main|further|recent|"
    r"academic|weitere|wichtige|principales?|autres?|otras?|otros?)\s+"
)


@cache
def phrases() -> dict[str, str]:
    """Folded heading phrase to kind."""
    text = (files("prospect.people.resume") / "data" / "headings.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for kind, listed in re.findall(r"(?m)^\[(\w+)\] (.+)$", text):
        for phrase in listed.split(","):
            found.setdefault(plain(phrase), kind)
    return found


def plain(text: str) -> str:
    """Folded words of a heading without numbers, punctuation and pictograms; spaced-out letters joined."""
    text = fold(text)
    if re.fullmatch(r"(?:\w\s){3,}\w?\s*", text.strip() + " ") or re.fullmatch(r"\w(?: {1,2}\w){3,}", text.strip()):
        text = re.sub(r"\s(?!\s)", "", text)
    text = re.sub(r"[^\w\s&/+]|[\d_]", " ", text)
    text = re.sub(r"\s*[&/+]\s*|\s+(?:and|und|et|y|e|en|i)\s+", " and ", text)
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def heading_kind(text: str) -> str | None:
    """The kind of section the words open, None when they are no known heading; compound ones go by their first part."""
    if len(text) > 60 or not text.strip() or re.search(r"[.;!?]\s*\w|@|https?:", text):
        return None
    words = plain(text)
    known = phrases()
    if words in known:
        return known[words]
    words = re.sub(r"\s(?:continued|cont|fortsetzung|suite|continuacion)$", "", words)
    if words in known:
        return known[words]
    parts = [part for part in words.split(" and ") if part]
    if len(parts) > 1:
        kinds = [known.get(part) or known.get(QUALIFIERS.sub("", part)) for part in parts]
        if "skills" in kinds and set(kinds) <= {
            "skills",
            "certificates",
            "interests",
            "courses",
            "awards",
            "languages",
        }:
            return "skills"
        if all(kinds):
            return (
                "work" if "work" in kinds and kinds[0] in ("volunteer", "projects", "courses", "awards") else kinds[0]
            )
        if kinds[0] and len(words.split()) <= 5:
            return kinds[0]
        return None
    bare = QUALIFIERS.sub("", words)
    if bare != words and bare in known:
        return known[bare]
    return tail_kind(words)


TAILS = {
    "experience": "work", "employment": "work", "erfahrung": "work", "skills": "skills", "kenntnisse": "skills",
    "education": "education", "projects": "projects", "certifications": "certificates", "publications": "publications",
    "awards": "awards", "memberships": "volunteer", "expertise": "skills", "competencies": "skills",
    "achievements": "awards", "internships": "work", "qualifications": "skills", "coursework": "courses",
    "fahigkeiten": "skills", "werdegang": "work", "background": "work", "technologies": "skills", "history": "work",
    "profile": "summary", "summary": "summary", "training": "courses", "activities": "volunteer",
    "positions": "work", "appointments": "work", "internship": "work",
}  # fmt: skip


def tail_kind(words: str) -> str | None:
    """A short phrase whose last word names a section: "Machine learning projects"."""
    split = words.split()
    if 2 <= len(split) <= 3:
        if split[0] in phrases() and split[-1] not in lists("words.txt")["title"]:
            return phrases()[split[0]]
        return TAILS.get(split[-1])
    return None


@lru_cache(maxsize=8192)
def sure_heading(text: str) -> str | None:
    """As ``heading_kind``, without the guess from the last word."""
    words = plain(text) if len(text) <= 60 else ""
    known = phrases()
    if words in known or " and " not in words:
        return known.get(words)
    kinds = {known.get(part) for part in words.split(" and ")}
    return kinds.pop() if len(kinds) == 1 else None
