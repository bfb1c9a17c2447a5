"""The entries of a section: each date opens or closes one, headers stand above their text.

1. Lines are headers or body (bullets, sentences).
2. Runs of headers make blocks; the body under a block is its own.
3. A block with several dates is cut so that each entry has its date where the section's first entry has it.
4. A block without a date, in a section whose entries have dates, is an entry of its own only when it looks like one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

from prospect.people.resume.dates import Dates, durations, find_dates
from prospect.people.resume.page import Line, Span
from prospect.people.resume.telling import deed, label, sentence
from prospect.people.resume.words import employer_score, find_degree, is_place, school_score, title_score


@dataclass(slots=True)
class Entry:
    """One job, degree, project: header lines, the text under them, and the date with its place."""

    head: list[Line]
    body: list[Line] = field(default_factory=list)
    dates: Dates | None = None
    dated: Span | None = None


def entries(lines: list[Line]) -> list[Entry]:
    """The section's entries in order; text before the first is left out."""
    inset = inset_edges(lines)
    headers = [is_header(line, inset) for line in lines]
    found: list[Entry] = []
    for line, header in zip(lines, headers, strict=True):
        if header:
            if not found or found[-1].body:
                found.append(Entry([]))
            found[-1].head.append(line)
        elif found:
            found[-1].body.append(line)
    hold_lead(found)
    found = [part for entry in found for part in cut(entry, found[0])]
    for entry in found:
        set_dates(entry)
    return settled(found)


def hold_lead(found: list[Entry]) -> None:
    """Lines that stand before a later entry's date but not before the first entry's belong to the text above."""
    leads = [
        next((n for n, line in enumerate(entry.head) if any(not d.alone for d in header_dates(line))), None)
        for entry in found
    ]
    first = next((n for n, lead in enumerate(leads) if lead is not None), None)
    if first is None:
        return
    usual = leads[first] or 0
    for number in range(first + 1, len(found)):
        lead = leads[number]
        entry = found[number]
        if (
            lead is not None
            and lead > usual
            and alike(entry.head[lead - usual], found[first].head[0])
            and not alike_distinct(entry.head[0], found[first].head[0])
        ):
            found[number - 1].body += entry.head[: lead - usual]
            entry.head = entry.head[lead - usual :]


def alike_distinct(line: Line, model: Line) -> bool:
    """A line with a header's look where that look is more than plain text's."""
    return alike(line, model) and (line.words[0].bold or line.words[0].italic or line.size > 11.5) and not line.bullet


def set_dates(entry: Entry) -> None:
    """Gives an entry the first range of its header, or else its first single date."""
    best: tuple[Span, Dates] | None = None
    for line in entry.head:
        for dates in find_dates(line.text):
            if best is None or (best[1].alone and not dates.alone):
                best = (Span(line, dates.at, dates.to), dates)
    if best:
        entry.dated, entry.dates = best


def inset_edges(lines: list[Line]) -> set[int]:
    """Left edges, deeper than the section's first, that several of its lines share: where its bullets stand."""
    leads = Counter(
        round(line.x0)
        for line in lines
        if not line.rail and (line.words[0].bold or header_dates(line)) and not line.bullet
    )
    if not leads:
        return set()
    edge = leads.most_common(1)[0][0]
    shared = Counter(round(line.x0 / 2) for line in lines if edge + 8 < line.x0 < edge + 60 and not header_dates(line))
    return {at for at, n in shared.items() if n >= 3}


def is_header(line: Line, inset: set[int]) -> bool:
    """A line that can name an entry: short, no sentence, dated or set apart."""
    text = line.text.strip()
    spans = header_dates(line)
    plain = len(re.sub(r"\s+", " ", text)) - sum(d.to - d.at for d in spans)
    told = sentence(undated_text(line, spans))
    if line.rail:
        return True
    ranged = any(not d.alone for d in spans)
    if line.bullet or (round(line.x0 / 2) in inset and not line.bold):
        return (ranged and plain < 70 and not told) or (bool(spans) and plain < 90 and whole_degree(line))
    if ranged and plain < 120 and not told:
        return True
    if told and len(text) < 120 and whole_degree(line):
        return True
    if (len(text) > 120 and not ("\t" in text and len(text) < 170)) or told:
        return False
    if re.fullmatch(r"(?:https?://|www\.)\S+", text):
        return True
    if re.match(r"[a-zà-ÿ(]", text) and not line.bold and not spans and not apart(line):
        return False
    return not (label(text) or (not spans and not line.bold and deed(text)))


