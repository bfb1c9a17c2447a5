"""A figure over time as a line: a chart of `charts`, with its lowest and highest figure and its ends in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from prospect.web.parts.charts import Markup

HEIGHT, FOOT, LINE = 120, 24, 18  # pixels of the drawing, of the words under it, and from one line of these to the next


def over_time(values: Sequence[float], *, title: str, first: str, last: str, low: str, high: str) -> Markup:
    """The line from the first value to the last, evenly spaced, on a scale that begins at zero.

    `low` and `high` say the ends of the scale, `first` and `last` the ends of the time; `title` is read out in the
    line's place and says what moved and how. Fewer than two values give empty markup.
    """
    if len(values) < 2:
        return Markup()
    top = max(values) or 1.0
    points = " ".join(
        f"{round(1000 * n / (len(values) - 1), 1):g},{round(100 - 100 * value / top, 1):g}"
        for n, value in enumerate(values)
    )
    foot = HEIGHT + FOOT
    return Markup(
        f'<svg width="100%" height="{foot + LINE + 20}" role="img" aria-label="{escape(title)}">'
        f'<text class="faint" x="0" y="11">{escape(high)}</text>'
        f'<svg x="0" y="18" width="100%" height="{HEIGHT}" viewBox="0 0 1000 100" preserveAspectRatio="none">'
        f'<polyline class="line" vector-effect="non-scaling-stroke" points="{points}"/></svg>'
        f'<line class="axis" x1="0" x2="100%" y1="{HEIGHT + 18}" y2="{HEIGHT + 18}"/>'
        f'<text class="faint" x="0" y="{foot + 12}">{escape(first)}</text>'
        f'<text class="faint" x="100%" y="{foot + 12}" text-anchor="end">{escape(last)}</text>'
        f'<text class="faint" x="0" y="{foot + 12 + LINE}">{escape(low)}</text></svg>'
    )
