"""Who the employer was and what the title, from the pieces of each entry's header.

A header is cut no deeper than needed: lines, cells and bars first, then dashes, then commas. Words of the trade say
which piece is the title; where they are silent, the order that the section's other entries show decides (a résumé is
consistent with itself). An entry that names only a title belongs to the employer above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from prospect.people.resume.entries import Entry, Piece, pieces
from prospect.people.resume.header_places import split_place, without_places
from prospect.people.resume.page import Span
from prospect.people.resume.telling import label, worked_as
from prospect.people.resume.words import (
    employer_score,
    looks_named,
    school_score,
    title_score,
)


@dataclass(slots=True)
class Role:
    """One job as spans of the page; confidences in 0..1."""

    entry: Entry
    title: Span | None = None
    employer: Span | None = None
    place: Span | None = None
    title_confidence: float = 0.0
    employer_confidence: float = 0.0
    rule: str = ""
    rest: list[Span] | None = None


@dataclass(slots=True)
class Draft:
    """The pieces of one entry that may be title or employer, and its places."""

    entry: Entry
    parts: list[Piece]
    places: list[Span]
    depth: int


def roles(found: list[Entry]) -> list[Role]:
    """The jobs of a section's entries."""
    drafts = [draft(headed(entry)) for entry in found]
    drafts = [recut(d, drafts) for d in drafts]
    drafts = [under_banner(d, drafts[:number]) for number, d in enumerate(drafts)]
    lean, voters = vote(drafts)
    made = [assign(d, lean, voters) for d in drafts]
    return nested(made)


def headed(entry: Entry) -> Entry:
    """An entry whose header is its date alone takes its first short line of text as header too."""
    if (
        entry.body
        and not pieces(entry.head, 0)
        and len(entry.body[0].text) < 100
        and title_score(entry.body[0].text) > 0
    ):
        entry.head, entry.body = [*entry.head, entry.body[0]], entry.body[1:]
    return entry


def draft(entry: Entry) -> Draft:
    """Cuts a header as deep as needed to tell a title from an employer."""
    last: Draft | None = None
    for depth in range(4):
        parts, places = without_places(pieces(entry.head, depth))
        current = Draft(entry, parts, places, depth)
        if told_apart(parts):
            return current
        if last is None or (len(last.parts) < 2 and len(parts) >= 2 and depth < 2):
            last = current
    assert last is not None
    return last


def recut(d: Draft, drafts: list[Draft]) -> Draft:
    """A header whose words are silent is cut as deep as the section's telling ones."""
    depths = [other.depth for other in drafts if told_apart(other.parts)]
    if not depths or told_apart(d.parts):
        return d
    depth = max(set(depths), key=depths.count)
    parts, places = without_places(pieces(d.entry.head, depth))
    return Draft(d.entry, parts, places, depth) if len(parts) > 1 else d


def under_banner(d: Draft, before: list[Draft]) -> Draft:
    """A title with a comma ("Engineer, Payments") kept whole where an entry above has its employer on a line of its own."""
    whole, places = without_places(pieces(d.entry.head, 0))
    if d.depth == 0 or len(whole) != 1 or title_score(whole[0].text) < 1.0:
        return d
    for other in before:
        titled = max(other.parts, key=lambda piece: title_score(piece.text), default=None)
        apart = len({piece.row for piece in other.parts}) > 1 and other.depth == 0
        if (
            titled
            and apart
            and len(other.entry.head) > len(d.entry.head)
            and abs(titled.span.line.x0 - whole[0].span.line.x0) < 3
        ):
            return Draft(d.entry, whole, places, 0)
    return d


def told_apart(parts: list[Piece]) -> bool:
    """Whether one piece reads like a title and another does not."""
    scores = [title_score(piece.text) for piece in parts]
    if len(scores) < 2 or any(mixed(piece) for piece in parts[:3]):
        return False
    high = max(range(len(scores)), key=lambda n: scores[n])
    others = [lean_of(piece) for n, piece in enumerate(parts) if n != high]
    return scores[high] >= 0.6 and min(others) < scores[high] - 0.5


