"""The person's name: by look, place and agreement with the e-mail, never from a list of names."""

from __future__ import annotations

import re
from dataclasses import replace

from prospect.people.resume.contact import URL, Found
from prospect.people.resume.dates import fold
from prospect.people.resume.headings import heading_kind, sure_heading
from prospect.people.resume.page import Line, Span
from prospect.people.resume.pdf import SOFT_HYPHENS
from prospect.people.resume.words import employer_score, find_degree, is_place, school_score, title_score

CREDENTIALS = re.compile(
    r"(?:,|\s[-–|])\s*(?:ph\.?\s?d|m\.?d|mba|cpa|cfa|pmp|rn|bsn|msn|pe|p\.e|esq|jr|sr|ii|iii|m\.?sc?|b\.?sc?|m\.?a|b\.?a|llm|csm|cissp|phr|shrm-cp|np|dds|dvm|aprn|fnp|m\.?eng|dipl\.?-ing)\b.*$",
    re.I,
)
TITLES = re.compile(r"^(?:dr|prof|mr|mrs|ms|herr|frau|sr|sra|mme|m|dipl\.-ing|ing)\.?\s+(?:(?:dr|prof)\.?\s+)*", re.I)
NAME_LABEL = re.compile(
    r"^\s*(?:full name|name|nom|nombre(?: y apellidos)?|nome|naam|imie i nazwisko|姓名)\s*[:\t]\s*", re.I
)
NOT_NAMES = re.compile(
    r"^(?:curriculum vitae|resume|résumé|cv|lebenslauf|curriculo|currículum|hoja de vida|portfolio|bewerbung|vita|page|seite|profile|confidential|简历|个人简历)\b",
    re.I,
)


def find_name(head: list[Line], others: list[Line], handles: list[str]) -> Found | None:
    """The best candidate among the lines of the page's head, then among the first page's largest."""
    for line in [*head, *others[:40]]:
        label = NAME_LABEL.match(line.text)
        if label and len(line.text) - label.end() > 2:
            cell = line.text[label.end() :].split("\t")[0]
            span = Span(line, label.end(), label.end() + len(cell)).trimmed()
            if name_shaped(span.text):
                return Found(span.text, span, 0.97, "labelled as name")
    largest = max((line.size for line in [*head, *others] if line.page == 1 and line.text), default=10.0)
    best: tuple[float, Found] | None = None
    for number, line in enumerate(stacked([*head, *others], largest)):
        if line.page != 1:
            continue
        for found, score in candidates(line, handles):
            score += 2.5 * (line.size / largest if largest else 1) - 0.12 * min(number, 20)
            score += 0.6 if number < len(head) else 0.0
            if best is None or score > best[0]:
                best = (score, found)
    if best is None or best[0] < 2.0:
        return None
    confidence = 0.97 if best[0] >= 3.6 else 0.85 if best[0] >= 2.9 else 0.6
    return best[1]._replace(confidence=confidence)


