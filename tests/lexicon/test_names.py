from prospect.lexicon.names import names
from prospect.lexicon.occupations import all_occupations
from prospect.lexicon.skills import all_skills


def test_names_in_spanish_are_of_what_there_is() -> None:
    assert set(names("occupations", "es")) == {one.id for one in all_occupations()}
    skills = names("skills", "es-mx")
    assert set(skills) <= set(all_skills())
    assert skills["welding"] == "soldadura"
    assert all(name == name.strip() != "" for name in skills.values())


def test_a_language_without_a_file_has_no_names() -> None:
    assert names("skills", "en") == names("skills", "../x") == {}
