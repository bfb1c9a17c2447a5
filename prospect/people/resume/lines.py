"""Blocks become lines: rows of cells, labels before what they label, wrapped lines joined, bullets known."""

from __future__ import annotations

import re
from collections import Counter

from prospect.people.resume import bidi
from prospect.people.resume.columns import (
    Block,
    Chunk,
    is_brief,
    is_heading,
    make_chunks,
    rail_labels,
    same_row,
    split_page,
)
from prospect.people.resume.dates import find_dates
from prospect.people.resume.headings import heading_kind, sure_heading
from prospect.people.resume.page import Line, Word
from prospect.people.resume.pdf import DOTS, SOFT_HYPHENS
from prospect.people.resume.wrapping import CONTACT, PROFILE, wraps

BULLET = re.compile(rf"^(?:[{re.escape(DOTS)}]|o(?=\s)|\d{{1,2}}[.)](?=\s))\s*")


BULLETS = frozenset(DOTS)


def lines_of_pages(pages: list[tuple[list[Word], float]]) -> list[Line]:
    """All pages' lines in reading order; a column that goes on at the top of the next page is read on."""
    streams: list[list[Line]] = []
    open_sides: dict[str, int] = {}
    hint = 0.0
    for words, width in pages:
        chunks = make_chunks(words)
        margin = right_margin(chunks, width)
        blocks = split_page(chunks, width, hint)
        blocks = [block for block in blocks if block.chunks]
        continued = dict(open_sides) if blocks and blocks[0].side and hint and abs(blocks[0].gutter - hint) < 12 else {}
        open_sides = {}
        for number, block in enumerate(blocks):
            own = 0.0 if block.side else max(margin, right_margin(block.chunks, width))
            lines = lines_of_block(block, margin if block.side == "right" else own)
            if block.side in continued:
                streams[continued[block.side]].extend(lines)
                open_sides[block.side] = continued[block.side]
                continue
            if not block.side and number:
                continued = {}
            streams.append(lines)
            if block.side:
                open_sides[block.side] = len(streams) - 1
            else:
                open_sides = {}
        hint = next((b.gutter or b.rail for b in reversed(blocks) if b.side or b.rail), 0.0)
    found: list[Line] = []
    for number, lines in enumerate(streams):
        for line in lines:
            line.stream = number
        found.extend(lines)
    return without_furniture(found)


FURNITURE = re.compile(
    r"^(?:.{0,40}[\s–—|·-])?\(?(?:page|seite|pagina|página|p\.)?\s*\d{1,2}\s*(?:/|of|von|sur|de|out of)\s*\d{1,2}\)?$|^(?:page|seite|página)\s*\d{1,2}$|^\d{1,2}$",
    re.I,
)


def place_of(line: Line) -> tuple[str, int]:
    """What a line says, numbers aside, and how far down its page."""
    return re.sub(r"\d+", "0", line.text), round(line.words[0].y0 / 4)


WORDS = re.compile(r"[^\W_]{2,}")
PAGED = frozenset(
    ["page", "of", "seite", "von", "página", "pagina", "de", "sur", "continued", "cont", "resume", "résumé", "cv"]
)


def running(line: Line, head: set[str]) -> bool:
    """A later page's topmost or last line that only repeats the first page's head: name, contacts, page number."""
    if 60 < line.words[0].y0 < 730:
        return False
    words = {word for word in WORDS.findall(line.text.lower()) if not word.isdigit()}
    return len(words) > 1 and words - PAGED <= head


def without_furniture(lines: list[Line]) -> list[Line]:
    """Page numbers, and lines that every later page repeats, are not the person's words."""
    places: Counter[tuple[str, int]] = Counter()
    for line in lines:
        places[place_of(line)] += 1
    head = {
        word for line in lines if line.page == 1 and line.words[0].y0 < 170 for word in WORDS.findall(line.text.lower())
    }
    kept = []
    for line in lines:
        key = place_of(line)
        again = places[key] > 1 and not line.bullet and (line.page > 1 or line.words[0].y0 > 650)
        if FURNITURE.match(line.text.strip()) or again or (line.page > 1 and running(line, head)):
            continue
        kept.append(line)
    return kept


def right_margin(chunks: list[Chunk], width: float) -> float:
    """Where full lines end: the page's farthest text, or the left margin's mirror when all its lines are short."""
    if not chunks:
        return 0.0
    left, right = min(k.x0 for k in chunks), max(k.x1 for k in chunks)
    short = 0 < left < 0.2 * width and right - left < 0.72 * (width - 2 * left)
    return width - left if short else 0.0


