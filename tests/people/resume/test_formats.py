import json
from pathlib import Path

import pytest

from prospect.people.resume.content import kind_of
from prospect.people.resume.page import UnreadableError
from prospect.people.resume.reading import read_resume
from tests.people.resume.papers import TODAY, docx, jobs, one_column, paragraph, skill_names, zipped

TEXT = """Yusuf Castellanos
yusuf.castellanos@example.org | 539-555-0121 | Broken Arrow, OK

SUMMARY
Warehouse lead who likes quiet shifts and full trucks.

EXPERIENCE
Warehouse Lead | Arkansas River Freight Co. | April 2020 - Present
- Loads forty trucks a week
Forklift Operator | Verdigris Cold Storage Inc. | 2016 - 2020
- Moved frozen goods without a dent

EDUCATION
High School Diploma, Broken Arrow Academy, 2015

SKILLS
Forklift certification, Inventory control, RF scanners
"""
EXPECTED = [
    ("Arkansas River Freight Co", "Warehouse Lead", "2020-04", None),
    ("Verdigris Cold Storage Inc", "Forklift Operator", "2016", "2020"),
]


def bare(found: list[tuple[str | None, ...]]) -> list[tuple[str | None, ...]]:
    return [((one[0] or "").rstrip("."), *one[1:]) for one in found]


def read(data: bytes | str, name: str = "") -> dict[str, object]:
    return read_resume(data.encode() if isinstance(data, str) else data, filename=name, today=TODAY)


def test_plain_text() -> None:
    resume = read(TEXT, "resume.txt")
    assert resume["basics"]["name"] == "Yusuf Castellanos"  # type: ignore[index]
    assert bare(jobs(resume)) == EXPECTED
    assert skill_names(resume) == ["Forklift certification", "Inventory control", "RF scanners"]


def test_markdown() -> None:
    text = TEXT.replace("Yusuf Castellanos\n", "# Yusuf Castellanos\n", 1)
    for heading in ("SUMMARY", "EXPERIENCE", "EDUCATION", "SKILLS"):
        text = text.replace(f"{heading}\n", f"## {heading.title()}\n")
    text = text.replace("Warehouse Lead |", "**Warehouse Lead** |")
    resume = read(text, "resume.md")
    assert bare(jobs(resume)) == EXPECTED
    assert resume["work"][0]["highlights"] == ["Loads forty trucks a week"]  # type: ignore[index]


def test_html_runs_nothing_and_fetches_nothing() -> None:
    page = (
        "<html><body><script>document.title='x'</script><h1>Yusuf Castellanos</h1><p>yusuf.castellanos@example.org</p>"
        "<h2>Experience</h2><p><b>Warehouse Lead</b> | Arkansas River Freight Co. | April 2020 - Present</p>"
        "<ul><li>Loads forty trucks a week</li></ul>"
        "<p><b>Forklift Operator</b> | Verdigris Cold Storage Inc. | 2016 - 2020</p>"
        '<p style="display:none">Astronaut</p><h2>Skills</h2><ul><li>Inventory control</li><li>RF scanners</li></ul>'
    )
    resume = read(page, "resume.html")
    assert bare(jobs(resume)) == EXPECTED
    assert "Astronaut" not in json.dumps({k: v for k, v in resume.items() if k != "meta"})
    assert skill_names(resume) == ["Inventory control", "RF scanners"]


