"""Columns and reading order: words of a page become chunks, chunks fall into columns, rails and rows.

A *chunk* is a run of words on one baseline without a wide gap. A *gutter* is a vertical line that no chunk crosses
over a stretch of the page. What lies on its two sides is one of: two columns (each read to its end), a rail (labels
or dates at the left, each beside what it labels), or rows (left and right belong together, as title and date do).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from prospect.people.resume.dates import find_dates
from prospect.people.resume.headings import heading_kind, sure_heading
from prospect.people.resume.page import Word

MOST_CHUNKS = 1_200
"""A page with more pieces than this is no résumé's; its columns are not looked for."""
WIDE = 1.15
"""A gap of so many times the type size parts chunks."""


@dataclass(slots=True)
class Chunk:
    words: list[Word]
    x0: float
    x1: float
    y0: float
    y1: float
    base: float
    size: float
    text: str = ""

    def __post_init__(self) -> None:
        self.hold(self.words)

    def hold(self, words: list[Word]) -> None:
        """Gives the chunk its words and their text."""
        self.words = words
        self.text = " ".join(word.text for word in words if word.text)


@dataclass(slots=True)
class Block:
    """Chunks read together: ``rows`` line by line, or with ``rail`` labels, each followed by its rows."""

    chunks: list[Chunk]
    gutter: float = 0.0
    side: str = ""
    rail: float = 0.0


def make_chunks(words: Sequence[Word]) -> list[Chunk]:
    """Words grouped by baseline, then by gaps."""
    found: list[Chunk] = []
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        row = next(
            (r for r in rows[-6:] if abs(r[-1].base - word.base) <= 0.3 * min(r[-1].size, word.size) + 0.3), None
        )
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    edges = Counter(round(word.x0) for row in rows for word in row)
    for row in rows:
        row.sort(key=lambda w: w.x0)
        run: list[Word] = []
        for word in row:
            if run and parted(run[-1], word, edges):
                found.append(chunk_of(run))
                run = []
            run.append(word)
        found.append(chunk_of(run))
    return [chunk for chunk in found if chunk.text or chunk.words[0].icon]


def parted(last: Word, word: Word, edges: Counter[int]) -> bool:
    """Whether a gap parts chunks: wide, or less so where the look changes or many rows begin words."""
    gap, size = word.x0 - last.x1, max(last.size, word.size, 4.0)
    if gap > WIDE * size or (word.icon and not last.icon):
        return True
    if gap <= 0.5 * size:
        return False
    differs = last.bold != word.bold or last.colour != word.colour or abs(last.size - word.size) > 0.08 * size
    here = round(word.x0)
    return (differs and gap > 0.6 * size) or edges[here - 1] + edges[here] + edges[here + 1] >= 12


def chunk_of(words: list[Word]) -> Chunk:
    words = tightened(words)
    inked = [word for word in words if word.text] or words
    return Chunk(
        despaced(words),
        min(w.x0 for w in inked),
        max(w.x1 for w in inked),
        min(w.y0 for w in inked),
        max(w.y1 for w in inked),
        inked[0].base,
        max(w.size for w in inked),
    )


def tightened(words: list[Word]) -> list[Word]:
    """Large capitals set a little apart ("TREVI Ñ O") joined where the gap is less than any font's space."""
    if len(words) < 2 or words[0].size < 12 or not all(word.text.isupper() for word in words if word.text):
        return words
    found = [words[0]]
    for word in words[1:]:
        last = found[-1]
        if last.text and word.text and not word.icon and 0 <= word.x0 - last.x1 < 0.2 * word.size:
            last.text, last.x1 = last.text + word.text, word.x1
            last.y0, last.y1 = min(last.y0, word.y0), max(last.y1, word.y1)
        else:
            found.append(word)
    return found


