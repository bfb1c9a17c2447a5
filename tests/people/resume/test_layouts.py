from tests.people.resume.papers import Paper, degrees, jobs, one_column, skill_names

TWO_JOBS = [
    ("Quarry Hill Robotics", "Senior Controls Engineer", "2021-03", None),
    ("Bluestem Packaging LLC", "Automation Technician", "2016-06", "2021-02"),
]


def test_one_column() -> None:
    resume = one_column().read()
    basics = resume["basics"]
    assert basics["name"] == "Marisol Tanaka-Reyes"
    assert basics["email"] == "marisol.tanaka@example.org"
    assert basics["phone"] == "(918) 555-0137"
    assert basics["location"] == {"city": "Tulsa", "region": "OK"}
    assert jobs(resume) == TWO_JOBS
    assert degrees(resume) == [
        ("Oklahoma Plains University", "Bachelor of Science", "Mechatronics Engineering", "2012", "2016")
    ]
    assert skill_names(resume) == ["PLC programming", "SCADA", "servo tuning"]
    assert [one["language"] for one in resume["languages"]] == ["English", "Spanish", "Japanese"]
    assert resume["work"][0]["highlights"][1] == "Trained nine technicians in safe commissioning"
    assert resume["meta"]["current"] == ["/work/0"]


def test_every_value_says_where_it_stands() -> None:
    resume = one_column().read()
    place = resume["meta"]["provenance"]["/work/1/position"]
    assert place["page"] == 1
    assert place["text"] == "Automation Technician"
    x0, y0, x1, y1 = place["box"]
    assert 55 < x0 < 57
    assert y0 < 208 < y1 + 3
    assert x1 < 200
    assert 0 < place["confidence"] < 1
    assert place["rule"]


def two_columns() -> Paper:
    """A narrow column of contacts and skills beside a wide one of jobs whose lines stand at other heights."""
    paper = Paper().put(40, 60, "Ifeoma Lindqvist", 20, bold=True)
    left = [
        ("CONTACT", True), ("ifeoma.lindqvist@example.net", False), ("+1 405 555 0166", False), ("Norman, OK", False),
        ("SKILLS", True), ("Triage", False), ("Wound care", False), ("Epic charting", False), ("IV therapy", False),
        ("LANGUAGES", True), ("Igbo", False), ("Swedish (B2)", False),
    ]  # fmt: skip
    for number, (text, bold) in enumerate(left):
        paper.put(40, 100 + 15.5 * number, text, 11 if bold else 9.5, bold=bold)
    right = [
        ("PROFILE", True), ("Nurse with eleven years in emergency wards and a calm hand with families in distress.", False),
        ("EXPERIENCE", True), ("Charge Nurse, Redbud Regional Hospital", False), ("08/2019 - present", False),
        ("Led a ward of twenty-two beds through two winters of record admissions.", False),
        ("Staff Nurse, Cedar Creek Clinic", False), ("05/2014 - 07/2019", False),
        ("Cared for outpatients after surgery and taught their families at home.", False),
        ("EDUCATION", True), ("BSN, Central Plains College of Nursing", False), ("2010 - 2014", False),
    ]  # fmt: skip
    for number, (text, bold) in enumerate(right):
        paper.put(230, 96 + 17.0 * number, text, 11 if bold else 9, bold=bold)
    return paper


def test_two_columns_are_read_one_after_the_other() -> None:
    resume = two_columns().read()
    assert resume["basics"]["name"] == "Ifeoma Lindqvist"
    assert resume["basics"]["location"] == {"city": "Norman", "region": "OK"}
    assert jobs(resume) == [
        ("Redbud Regional Hospital", "Charge Nurse", "2019-08", None),
        ("Cedar Creek Clinic", "Staff Nurse", "2014-05", "2019-07"),
    ]
    assert skill_names(resume) == ["Triage", "Wound care", "Epic charting", "IV therapy"]
    assert resume["languages"] == [{"language": "Igbo"}, {"language": "Swedish", "fluency": "B2"}] or [
        one["language"] for one in resume["languages"]
    ] == ["Swedish"]


def test_headings_and_dates_in_the_margin() -> None:
    paper = Paper().put(40, 60, "Konstantin Obuya", 20, bold=True).put(40, 76, "k.obuya@example.com")
    paper.put(40, 110, "Berufserfahrung", 12, bold=True)
    rows = [
        (130, "04.2021 - heute", "Projektleiter", "Eichwald Maschinenbau GmbH"),
        (180, "10.2017 - 03.2021", "Konstrukteur", "Ostsee Anlagen AG"),
    ]
    for y, when, what, who in rows:
        paper.put(40, y, when, 9).put(160, y, what, bold=True).put(160, y + 13, who)
        paper.put(172, y + 26, "Verantwortung f\xfcr Planung, Kosten und Termine in drei Werken")
    paper.put(40, 240, "Ausbildung", 12, bold=True)
    paper.put(40, 260, "2012 - 2017", 9).put(160, 260, "Master of Science, Maschinenbau", bold=True)
    paper.put(160, 273, "Technische Universit\xe4t Rostock")
    resume = paper.read()
    assert jobs(resume) == [
        ("Eichwald Maschinenbau GmbH", "Projektleiter", "2021-04", None),
        ("Ostsee Anlagen AG", "Konstrukteur", "2017-10", "2021-03"),
    ]
    assert degrees(resume) == [("Technische Universität Rostock", "Master of Science", "Maschinenbau", "2012", "2017")]