def apart(line: Line) -> bool:
    """A short line with a blank one above it, as people who write small letters throughout set an entry's lines."""
    return line.gap >= 1.0 and len(line.text.split()) <= 6 and not line.text.rstrip().endswith((",", ";", "."))


def undated_text(line: Line, dates: list[Dates]) -> str:
    """What a line says without its dates, whose months are small words in some languages."""
    text = line.text
    for one in reversed(dates):
        text = text[: one.at] + text[one.to :]
    return text.strip()


def header_dates(line: Line) -> list[Dates]:
    """Dates at the edge of a cell, of the line or of brackets, not those told in a sentence."""
    kept = []
    for dates in find_dates(line.text):
        before, after = line.text[: dates.at].rstrip(" "), line.text[dates.to :].lstrip(" ")
        if not before or not after or before[-1] in "\t|(,·•–—-:[/◆" or after[0] in "\t|),·•;]–—-(":
            kept.append(dates)
    return kept


def cut(entry: Entry, model: Entry) -> list[Entry]:
    """An entry per date of a block of headers; ``model`` is the section's first, whose lines show where one begins."""
    at = dated_lines(entry.head) if entry.head else []
    if len(at) < 2:
        return [entry]
    lead = at[0]
    usual = next(iter(dated_lines(model.head)), 0)
    starts = [0]
    for before, here in itertools.pairwise(at):
        start = max(before + 1, here - lead)
        same = [n for n in range(before + 1, here + 1) if alike(entry.head[n], entry.head[0])]
        if usual > lead and here - usual > before and alike_distinct(entry.head[here - usual], model.head[0]):
            start = here - usual
        elif same and lead and not alike(entry.head[start], entry.head[0]):
            start = same[0]
        while start < here and "\t" not in entry.head[start].text and is_place(entry.head[start].text.strip(" •·|")):
            start += 1
        starts.append(start)
    ends = [*starts[1:], len(entry.head)]
    parts = [Entry(entry.head[a:b]) for a, b in zip(starts, ends, strict=True) if b > a]
    parts[-1].body = entry.body
    return parts


def dated_lines(head: list[Line]) -> list[int]:
    """Which lines carry an entry's date: those with ranges, and with them single dates that also lead their line."""
    dated = [n for n, line in enumerate(head) if header_dates(line)]
    ranged = [n for n in dated if any(not d.alone for d in header_dates(head[n]))]
    if dated and dated[0] == 0 and whole_degree(head[0]):
        return sorted({*(ranged or dated), *(n for n, line in enumerate(head) if whole_degree(line))})
    if not ranged:
        return dated
    leading = all(dates_at(head[n]) == 0 for n in ranged)
    return [n for n in dated if n in ranged or (leading and dates_at(head[n]) == 0) or begun_above(head, n, ranged[0])]


def begun_above(head: list[Line], at: int, lead: int) -> bool:
    """Whether a line with a single date closes an entry whose first line looks as the block's first does, and set apart."""
    start = at - lead
    if lead == 0:
        ends = all("\t" in head[n].text and dates_at(head[n]) > head[n].text.rfind("\t") for n in (0, at))
        named = all(any(school_score(x.text) or find_degree(x.text) for x in head[n : n + 2]) for n in (0, at))
        flush = abs(head[0].x1 - head[at].x1) < 3 and named and at > 1
        return ends and (flush or (alike_distinct(head[at], head[0]) and not all(alike(x, head[0]) for x in head)))
    apart = not alike(head[0], head[lead])
    return apart and start > lead and alike_distinct(head[start], head[0]) and not alike(head[start], head[at])