def despaced(words: list[Word]) -> list[Word]:
    """Letters set apart for looks ("S K I L L S") joined into words again; wider gaps part the words."""
    singles = sum(1 for word in words if len(word.text) == 1 and word.text.isalpha())
    if len(words) < 4 or singles < 0.75 * len(words):
        return words
    gaps = sorted(b.x0 - a.x1 for a, b in itertools.pairwise(words))
    wide = max(gaps[len(gaps) // 2] * 1.7, gaps[len(gaps) // 2] + 1.0)
    joined = [words[0]]
    for before, word in itertools.pairwise(words):
        last = joined[-1]
        if word.x0 - before.x1 < wide:
            last.text, last.x1, last.y0, last.y1 = (
                last.text + word.text,
                word.x1,
                min(last.y0, word.y0),
                max(last.y1, word.y1),
            )
        else:
            joined.append(word)
    return joined


def split_page(chunks: list[Chunk], width: float, hint: float = 0.0) -> list[Block]:
    """The page's blocks in reading order; ``hint`` is the gutter of the page before."""
    if len(chunks) < 4 or len(chunks) > MOST_CHUNKS:
        return [Block(chunks)] if chunks else []
    best = best_gutter(chunks, width, hint)
    if best is None:
        return [Block(chunks)]
    _score, gutter, top, bottom, kind = best
    above = [k for k in chunks if (k.y0 + k.y1) / 2 < top]
    below = [k for k in chunks if (k.y0 + k.y1) / 2 > bottom]
    inside = [k for k in chunks if k not in above and k not in below]
    left = [k for k in inside if k.x1 <= gutter + 1]
    right = [k for k in inside if k.x1 > gutter + 1]
    blocks = split_page(above, width) if above else []
    if kind == "rail":
        blocks.append(Block(inside, rail=gutter))
    else:
        for side, part in (("left", left), ("right", right)):
            for block in split_page(part, width):
                if not block.side:
                    block.gutter, block.side = gutter, side
                blocks.append(block)
    return blocks + (split_page(below, width) if below else [])


Gutter = tuple[float, float, float, float, str]


def best_gutter(chunks: list[Chunk], width: float, hint: float) -> Gutter | None:
    """The gutter with the most text on its lesser side: (score, x, top, bottom, columns or rail)."""
    edges = sorted({round(k.x0) for k in chunks})
    candidates = [x for x in edges if sum(1 for k in chunks if abs(k.x0 - x) <= 2.5) >= 3]
    start = min(edges) + 60
    candidates += [round(k.x0) for k in chunks if k.x0 > start and sure_heading(k.text)]
    if hint:
        candidates.append(round(hint) + 1)
    best: Gutter | None = None
    seen: set[tuple[int, int]] = set()
    for x in candidates:
        hinted = bool(hint) and abs(x - 1 - hint) < 6
        for run in [part for whole in clear_runs(chunks, x - 1.0) for part in between_headings(whole, x, hinted)]:
            key = (len(run), id(run[0]))
            if key in seen:
                continue
            found = judge(run, x - 1.0, width, hinted)
            if found and (best is None or found[0] > best[0]):
                best = found
    return best


def between_headings(run: list[Chunk], x: float, hinted: bool) -> list[list[Chunk]]:
    """The stretch itself; cut at its headings when only the left has any, for such a heading spans the page."""
    large = 0.9 * max((k.size for k in run if sure_heading(k.text)), default=0.0)
    left = [k for k in firsts([k for k in run if k.x1 <= x]) if k.size >= large and sure_heading(k.text)]
    if (
        not left
        or hinted
        or head_count([k for k in run if k.x1 > x], large)
        or rail_top([k for k in run if k.x1 <= x], [k for k in run if k.x1 > x], x - 1, hinted)
    ):
        return [run]
    parts: list[list[Chunk]] = [[]]
    for chunk in run:
        if chunk in left:
            parts.append([])
        else:
            parts[-1].append(chunk)
    return [part for part in parts if part]


def clear_runs(chunks: list[Chunk], gutter: float) -> list[list[Chunk]]:
    """Stretches from top to bottom in which no chunk crosses the gutter."""
    runs: list[list[Chunk]] = []
    run: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda k: k.y0):
        if chunk.x0 < gutter - 1 and chunk.x1 > gutter + 1:
            if run:
                runs.append(run)
            run = []
        else:
            run.append(chunk)
    return [*runs, run] if run else runs


def judge(run: list[Chunk], gutter: float, width: float, hinted: bool) -> Gutter | None:
    """What a gutter through a stretch would part, None when nothing or when rows read better."""
    left = [k for k in run if k.x1 <= gutter + 1]
    right = [k for k in run if k.x1 > gutter + 1]
    fewest = 1 if hinted else 2
    if len(left) < fewest or len(right) < fewest or gutter - max(k.x1 for k in left) < 1.0:
        return None
    top, bottom = min(k.y0 for k in run), max(k.y1 for k in run)
    if railed := rail_top(left, right, gutter, hinted):
        top = railed
        weight = sum(len(k.text) for k in run if k.y0 >= top - 1)
        return (0.6 * weight * (bottom - top), gutter, top, bottom, "rail")
    kind = kind_of_gutter(left, right, gutter)
    if kind is None or (bottom - top < 50 and not hinted):
        return None
    weight = min(sum(len(k.text) for k in left), sum(len(k.text) for k in right))
    score = weight * (bottom - top)
    return (score, gutter, top, bottom, kind)


def rail_top(left: list[Chunk], right: list[Chunk], gutter: float, hinted: bool) -> float:
    """Where a rail begins: from there on most left blocks are dates or headings, each with its text beside; else 0."""
    labels = rail_labels(left, right)
    telling = [is_dated(block) or is_heading(block) for block in labels]
    paired = [any(abs(block[0].y0 - k.y0) < block[0].size for k in right) for block in labels]
    first = next((n for n in range(len(labels)) if telling[n] and paired[n]), None)
    if first is None:
        return 0.0
    top = min(k.y0 for k in labels[first]) - 1
    labels, telling, paired = labels[first:], telling[first:], paired[first:]
    beyond = [k for k in right if k.y1 > top]
    inner = [k for block in labels for k in block]
    if (len(labels) < 2 and not hinted) or not beyond:
        return 0.0
    near = sum(1 for k in firsts(beyond) if k.x0 - gutter < 45) / len(firsts(beyond))
    width = max(k.x1 for k in beyond) - min(k.x0 for k in inner)
    narrow = max(k.x1 for k in inner) - min(k.x0 for k in inner) < 0.36 * width
    more = sum(len(k.text) for k in beyond) > 1.6 * sum(len(k.text) for k in inner)
    good = sum(telling) >= 0.7 * len(labels) and sum(paired) >= 0.5 * len(labels)
    return top if narrow and more and good and (near > 0.5 or hinted) else 0.0


def kind_of_gutter(left: list[Chunk], right: list[Chunk], gutter: float) -> str | None:
    """columns or None (rows)."""
    large = 0.9 * max((k.size for k in [*left, *right] if sure_heading(k.text)), default=0.0)
    heads_left, heads_right = head_count(left, large), head_count(right, large)
    flush = sum(1 for k in firsts(right) if k.x0 - gutter < 40) / max(1, len(firsts(right)))
    aligned = sum(1 for k in right if any(same_row(k, other) for other in left)) / len(right)
    plain = [k for k in right if not sure_heading(k.text)] or right
    brief = sum(1 for k in plain if is_brief(k)) / len(plain)
    if brief > 0.6 and not heads_left:
        return None
    if heads_left and heads_right and flush > 0.35:
        return "columns"
    if flush < 0.4 or len(left) < 4 or len(right) < 4:
        return None
    if brief > 0.6 and aligned > 0.6:
        return None
    if (heads_left >= 2 or heads_right >= 2) and aligned < 0.8:
        return "columns"
    if aligned < 0.45 and min(len(left), len(right)) >= 6:
        return "columns"
    return None


def same_row(a: Chunk, b: Chunk) -> bool:
    """On one baseline, or beside one another for most of their height."""
    overlap = min(a.y1, b.y1) - max(a.y0, b.y0)
    return abs(a.base - b.base) <= 0.35 * max(a.size, b.size) or overlap > 0.65 * min(a.y1 - a.y0, b.y1 - b.y0)


def firsts(chunks: list[Chunk]) -> list[Chunk]:
    """The leftmost chunk of each row."""
    found: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda k: (k.base, k.x0)):
        if found and same_row(found[-1], chunk):
            if chunk.x0 < found[-1].x0:
                found[-1] = chunk
        else:
            found.append(chunk)
    return found