def test_several_roles_under_one_employer() -> None:
    paper = Paper().put(56, 60, "Perpetua Holmqvist", 20, bold=True).put(56, 78, "perpetua@example.com")
    paper.put(56, 110, "Work Experience", 13, bold=True)
    paper.put(56, 130, "Sandstone Mutual Insurance", bold=True).put(556, 130, "Tulsa, OK", right=True)
    paper.put(56, 144, "Claims Manager").put(556, 144, "Jan 2022 - Present", right=True)
    paper.put(60, 158, "\x95").put(70, 158, "Leads fourteen adjusters")
    paper.put(56, 178, "Claims Adjuster").put(556, 178, "May 2018 - Jan 2022", right=True)
    paper.put(60, 192, "\x95").put(70, 192, "Settled storm claims within nine days")
    resume = paper.read()
    assert jobs(resume) == [
        ("Sandstone Mutual Insurance", "Claims Manager", "2022-01", None),
        ("Sandstone Mutual Insurance", "Claims Adjuster", "2018-05", "2022-01"),
    ]
    assert resume["meta"]["experience"]["months"] == 8 * 12 + 7


def test_order_of_title_and_employer_is_learnt_from_the_section() -> None:
    paper = Paper().put(56, 60, "Anselm Whitekiller", 20, bold=True).put(56, 78, "anselm@example.com")
    paper.put(56, 110, "Experience", 13, bold=True)
    rows = [("Foreman, Greenleaf Construction Company", "2019 - 2023"), ("Rigger, Osage Steel Inc.", "2015 - 2019")]
    rows.append(("Jack of all trades, Whitekiller & Sons", "2011 - 2015"))
    for number, (what, when) in enumerate(rows):
        paper.put(56, 130 + 34 * number, what, bold=True).put(556, 130 + 34 * number, when, right=True)
        paper.put(70, 143 + 34 * number, "Kept crews safe and on schedule through long and windy summers.")
    assert jobs(paper.read())[2] == ("Whitekiller & Sons", "Jack of all trades", "2011", "2015")


def test_hidden_words_are_left_out_and_told() -> None:
    paper = one_column().put(300, 20, "Kubernetes Rocket Surgery", 10, grey=255).put(300, 30, "wizard", 1)
    resume = paper.read()
    text = str({key: value for key, value in resume.items() if key != "meta"})
    assert "Rocket" not in text
    assert "wizard" not in text
    assert any("cannot be seen" in warning and "Rocket" in warning for warning in resume["meta"]["warnings"])


def test_white_letters_on_a_dark_ground_are_read() -> None:
    paper = Paper()
    paper.pdf.set_fill_color(20, 40, 60)
    paper.pdf.rect(0, 0, 612, 90, style="F")
    paper.put(56, 50, "Oluwaseun Brandt", 22, grey=255).put(56, 76, "seun.brandt@example.com", grey=255)
    resume = paper.read()
    assert resume["basics"]["name"] == "Oluwaseun Brandt"
    assert resume["basics"]["email"] == "seun.brandt@example.com"
    assert resume["meta"]["warnings"] == [] or not any("cannot be seen" in one for one in resume["meta"]["warnings"])


def test_links_that_only_annotations_know() -> None:
    paper = one_column().put(56, 94, "my profile", link="https://www.linkedin.com/in/marisol-tr")
    paper.put(140, 94, "code", link="https://github.com/marisoltr").put(180, 94, "site", link="https://tanaka.example/")
    basics = paper.read()["basics"]
    assert basics["url"] == "https://tanaka.example/"
    assert {(p["network"], p["username"]) for p in basics["profiles"]} == {
        ("LinkedIn", "marisol-tr"),
        ("GitHub", "marisoltr"),
    }


def test_a_column_goes_on_over_the_page() -> None:
    paper = two_columns().page()
    paper.put(230, 60, "Volunteer", 11, bold=True).put(230, 77, "First aider, Norman Food Pantry", 9).put(
        230, 94, "2020 - 2022", 9
    )
    resume = paper.read()
    assert len(jobs(resume)) == 2
    assert resume["volunteer"][0]["organization"] == "Norman Food Pantry"


def test_an_empty_page_invents_nobody() -> None:
    resume = Paper().read()
    assert resume["basics"] == {}
    assert not resume.get("work")
    assert any("No text" in warning for warning in resume["meta"]["warnings"])