def lean_of(piece: Piece) -> float:
    """Positive for titles, negative for employers."""
    return title_score(piece.text) - employer_score(piece.text)


def vote(drafts: list[Draft]) -> tuple[float, int]:
    """Which comes first in this section: positive for the title, negative for the employer; and how many said so."""
    total, voters = 0.0, 0
    for d in drafts:
        if len(d.parts) >= 2:
            difference = lean_of(d.parts[0]) - lean_of(d.parts[1])
            total += max(-2.0, min(2.0, difference))
            voters += abs(difference) >= 0.5
    return total / max(1, len(drafts)), voters


def assign(d: Draft, lean: float, voters: int) -> Role:
    """Title and employer of one entry: by words, and by the section's habit where words are silent."""
    role = Role(d.entry, place=d.places[0] if d.places else None, rest=[])
    parts = d.parts
    if take_labels(role) == 2 or take_told(role):
        return role
    if role.title or role.employer:
        return beside_label(role, parts)
    if not parts:
        return role
    if len(parts) == 1:
        return single(role, parts[0])
    _best, first, second = choose(parts, lean)
    title, employer = parts[first], parts[second]
    role.title, role.employer = title.span, employer.span
    margin = lean_of(title) - lean_of(employer)
    habit = (lean > 0) == (first < second)
    worded = title_score(title.text) >= 1.0
    plain = title_score(employer.text) < 1.0
    base = 0.97 if worded and plain and margin >= 1.0 else 0.85 if margin >= 0.7 else 0.6
    if not habit and voters > 1:
        base -= 0.12
    if len(parts) > 2:
        base -= 0.08 * (len(parts) - 2)
    role.title_confidence = base - (0.0 if worded else 0.12)
    role.employer_confidence = base - (0.03 if d.depth == 2 else 0.0)
    role.rule = "words" if margin >= 1.0 else "habit of the section"
    rest = [piece for number, piece in enumerate(parts) if number not in (first, second)]
    for piece in rest:
        if role.place is None and place_like(piece):
            role.place = piece.span
        else:
            assert role.rest is not None
            role.rest.append(piece.span)
    return role


LABELLED = (
    (re.compile(r"\s*(?:job title|designation|position(?: held)?|title|role|job role|funktion|stelle|puesto|cargo|poste|fonction)\s*[:：]\s*(?=\S)", re.I), "title"),
    (re.compile(r"\s*(?:company(?: name)?|employer|organi[sz]ation|firm|arbeitgeber|firma|unternehmen|empresa|entreprise|employeur|societe|société)\s*[:：]\s*(?=\S)", re.I), "employer"),
)  # fmt: skip


def take_labels(role: Role) -> int:
    """Title and employer that the résumé itself labels ("Company: ..."); answers how many of the two were found."""
    for line in [*role.entry.head, *role.entry.body[:4]]:
        for cell in line.cells():
            for pattern, what in LABELLED:
                match = pattern.match(cell.raw)
                if not match or getattr(role, what) or len(cell.text) > 110:
                    continue
                span, place = split_place(cell.part(match.end(), len(cell.raw)).trimmed())
                setattr(role, what, span)
                setattr(role, f"{what}_confidence", 0.96)
                role.place, role.rule = role.place or place, "labelled"
    return bool(role.title) + bool(role.employer)


def beside_label(role: Role, parts: list[Piece]) -> Role:
    """The title or employer that no label names, from the lines that carry none."""
    taken = {id(span.line) for span in (role.title, role.employer) if span}
    free = [piece for piece in parts if id(piece.span.line) not in taken and not label(piece.span.line.text)]
    if free and role.employer is None:
        best = min(free, key=lean_of)
        role.employer, role.employer_confidence = best.span, 0.85 if employer_score(best.text) >= 1.0 else 0.6
    elif free and role.title is None and (best := max(free, key=lean_of)) and title_score(best.text) >= 0.6:
        role.title, role.title_confidence = best.span, 0.85
    return role