def head_count(chunks: list[Chunk], large: float) -> int:
    """How many chunks are headings by their words and size, standing first in their row.

    A narrow column's headings are often smaller than the wide one's: capitals of one size count by themselves.
    """
    heads = [k for k in firsts(chunks) if sure_heading(k.text) and not re.search(r"[:,]$", k.text)]
    capitals = [k for k in heads if k.text.isupper() and (k.words[0].bold or k.size > 10)]
    alike = len(capitals) > 1 and max(k.size for k in capitals) - min(k.size for k in capitals) < 0.6
    return max(sum(1 for k in heads if k.size >= large), len(capitals) if alike else 0)


def is_dated(block: list[Chunk]) -> bool:
    dates = find_dates(" ".join(k.text for k in block))
    return bool(dates) and sum(d.to - d.at for d in dates) >= 0.4 * sum(len(k.text) for k in block[:2])


def is_heading(block: list[Chunk]) -> bool:
    return heading_kind(" ".join(k.text for k in block)) is not None


def is_brief(chunk: Chunk) -> bool:
    """A date, a duration, a place: what stands at the right end of a title's row."""
    text = chunk.text
    return len(text) < 32 and (
        bool(find_dates(text))
        or bool(re.search(r"^[\w .'-]+, [\w .'-]+$|\b\d+ (?:years?|months?|mos?|yrs?)\b|^remote$", text, re.I))
    )


