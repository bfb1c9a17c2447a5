"""Skills and languages as the person lists them: groups opened, levels and dots dropped."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from prospect.lexicon.skills import skill_named
from prospect.people.resume.contact import URL
from prospect.people.resume.dates import durations, find_dates, fold
from prospect.people.resume.page import Line, Span

LEVEL = re.compile(
    r"^(?:expert|advanced|intermediate|beginner|basic|proficient|master|native|fluent|novice|familiar|experienced|skilled|good|excellent|"
    r"very good|working knowledge|competent|professional|conversational|elementary|limited|full professional proficiency|native or bilingual proficiency|"
    r"professional working proficiency|limited working proficiency|elementary proficiency|bilingual|mother tongue|upper[- ]intermediate|pre[- ]intermediate|"
    r"experte|fortgeschritten|grundkenntnisse|sehr gut|gut|fliessend|verhandlungssicher|muttersprache|muttersprachlich|anfanger|"
    r"avance|intermediaire|debutant|courant|langue maternelle|bilingue|notions|natif|professionnel|"
    r"avanzado|medio|intermedio|basico|experto|nativo|nativa|fluido|lengua materna|principiante|avancado|fluente|avanzato|madrelingua|fluente|"
    r"[abc][12](?:/[abc][12])?|native speaker|basic proficiency|\d{1,3} ?%|\d+ ?/ ?\d+|level \d|母语|流利|熟练|精通|良好)\b[\s.]*$"
)
GENERIC = re.compile(
    r"^(?:(?:programming|technical|soft|hard|core|other|additional|computer|professional|development|software|web|main|key|personal|general|it|interpersonal|spoken|natural)\s+)?"
    r"(?:languages?|tools?|frameworks?|librar(?:y|ies)|databases?|platforms?|technolog(?:y|ies)|skills?|software|systems?|methods?|methodolog(?:y|ies)|other|others|"
    r"programming|operating systems?|competenc(?:y|ies)|certifications?|concepts?|cloud|devops|backend|back-end|frontend|front-end|tech stack|sprachen|kenntnisse|"
    r"langages?|outils|logiciels|bases de donnees|herramientas|lenguajes|programacion|idiomas|langues|methodes|werkzeuge|programmiersprachen|datenbanken|interests|interets|hobbies)"
    r"(?:\s*(?:&|and|und|et|y|/)\s*[\w -]{3,24})?$"
)


class Skill(NamedTuple):
    """One listed skill: its span, the group it stands in and the level stated for it."""

    span: Span
    group: str
    level: str


class Tongue(NamedTuple):
    """One language and how well it is spoken, as written."""

    language: str
    fluency: str
    span: Span


SPLIT = re.compile(r"\t|\s*[,;|•·●▪◦■⋅∙‧、，；◆♦★]\s*|\s{3,}|\s+[/–—]\s+")


def listed(lines: list[Line]) -> tuple[list[Skill], list[Tongue]]:
    """The skills of a section's lines, and the languages that stand among them."""
    skills: list[Skill] = []
    tongues: list[Tongue] = []
    group = ""
    levels = any(LEVEL.match(fold(cell.text)) for line in lines for cell in line.cells())
    for number, line in enumerate(lines):
        label, spans = opened(line, lines, number, levels)
        group = label if label is not None else group if not line.words[0].bold else ""
        for span in spans:
            for item in items(span):
                add(item, group, skills, tongues)
    return skills, tongues


