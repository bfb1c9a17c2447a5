"""Texts that lost their line breaks on the way: copied out of a page, or kept in a field of a database."""

from prospect.people.resume.plain import unfolded
from prospect.people.resume.reading import read_resume
from tests.people.resume.papers import TODAY

FOLDED = (
    '"Ottilie Brandvold  Baker Street 4, Tulsa, OK 74103  (918) 555-0188  ottilie@people.example    Summary  '
    "Pastry cook with nine years in hotels and two in a school kitchen, careful with costs and with people.    "
    "Work Experience  2019 \\xe2\\x80\\x93 Present  Pastry Chef, Larkspur Hotel \\xef\\x82\\xb7 Bread and cakes for 300 "
    "guests a day. \\xef\\x82\\xb7 Trained four apprentices.  2015 - 2019  Baker, Rye & Sons Bakery  "
    '\\xef\\x82\\xb7 Night shift.    Education  2015  Diploma in Baking, Redbud Technical College  "'
)


def test_a_text_on_one_line_is_read_line_by_line() -> None:
    resume = read_resume(FOLDED.encode(), filename="cv.txt", today=TODAY)
    assert resume["basics"]["name"] == "Ottilie Brandvold"
    assert resume["basics"]["email"] == "ottilie@people.example"
    assert [job["position"] for job in resume["work"]] == ["Pastry Chef", "Baker"]
    assert [job["startDate"] for job in resume["work"]] == ["2019", "2015"]
    assert "endDate" not in resume["work"][0]
    assert resume["education"][0]["institution"] == "Redbud Technical College"


def test_a_text_with_lines_stays_as_it_is() -> None:
    text = "Ada  Lovelace\nTulsa,  OK\n" * 5
    assert unfolded(text) == (text, False)