def lines_of_block(block: Block, margin: float) -> list[Line]:
    """The lines of one block, wrapped ones joined; ``margin`` is where its full lines end, if known."""
    if not block.rail:
        return joined(rows_of(block.chunks), margin)
    left = [k for k in block.chunks if k.x1 <= block.rail + 1]
    right = [k for k in block.chunks if k.x1 > block.rail + 1]
    labels = rail_labels(left, right)
    margin = max(margin, max((k.x1 for k in right), default=0.0))
    found: list[Line] = []
    tops = [min(k.y0 for k in label) - 0.4 * label[0].size for label in labels] + [float("inf")]
    early = [k for k in right if (k.y0 + k.y1) / 2 < tops[0]]
    found.extend(joined(rows_of(early), margin))
    kind = None
    for label, top, end in zip(labels, tops, tops[1:], strict=False):
        words = [word for k in label for word in k.words if word.text]
        content = [k for k in right if top <= (k.y0 + k.y1) / 2 < end]
        kind = heading_kind(" ".join(k.text for k in label)) or kind
        if kind == "skills" and len(label) > 1 and same_row(label[0], label[1]) and not is_heading(label):
            found.extend(joined(rows_of([*label, *content]), margin))  # a row of skills, not a label and its text
            continue
        if words:
            found.append(Line(words, rail=True, gap=2.0))
        found.extend(joined(rows_of(content), margin))
    return found


def rows_of(chunks: list[Chunk]) -> list[list[Chunk]]:
    """Chunks by row; a date or place that stands beside a bullet moves up to the row its column began with."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda k: (k.base, k.x0)):
        if rows and any(same_row(chunk, k) for k in rows[-1]):
            rows[-1].append(chunk)
        else:
            rows.append([chunk])
    for row in rows:
        row.sort(key=lambda k: k.x0)
    return lifted(stacked_contacts(rows))


def stacked_contacts(rows: list[list[Chunk]]) -> list[list[Chunk]]:
    """Contacts set in a row of narrow cells: what wrapped inside a cell goes back to its cell."""
    kept: list[list[Chunk]] = []
    for row in rows:
        above = kept[-1] if kept else []
        wide = len(above) >= 3 and any(CONTACT.search(k.text) for k in [*above, *row])
        pairs = [
            next((a for a in above if abs(a.x0 - k.x0) < 3 or abs(a.x0 + a.x1 - k.x0 - k.x1) < 6), None) for k in row
        ]
        near = bool(above) and row[0].y0 - above[0].y1 < 0.4 * row[0].size
        if wide and near and any(pairs) and all(cell or "@" in k.text for k, cell in zip(row, pairs, strict=True)):
            for chunk, cell in zip(row, pairs, strict=True):
                if cell is None:
                    above.append(chunk)
                    above.sort(key=lambda k: k.x0)
                    continue
                if cell.words[-1].text[-1:] in SOFT_HYPHENS:
                    cell.words[-1].text = cell.words[-1].text[:-1] + "-" + chunk.words[0].text
                    chunk.words = chunk.words[1:]
                cell.hold([*cell.words, *chunk.words])
            continue
        kept.append(row)
    return kept


def lifted(rows: list[list[Chunk]]) -> list[list[Chunk]]:
    """See ``rows_of``: brief right-hand chunks beside body text belong to the header above."""
    header = -1
    kept: list[list[Chunk]] = []
    body_x = float("inf")
    for row in rows:
        if kept and unfinished(kept[-1], row):
            kept[-1][-1].hold([*kept[-1][-1].words, *row[-1].words])
            if len(row) > 1:
                kept[-1][0].hold([*kept[-1][0].words, *row[0].words])
            continue
        bullet = row[0].words[0].text in BULLETS
        body = bullet or (header >= 0 and abs(row[0].x0 - body_x) < 2.5)
        if bullet:
            texts = [w for chunk in row for w in chunk.words if w.text and w.text not in BULLETS]
            body_x = texts[0].x0 if texts else row[0].x1 + 2
        if body and header >= 0 and len(row) > 1 and is_brief(row[-1]) and row[-1].x0 > row[0].x1 + 8:
            kept[header].append(row[-1])
            row = row[:-1]
        elif (
            len(row) == 1
            and is_brief(row[0])
            and header >= 0
            and kept[header]
            and len(kept[header]) > 1
            and row[0].x0 > kept[header][0].x1 + 20
            and row[0].x0 > kept[header][-1].x0 - 60
        ):
            kept[header].append(row[0])
            continue
        if not body:
            header, body_x = len(kept), float("inf")
        kept.append(row)
    return kept


def unfinished(above: list[Chunk], row: list[Chunk]) -> bool:
    """A date that wrapped inside its cell: "May 2023 - June" over "2024"."""
    if len(above) < 2 or len(row) > 2 or abs(above[-1].x0 - row[-1].x0) > 60 or row[-1].x0 < above[0].x1:
        return False
    ends = re.search(r"(?:[-–—]|\bto)\s*(?:[A-Za-zÀ-ÿ]{3,10}\.?)?$", above[-1].text)
    both = find_dates(f"{above[-1].text} {row[-1].text}")
    begun = find_dates(above[-1].text)
    return bool(ends) and len(begun) == 1 and begun[0].alone and len(both) == 1 and not both[0].alone


def joined(rows: list[list[Chunk]], margin: float = 0.0) -> list[Line]:
    """Lines of the rows, each wrapped line joined to the one before it."""
    right = max(column_edge(rows), margin)
    found: list[Line] = []
    last: list[Chunk] = []
    for row in rows:
        words = words_of_row(row)
        if not words:
            continue
        bullet, words = take_bullet(words)
        if not words:
            continue
        gap = (row[0].y0 - max(k.y1 for k in last)) / row[0].size if last else 2.0
        row = without_mark(row) if bullet else row
        if found and not bullet and wraps(found[-1], last, row, words, right):
            join(found[-1], words)
        else:
            found.append(Line(words, bullet=bullet, gap=gap))
        last = row
    return found


def without_mark(row: list[Chunk]) -> list[Chunk]:
    """The row of a bullet without the chunk that is its glyph alone, so that its text is judged as a line is."""
    return row[1:] if len(row) > 1 and len(row[0].text) <= 3 and not re.search(r"[^\W\d_]{2}", row[0].text) else row


def column_edge(rows: list[list[Chunk]]) -> float:
    """How far right the column's text reaches: the 95th percentile of the row ends."""
    ends = sorted(row[-1].x1 for row in rows if row)
    return ends[max(0, int(len(ends) * 0.97) - 1)] if ends else 0.0