def opened(line: Line, lines: list[Line], number: int, levels: bool) -> tuple[str | None, list[Span]]:
    """The line's group label, if it has one, and the spans that hold its items."""
    text = line.text
    label = re.match(r"\s*([^:,;•|\t]{2,45}?)\s*[:：]\s*(?=\S|$)", text)
    if label and not label[1].lower().startswith("http"):
        return label[1].strip(), [Span(line, label.end(), len(text))]
    cells = line.cells()
    if (
        len(cells) == 2
        and not SPLIT.search(cells[0].raw.strip())
        and re.search(r"[,;|•·]", cells[1].raw.strip("•·|;, \t"))
        and len(cells[0].text.split()) <= 4
    ):
        return cells[0].text, cells[1:]
    dash = re.match(r"\s*([^,;•|\t–—-]{2,40}?)\s+[–—-]\s+(?=[^,]+,)", text)
    if dash:
        return dash[1], [Span(line, dash.end(), len(text))]
    bold = leading_bold(line)
    if bold and bold < len(text.rstrip()) and len(text[:bold].split()) <= 4 and re.search(r"[,;|•·]", text[bold:]):
        return text[:bold].strip(" \t:-–"), [Span(line, bold, len(text))]
    if len(cells) >= 1 and all(GENERIC.match(fold(cell.text)) for cell in cells):
        return cells[0].text, []
    following = lines[number + 1] if number + 1 < len(lines) else None
    if (
        len(cells) == 1
        and not levels
        and (line.words[0].bold or line.rail)
        and following
        and not following.words[0].bold
        and not SPLIT.search(text.strip())
        and (re.search(r"[,;|•·\t]", following.text) or following.bullet)
    ):
        return text.strip(), []
    return None, [Span(line, 0, len(text))]


def leading_bold(line: Line) -> int:
    """Where the bold beginning of a line ends, 0 when it has none or is bold throughout."""
    for word, at in zip(line.words, line.starts, strict=True):
        if not word.bold:
            return at if at else 0
    return 0


def items(span: Span) -> list[Span]:
    """The span cut at commas, bars, bullets and cells, none inside brackets."""
    found, at, depth_safe = [], 0, outside_brackets(span.raw)
    for mark in SPLIT.finditer(span.raw):
        if depth_safe[mark.start()]:
            found.append(span.part(at, mark.start()))
            at = mark.end()
    found.append(span.part(at, len(span.raw)))
    kept = [part.trimmed(" \t,;:|•·–—-/.&") for part in found if re.search(r"\w", part.raw)]
    return [item for part in kept for item in parted_at_rows(part)]


def parted_at_rows(item: Span) -> list[Span]:
    """An item over several rows as those that are skills by themselves and none together: "Kafka" over "PostgreSQL", two
    rows of a list without a comma between them, but not "Amazon Web" over "Services"."""
    line, found = item.line, [Span(item.line, item.start, item.start)]
    placed = [
        (max(at, item.start), word) for word, at in zip(line.words, line.starts, strict=True) if word in item.words
    ]
    begins = [now for (_, before), (now, word) in pairwise(placed) if word.y0 - before.y0 > 0.5 * before.size]
    for start, end in pairwise([item.start, *begins, item.end]):
        row, both = Span(line, start, end).trimmed(" "), Span(line, found[-1].start, end).trimmed(" ")
        if skill_named(both.text) is None and skill_named(found[-1].text) and skill_named(row.text):
            found.append(row)
        else:
            found[-1] = both
    return found


def outside_brackets(text: str) -> list[bool]:
    """For each character, whether it stands outside brackets."""
    depth, found = 0, []
    for char in text:
        if char in "([":
            depth += 1
        found.append(depth == 0)
        if char in ")]" and depth:
            depth -= 1
    if depth:
        return [True] * len(text)
    return found