def take_told(role: Role) -> bool:
    """Title and employer that a sentence names ("Worked as Java programmer for Example Ltd.")."""
    for line in [*role.entry.head[:2], *role.entry.body[:1]]:
        if spots := worked_as(line.text):
            role.title, role.employer = (Span(line, *spot).trimmed() for spot in spots)
            role.title_confidence = role.employer_confidence = 0.8
            role.rule = "told in a sentence"
            return True
    return False


def mixed(piece: Piece) -> bool:
    """Title and employer in one piece, parted by a comma ("Instructor, Broome Community College")."""
    head, _, tail = piece.text.partition(",")
    return (
        bool(tail.strip())
        and title_score(head) >= 1.2
        and employer_score(head) < 1.0
        and employer_score(tail) + school_score(tail) >= 1.0
        and title_score(tail) < 1.0
    )


def choose(parts: list[Piece], lean: float) -> tuple[float, int, int]:
    """The best pair (title, employer) among the first pieces: words, the section's habit, nearness to the front."""
    best = (-99.0, 0, 1)
    for first in range(min(4, len(parts))):
        for second in range(min(4, len(parts))):
            if first == second:
                continue
            score = min(3.0, lean_of(parts[first])) - 0.8 * max(-3.0, min(3.0, lean_of(parts[second])))
            score += 0.6 * max(-1.5, min(1.5, lean)) * (1 if first < second else -1)
            score -= 0.35 * (first + second)
            if place_like(parts[second]) and len(parts) > 2:
                score -= 0.4
            best = max(best, (score, first, second))
    return best


def place_like(piece: Piece) -> bool:
    """A lone capitalised name at the right or after a dash, which in a header is mostly a town."""
    text = piece.text
    return (
        piece.how in ("cell", "bar", "comma", "dash", "paren")
        and looks_named(text)
        and len(text.split()) <= 3
        and employer_score(text) == 0
        and title_score(text) == 0
    )


def single(role: Role, piece: Piece) -> Role:
    """One piece alone: a title under the employer above, or an employer above its titles."""
    titled, hired = title_score(piece.text), employer_score(piece.text)
    if (titled >= 1.0 and titled >= hired) or titled > hired:
        role.title, role.title_confidence = piece.span, 0.9 if titled >= 1.0 and hired < 1 else 0.6
    else:
        role.employer, role.employer_confidence = piece.span, 0.8 if hired >= 1.0 else 0.5
    role.rule = "alone in its header"
    return role


def nested(made: list[Role]) -> list[Role]:
    """Several roles under one employer: banners dissolved, titles given the employer above them."""
    kept: list[Role] = []
    banner: Role | None = None
    for number, role in enumerate(made):
        following = made[number + 1] if number + 1 < len(made) else None
        if role.employer and not role.title and following and following.title and not following.employer:
            banner = role
            if not role.entry.body and covers(role, following):
                continue
        if role.employer and not role.title and kept and titled_like(role, kept[-1]):
            role.title, role.title_confidence, role.employer = role.employer, 0.7, None
        if role.title and not role.employer:
            above = banner or next((r for r in reversed(kept) if r.employer), None)
            if above and above.employer:
                role.employer, role.employer_confidence = above.employer, min(0.92, above.employer_confidence)
                role.place = role.place or above.place
                role.rule = "under the employer above"
        elif role.title and role.employer:
            banner = None
        kept.append(role)
    return kept


def titled_like(role: Role, above: Role) -> bool:
    """A lone piece that stands and looks as the title of the entry above does, whose employer had its own line."""
    if not (role.employer and above.title and above.employer and role.entry.dated):
        return False
    here, title = role.employer, above.title
    alone = above.title.line is not above.employer.line and len(role.entry.head) < len(above.entry.head)
    dated = (
        role.entry.dated.line is here.line and above.entry.dated is not None and above.entry.dated.line is title.line
    )
    return alone and dated and here.bold == title.bold and abs(here.line.x0 - title.line.x0) < 3


def covers(banner: Role, role: Role) -> bool:
    """Whether a banner's dates hold the role's, or it has none."""
    a, b = banner.entry.dates, role.entry.dates
    if a is None or b is None:
        return True
    return (a.start or a.end or "")[:4] <= (b.start or b.end or "9999")[:4]