def stacked(lines: list[Line], largest: float) -> list[Line]:
    """The lines, with a name set on two lines in the largest type joined."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        big = line.size > 0.95 * largest and last is not None and abs(last.size - line.size) < 0.5
        if (
            (
                big
                and last
                and last.page == line.page
                and len(line.text.split()) <= 2
                and len(last.text.split()) <= 2
                and line.gap < 1.0
                and largest > 13
            )
            and name_shaped(last.text)
            and name_shaped(line.text)
            and not sure_heading(line.text)
        ):
            found[-1] = whole_name(last, line)
            continue
        found.append(line)
    return found


def whole_name(last: Line, line: Line) -> Line:
    """Both rows as one line; a double name broken at its hyphen keeps the hyphen."""
    words = [*last.words, *line.words]
    if last.words[-1].text[-1:] in SOFT_HYPHENS:
        end = last.words[-1]
        whole = replace(end, text=f"{end.text[:-1]}-{line.words[0].text}")
        words = [*last.words[:-1], whole, *line.words[1:]]
    return Line(words, gap=last.gap, stream=last.stream)


def one_name(last: Line, line: Line) -> bool:
    """Two short lines, one under the other, that are both shaped like parts of a name."""
    short = len(line.text.split()) <= 2 and len(last.text.split()) <= 2
    near = line.page == last.page and line.gap < 1.0
    return short and near and name_shaped(last.text) and name_shaped(line.text) and not sure_heading(line.text)


def candidates(line: Line, handles: list[str]) -> list[tuple[Found, float]]:
    """The name a line may hold, with what speaks for it besides size and place."""
    found: list[tuple[Found, float]] = []
    for at, to in parts_of(line):
        span = Span(line, at, to).trimmed()
        text = CREDENTIALS.sub("", span.text).strip()
        text = TITLES.sub("", text)
        if not name_shaped(text) or heading_kind(text) or is_place(text) or text.count(",") > 1 or studied(text):
            continue
        start = span.raw.find(text)
        span = span.part(max(start, 0), max(start, 0) + len(text))
        words = text.split()
        score = 1.0 if 2 <= len(words) <= 4 else 0.3
        score += 1.6 * agreement(text, handles)
        titled = title_score(text)
        score -= 1.2 * min(2.0, titled if titled > 0.6 else 0.0) + 0.8 * employer_score(text) + 0.8 * school_score(text)
        found.append((Found(text, span, 0.0, "look, place and e-mail"), score - 0.1 * len(found)))
    return found


def studied(text: str) -> bool:
    """A line that begins with a degree ("BA Elementary Education")."""
    degree = find_degree(text)
    return degree is not None and degree.at == 0 and len(text) > degree.to


def parts_of(line: Line) -> list[tuple[int, int]]:
    """The line whole, or its first cell or the part before a bar, dash or comma."""
    text = line.text
    marks = list(re.finditer(r"\t|\s[|•·–—-]\s|\s*[,(]\s*", text))
    if not marks:
        return [(0, len(text))]
    return [(0, marks[0].start()), (0, len(text))]


SMALL_WORDS = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "di",
        "del",
        "la",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "y",
        "e",
        "ter",
        "le",
        "zu",
        "af",
    ]
)
NOT_IN_NAMES = re.compile(
    r"\b(?:street|road|avenue|lane|drive|boulevard|blvd|apt|suite|zip|city|state|address|phone|objective|name|title|e-?mail|status|applicant|confidential|websites?|skills?|straße|strasse|calle|rue)\b|[\d:;/\\|@+&?!()\[\]{}#%*=<>_\t]|\b(?:resume|résumé|curriculum|lebenslauf|sample|template|portfolio|application)\b",
    re.I,
)


def name_shaped(text: str) -> bool:
    """Two to five capitalised words (or one), letters only; two to four Chinese characters."""
    text = text.strip()
    if re.fullmatch(r"[\u4e00-\u9fff·]{2,5}", text):
        return not NOT_NAMES.match(text)
    if not 2 <= len(text) <= 45 or NOT_NAMES.match(text) or NOT_IN_NAMES.search(text) or URL.search(text):
        return False
    words = text.split()
    capital = all(word[0].isupper() or word in SMALL_WORDS or not word[0].isascii() for word in words)
    return 1 <= len(words) <= 6 and capital and words[0][0].isalpha()


def agreement(name: str, handles: list[str]) -> float:
    """How well the best of the person's handles (e-mail, user names) goes with a name, 0 to 1."""
    return max((agrees(name, handle.split("@")[0]) for handle in handles), default=0.0)


def agrees(name: str, handle: str) -> float:
    """How well one handle goes with a name: two of its words 1, one 0.75, initials 0.3."""
    local = re.sub(r"[^a-z]", "", fold(handle))
    words = [re.sub(r"[^a-z]", "", part) for part in re.split(r"[\s-]", fold(name))]
    words = [word for word in words if word]
    if not local or not words:
        return 0.0
    whole = sum(1 for word in words if len(word) > 2 and word in local)
    if whole >= 2 or "".join(words) == local:
        return 1.0
    if whole == 1:
        return 0.75
    initials = "".join(word[0] for word in words)
    return 0.3 if initials and local.startswith(initials) and len(local) <= 4 else 0.0
