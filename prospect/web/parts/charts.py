"""Charts as SVG, drawn on the server: they print, need no script, and are read out as their sentences.

Lengths along a chart are percentages of its width and heights are pixels, so a chart is as wide as its place and its
words keep their size on a phone. Colours come from the stylesheet by class. Every word is the caller's, already in
the reader's language and with its unit; a label must say its figure, because the labels together are the chart's
text equivalent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

Tone = Literal["accent", "good", "plain", "pale"]


STAIR = 14
"""How far each stair stands in from the one below it, in pixels: as wide as the square that marks a stop."""


class Markup(str):
    """Markup that templates print as it is; whatever came from outside was escaped on the way in."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return self


LINE = 44  # letters of a line in the narrowest column that has a chart


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `shown` is the value as people read it ("1,204 jobs")."""

    label: str
    value: float
    shown: str
    tone: Tone = "plain"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """One span of figures. `low` to `high` is drawn broad, `far_low` to `far_high` thin, `middle` as a notch."""

    label: str
    low: float
    high: float
    middle: float | None = None
    far_low: float | None = None
    far_high: float | None = None
    tone: Tone = "plain"

    @property
    def ends(self) -> tuple[float, ...]:
        figures = (self.low, self.high, self.middle, self.far_low, self.far_high)
        return tuple(figure for figure in figures if figure is not None)


@dataclass(frozen=True, slots=True)
class Stop:
    """One occupation on a path; `note` says its pay or what changes; `here` marks where the person is."""

    name: str
    note: str = ""
    href: str = ""
    here: bool = False


def bars(rows: Sequence[Bar], *, title: str) -> Markup:
    """Bars from a common zero, one under the other. An empty sequence gives empty markup."""
    if not rows:
        return Markup()
    top = max((row.value for row in rows), default=0.0) or 1.0
    parts = []
    for number, row in enumerate(rows):
        y = number * 44
        width = max(0.0, min(1.0, row.value / top))
        label = _link(row.href, f'<text x="0" y="{y + 15}">{_fitting(row.label, beside=row.shown)}</text>')
        parts.append(
            f'{label}<text class="strong" x="100%" y="{y + 15}" text-anchor="end">{escape(row.shown)}</text>'
            f'<rect class="shape shape--pale" x="0" y="{y + 22}" width="100%" height="2"/>'
            f'<rect class="shape{_tone(row.tone)}" x="0" y="{y + 22}" width="{_percent(width)}" height="10"/>'
        )
    words = [f"{row.label}: {row.shown}" for row in rows]
    return _picture(title, words, parts, height=len(rows) * 44 - 8)


def _fitting(label: str, *, beside: str) -> str:
    """A label that leaves room for its figure in the narrowest column; cut short, it says the whole when pointed at."""
    room = LINE - len(beside)
    if len(label) <= room:
        return escape(label)
    return f"<title>{escape(label)}</title>{escape(label[: room - 1].rstrip(' ,('))}…"


def ranges(rows: Sequence[Range], *, title: str, low_mark: str = "", high_mark: str = "") -> Markup:
    """Spans on one scale, each under its label. The marks say what the two ends of the scale are."""
    if not rows:
        return Markup()
    low, high = _scale([figure for row in rows for figure in row.ends])

    def at(figure: float) -> float:
        return (figure - low) / (high - low)

    parts = []
    for number, row in enumerate(rows):
        y = number * 46
        parts.append(f'<text x="0" y="{y + 15}">{escape(row.label)}</text>')
        if row.far_low is not None and row.far_high is not None:
            parts.append(_span("shape shape--pale", at(row.far_low), at(row.far_high), y + 27, 4))
        parts.append(_span(f"shape{_tone(row.tone)}", at(row.low), at(row.high), y + 22, 14))
        if row.middle is not None:
            x = _percent(at(row.middle))
            parts.append(f'<line class="notch" x1="{x}" x2="{x}" y1="{y + 18}" y2="{y + 40}"/>')
    foot = len(rows) * 46
    parts.append(f'<line class="axis" x1="0" x2="100%" y1="{foot + 2}" y2="{foot + 2}"/>')
    parts.append(f'<text class="faint" x="0" y="{foot + 18}">{escape(low_mark)}</text>')
    parts.append(f'<text class="faint" x="100%" y="{foot + 18}" text-anchor="end">{escape(high_mark)}</text>')
    return _picture(title, [row.label for row in rows], parts, height=foot + 24)


def ends_of(rows: Iterable[Range]) -> tuple[float, float]:
    """The two ends of the scale that `ranges` will draw, so that a caller can say them in its own words."""
    return _scale([figure for row in rows for figure in row.ends])


def sparkline(values: Sequence[float], *, title: str) -> Markup:
    """A line as high as a word; `title` says what moved and how ("Open jobs, 12 weeks: from 40 to 62")."""
    if len(values) < 2:
        return Markup()
    low, high = min(values), max(values)
    spread = (high - low) or 1.0
    points = [
        (round(i * 96 / (len(values) - 1), 1), round(21 - 18 * (v - low) / spread, 1)) for i, v in enumerate(values)
    ]
    line = " ".join(f"{x:g},{y:g}" for x, y in points)
    x, y = points[-1]
    return Markup(
        f'<svg class="spark" viewBox="0 0 96 24" role="img" aria-label="{escape(title)}">'
        f'<polyline points="{line}"/><circle cx="{x:g}" cy="{y:g}" r="2.5"/></svg>'
    )


def path(stops: Sequence[Stop], *, title: str, turns: Sequence[Stop] = ()) -> Markup:
    """A way up through careers, drawn as a staircase seen from the side; `turns` branch off where the person is.

    Stops are given lowest first. The stairs climb upwards, so the last is drawn first. Names longer than a phone is
    wide are broken. Turns are drawn only if a stop is marked `here`.
    """
    if not stops:
        return Markup()
    parts: list[str] = []
    y = 4
    above: tuple[int, int] | None = None
    for depth, stop in reversed(list(enumerate(stops))):
        x = STAIR * depth
        if above:
            parts.append(f'<path class="link" d="M{above[0] + 7} {above[1] + 14}V{y + 7}H{x + 14}"/>')
        above = (x, y)
        y = _stop(parts, stop, x, y)
        for turn in turns if stop.here else ():
            parts.append(f'<path class="link link--turn" d="M{x + 7} {above[1] + 14}V{y + 7}H{x + 2 * STAIR}"/>')
            y = _stop(parts, turn, x + 2 * STAIR, y)
    words = [_read_out(stop) for stop in [*stops, *turns]]
    return _picture(title, words, parts, height=y - 10)


def _stop(parts: list[str], stop: Stop, x: int, y: int) -> int:
    """Draws one stop with its corner at x, y; answers where the next begins."""
    here = " node--here" if stop.here else ""
    lines = _broken(stop.name, 36 - x // 8)
    end = y + 12 + 18 * (len(lines) - 1)
    parts.append(f'<rect class="node{here}" x="{x}" y="{y}" width="14" height="14"/>')
    parts.append(_link(stop.href, _name(lines, x + 26, y + 12, strong=stop.here)))
    if stop.note:
        end += 18
        parts.append(f'<text class="faint" x="{x + 26}" y="{end}">{escape(stop.note)}</text>')
    return end + 22


def _picture(title: str, words: Iterable[str], parts: Iterable[str], *, height: int) -> Markup:
    """The picture with its text equivalent. It is a group, not an image, where links inside must stay reachable."""
    body = "".join(parts)
    role = "group" if "<a " in body else "img"
    told = escape(f"{title}. {'; '.join(words)}")
    return Markup(f'<svg width="100%" height="{height}" role="{role}" aria-label="{told}">{body}</svg>')


def _read_out(stop: Stop) -> str:
    return f"{stop.name} ({stop.note})" if stop.note else stop.name


def _scale(figures: Sequence[float]) -> tuple[float, float]:
    """Ends a little outside the figures, on round numbers: a span at the edge is still seen whole."""
    low, high = min(figures), max(figures)
    spread = max((high - low) or abs(high), 0.01)
    step = 10.0 ** (len(str(int(spread))) - 1) if spread >= 1 else spread / 10
    start = (low - spread * 0.05) // step * step
    end = -((-(high + spread * 0.05)) // step) * step
    return (max(0.0, start) if low >= 0 else start), end


def _broken(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters, broken between words."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _name(lines: Sequence[str], x: int, y: int, *, strong: bool) -> str:
    spans = "".join(f'<tspan x="{x}" y="{y + 18 * n}">{escape(line)}</tspan>' for n, line in enumerate(lines))
    weight = ' class="strong"' if strong else ""
    return f"<text{weight}>{spans}</text>"


def _link(href: str, inside: str) -> str:
    return f'<a href="{escape(href)}">{inside}</a>' if href else inside


def _span(kind: str, start: float, end: float, y: int, height: int) -> str:
    """A bar between two shares of the width; one point of width at the least, so that a single figure is seen."""
    width = max(end - start, 0.008)
    return f'<rect class="{kind}" x="{_percent(start)}" y="{y}" width="{_percent(width)}" height="{height}"/>'


def _percent(share: float) -> str:
    return f"{round(share * 100, 2):g}%"


def _tone(tone: Tone) -> str:
    return "" if tone == "plain" else f" shape--{tone}"