def add(item: Span, group: str, skills: list[Skill], tongues: list[Tongue]) -> None:
    """One item to its list: a level goes to the skill before it, a language to the languages, a sentence nowhere."""
    text = item.text
    if label := re.match(r"\s*([^:]{2,30}):\s+(?=\S)", item.raw):
        group, item = label[1], item.part(label.end(), len(item.raw))
        text = item.text
    folded = fold(text)
    folded = re.sub(r"^(?:and|und|et|y|e)\s+", "", folded)
    item = Span(item.line, item.end - len(folded), item.end) if len(folded) < len(text) else item
    if LEVEL.match(folded) or lasted(text):
        if skills and not skills[-1].level:
            skills[-1] = skills[-1]._replace(level=text.strip("()[] "))
        return
    tongue = tongue_of(item)
    if tongue and (not skills or SPOKEN.search(fold(group))):
        tongues.append(tongue)
        return
    bracket = re.search(r"\s*[(\[]([^()]*)[)\]]?\s*$", item.raw)
    level = ""
    if bracket and bracket.start() > 0:
        level = bracket[1].strip() if LEVEL.match(fold(bracket[1])) or lasted(bracket[1]) else ""
        inner = item.part(bracket.start(1), bracket.end(1))
        item = item.part(0, bracket.start()).trimmed()
        if not level and not durations(inner.text) and not find_dates(inner.text):
            keep(item, group, "", skills)
            for part in items(inner):
                keep(part, group, "", skills)
            return
    else:
        tail = re.search(r"\s*[:–—-]\s+([\w %/-]+)$", item.raw)
        if tail and LEVEL.match(fold(tail[1])):
            level, item = tail[1], item.part(0, tail.start()).trimmed()
    keep(item, group, level, skills)


def lasted(text: str) -> bool:
    """Nothing but a time of experience: "(Less than 1 year)", "10+ years"."""
    spans = durations(text)
    return bool(spans) and spans[0][0] <= 1 and spans[-1][1] >= len(text.rstrip()) - 1


def keep(item: Span, group: str, level: str, skills: list[Skill]) -> None:
    """Adds a skill that is short enough to be one and not yet there."""
    text = item.text
    if re.match(r"https?:|www\.", text, re.I) or (URL.fullmatch(text) and "/" in text):
        return
    if not text or len(text) > 60 or len(text.split()) > 6 or find_dates(text) or GENERIC.match(fold(text)):
        return
    if not re.search(r"[^\W\d_]", text) or fold(text) in {fold(skill.span.text) for skill in skills}:
        return
    skills.append(Skill(item, group, level))


SPOKEN = re.compile(r"langu|sprach|idiom|lingu|langue|语")
MORE_NAMES = frozenset(["gallego", "valenciano", "中文", "汉语", "普通话", "英语", "英文", "德语", "法语", "日语"])
TONGUES = tuple(
    re.compile(rf"\s*([^\W\d_]+(?:[ -][^\W\d_]+){{{more}}})\s*(?:[(:–—\-,/]\s*|\s|$)(.*?)[)\s.]*$")
    for more in (2, 1, 0)
)


def tongue_of(item: Span) -> Tongue | None:
    """A language with its level: "German (C1)", "Englisch – fließend", "English: native", "basic Spanish"."""
    for pattern in TONGUES:
        match = pattern.match(item.raw)
        if match and spoken(match[1]):
            return Tongue(match[1], match[2].strip(" ()"), item)
    *before, last = item.text.split() or [""]
    level = fold(" ".join(before))
    if before and (LEVEL.match(level) or FLUENT_IN.match(level)) and spoken(last):
        return Tongue(last, " ".join(before), item)
    return None


FLUENT_IN = re.compile(r"(?:fluent|proficient|conversational|native) in|some|business|nivel|niveau|fluent spoken")


def spoken(name: str) -> bool:
    """Whether a name is that of a language that people speak."""
    known = skill_named(name) or skill_named(fold(name))
    return bool(known and known.kind == "natural_language") or fold(name) in MORE_NAMES


def languages(lines: list[Line]) -> list[Tongue]:
    """The languages of their own section, levels from brackets, cells or the line below."""
    found: list[Tongue] = []
    for line in lines:
        for cell in line.cells():
            for item in items(cell):
                if LEVEL.match(fold(item.text)):
                    for number, tongue in enumerate(found):
                        if not tongue.fluency:
                            found[number] = tongue._replace(fluency=item.text)
                            break
                elif spoken := tongue_of(item):
                    found.append(spoken)
    return found
