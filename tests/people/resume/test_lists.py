"""Small readings of a résumé's lines: skills over two rows, a number behind a ZIP code."""

from __future__ import annotations

import pytest

from prospect.people.resume.contact import phones
from prospect.people.resume.page import Line, Word
from prospect.people.resume.skills import listed


def rows(*texts: str) -> Line:
    """One line of the rows of a narrow column, each word in its place."""
    words = []
    for row, text in enumerate(texts):
        x = 20.0
        for word in text.split():
            words.append(Word(word, x, 100.0 + 14 * row, x + 5 * len(word), 110.0 + 14 * row))
            x += 5 * len(word) + 3
    return Line(words)


@pytest.mark.parametrize(
    ("line", "skills"),
    [
        (rows("Spring Boot, Kafka", "PostgreSQL, Oracle"), ["Spring Boot", "Kafka", "PostgreSQL", "Oracle"]),
        (rows("Python, Docker", "Kubernetes", "AWS, Jenkins"), ["Python", "Docker", "Kubernetes", "AWS", "Jenkins"]),
        (rows("Python, Amazon Web", "Services, Docker"), ["Python", "Amazon Web Services", "Docker"]),
        (rows("Git, GitHub", "Actions, pytest"), ["Git", "GitHub Actions", "pytest"]),
        (rows("Java Spring Boot"), ["Java Spring Boot"]),
    ],
)
def test_skills_at_the_end_of_one_row_and_the_start_of_the_next_are_two(line: Line, skills: list[str]) -> None:
    assert [skill.span.text for skill in listed([line])[0]] == skills


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tulsa, OK 74105 - (918) 555-0177", "(918) 555-0177"),
        ("Tulsa, OK 74105-1234 918-555-0177", "918-555-0177"),
        ("+49 89 12345 678", "+49 89 12345 678"),
    ],
)
def test_a_zip_code_is_no_part_of_the_number_behind_it(text: str, number: str) -> None:
    (found,) = phones([rows(text)], "US")
    assert found.value == number
    assert found.span is not None
    assert found.span.text.endswith(number)