def test_docx_with_contacts_in_header_and_text_box() -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        + paragraph("539-555-0121")
        + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
        + paragraph("539-555-0121")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    body = paragraph("Yusuf Castellanos", bold=True, size=20) + box + paragraph("Experience", bold=True, size=14)
    body += paragraph("Warehouse Lead, Arkansas River Freight Co.\tApril 2020 - Present", bold=True)
    body += paragraph("Loads forty trucks a week", before="<w:pPr><w:numPr/></w:pPr>")
    body += paragraph("Forklift Operator, Verdigris Cold Storage Inc.\t2016 - 2020", bold=True)
    body += paragraph("Plumber Astronaut", extra="<w:vanish/>")
    table = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Inventory control", "RF scanners"))
    body += paragraph("Skills", bold=True, size=14) + f"<w:tbl><w:tr>{table}</w:tr></w:tbl>"
    resume = read(docx(body, header=paragraph("yusuf.castellanos@example.org")), "resume.docx")
    assert resume["basics"]["email"] == "yusuf.castellanos@example.org"  # type: ignore[index]
    assert resume["basics"]["phone"] == "539-555-0121"  # type: ignore[index]
    assert bare(jobs(resume)) == EXPECTED
    assert skill_names(resume) == ["Inventory control", "RF scanners"]
    assert any("Astronaut" in warning for warning in resume["meta"]["warnings"])  # type: ignore[index]


def test_rtf() -> None:
    lines = [r"{\b\fs40 Yusuf Castellanos}", "yusuf.castellanos@example.org", r"{\b\fs28 Experience}"]
    lines += [
        r"{\b Warehouse Lead} | Arkansas River Freight Co. | April 2020 \'96 Present",
        r"{\b Forklift Operator} | Verdigris Cold Storage Inc. | 2016 \endash  2020",
    ]
    data = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}" + r"\par ".join(lines) + r"\par}"
    assert bare(jobs(read(data, "resume.rtf"))) == EXPECTED


def test_odt() -> None:
    text = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    body = "".join(f"<text:p>{line}</text:p>" for line in ("Yusuf Castellanos", "yusuf.castellanos@example.org"))
    body += '<text:h text:outline-level="1">Experience</text:h>'
    body += "<text:p>Warehouse Lead | Arkansas River Freight Co. | April 2020 - Present</text:p><text:list><text:list-item><text:p>Loads forty trucks a week</text:p></text:list-item></text:list>"
    body += "<text:p>Forklift Operator | Verdigris Cold Storage Inc. | 2016 - 2020</text:p>"
    data = zipped(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                f"<office:document-content {text}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
            ),
        ]
    )
    assert bare(jobs(read(data, "resume.odt"))) == EXPECTED


def test_json_resume_keeps_the_standards_fields_only() -> None:
    given = {
        "basics": {"name": "Yusuf", "evil": {"a": 1}},
        "work": [{"company": "Freight", "position": "Lead", "startDate": "2020-04"}, 7],
    }
    resume = read(json.dumps(given), "resume.json")
    assert resume["basics"] == {"name": "Yusuf"}
    assert resume["work"] == [{"name": "Freight", "position": "Lead", "startDate": "2020-04"}]
    assert resume["meta"]["current"] == ["/work/0"]  # type: ignore[index]
    assert resume["meta"]["provenance"]["/work/0/name"]["confidence"] == 0.99  # type: ignore[index]


def test_the_name_of_a_file_does_not_decide_what_it_is() -> None:
    assert kind_of(one_column().bytes(), "resume.docx") == "pdf"
    assert kind_of(b"{\\rtf1 x}", "resume.doc") == "rtf"
    assert kind_of(b"<html><body><p>x</p></body></html>", "resume.doc") == "html"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\0\0\0\0", "empty"),
        (b"MZ\x90\0" + b"\0" * 100, "program"),
        (b"\x7fELF" + b"\0" * 100, "program"),
        (b"\x1f\x8b\x08" + b"\0" * 60, "archive"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "Word"),
        (bytes(range(256)) * 20, "not known"),
        (b"%PDF-1.7\ngarbage", "damaged"),
        (b"x" * 10_000_001, "larger"),
        (b'{"a": 1}', "JSON Resume"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(data, "resume.pdf")


def test_an_archive_that_unpacks_to_too_much_is_not_opened() -> None:
    with pytest.raises(UnreadableError, match="unpacks"):
        read(zipped([("word/document.xml", b"\0" * 70_000_000)]), "resume.docx")


def test_xml_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the launch code")
    xml = f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(UnreadableError, match="damaged"):
        read(zipped([("word/document.xml", xml)]), "resume.docx")