def words_of_row(row: list[Chunk]) -> list[Word]:
    """The row's words, cells marked; a pictogram becomes the edge of a cell."""
    words: list[Word] = []
    for chunk in row:
        fresh = bool(words)
        for word in chunk.words:
            if not word.text:
                fresh = fresh or bool(words)
                if not words:
                    words.append(word)
                continue
            word.tab = (fresh or word.icon) and bool(words)
            fresh = False
            words.append(word)
    return bidi.ordered(words)


def take_bullet(words: list[Word]) -> tuple[bool, list[Word]]:
    """Whether the row starts with a bullet, and its words without it."""
    first = words[0]
    if not first.text:
        return False, [w for w in words if w.text]
    match = BULLET.match(first.text + " ")
    if match and len(words) > 1 and len(first.text) <= 3 and first.text.strip(DOTS + "o.)0123456789") == "":
        words[1].tab = False
        return True, words[1:]
    if len(first.text) > 1 and first.text[0] in "•●◦○▪■□‣⁃➢➤►▶✓✔❖◆◇★☆":
        first.text = first.text[1:]
        return True, words
    if len(words) == 1 and first.text in DOTS:
        return True, []
    if len(words) > 1 and len(first.text) <= 4 and not re.search(r"[\w(\[\"'“‘$€£#@&+<]", first.text):
        words[1].tab = False
        return not sure_heading(" ".join(word.text for word in words[1:])), words[1:]
    return False, words


def join(line: Line, words: list[Word]) -> None:
    """Adds a wrapped row; a word broken at a hyphen is made whole again."""
    end = line.words[-1]
    if PROFILE.search(end.text) and len(words) == 1:
        end.text, words = end.text + words[0].text, []
    elif end.text[-1:] in SOFT_HYPHENS or (
        re.search(r"[a-zà-ÿ]-$", end.text) and words[0].text[:1].islower() and soft(end.text)
    ):
        kept = "-" if words[0].text[:1].isupper() or re.search(r"[/@.]", end.text) else ""
        end.text = end.text[:-1] + kept + words[0].text
        words = words[1:]
    for word in words:
        word.tab = False
    line.words.extend(words)
    line.spell()


def soft(text: str) -> bool:
    """A hyphen at a line's end that is probably the typesetter's; whole compounds keep theirs."""
    return text[-1:] in SOFT_HYPHENS
