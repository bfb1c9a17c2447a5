import pytest

from prospect.people.resume.dates import durations, find_dates


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("May 2019 – Present", "2019-05", "present"),
        ("05/2019 - 06/2020", "2019-05", "2020-06"),
        ("2019-", "2019", "present"),
        ("2013-2017", "2013", "2017"),
        ("Summer 2020", "2020", "2020"),
        ("seit 2019", "2019", "present"),
        ("Jan – Mar 2020", "2020-01", "2020-03"),
        ("04.2021 – heute", "2021-04", "present"),
        ("mars 2018 – aujourd’hui", "2018-03", "present"),
        ("enero de 2019 - actualidad", "2019-01", "present"),
        ("desde marzo de 2020", "2020-03", "present"),
        ("Sep '19 - Aug '20", "2019-09", "2020-08"),
        ("01/05/2019 – 30/06/2021", "2019-05", "2021-06"),
        ("2019-06-01 — 2021-02-28", "2019-06", "2021-02"),
        ("March 2023-December 2024", "2023-03", "2024-12"),
        ("2018年6月 - 至今", "2018-06", "present"),
        ("2018-20", "2018", "2020"),
        ("July 2011 to date", "2011-07", "present"),
    ],
)
def test_ranges(text: str, start: str, end: str) -> None:
    (dates,) = find_dates(text)
    assert (dates.start, dates.end) == (start, end)


def test_a_single_date_is_an_end_without_a_start() -> None:
    (dates,) = find_dates("Graduated: May 2014")
    assert (dates.start, dates.end, dates.alone) == (None, "2014-05", True)


@pytest.mark.parametrize("text", ["555-2019", "served 2,000 guests", "Served 20190 orders", "2000+ users"])
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


def test_a_templates_year_is_no_date_but_marks_its_place() -> None:
    (dates,) = find_dates("January 20XX - Current")
    assert (dates.start, dates.end) == (None, "present")


def test_durations_are_found_whole() -> None:
    text = "May 2019 – May 2022 · 3 years 1 month"
    ((at, to),) = durations(text)
    assert text[at:to].strip(" ·") == "3 years 1 month"