def whole_degree(line: Line) -> bool:
    """Degree and school on one line: an entry by itself, dated or not."""
    text = undated_text(line, header_dates(line)).strip(" ,;|–—-()\t.")
    degree = find_degree(text)
    if degree is None or sentence(text):
        return False
    school = text[degree.to :] if degree.at == 0 else text
    apart = degree.at == 0 and bool(header_dates(line)) and bool(re.search(r"[,|–—\t]\s*[A-ZÀ-Þ]\w+ \w", school))
    return school_score(school) > 0 or apart


def dates_at(line: Line) -> int:
    """Where a line's first date stands."""
    return header_dates(line)[0].at


def alike(a: Line, b: Line) -> bool:
    """Two lines that look the same at their beginning."""
    return (
        a.words[0].bold == b.words[0].bold
        and abs(a.words[0].size - b.words[0].size) < 0.4
        and a.words[0].italic == b.words[0].italic
    )


def settled(found: list[Entry]) -> list[Entry]:
    """Blocks without a date joined to what they belong to, when the section's entries have dates."""
    if not any(entry.dates for entry in found):
        return undated(found)
    first = next(entry for entry in found if entry.dates)
    kept: list[Entry] = []
    waiting: list[Line] = []
    for number, entry in enumerate(found):
        if entry.dates:
            entry.head[:0] = waiting
            waiting = []
            kept.append(entry)
        elif not entry.body and number + 1 < len(found):
            waiting += entry.head
        elif stands_alone(entry, first):
            kept.append(entry)
        elif kept:
            kept[-1].body += entry.head + entry.body
    if waiting and kept:
        kept[-1].body += waiting
    return kept


def stands_alone(entry: Entry, first: Entry) -> bool:
    """An undated block that looks and reads like the first dated entry."""
    text = " ".join(line.text for line in entry.head)
    if len(text) > 160 or len(entry.head) > 4:
        return False
    telling = title_score(text) >= 1.2 or employer_score(text) >= 1.0 or find_degree(text) or school_score(text)
    return (
        bool(telling)
        and alike(entry.head[0], first.head[0])
        and (entry.head[0].bold or entry.head[0].words[0].bold or len(entry.head) == len(first.head))
    )


def undated(found: list[Entry]) -> list[Entry]:
    """Without any date: bold headers start entries, else each block is one."""
    parts: list[Entry] = []
    for entry in found:
        bold = [n for n, line in enumerate(entry.head) if line.words[0].bold]
        if len(entry.head) > 1 and all(both_told(line) for line in entry.head):
            parts.extend(Entry([line]) for line in entry.head)
            parts[-1].body = entry.body
            continue
        if len(bold) > 1 and len(bold) < len(entry.head) and bold[0] == 0:
            ends = [*bold[1:], len(entry.head)]
            fresh = [Entry(entry.head[a:b]) for a, b in zip(bold, ends, strict=True)]
            fresh[-1].body = entry.body
            parts.extend(fresh)
        else:
            parts.append(entry)
    return parts


def both_told(line: Line) -> bool:
    """Title and employer on one line ("Line Cook, The Gilded Oyster, Dover, DE")."""
    first = re.split(r"\s*[,|\t]\s*|\s[–—-]\s|\s(?:at|@)\s", line.text, maxsplit=1)
    return len(first) == 2 and (title_score(first[0]) >= 1.2) != (title_score(first[1]) >= 1.2)


@dataclass(slots=True)
class Piece:
    """Part of a header between separators; ``how`` is what stands before it: line, cell, bar, dash, comma, at, paren."""

    span: Span
    how: str
    row: int

    @property
    def text(self) -> str:
        return self.span.text


SEPARATORS = (
    re.compile(r"(?P<cell>\t|\s{3,})|(?P<bar>\s*[|•·◆♦⋅∙‧▪;⬥]\s*|\s+\*\s+|\s+/{2}\s+)"),
    re.compile(
        r"(?P<dash>\s+[–—−-]+\s+|\s*[–—]\s*(?=[A-Z])|:\s+)|(?P<at>\s+(?:at|@|bei|chez|presso|w)\s+(?=[A-ZÀ-Þ\"“]))"
    ),
    re.compile(r"(?P<comma>\s*,\s+)"),
    re.compile(r"(?P<paren>\s*[()]\s*)"),
)