def rail_labels(left: list[Chunk], right: list[Chunk]) -> list[list[Chunk]]:
    """The left chunks as labels: stacked chunks are one label unless each stands for itself."""
    blocks: list[list[Chunk]] = []
    for chunk in sorted(left, key=lambda k: (k.base, k.x0)):
        last = blocks[-1][-1] if blocks else None
        if last is not None and (
            same_row(last, chunk)
            or (
                chunk.y0 - last.y1 < (0.9 if heading_of(blocks[-1], chunk) else 0.45) * chunk.size
                and continues(blocks[-1], chunk)
                and not paired(blocks[-1], chunk, right)
            )
        ):
            blocks[-1].append(chunk)
        else:
            blocks.append([chunk])
    return blocks


def heading_of(block: list[Chunk], chunk: Chunk) -> bool:
    """Whether a heading or a date goes on in the chunk under it ("Professional" / "Experience", "Feb 2017 –" / "Present")."""
    above = " ".join(k.text for k in block)
    if re.search(r"\d\s*[-–—]$", above) and len(find_dates(f"{above} {chunk.text}")) == 1:
        return True
    return len(block) == 1 and not sure_heading(above) and sure_heading(f"{above} {chunk.text}") is not None


def paired(block: list[Chunk], chunk: Chunk, right: list[Chunk]) -> bool:
    """Two stacked labels of a table, neither dated nor a heading, each with a cell that begins on its own row."""
    if is_dated(block) or is_dated([chunk]) or is_heading([*block, chunk]):
        return False
    firsts = [next((k for k in right if abs(k.base - label.base) < 0.5), None) for label in (block[0], chunk)]
    return all(firsts) and len({round(k.x0) for k in firsts if k}) == 1 and len(block) == 1


def continues(block: list[Chunk], chunk: Chunk) -> bool:
    """Whether a chunk under a label belongs to it ("Technical / Skills", "Jan 2019 – / Mar 2020", "2019 / Berlin")."""
    both = " ".join([*(k.text for k in block), chunk.text])
    if find_dates(chunk.text) and sure_heading(" ".join(k.text for k in block)):
        return False
    if sure_heading(both):
        return True
    if sure_heading(chunk.text) or sure_heading(" ".join(k.text for k in block)):
        return False
    above, dates = find_dates(" ".join(k.text for k in block)), find_dates(both)
    if find_dates(chunk.text) and above:
        return len(dates) <= len(above)
    return True
