import re

from prospect.people.resume.reading import read_resume
from prospect.people.resume.writing import Voice, as_markdown, as_pdf
from tests.people.resume.papers import TODAY, degrees, jobs, one_column, skill_names


def test_what_is_written_reads_back_the_same() -> None:
    resume = one_column().read()
    for data, name in ((as_pdf(resume), "a.pdf"), (as_markdown(resume).encode(), "a.md")):
        again = read_resume(data, filename=name, today=TODAY)
        assert again["basics"]["name"] == resume["basics"]["name"]
        assert again["basics"]["email"] == resume["basics"]["email"]
        assert jobs(again) == jobs(resume)
        assert degrees(again) == degrees(resume)
        assert set(skill_names(resume)) <= set(skill_names(again))


def test_the_same_resume_gives_the_same_bytes() -> None:
    resume = one_column().read()
    assert as_pdf(resume) == as_pdf(resume)


def test_a_persons_words_are_no_markup() -> None:
    text = as_markdown(
        {"basics": {"name": "A *star* <b>"}, "work": [{"name": "[x](http://evil.example)", "position": "# Head"}]}
    )
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "](http" not in text.replace("\\]", "")


def test_an_empty_resume_is_still_a_page() -> None:
    assert as_pdf({}).startswith(b"%PDF")


def test_the_pdf_is_tagged_for_screen_readers() -> None:
    resume = one_column().read()
    data = as_pdf(resume, Voice("es"))
    assert re.search(rb"pdfuaid:part>1<", data)
    assert b"/StructTreeRoot" in data
    assert b"/Lang" in data


def test_headings_are_in_the_readers_language() -> None:
    spanish = Voice("es", lambda words: {"Experience": "Experiencia", "present": "actualidad"}.get(words, words))
    text = as_markdown({"work": [{"name": "X", "startDate": "2019-01"}]}, spanish)
    assert "## Experiencia" in text
    assert "ene 2019 – actualidad" in text


def test_letters_that_no_font_has_lose_nothing() -> None:
    resume = {"basics": {"name": "Ada", "summary": "\U00013080 and \U0001f9d1"}}
    assert read_resume(as_pdf(resume), filename="a.pdf", today=TODAY)["basics"]["name"] == "Ada"
