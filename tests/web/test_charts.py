"""Charts are well-formed, keep inside their frame, escape what they are given, and read out every figure."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prospect.web.parts import charts

figures = st.floats(min_value=0, max_value=1e7, allow_nan=False)
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60
)


def picture(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def shares(element: ET.Element, name: str) -> list[float]:
    values = (found.get(name, "") for found in element.iter() if found.tag in {"rect", "line"})
    return [float(value.removesuffix("%")) for value in values if value.endswith("%")]


@given(st.lists(st.builds(charts.Bar, label=words, value=figures, shown=words), min_size=1, max_size=8), words)
def test_bars_are_read_out_and_stay_inside(rows: list[charts.Bar], title: str) -> None:
    drawn = picture(charts.bars(rows, title=title))
    assert all(0 <= share <= 100 for share in shares(drawn, "width"))
    told = drawn.get("aria-label", "")
    assert all(row.label in told and row.shown in told for row in rows)
    assert title in told


def test_the_longest_bar_fills_the_chart_and_the_others_are_in_proportion() -> None:
    drawn = charts.bars([charts.Bar("a", 40, "40"), charts.Bar("b", 10, "10")], title="t")
    widths = [rect.get("width") for rect in picture(drawn).iter("rect") if "pale" not in rect.get("class", "")]
    assert widths == ["100%", "25%"]


@given(st.lists(st.tuples(figures, figures, figures), min_size=1, max_size=5))
def test_ranges_stay_inside_their_scale(spans: list[tuple[float, float, float]]) -> None:
    rows = [charts.Range("row", *(sorted(span)[0], sorted(span)[2]), middle=sorted(span)[1]) for span in spans]
    drawn = picture(charts.ranges(rows, title="Pay"))
    starts, widths = shares(drawn, "x"), shares(drawn, "width")
    assert all(-0.01 <= start <= 100.01 for start in starts)
    assert all(0 < width <= 100.01 for width in widths)
    low, high = charts.ends_of(rows)
    assert all(low <= figure <= high for row in rows for figure in row.ends)


def test_the_scale_ends_on_round_numbers() -> None:
    assert charts.ends_of([charts.Range("", 62000, 78000), charts.Range("", 43800, 98100)]) == (40000, 110000)


def test_a_single_figure_is_still_seen() -> None:
    drawn = picture(charts.ranges([charts.Range("exactly $50,000", 50000, 50000)], title="Pay"))
    assert all(width > 0 for width in shares(drawn, "width"))


@given(words, words)
def test_nothing_that_is_given_becomes_markup(label: str, title: str) -> None:
    hostile = f'"><script>alert(1)</script>&{label}'
    for drawn in (
        charts.bars([charts.Bar(hostile, 1, hostile, href=hostile)], title=title),
        charts.ranges([charts.Range(hostile, 1, 2)], title=hostile, low_mark=hostile),
        charts.sparkline([1, 2], title=hostile),
        charts.path([charts.Stop(hostile, hostile, hostile, here=True)], title=title, turns=[charts.Stop(hostile)]),
    ):
        assert not list(picture(drawn).iter("script"))
        assert "<script" not in drawn


def test_a_path_reads_from_the_first_step_up_and_marks_where_one_is() -> None:
    stops = [charts.Stop("Cleaner", "$34,100"), charts.Stop("Technician", here=True), charts.Stop("Director")]
    markup = charts.path(stops, title="Up", turns=[charts.Stop("Avionics technician")])
    told = unescape(picture(markup).get("aria-label", ""))
    assert told == "Up. Cleaner ($34,100); Technician; Director; Avionics technician"
    drawn_at = [markup.index(f">{name}") for name in ("Director", "Technician", "Avionics", "Cleaner")]
    assert drawn_at == sorted(drawn_at)
    assert markup.count("node--here") == 1


def test_a_long_name_is_broken_between_words_so_that_a_phone_holds_it() -> None:
    name = "Aircraft structure, surfaces, rigging, and systems assembler"
    lines = [span.text or "" for span in picture(charts.path([charts.Stop(name)], title="t")).iter("tspan")]
    assert " ".join(lines) == name
    assert max(map(len, lines)) <= 36


def test_links_inside_a_chart_stay_reachable() -> None:
    with_links = picture(charts.bars([charts.Bar("Aviation", 3, "3 jobs", href="/jobs?q=aviation")], title="Trades"))
    without = picture(charts.bars([charts.Bar("Aviation", 3, "3 jobs")], title="Trades"))
    assert (with_links.get("role"), without.get("role")) == ("group", "img")


@pytest.mark.parametrize(
    "drawn",
    [
        charts.bars([], title="t"),
        charts.ranges([], title="t"),
        charts.path([], title="t"),
        charts.sparkline([3], title="t"),
    ],
)
def test_nothing_to_show_is_no_picture(drawn: str) -> None:
    assert drawn == ""


def test_a_sparkline_goes_up_where_the_figures_do() -> None:
    points = picture(charts.sparkline([1, 5, 3], title="t")).find("polyline")
    assert points is not None
    heights = [float(pair.split(",")[1]) for pair in (points.get("points") or "").split()]
    assert heights[0] > heights[2] > heights[1]


def test_a_flat_line_is_drawn_flat() -> None:
    assert "nan" not in charts.sparkline([2, 2, 2], title="t")