def clear(line: Line) -> list[tuple[int, int]]:
    """The stretches of a line that are neither date nor duration."""
    gone = sorted([(d.at, d.to) for d in find_dates(line.text)] + durations(line.text))
    kept, at = [], 0
    for start, end in [*gone, (len(line.text), len(line.text))]:
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    return kept


def pieces(lines: list[Line], depth: int) -> list[Piece]:
    """The headers' pieces after cutting at the separators up to a depth (0 cells and bars, 1 dashes, 2 commas, 3
    brackets)."""
    found: list[Piece] = []
    for row, line in enumerate(lines):
        fresh = "line"
        for start, end in clear(line):
            at = start
            how = fresh
            marks = separators(line.text, start, end, depth)
            if depth and (change := look_change(line, start, end)):
                marks = sorted([*marks, change], key=lambda m: m.start())
            for mark in marks:
                add(found, Span(line, at, mark.start()), how, row)
                at, how = max(at, mark.end()), str(mark.lastgroup)
            add(found, Span(line, at, end), how, row)
            fresh = "cell"
    return found


SPACE = re.compile(r"(?P<dash>\s+)")


def look_change(line: Line, start: int, end: int) -> re.Match[str] | None:
    """The space at which a line's bold beginning ends, where no sign parts it from what follows ("**Engineer** Example Ltd")."""
    words = [(w, at) for w, at in zip(line.words, line.starts, strict=True) if start <= at < end]
    changes = [n for n in range(1, len(words)) if words[n - 1][0].bold != words[n][0].bold]
    if len(changes) != 1 or not words[0][0].bold:
        return None
    (last, at), (first, place) = words[changes[0] - 1], words[changes[0]]
    if first.tab or not last.text[-1:].isalnum() or not first.text[:1].isupper() or line.text[place - 1] != " ":
        return None
    return SPACE.match(line.text, at + len(last.text))


def separators(text: str, start: int, end: int, depth: int) -> list[re.Match[str]]:
    """The separators of a stretch in order; a cell that is a place ("Puebla, México") is cut no further."""
    cells = [m.span() for m in SEPARATORS[0].finditer(text, start, end)]
    edges = itertools.pairwise([start, *(at for span in cells for at in span), end])
    places = [(a, b) for a, b in edges if depth and place_alone(text[a:b])]
    found = [m for pattern in SEPARATORS[: depth + 1] for m in pattern.finditer(text, start, end)]
    found = [m for m in found if not any(a < m.start() and m.end() < b for a, b in places)]
    return sorted(found, key=lambda m: m.start())


def place_alone(text: str) -> bool:
    """A place with nothing before it ("Nexus AI – San Francisco, CA" has its employer before it)."""
    return "," in text and not re.search(r"[–—]|\s-", text) and is_place(text)


EDGE = ' \t\n,;:|·•–—-−/()[]"“”◆♦⋅⬥&@⚐⚑☗⌂☎✆✉✎★☆⚙⚲✈♥➤📍📅📞🏠🏢💼🎓'


def add(found: list[Piece], span: Span, how: str, row: int) -> None:
    """Keeps a piece that says something."""
    span = trimmed(span)
    if re.search(r"[^\W_]", span.raw):
        found.append(Piece(span, how, row))


def trimmed(span: Span) -> Span:
    """Without separators at the ends; a bracket that closes inside stays."""
    slim = span.trimmed(EDGE)
    if (
        slim.end < span.end
        and span.line.text[slim.end] in ")]"
        and slim.raw.count("(") + slim.raw.count("[") > slim.raw.count(")") + slim.raw.count("]")
    ):
        slim = Span(slim.line, slim.start, slim.end + 1)
    if slim.end < len(span.line.text) and span.line.text[slim.end] == '"' and slim.raw.count('"') % 2:
        slim = Span(slim.line, slim.start, slim.end + 1)
    return slim
